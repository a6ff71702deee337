"""The one function that the command line calls to show the screen; it returns when the user leaves."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from committee import garbage
from committee.errors import CommitteeError, FileFailure
from committee.model.ids import random_suffix
from committee.settings import Settings
from committee.tui.account.first_frame import frame
from committee.tui.map.positions import remembered
from committee.tui.map.wish import first_map, pane_of
from committee.tui.session.session import Session
from committee.tui.terminal.prelude import Prelude
from committee.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from committee.model.disclosure import Disclosure
    from committee.tui.map.wish import Cells, FirstMap
    from committee.tui.portfolio.first_frame import FrameRow
    from committee.tui.portfolio.session import Portfolio

NO_TERMINAL = "committee needs a terminal for its screen; without one, use: committee report --plain FILE"


@dataclass(frozen=True, slots=True)
class Start:
    """What to begin with: an account, a portfolio, or none; files at hand; and whether the date is not today's."""

    workspace: Workspace | None
    accounts: tuple[Path, ...] = ()
    portfolio: "Portfolio | None" = None
    tour: bool = False
    reviewing: bool = False
    dated: bool = False


def run(
    paths: Sequence[Path],
    *,
    settings: Settings,
    today: date,
    demo: bool = False,
    review: bool = False,
    customer_safe: bool = False,
) -> int:
    """Show the screen until the user leaves.

    Args:
        paths: account files or folders; empty for those at hand, or a welcome.
        settings: the user's settings.
        today: the date of the analysis.
        demo: with the tour; `paths` names the copy to use, else a sample is copied, as of its own date.
        review: begin with a review of `paths`, which are files.
        customer_safe: begin with what a customer may see.

    Returns:
        The exit code: 0, 2 without a terminal or with a file that cannot be read, 128 + n after signal n, 70 after a
        fault of ours.
    """
    if not has_terminal():
        print(NO_TERMINAL, file=sys.stderr)  # noqa: T201 - there is no screen to say it on
        return 2
    try:
        if review:
            start = Start(None, tuple(paths), reviewing=True, dated=_dated(today))
            return _show(start, settings, today, customer_safe=False)
        if not demo:
            return _show(_start(paths, settings, today), settings, today, customer_safe=customer_safe)
        if paths:
            start = Start(Workspace.open(paths[0], today=today), tour=True, dated=True)
            return _show(start, settings, today, customer_safe=customer_safe)
        from committee.tui.welcome.begin import demo_workspace
        from committee.writing import scratch

        with scratch() as folder:
            start = Start(demo_workspace(Path(folder)), tour=True, dated=True)
            return _show(start, settings, today, customer_safe=customer_safe)
    except CommitteeError as fault:
        from committee.model.disclosure import unnamed

        failure = unnamed(fault, paths) if settings.private and isinstance(fault, FileFailure) else fault
        print(f"committee: {failure}", file=sys.stderr)  # noqa: T201 - likewise
        return 2


