"""The terminal: what can be drawn on it, and what it passes on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from committee.cli.doctor.line import Line
from committee.errors import UsageFault
from committee.settings import Settings
from committee.tui.terminal.editor import editor_command
from committee.tui.terminal.prelude import LEAST, depth_of
from committee.tui.theme.appearance import ascii_only, encoding

_TMUX_SECONDS = 2
_DEAF = (
    ("STY", "", "GNU screen keeps it", "Use tmux, or no multiplexer, where you copy"),
    ("TERM_PROGRAM", "Apple_Terminal", "Terminal takes none", "Use another terminal where you copy, such as iTerm2"),
    ("TERM", "linux", "the console has none", "Write a report into a file instead"),
)
"""Where text for the clipboard (OSC 52) surely ends: a variable, what it says (any value where empty), why, and what
helps."""


def lines(chosen: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Line]:
    """A line each for the terminal, its colours, its characters, its clipboard and the editor."""
    yield _terminal(environment)
    yield _colours(environment)
    yield _locale(chosen, environment)
    yield _clipboard(environment)
    yield _editor(environment)


def _terminal(environment: Mapping[str, str]) -> Line:
    kind = environment.get("TERM", "")
    program = environment.get("TERM_PROGRAM", "")
    named = f"{kind or 'TERM is not set'}{f' ({program})' if program else ''}"
    if kind == "dumb" or (not kind and os.name != "nt"):
        remedy = "Set TERM to what your terminal is, such as xterm-256color"
        return Line(name="terminal", found=f"{named}: no screen can be drawn" if kind else named, remedy=remedy)
    size = next(filter(None, map(_size, (sys.__stdin__, sys.__stdout__, sys.__stderr__))), None)
    if size is None:
        return Line(name="terminal", found=f"{named}; this output goes elsewhere")
    found = f"{named}, {size[0]} columns and {size[1]} lines"
    small = size[0] < LEAST[0] or size[1] < LEAST[1]
    return Line(name="terminal", found=found, remedy=f"Make it {LEAST[0]} by {LEAST[1]} at least" if small else "")


def _size(stream: object) -> tuple[int, int] | None:
    try:
        columns, rows = os.get_terminal_size(stream.fileno())  # type: ignore[attr-defined]
    except (OSError, ValueError, AttributeError):
        return None
    return columns, rows


def _colours(environment: Mapping[str, str]) -> Line:
    if "NO_COLOR" in environment:
        return Line(name="colours", found="none, as NO_COLOR asks; marks and words say it all")
    depth = depth_of(environment)
    if depth > 256 or os.name == "nt":
        return Line(name="colours", found="16 million")
    if depth:
        return Line(name="colours", found="256; where the terminal has more, COLORTERM=truecolor says so")
    return Line(name="colours", found="16, for which there is the theme high-contrast; more where TERM says -256color")


def _locale(chosen: Settings, environment: Mapping[str, str]) -> Line:
    said = next(
        (f"{name}={environment[name]}" for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "not set"
    )
    if chosen.ascii is not None:
        drawn = "plain ASCII" if chosen.ascii else "all characters"
        return Line(name="locale", found=f"{said}; drawn with {drawn}, as your settings say")
    if ascii_only(setting=None, environment=environment):
        if environment.get("LANG") in {"C", "POSIX"}:
            said = f"LANG={environment['LANG']}"
        remedy = "Set LANG to a UTF-8 locale, such as C.UTF-8, or set ascii in the settings to say it is meant"
        return Line(name="locale", found=f"{said} is not UTF-8: drawn with plain ASCII", remedy=remedy)
    return Line(name="locale", found=f"{said}, {encoding().lower()}")


def _clipboard(environment: Mapping[str, str]) -> Line:
    way = "through the terminal (OSC 52)"
    for variable, value, why, remedy in _DEAF:
        if environment.get(variable) and value in {"", environment[variable]}:
            return Line(name="clipboard", found=f"{way}: {why}", remedy=remedy)
    if environment.get("TMUX"):
        passed = _tmux(environment)
        if passed in {"external", "off"}:
            remedy = "Write into ~/.tmux.conf: set -s set-clipboard on"
            return Line(name="clipboard", found=f"{way}: tmux keeps it (set-clipboard is {passed})", remedy=remedy)
        return Line(name="clipboard", found=f"{way}, and through tmux")
    return Line(name="clipboard", found=f"{way}; whether it takes text cannot be asked")


def _tmux(environment: Mapping[str, str]) -> str:
    """What tmux does with text for the clipboard: `on`, `external`, `off`; empty where it does not say."""
    program = shutil.which("tmux", path=environment.get("PATH"))
    if program is None or not Path(program).is_absolute():
        return ""
    asked = [program, "show-options", "-sv", "set-clipboard"]
    try:
        said = subprocess.run(  # noqa: S603 - the user's own tmux, which they are in
            asked, capture_output=True, timeout=_TMUX_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.decode("ascii", "replace").strip()


def _editor(environment: Mapping[str, str]) -> Line:
    try:
        program = editor_command(Path("account"), environment)[0]
    except UsageFault as fault:
        return Line(name="editor", found=fault.what, remedy=fault.remedy, unnamed="cannot be started")
    return Line(name="editor", found=program, unnamed=Path(program).name)
