"""Blanks and other odd characters in every field there is, and odd line ends anywhere: read, said, and survived."""

import copy
import re
from contextlib import suppress

import pytest
import tomli_w
from every_way import everything, good, path_of, whole, within
from hypothesis import given
from hypothesis import strategies as st
from poison import escaped

from committee import store
from committee.errors import EditRefused
from committee.model.fields import Field, Kind, Table
from committee.model.tables import TABLES

BLANKS = [" ", "\t", "\n", "\u00a0", "\u2003", "\u3000", " \u00a0\t\u2003 "]
ODD = ["\x00", "\x0b", "\x0c", "\r", "\r\n", "\x85", "\u2028", "\u200b", "\u200d", "\ufeff", "\U000e0020", ".", " x "]
FIELDS = [(entry, field) for entry in TABLES for field in entry.fields]
WHOLE = whole()
BASE = store.read_text(tomli_w.dumps(WHOLE)).account


def holding(value: str, some: list[tuple[Table, Field]]) -> str:
    """The account with this value in some fields; lists have it as their only item."""
    raw = copy.deepcopy(WHOLE)
    for entry, field in some:
        within(raw, path_of(entry))[field.name] = [value] if field.many else value
    return escaped(raw)


def test_the_account_has_every_field_and_no_fault() -> None:
    document = store.read_text(tomli_w.dumps(WHOLE))
    assert document.errors == ()
    assert len(FIELDS) > 90
    everything(document, BASE)


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
def test_a_blank_is_a_problem_in_every_field(blank: str) -> None:
    """With its place, what is wrong and what helps; prose alone may be blank."""
    for entry, field in FIELDS:
        found = store.read_text(holding(blank, [(entry, field)]))
        place = (*path_of(entry), field.name)
        said = [one for one in found.problems if one.path[: len(place)] == place]
        if field.kind is Kind.PROSE:
            assert not said
            continue
        assert said, (place, blank)
        assert all(one.line > 1 and one.column and one.what and one.remedy for one in said)
        typed = field.kind not in {Kind.TEXT, Kind.SCALAR} or field.required
        assert found.read_only == typed, place


@pytest.mark.parametrize("kind", Kind)
def test_every_part_of_the_program_survives_what_is_odd(kind: Kind) -> None:
    """In every field of a kind at once; accounts that were looked at already are passed over."""
    some = [(entry, field) for entry, field in FIELDS if field.kind is kind]
    seen: set[str] = set()
    for value in [*BLANKS, *ODD]:
        document = store.read_text(holding(value, some))
        if repr(document.account) not in seen:
            seen.add(repr(document.account))
            everything(document, BASE)
    assert seen


@pytest.mark.parametrize("blank", [*BLANKS, *ODD, ""], ids=ascii)
def test_ids_and_keys_of_such_characters_are_problems(blank: str) -> None:
    for entry in TABLES:
        if "*" not in entry.pattern:
            continue
        path = path_of(entry)
        raw = copy.deepcopy(WHOLE)
        within(raw, path[:-1] if path[-1] != "champion" else path[:-2])[blank] = {
            field.name: good(entry, field) for field in entry.fields if field.kind is Kind.TEXT
        }
        document = store.read_text(escaped(raw))
        assert any(blank == " x " or one.remedy for one in document.problems), entry.pattern
        everything_is_placed(document)


def everything_is_placed(document: store.Document) -> None:
    lines = document.text.split("\n")
    for one in document.problems:
        assert one.what
        assert 1 <= one.line <= len(lines) + 1
        assert 1 <= one.column <= len(lines[min(one.line, len(lines)) - 1]) + 1


ENDS = ["\n", "\r\n", "\r", "\r\r\n", "\r\r\r\n", "\n\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00"]
LINES = tomli_w.dumps(WHOLE).split("\n")
LINES[3:3] = ["# a comment", "deal = '''", "two lines", "'''", "x = [", "  1, # one", "]"]


def joined(ends: list[str]) -> str:
    return "".join(line + ends[index % len(ends)] for index, line in enumerate(LINES))


@pytest.mark.parametrize("end", ENDS, ids=ascii)
@pytest.mark.parametrize("every", [1, 2, 5, 29])
def test_line_ends_of_every_kind(end: str, every: int) -> None:
    document = store.read_text(joined([*["\n"] * (every - 1), end]))
    everything_is_placed(document)
    assert document.read_only == (end not in {"\n", "\r\n"})
    if "\r" in end and document.problems[0].code == "line-ends":
        mended = store.mend(document, document.problems[0].mends[0])
        assert "\r" not in mended.text
        assert mended.text.split("\n")[0] == LINES[0]


@given(st.lists(st.sampled_from([*ENDS, *["\n"] * 40, *["\r\n"] * 10]), min_size=1, max_size=40))
def test_any_mixture_of_line_ends(ends: list[str]) -> None:
    text = joined(ends)
    document = store.read_text(text)
    everything_is_placed(document)
    sound = re.sub("\r\n|\n", "", text).isprintable()
    assert document.read_only != sound
    for problem in document.problems:
        for mend in problem.mends if problem.code == "line-ends" else ():
            with suppress(EditRefused):  # what is left is for an editor
                everything_is_placed(store.mend(document, mend))
