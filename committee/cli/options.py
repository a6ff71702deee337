"""Arguments and options that several subcommands share, so that they read the same everywhere."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from committee.cli import output
from committee.cli.screen import read_day, today
from committee.errors import ChangedUnderneath, FileFailure, UsageFault
from committee.model.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from committee.model.disclosure import Disclosure

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def to_day(ctx: click.Context, param: click.Parameter, value: str | date | None) -> date | None:
    """A click callback: the date that an option names."""
    if value is None or isinstance(value, date):
        return value
    try:
        return read_day(value)
    except UsageFault as fault:
        raise click.BadParameter(str(fault), ctx, param) from None


def file_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """One account file."""
    return click.argument("file", type=click.Path(path_type=Path))(function)


def paths_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Account files and folders; none means this folder."""
    return click.argument("paths", nargs=-1, type=click.Path(path_type=Path))(function)


def date_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--date`; without it the one given before the subcommand, else today."""
    return _date("today", today)(function)


def fail_on_option(default: str) -> Decorator:
    """From which severity on the exit code says so."""
    return click.option(
        "--fail-on",
        type=click.Choice((*SEVERITIES, "never")),
        default=default,
        show_default=True,
        help="Exit 1 from this severity on.",
    )


def own_date_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--date`; without it the one given before the subcommand, else `None`: the account's own date."""
    return _date("the account's own", lambda: None)(function)


def _date(said: str, otherwise: Callable[[], date | None]) -> Decorator:
    return click.option(
        "--date",
        "day",
        callback=to_day,
        default=lambda: before_subcommand("day") or otherwise(),
        show_default=said,
        metavar="YYYY-MM-DD",
        help="Look at accounts as of this day.",
    )


def screen_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--theme` and `--no-color`, for the subcommands that end in the screen."""
    theme = click.option(
        "--theme",
        default=lambda: before_subcommand("theme") or "",
        metavar="NAME",
        help="Theme of the screen (see: committee themes).",
    )
    no_color = click.option(
        "--no-color",
        is_flag=True,
        default=lambda: bool(before_subcommand("no_color")),
        help="No colours; NO_COLOR does the same.",
    )
    return theme(no_color(function))


def discreet(function: Callable[..., Any]) -> Callable[..., Any]:
    """A command with `private: bool`: where that is on, no failure says which file it is about."""

    @wraps(function)
    def careful(*, private: bool, **given: Any) -> Any:
        if private:
            output.name_no_file()
        try:
            return function(private=private, **given)
        except (FileFailure, ChangedUnderneath) as failure:
            if not private:
                raise
            from committee.model.disclosure import unnamed

            raise unnamed(failure, _places(given.values())) from None

    return careful


def _places(values: Iterable[Any]) -> Iterator[str]:
    """Whatever may be a file among the arguments of a command."""
    for value in values:
        if isinstance(value, str | Path):
            yield str(value)
        elif isinstance(value, tuple):
            yield from _places(value)


def private_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--private`: the command gets `private: bool`; also where it stands before the subcommand, or in the settings."""
    return click.option(
        "--private/--no-private",
        default=_private,
        show_default="the setting",
        help="Pseudonyms for names, ids and files; free text withheld.",
    )(discreet(function))


def disclosure_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--private` and `--customer-safe`, as `private: bool` and `customer_safe: bool`; see `disclosure_of`."""
    safe = click.option(
        "--customer-safe",
        is_flag=True,
        default=lambda: bool(before_subcommand("customer_safe")),
        help="Without anything that we think: only who is who, where and when they work.",
    )
    return private_option(safe(function))


def disclosure_of(*, private: bool, customer_safe: bool = False) -> "Disclosure":
    """What the two options withhold."""
    from committee.model.disclosure import Disclosure

    return Disclosure(names_hidden=private, customer_safe=customer_safe)


def _private() -> bool:
    if before_subcommand("private"):
        return True
    from committee.settings import load

    return load().private


def before_subcommand(name: str) -> Any:
    """The value of an option of the group, as in `committee --date 2026-11-20 plan FILE`."""
    return click.get_current_context().find_root().params.get(name)


_FORMATS = {
    ".csv": ("csv",),
    ".htm": ("html",),
    ".html": ("html",),
    ".ics": ("ics",),
    ".json": ("json",),
    ".markdown": ("markdown",),
    ".md": ("markdown",),
    ".svg": ("svg",),
    ".txt": ("text", "plain", "table"),
}
"""Formats by how a file is called, the first that a command has."""


def result_options(*formats: str, default: str | None = "", says: str = "How to print it") -> Decorator:
    """`--format`, the first being the default, and `--output`, whose name chooses a format where none is named.

    Args:
        formats: all there are.
        default: another one, or `None` for none.
        says: what `--format` does.
    """

    def chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        into = ctx.meta.get(_INTO)
        if into is None or ctx.get_parameter_source(param.name or "") is not click.core.ParameterSource.DEFAULT:
            return value
        return next((form for form in _FORMATS.get(into.suffix.lower(), ()) if form in formats), value)

    form = click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0] if default == "" else default,
        callback=chosen,
        show_default=True,
        help=f"{says}; without it as the file of -o is called.",
    )
    return lambda function: output_option(form(function))


_INTO = "committee.output"


def output_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`-o`, `--output`: what the command prints goes to a file once the command has ended, whole or not at all."""

    def hold(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
        if value is not None:
            ctx.meta[_INTO] = value
            output.hold(value)

    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=hold,
        expose_value=False,
        is_eager=True,
        help="Write it to this file, whole or not at all, instead of printing it.",
    )(function)
