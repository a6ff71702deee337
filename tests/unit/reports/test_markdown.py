"""Markdown that shows text as it stands, read back by a Markdown parser."""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from some import some

from committee.reports.content import Document, Facts, Grid, Item, Items, Lines, Section
from committee.reports.markdown import escaped, markdown

READER = MarkdownIt("gfm-like", {"linkify": False})


def shown(source: str) -> str:
    """What a reader of the rendered Markdown sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", READER.render(source)))


WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1)


@given(WORDS)
@example("*a* _b_ `c` [d](e) <b> &amp; | ~~x~~ #1 \\")
@example("1. no list")
@example("1) no list")
@example("- no list")
@example("+ no list")
@example("=== no heading")
@example("---")
@example("![picture](x)")
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    assert shown(escaped(text)).split() == text.split()


@given(WORDS)
def test_any_text_is_one_cell(text: str) -> None:
    document = Document("T", (Section("S", (Grid(("a", "b"), ((text, "end"),)),)),))
    rendered = READER.render(markdown(document))
    assert rendered.count("<td>") == 2
    assert html.unescape(some(re.search("<td>(.*?)</td>", rendered))[1]) == text


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "[a](http://x)", "http://x.y", "www.x.y", "<http://x>", "![i](j)"]
)
def test_text_never_becomes_a_link_or_html(text: str) -> None:
    rendered = MarkdownIt("commonmark").render(escaped(text))
    assert not re.search(r"<(?!/?p>)", rendered)
    assert not re.search(r"[^\\]://", escaped(text))
    assert "www." not in escaped(text)


def test_every_block_has_its_form() -> None:
    document = Document(
        "Title",
        (
            Section(
                "First",
                (Facts((("Label", "a\nb"),)), Lines(("one",)), Items((Item("it", (("how", "so"),)),))),
                (Section("Inside", (Lines(("two",)),)), Section("Nothing")),
            ),
            Section("Nothing either"),
        ),
    )
    assert markdown(document) == (
        "# Title\n\n## First\n\n- **Label**: a<br>b\n\n- one\n\n1. it\n   - **how**: so\n\n### Inside\n\n- two\n"
    )
