"""Which theme is on, which there are, and what fits the terminal."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from committee.errors import SettingsFault
from committee.paths import config_dir
from committee.tui.theme.themes import Theme, load_theme, load_themes

if TYPE_CHECKING:
    from textual.app import App
SIXTEEN = "high-contrast"
"""The theme for terminals with 16 colours: its colours are among the 16, so nothing is lost in rounding."""


def own_themes() -> Path:
    """The user's theme folder."""
    return config_dir() / "themes"


def first_theme(chosen: str, color_system: str | None) -> tuple[Theme, str]:
    """The theme to start with, and what is wrong with the chosen one, if anything.

    Args:
        chosen: by the settings or the command line; `dark` is also what a missing setting says.
        color_system: what the terminal can show, as Rich names it.
    """
    if color_system == "standard" and chosen == "dark":
        return load_theme(SIXTEEN), ""
    try:
        return load_theme(chosen, own_themes()), ""
    except SettingsFault as fault:
        return load_theme("dark"), str(fault)


def theme_names() -> list[tuple[str, str]]:
    """Names and descriptions of all themes."""
    themes, _ = load_themes(own_themes())
    return [(theme.name, theme.doc) for theme in themes.values()]


def encoding() -> str:
    """What the terminal's characters are written in: the encoding of the stream the screen is drawn on."""
    stream = sys.__stderr__
    return (stream.encoding if stream is not None else "") or "utf-8"


def ascii_only(*, setting: bool | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to draw with ASCII only: as the settings say, else where the locale names an encoding other than UTF-8.

    No locale at all says nothing about the terminal; today's are UTF-8. Python itself sets LC_CTYPE to UTF-8 when it
    finds the C locale (PEP 538), so that value counts only where LANG does not contradict it.
    """
    if setting is not None:
        return setting
    if os.name == "nt":
        return False
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    given = {name: environment.get(name, "") for name in names}
    if (
        given["LC_ALL"] == ""
        and given["LC_CTYPE"] in {"C.UTF-8", "C.utf8", "UTF-8"}
        and given["LANG"] in {"C", "POSIX"}
    ):
        return True
    locale = next((given[name] for name in names if given[name]), "")
    return bool(locale) and "utf" not in locale.lower()


def color_system(app: "App[None]") -> str | None:
    """What the terminal can show: `standard` (16), `256`, `truecolor`, `windows`."""
    return app.console.color_system
