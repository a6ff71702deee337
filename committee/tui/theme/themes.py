"""Colour themes: one TOML file each, colours by meaning, checked as a whole.

Pure Python: the command line lists and checks themes without loading Textual.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from committee.errors import SettingsFault
from committee.model.vocabulary import SEVERITIES
from committee.paths import SMALL, bundled, contents
from committee.text import show

if TYPE_CHECKING:
    from textual.theme import Theme as TextualTheme

MEANINGS: Mapping[str, tuple[str, ...]] = {
    "base": ("background", "surface", "panel", "foreground", "muted", "border", "accent", "key", "ok", "warn", "error"),
    "stance": ("advocate", "supporter", "neutral", "reserved", "opposed", "unknown"),
    "state": ("won", "assumed", "open", "aside"),
    "severity": SEVERITIES,
    "tie": ("strong", "normal", "weak", "derived", "coverage", "conflict", "stub"),
    "plan": ("talk", "number"),
    "lane": ("header", "label", "line", "voiceless"),
    "card": ("border", "name", "text", "selected", "target", "hint"),
}
"""Every colour a theme must name: section -> keys."""

_STYLE = re.compile(r"(?P<ink>#[0-9a-fA-F]{6})?(?P<words>(?: ?\b(?:bold|dim|italic|underline|reverse))*)"
                    r"(?: ?on (?P<paper>#[0-9a-fA-F]{6}))?")  # fmt: skip
_TOP = ("name", "doc", "dark", *MEANINGS)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Theme:
    """A checked theme.

    `styles` maps a meaning (`stance.supporter`) to what it looks like: `#rrggbb`, the words bold, dim, italic,
    underline, reverse, and `on #rrggbb`.
    """

    name: str
    doc: str
    dark: bool
    styles: Mapping[str, str]

    def ink(self, meaning: str) -> str:
        """The one colour of a meaning, `#rrggbb`: its ground where it has one (its ink would vanish on another)."""
        return _colour(self.styles[meaning]) or self.styles["base.foreground"]


@lru_cache(maxsize=1024)
def _colour(spec: str) -> str:
    """The ground of a style, else its ink; asked for with every piece of text that is drawn."""
    found = _STYLE.fullmatch(spec)
    return (found and (found["paper"] or found["ink"])) or ""


def read_theme(text: str, file: str) -> Theme:
    """A theme from the text of its file.

    Raises:
        SettingsFault: what is wrong, all of it, one fault a line.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsFault(f"{file}: this is not TOML: {show(str(error))}") from None
    faults = [f"{file}: {fault}" for fault in _faults(raw)]
    if faults:
        raise SettingsFault("\n".join(faults))
    styles = {f"{section}.{key}": raw[section][key] for section, keys in MEANINGS.items() for key in keys}
    return Theme(raw["name"], raw.get("doc", ""), raw["dark"], styles)


def load_themes(own_folder: Path | None = None) -> tuple[dict[str, Theme], tuple[str, ...]]:
    """The themes that come with the program, then the user's own; an own one replaces one of the same name.

    Returns:
        The themes by name, sorted, and the faults of the user's files, in sentences.
    """
    found = {theme.name: theme for theme in map(_read_file, sorted(bundled("themes").glob("*.toml")))}
    faults: list[str] = []
    if own_folder is not None and own_folder.is_dir():
        for path in sorted(own_folder.glob("*.toml")):
            try:
                theme = _read_file(path)
            except SettingsFault as fault:
                faults += fault.what.splitlines()
            else:
                found[theme.name] = theme
    return dict(sorted(found.items())), tuple(faults)


def load_theme(name: str, own_folder: Path | None = None) -> Theme:
    """One theme by name, reading no other file where it comes with the program.

    Raises:
        SettingsFault: there is no such theme, or its file has faults.
    """
    for folder in (own_folder, bundled("themes")):
        if folder is not None and _NAME.fullmatch(name) and (folder / f"{name}.toml").is_file():
            return _read_file(folder / f"{name}.toml")
    themes, _ = load_themes(own_folder)
    if name in themes:
        return themes[name]
    from difflib import get_close_matches

    near = get_close_matches(name, themes, 1)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(themes)}."
    raise SettingsFault(f'there is no theme "{show(name)}"', hint)


def _read_file(path: Path) -> Theme:
    try:
        return read_theme(contents(path, SMALL).decode("utf-8"), show(path.name))
    except (OSError, UnicodeDecodeError):
        raise SettingsFault(f"{show(path.name)}: this file could not be read") from None


def _faults(raw: Mapping[str, Any]) -> Iterator[str]:
    for key in raw:
        if key not in _TOP:
            yield f'"{show(key)}" is not known.{_near(key, _TOP)}'
    if not (isinstance(raw.get("name"), str) and _NAME.fullmatch(raw["name"])):
        yield "name is missing, or is not made of small letters, digits and hyphens."
    if not isinstance(raw.get("dark"), bool):
        yield "dark is missing: write true for light text on a dark ground, else false."
    if not isinstance(raw.get("doc", ""), str):
        yield "doc is not text."
    for section, keys in MEANINGS.items():
        yield from _section_faults(section, keys, raw.get(section))


def _section_faults(section: str, keys: tuple[str, ...], raw: Any) -> Iterator[str]:
    if not isinstance(raw, Mapping):
        yield f"the table [{section}] is missing."
        return
    for key in raw:
        if key not in keys:
            yield f"{section}.{show(key)} is not known.{_near(key, keys)}"
    for key in keys:
        if key not in raw:
            yield f"{section}.{key} is missing."
        elif not _is_style(section, raw[key]):
            yield f'{section}.{key} is not a colour such as "#7fb8ff"{_words(section)}.'


def _words(section: str) -> str:
    return "" if section == "base" else ' or a style such as "#7fb8ff bold on #10243a"'


def _is_style(section: str, value: Any) -> bool:
    found = _STYLE.fullmatch(value) if isinstance(value, str) and value else None
    if found is None:
        return False
    return section != "base" or (found["ink"] is not None and not found["words"] and found["paper"] is None)


def _near(word: str, words: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, words, 1)
    return f' Did you mean "{near[0]}"?' if near else ""


def textual_theme(theme: Theme) -> "TextualTheme":
    """The theme as Textual wants it; every meaning is a CSS variable: `$stance-supporter`, `$muted`."""
    from textual.theme import Theme as TextualTheme

    base = {key: theme.ink(f"base.{key}") for key in MEANINGS["base"]}
    variables = {
        (meaning.removeprefix("base.") if meaning.startswith("base.") else meaning.replace(".", "-")): theme.ink(
            meaning
        )
        for meaning in theme.styles
    }
    # A bar as bright as the text would be the brightest thing on the screen.
    bar = theme.ink("lane.line") if base["border"] == base["foreground"] else base["border"]
    for taken in ("background", "surface", "panel", "foreground", "accent", "error"):
        variables.pop(taken)
    return TextualTheme(
        name=theme.name,
        primary=base["accent"],
        secondary=base["key"],
        accent=base["accent"],
        warning=base["warn"],
        error=base["error"],
        success=base["ok"],
        foreground=base["foreground"],
        background=base["background"],
        surface=base["surface"],
        panel=base["panel"],
        dark=theme.dark,
        variables={
            **variables,
            "scrollbar": bar,
            "scrollbar-background": base["background"],
            "scrollbar-corner-color": base["background"],
            "footer-background": base["panel"],
        },
    )
