import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._cells import cell_len

from committee.text import REPLACEMENT, clean, cut, is_clean, pad, pasted, show, unseen, width

HOSTILE = {
    *range(0x09), *range(0x0B, 0x20), 0x7F, *range(0x80, 0xA0), 0x061C, 0x200E, 0x200F,
    *range(0x2028, 0x202F), *range(0x2066, 0x206A),
}  # fmt: skip


UNSEEN = {
    0xAD, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0x3164,
    0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFFC), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0100), *range(0xE01F0, 0xE1000),
}  # fmt: skip
SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
"""Of the form of the character before them."""
WELSH = "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbwls") + "\U000e007f"


def test_exactly_the_characters_of_the_format_are_replaced_or_left_out() -> None:
    changed = {code for code in range(sys.maxunicode + 1) if clean(chr(code)) != chr(code)}
    assert changed == HOSTILE | UNSEEN
    assert {clean(chr(code)) for code in HOSTILE} == {REPLACEMENT}
    assert {clean(chr(code)) for code in UNSEEN} == {""}


def test_what_systems_draw_as_nothing_is_left_out_but_for_what_people_need() -> None:
    """Characters of category Cf (format) that stay are signs one sees, or the two joiners."""
    staying = {
        code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf" and clean(chr(code))
    }
    signs = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    joiners = {0x200C, 0x200D}
    egyptian = set(range(0x13430, 0x13440))
    assert staying - HOSTILE <= signs | joiners | egyptian


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Jan\u200b No\u00advak\ufeff", "Jan Novak"),
        ("x\U000e0049\U000e0067\U000e006e", "x"),
        ("\ufe0f" * 3, "\ufe0f"),
        ("❤\ufe0f\u00ad\ufe0f\U000e0100!", "❤\ufe0f!"),
        ("\U0001f3f4\u00ad" + WELSH[1:], "\U0001f3f4"),
        (WELSH + "\u200b", WELSH),
    ],
)
def test_what_nobody_sees_is_left_out(text: str, kept: str) -> None:
    assert clean(text) == show(text) == kept
    assert unseen(text)
    assert not unseen(kept)


@pytest.mark.parametrize(
    ("text", "kept", "count"),
    [
        ("Ann\u202d Lee\u200b", "Ann Lee", 2),
        ("Ann\rBob\r\nCy\n", "Ann\nBob\nCy\n", 0),
        ("\x1b]0;x\x07👩‍👩‍👧" + WELSH, "]0;x👩‍👩‍👧" + WELSH, 2),
    ],
)
def test_what_is_pasted_has_neither_marks_nor_what_nobody_sees(text: str, kept: str, count: int) -> None:
    assert pasted(text) == (kept, count)


@pytest.mark.parametrize(
    "text", ["a\tb\nc", "👩‍👩‍👧", "می‌خواهم", "क्‍ष", "é", "日本語", WELSH, "❤\ufe0f", "葛\U000e0100", "1\ufe0f⃣"]
)
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text
    assert is_clean(text)


def test_line_ends_become_one() -> None:
    assert clean("a\r\nb\rc") == "a\nb\ufffdc"


def test_payloads_lose_their_teeth() -> None:
    assert clean("\x1b]0;title\x07\x9b31m\u202eabc") == "\ufffd]0;title\ufffd\ufffd31m\ufffdabc"


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_keeps_what_is_seen(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once)
    assert is_clean(text) == (once == text.replace("\r\n", "\n"))
    left = text.replace("\r\n", "\n")
    assert len(once) == len(left) - sum(ord(sign) in UNSEEN for sign in left) or {*map(ord, left)} & SELECTORS
    assert is_clean(pasted(text)[0])


@given(
    st.text(
        st.sampled_from([*map(chr, [*UNSEEN][::40]), *map(chr, [*SELECTORS][::50]), *WELSH, "\r", "\n", "a", "\u202e"])
    )
)
def test_mixtures_of_what_nobody_sees_are_cleaned_at_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once)
    assert clean(pasted(text)[0]) == pasted(text)[0]


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


@given(st.text(alphabet="Aé \u200c\u200d\u200b\u00ad\ufe0f\u0000\u0915🏴\U000e0067", max_size=12))
def test_cleaning_what_was_cleaned_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert is_clean(once)
    assert show(show(text)) == show(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [("W\u200du", "Wu"), ("W\u200d\u200bu", "Wu"), ("क्\u200dष", "क्\u200dष"), ("👩\u200d💻", "👩\u200d💻")],
)
def test_a_joiner_goes_only_where_it_joins_nothing(text: str, left: str) -> None:
    assert clean(text) == left
