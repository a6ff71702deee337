import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._cells import cell_len

from committee.text import REPLACEMENT, clean, cut, is_clean, pad, show, width

HOSTILE = {
    *range(0x09), *range(0x0B, 0x20), 0x7F, *range(0x80, 0xA0), 0x061C, 0x200E, 0x200F,
    *range(0x2028, 0x202F), *range(0x2066, 0x206A),
}  # fmt: skip


def test_exactly_the_characters_of_the_format_are_replaced() -> None:
    replaced = {code for code in range(sys.maxunicode + 1) if clean(chr(code)) != chr(code)}
    assert replaced == HOSTILE
    assert {clean(chr(code)) for code in HOSTILE} == {REPLACEMENT}


@pytest.mark.parametrize("text", ["a\tb\nc", "👩‍👩‍👧", "می‌خواهم", "क्‍ष", "é", "日本語"])
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text
    assert is_clean(text)


def test_line_ends_become_one() -> None:
    assert clean("a\r\nb\rc") == "a\nb\ufffdc"


def test_payloads_lose_their_teeth() -> None:
    assert clean("\x1b]0;title\x07\x9b31m\u202eabc") == "\ufffd]0;title\ufffd\ufffd31m\ufffdabc"


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_keeps_the_length(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once)
    assert len(once) == len(text.replace("\r\n", "\n"))


@given(st.text(st.characters(codec=None)))
def test_what_is_shown_is_one_line_that_any_terminal_takes(text: str) -> None:
    shown = show(text)
    assert "\n" not in shown
    assert "\t" not in shown
    assert is_clean(shown)
    assert show(shown) == shown
    shown.encode()


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_widths_are_those_textual_draws(text: str) -> None:
    assert width(text) == cell_len(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30), st.integers(-1, 20))
def test_a_cut_text_fits_and_begins_like_the_whole(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert width(short) <= max(limit, 0)
    assert short == text or (short == "" and limit <= 0) or text.startswith(short[:-1])
    if width(text) <= limit:
        assert short == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30), st.integers(0, 20))
def test_a_padded_text_has_exactly_its_width(text: str, cells: int) -> None:
    assert width(pad(text, cells)) == cells


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Maria Gómez", 6, "Maria…"),
        ("Maria Gómez", 7, "Maria…"),
        ("山田太郎さん", 7, "山田太…"),
        ("山田太郎", 8, "山田太郎"),
        ("👩‍👩‍👧‍👦 family", 4, "👩‍👩‍👧‍👦…"),
        ("ab", 1, "…"),
        ("ab", 0, ""),
    ],
)
def test_no_character_is_halved(text: str, limit: int, short: str) -> None:
    assert cut(text, limit) == short
