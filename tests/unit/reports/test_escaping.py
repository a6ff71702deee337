"""Values in formats that would run or read them as something else."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.reports.escaping import csv_cell, html, xml


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+49 30", "'+49 30"),
        ("-2+3", "'-2+3"),
        ("@sum", "'@sum"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t'=1"),
        ("\n=1", "'\n'=1"),
        (";=1", "';'=1"),
        (';"=1"', "';\"'=1\""),
        ("a; =1", "a; '=1"),
        ("a|@b", "a|'@b"),
        ("a; b - c = d", "a; b - c = d"),
        ("＝1", "'＝1"),
        ("plain = text", "plain = text"),
        ("", ""),
        (None, ""),
        (-3, "-3"),
        (True, "True"),
        ("a\x1b[31m", "a\ufffd[31m"),
    ],
)
def test_a_cell_is_never_a_formula(value: int | str | None, cell: str) -> None:
    assert csv_cell(value) == cell


@given(st.text())
def test_whatever_is_typed_no_cell_begins_as_a_formula(text: str) -> None:
    assert csv_cell(text).lstrip(" \n\t")[:1] not in {"=", "+", "-", "@"}
    row = io.StringIO()
    csv.writer(row).writerow([csv_cell(text), "x"])
    assert next(csv.reader(io.StringIO(row.getvalue(), newline="")))[-1] == "x"


@given(st.lists(st.text(alphabet="=+-@＝;|,\t\n\r\"' a"), min_size=1), st.sampled_from(",;|\t"))
def test_whatever_separator_a_file_is_opened_with_no_cell_begins_as_a_formula(texts: list[str], separator: str) -> None:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(map(csv_cell, texts))
    for cell in (
        cell for line in csv.reader(io.StringIO(row.getvalue(), newline=""), delimiter=separator) for cell in line
    ):
        assert cell.lstrip(' \n\t"')[:1] not in set("=+-@＝"), cell


@given(st.text())
def test_no_sign_of_markup_is_left(text: str) -> None:
    for escaped in (html(text), xml(text)):
        assert not set("<>\"'") & set(escaped)
        assert "\x00" not in escaped
    assert not set("\ufffe\uffff") & set(xml(text))