def has_terminal() -> bool:
    """Whether keys can be read and a screen be drawn: all three streams are terminals, and not dumb ones."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"


def _show(start: Start, settings: Settings, today: date, *, customer_safe: bool) -> int:
    with Prelude() as prelude:
        # What a customer may see is another screen, and begins when the program does.
        early = start.workspace is not None and not customer_safe
        first = _first_frame(prelude, start, settings) if early else None
        if start.portfolio is not None:
            from committee.model.disclosure import Disclosure

            shown = Disclosure(names_hidden=settings.private, customer_safe=customer_safe)
            _first_rows(prelude, start, settings, today, shown)
        return _run(start, settings, today, prelude, first, customer_safe=customer_safe)


def _first_frame(prelude: Prelude, start: Start, settings: Settings) -> "FirstMap | None":
    """Draw the account before the screen library is loaded; the map is laid out only once for both."""
    from committee.tui.theme.appearance import ascii_only, first_theme

    assert start.workspace is not None  # noqa: S101 - for the type checker: looked at by the caller
    session = Session(
        start.workspace,
        clock=_now,
        rng=random_suffix,
        plain=ascii_only(setting=settings.ascii),
        disclosure=_disclosure(settings),
    )
    state = session.state()
    try:
        columns, lines = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
    except OSError:
        return None
    space = start.workspace
    before = None if start.tour else remembered(space.path, space.account, space.today)
    first = first_map(state, pane_of(columns, lines), before)
    theme, _ = first_theme(settings.theme, None)
    prelude.paint(lambda size: frame(state, first[1], size), theme, os.environ)
    return first


def _first_rows(prelude: Prelude, start: Start, settings: Settings, today: date, disclosure: "Disclosure") -> None:
    """Draw the top of the portfolio before the screen library is loaded; where anything is withheld, without rows."""
    from committee.pipeline.portfolio.first import first_rows
    from committee.tui.map.wish import TALL
    from committee.tui.portfolio.first_frame import frame as rows_frame
    from committee.tui.theme.appearance import ascii_only, first_theme

    assert start.portfolio is not None  # noqa: S101 - for the type checker: looked at by the caller
    portfolio = start.portfolio
    theme, _ = first_theme(settings.theme, None)
    plain = ascii_only(setting=settings.ascii)

    def rows(size: "Cells") -> "Iterator[FrameRow]":
        if not disclosure:
            portfolio.take((row, False) for row in first_rows(portfolio.found, today, size[1]))
        return rows_frame(
            portfolio,
            size,
            today=today,
            dated=start.dated,
            disclosure=disclosure,
            plain=plain,
            high=size[1] >= TALL,
        )

    prelude.paint(rows, theme, os.environ)


def _disclosure(settings: Settings) -> "Disclosure | None":
    if not settings.private:
        return None
    from committee.model.disclosure import Disclosure

    return Disclosure(names_hidden=True)


def _now() -> datetime:
    return datetime.now(UTC)


def _run(
    start: Start, settings: Settings, today: date, prelude: Prelude, first: "FirstMap | None", *, customer_safe: bool
) -> int:
    from committee.tui.app import CommitteeApp

    app = CommitteeApp(
        start.workspace,
        settings,
        today=start.workspace.today if start.workspace else today,
        clock=_now,
        rng=random_suffix,
        customer_safe=customer_safe,
        accounts=start.accounts,
        portfolio=start.portfolio,
        tour=start.tour,
        reviewing=start.reviewing,
        dated=start.dated,
        first=first,
        prelude=prelude,
    )
    garbage.resume()
    try:
        app.run()
    except OSError:
        # The terminal went away (its window was closed); there is nobody left to tell.
        return app.return_code or 129
    return app.return_code or 0


def _start(paths: Sequence[Path], settings: Settings, today: date) -> Start:
    """An account where it is plain which; several are a portfolio; a welcome where there is none.

    One file, or several named one by one, is what somebody wants to see.
    """
    dated = _dated(today)
    if paths and not any(path.is_dir() for path in paths):
        return Start(Workspace.open(paths[0], today=today), tuple(paths), dated=dated)
    # Only here: the first frame of a single account does not wait for what only a portfolio needs.
    from committee.tui.portfolio.home import source_at_hand
    from committee.tui.portfolio.session import Portfolio, Source

    source = Source(tuple(paths)) if paths else source_at_hand(settings)
    found = source.scan()
    if not found:
        return Start(None, dated=dated)
    if len(found.files) == 1 and not found.unreadable:
        return Start(Workspace.open(found.files[0], today=today), found.files, dated=dated)
    portfolio = Portfolio(source)
    portfolio.begin(found)
    return Start(None, found.files, portfolio, dated=dated)


def _dated(today: date) -> bool:
    """Whether accounts are looked at as of another day than today."""
    return today != datetime.now().astimezone().date()
