import itertools
import re
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toml_texts import COMMENTS, VALID

from committee.model.account import Comment
from committee.store.comments import lines_of
from committee.store.scanner import Scan, scan
from committee.store.writer import key_text, scalar


def paths(value: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Every path of a parsed document: tables, elements of lists of tables, and keys."""
    found = {path} if path else set()
    if isinstance(value, dict):
        for key, inner in value.items():
            found |= paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if isinstance(inner, (dict, list)):
                found |= paths(inner, (*path, str(index)))
    return found


def scanned(found: Scan) -> set[tuple[str, ...]]:
    whole = {*found.keys, *found.headers, *found.values}
    whole |= {path[:length] for path in whole for length in range(1, len(path))}
    return whole | {
        (*path, str(index))
        for path, spans in found.items.items()
        for index, (start, _) in enumerate(spans)
        if found.text[start] in "[{"
    }


@pytest.mark.parametrize("name", sorted(VALID))
def test_key_paths_are_those_of_tomllib(name: str) -> None:
    text = VALID[name].replace("\r\n", "\n")
    assert scanned(scan(text)) == paths(tomllib.loads(VALID[name]))


@pytest.mark.parametrize("name", sorted(VALID))
def test_a_value_span_holds_exactly_the_value(name: str) -> None:
    text = VALID[name].replace("\r\n", "\n")
    parsed = tomllib.loads(text)
    for path, (start, end) in scan(text).values.items():
        value: Any = parsed
        for part in path:
            value = value[int(part)] if isinstance(value, list) else value[part]
        again = tomllib.loads(f"v = {text[start:end]}\n")["v"]
        assert repr(again) == repr(value), path


@pytest.mark.parametrize(
    ("quotes", "pieces"),
    [('"', '"\\n '), ('"""', '"\\n\n'), ("'", "'n ,"), ("'''", "'n\n")],
    ids=["basic", "long-basic", "literal", "long"],
)
def test_a_text_ends_where_it_ends_for_tomllib(quotes: str, pieces: str) -> None:
    """Every text of up to six of these pieces; and one of many thousands."""
    some = ("".join(within) for count in range(7) for within in itertools.product(pieces, repeat=count))
    right = 0
    for within in itertools.chain(some, [piece * 5000 + quotes for piece in (*pieces, '\\"', "n'", 'n"', "\\n")]):
        written = f"{quotes}{within}"
        try:
            tomllib.loads(f"v = {written}\n")
        except tomllib.TOMLDecodeError:
            continue
        found = scan(f"v = {written}\nnext = 1\n")
        assert found.values["v",] == (4, 4 + len(written.rstrip()))
        assert ("next",) in found.keys
        right += 1
    assert right > 20


@pytest.mark.parametrize("name", sorted(VALID))
def test_every_comment_is_found_once(name: str) -> None:
    text = VALID[name].replace("\r\n", "\n")
    found = scan(text)
    lines = [line for comment in found.comments.values() for line in lines_of(comment)]
    lines += [line for items in found.item_comments.values() for c in items.values() for line in lines_of(c)]
    assert sorted(lines) == sorted(COMMENTS.get(name, []))


def comments(text: str) -> dict[str, Comment]:
    return {".".join(path): comment for path, comment in scan(text).comments.items()}


def test_a_block_belongs_to_what_is_right_under_it() -> None:
    found = comments("a = 1\n# one\n# two\nb = 2\n\n# three\n[c]\nd = 3\n")
    assert found == {"b": Comment(above=("# one", "# two")), "c": Comment(above=("# three",))}


def test_a_block_before_a_blank_line_and_a_key_belongs_to_the_key() -> None:
    assert comments("a = 1\n# one\n\n# two\n\nb = 2\n") == {"b": Comment(above=("# one", "# two"))}


def test_a_block_behind_the_last_key_belongs_to_the_table() -> None:
    found = comments("[a]\nb = 1\n# of a\n\n# of c\n[c]\nd = 1\n# of c too\n")
    assert found == {"a": Comment(end=("# of a",)), "c": Comment(above=("# of c",), end=("# of c too",))}


def test_a_block_alone_between_tables_belongs_to_the_next() -> None:
    assert comments("[a]\nb = 1\n\n# ---- c ----\n\n[c]\n") == {"c": Comment(above=("# ---- c ----",))}


def test_a_block_without_any_blank_line_belongs_to_the_header_under_it() -> None:
    assert comments("[a]\nb = 1\n# c\n[c]\n") == {"c": Comment(above=("# c",))}


def test_a_block_that_opens_the_file_belongs_to_the_file_if_a_blank_line_follows() -> None:
    assert comments("# file\n\na = 1\n") == {"": Comment(above=("# file",))}
    assert comments("# a\na = 1\n") == {"a": Comment(above=("# a",))}
    assert comments("# file\n\n# of a\na = 1\n") == {"": Comment(above=("# file",)), "a": Comment(above=("# of a",))}
    assert comments("# file\n\n[a]\n") == {"": Comment(above=("# file",))}


def test_trailing_comments_belong_to_what_they_trail() -> None:
    found = comments('[a] # h\nb = "#" # k\nc = """\n# text\n""" # m\nd = [\n  1,\n] # l\n')
    assert {path: c.trailing for path, c in found.items()} == {"a": "# h", "a.b": "# k", "a.c": "# m", "a.d": "# l"}


def test_items_keep_their_comments() -> None:
    found = scan('a = [ # first\n  # x1\n  "x", # x2\n  "y"\n  # z1\n  , "z" # z2\n  # end\n]\n')
    assert found.item_comments[("a",)] == {
        0: Comment(above=("# first", "# x1"), trailing="# x2"),
        2: Comment(above=("# z1",), trailing="# z2"),
    }
    assert found.comments[("a",)] == Comment(end=("# end",))


def test_lines_and_columns_count_code_points_from_one() -> None:
    text = '# 🎉\n"é" = "x"\n[t]\nk = [\n  "p",\n  "q",\n]\n'
    found = scan(text)
    assert found.line_column(found.place(("é",))) == (2, 7)
    assert found.line_column(found.place(("t", "k"))) == (4, 5)
    assert found.line_column(found.place(("t", "k", "q"))) == (6, 3)
    assert found.line_column(found.place(("t", "missing"))) == (3, 1)
    assert found.line_column(found.place(("nowhere", "x"))) == (1, 1)


# Only comments have a §, so that counting them needs no scanner.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00§"), max_size=12)
SCALARS = st.one_of(
    TEXT.map(lambda t: scalar(t.replace("\r", ""))),
    st.integers(-(2**63), 2**63 - 1).map(str),
    st.booleans().map(lambda b: "true" if b else "false"),
    st.dates().map(str),
    st.floats(allow_nan=False).map(repr),
    TEXT.filter(lambda t: t.isprintable() and "'" not in t).map(lambda t: f"'{t}'"),
)
SPACE = st.sampled_from(["", " ", "\t", "  "])
GAP = st.sampled_from(["", " ", "\n", " # §note\n", "\n  # §line\n\n", "\n\n"])


@st.composite
def value_texts(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["scalar", "scalar", "list", "table"])) if depth else "scalar"
    if kind == "scalar":
        return str(draw(SCALARS))
    inner = draw(st.lists(value_texts(depth=depth - 1), max_size=3))
    if kind == "list":
        return "[" + ",".join(draw(GAP) + item + draw(GAP) for item in inner) + draw(GAP) + "]"
    return "{" + ", ".join(f"k{i} {draw(SPACE)}= {item}" for i, item in enumerate(inner)) + "}"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Valid TOML with random keys, spacing, comments, values and headers."""
    names = draw(st.lists(TEXT.map(lambda t: key_text(t.replace("\r", ""))), min_size=1, max_size=8, unique=True))
    lines = []
    for index, name in enumerate(names):
        kind = draw(st.sampled_from(["key", "key", "key", "header", "dotted"]))
        lines.append(draw(st.sampled_from(["", "\n", "# §one\n", "\n# §two\n\n", "  # §three\n"])))
        tail = draw(st.sampled_from(["\n", " # §tail\n", "\t\n"]))
        if kind == "header":
            lines.append(f"[{draw(SPACE)}{name}{draw(SPACE)}.{draw(SPACE)}t{index}]{tail}")
        elif kind == "key":
            lines.append(f"{draw(SPACE)}{name}{draw(SPACE)}={draw(SPACE)}{draw(value_texts())}{tail}")
        else:
            lines.append(f"d{index}{draw(SPACE)}.{name} = {draw(value_texts())}{tail}")
    return "".join(lines)


@given(documents())
def test_any_document_scans_like_tomllib(text: str) -> None:
    assert scanned(scan(text)) == paths(tomllib.loads(text))


@given(documents())
def test_no_comment_of_any_document_is_lost(text: str) -> None:
    found = scan(text)
    lines = [line for comment in found.comments.values() for line in lines_of(comment)]
    lines += [line for items in found.item_comments.values() for c in items.values() for line in lines_of(c)]
    assert sorted(lines) == sorted(re.findall("# §[a-z]+", text))
