"""The one place from which the command line starts the screen; Textual is imported here and nowhere earlier."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from committee import garbage
from committee.cli.registry import NAMES
from committee.errors import UsageFault
from committee.settings import Settings

_FLAGS = frozenset({"--no-color", "--private", "--customer-safe"})

NO_TERMINAL = "committee needs a terminal for its screen; without one, use: committee report --plain FILE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to show: account files or folders (none: the chooser), and the options given before them."""

    paths: tuple[Path, ...] = ()
    theme: str = ""
    today: date | None = None
    no_color: bool = False
    demo: bool = False
    review: bool = False
    private: bool = False
    customer_safe: bool = False


def read_request(arguments: Sequence[str]) -> Request | None:
    """The request, if `arguments` ask for the screen; `None` where click has to look at them.

    They do when every option is one of the screen's own and the first word is not a subcommand but a path: it exists,
    ends in `.toml`, or has a folder in it.

    Raises:
        UsageFault: an option of the screen lacks its value or has an impossible one.
    """
    words: list[str] = []
    options: list[tuple[str, str]] = []
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        option, equals, value = word.partition("=")
        if word == "--":
            return None if words and words[0] in NAMES else _request([*words, *rest], options)
        if not word.startswith("-"):
            words.append(word)
        elif word in _FLAGS:
            options.append((word, ""))
        elif option in {"--theme", "--date"}:
            options.append((option, value if equals or not rest else rest.pop(0)))
        else:
            return None
    if words and (words[0] in NAMES or not _is_path(words[0])):
        return None
    return _request(words, options)


def read_day(text: str) -> date:
    """The date that `--date` names.

    Raises:
        UsageFault: it is not `YYYY-MM-DD`.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        from committee.model.suggest import quoted

        raise UsageFault(f"{quoted(text)} is not a date", "Write it like 2026-11-20") from None


def today() -> date:
    """The local date: the one place of the command line that reads the clock."""
    return datetime.now().astimezone().date()


def has_terminal(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a screen can be drawn: stdin and stdout are terminals, and not dumb ones."""
    return sys.stdin.isatty() and sys.stdout.isatty() and environment.get("TERM") != "dumb"


def show_screen(request: Request, settings: Settings) -> int:
    """Run the screen until the user quits; its exit code.

    Raises:
        UsageFault: there is no terminal to draw on.
    """
    if not has_terminal():
        raise UsageFault(NO_TERMINAL)
    if request.no_color:
        os.environ["NO_COLOR"] = "1"
    # Nothing that is made up to the first frame is let go again: collections of memory would only hold it up.
    garbage.pause()
    from committee.tui.run import run

    chosen = replace(settings, theme=request.theme) if request.theme else settings
    try:
        return run(
            request.paths,
            settings=replace(chosen, private=True) if request.private else chosen,
            today=request.today or today(),
            demo=request.demo,
            review=request.review,
            customer_safe=request.customer_safe,
        )
    finally:
        garbage.resume()


def _request(words: Sequence[str], options: Sequence[tuple[str, str]]) -> Request:
    given = dict(options)
    for option in ("--theme", "--date"):
        if option in given and not given[option]:
            raise UsageFault(f"{option} needs a value", "For example: --theme light, --date 2026-11-20")
    return Request(
        paths=tuple(map(Path, words)),
        theme=given.get("--theme", ""),
        today=read_day(given["--date"]) if "--date" in given else None,
        no_color="--no-color" in given,
        private="--private" in given,
        customer_safe="--customer-safe" in given,
    )


def _is_path(word: str) -> bool:
    return word.endswith(".toml") or "/" in word or os.sep in word or Path(word).exists()
