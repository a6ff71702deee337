"""Themes: complete, readable, checked as a whole, switched while running."""

from pathlib import Path

import pytest

from committee.errors import SettingsFault
from committee.paths import bundled
from committee.tui.theme.appearance import ascii_only, first_theme
from committee.tui.theme.themes import MEANINGS, load_theme, load_themes, read_theme, textual_theme

NAMES = ("colour-blind-safe", "dark", "high-contrast", "light")


def contrast(one: str, other: str) -> float:
    """WCAG 2: from 1 (the same) to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_four_that_come_with_the_program() -> None:
    themes, faults = load_themes()
    assert tuple(themes) == NAMES
    assert faults == ()
    assert all(theme.doc for theme in themes.values())


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_read_can_be_read(name: str) -> None:
    theme = load_theme(name)
    lines = {"base.border", "tie.weak", "tie.derived", "tie.stub", "card.border", "lane.line"}
    grounds = {"base.background", "base.surface", "base.panel"}
    for meaning in theme.styles:
        if meaning in grounds | lines:
            continue
        found = theme.styles[meaning]
        ink, _, paper = found.partition(" on ")
        for ground in [paper] if paper else [theme.styles[g] for g in sorted(grounds)]:
            assert contrast(ink[:7], ground[:7]) >= 4.5, (name, meaning, ground)


@pytest.mark.parametrize("name", NAMES)
def test_lines_can_be_seen(name: str) -> None:
    theme = load_theme(name)
    for meaning in ("tie.weak", "tie.derived", "tie.stub", "card.border"):
        assert contrast(theme.ink(meaning), theme.styles["base.background"]) >= 3, (name, meaning)


@pytest.mark.parametrize("name", NAMES)
def test_every_meaning_is_a_variable_of_the_style_sheet(name: str) -> None:
    theme = textual_theme(load_theme(name))
    variables = theme.to_color_system().generate() | theme.variables
    for section, keys in MEANINGS.items():
        for key in keys:
            assert (key if section == "base" else f"{section}-{key}") in variables


def test_all_faults_of_a_theme_are_named_at_once() -> None:
    text = (bundled("themes") / "dark.toml").read_text()
    text = text.replace('advocate = "', 'avocate = "').replace('muted = "#8f9bab"', 'muted = "grey"') + "\n[stanse]\n"
    with pytest.raises(SettingsFault) as fault:
        read_theme(text, "mine.toml")
    said = fault.value.what.splitlines()
    assert 'mine.toml: "stanse" is not known. Did you mean "stance"?' in said
    assert 'mine.toml: stance.avocate is not known. Did you mean "advocate"?' in said
    assert "mine.toml: stance.advocate is missing." in said
    assert 'mine.toml: base.muted is not a colour such as "#7fb8ff".' in said
    assert len(said) == 4


def test_what_is_not_toml_says_where() -> None:
    with pytest.raises(SettingsFault, match="line 1"):
        read_theme("name = = 1", "mine.toml")


def test_an_own_theme_stands_beside_the_others_and_a_faulty_one_is_told(tmp_path: Path) -> None:
    text = (bundled("themes") / "dark.toml").read_text()
    (tmp_path / "mine.toml").write_text(text.replace('name = "dark"', 'name = "mine"'))
    (tmp_path / "bad.toml").write_text("dark = 3")
    themes, faults = load_themes(tmp_path)
    assert "mine" in themes
    assert all(fault.startswith("bad.toml: ") for fault in faults)
    assert load_theme("mine", tmp_path).name == "mine"


def test_an_unknown_theme_is_refused_with_a_suggestion() -> None:
    with pytest.raises(SettingsFault, match='Did you mean "light"'):
        load_theme("ligth")


def test_sixteen_colours_get_the_theme_made_of_them_unless_another_was_chosen() -> None:
    assert first_theme("dark", "standard")[0].name == "high-contrast"
    assert first_theme("light", "standard")[0].name == "light"
    assert first_theme("dark", "truecolor")[0].name == "dark"


def test_a_theme_that_cannot_be_had_is_told_and_the_program_starts() -> None:
    theme, fault = first_theme("nosuch", "truecolor")
    assert theme.name == "dark"
    assert "nosuch" in fault


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({}, False),
    ],
)
def test_ascii_where_the_locale_is_not_utf8(environment: dict[str, str], plain: bool) -> None:
    assert ascii_only(setting=None, environment=environment) is plain
    assert ascii_only(setting=not plain, environment=environment) is not plain


@pytest.mark.parametrize("name", NAMES)
def test_scrollbars_can_be_seen_and_do_not_outshine_the_text(name: str) -> None:
    worn, theme = textual_theme(load_theme(name)), load_theme(name)
    bar, ground = worn.variables["scrollbar"], theme.ink("base.background")
    assert 1.5 < contrast(bar, ground) < contrast(theme.ink("base.muted"), ground)
