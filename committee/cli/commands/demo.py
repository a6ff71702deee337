"""`committee demo`: a sample account to play with."""

from datetime import date
from pathlib import Path

import click

from committee.cli.options import disclosure_options, own_date_option, screen_options


@click.command(
    epilog="""\b
Examples:
  committee demo
  committee demo tessmark          the one with 45 people
  committee demo --theme light"""
)
@click.argument("name", required=False)
@own_date_option
@screen_options
@disclosure_options
def command(
    *, name: str | None, day: date | None, theme: str, no_color: bool, private: bool, customer_safe: bool
) -> int:
    """Open a sample account in a scratch folder, as of its own date, with a short tour.

    NAME is one of the samples: lindvale, meridale, minghe, northwind, palimpsest, sundal,
    tessmark. What you change is gone when you leave.
    """
    from committee import writing
    from committee.cli.screen import Request, show_screen, today
    from committee.paths import DEMO
    from committee.settings import load
    from committee.workspace import Workspace

    sample = _sample(name or DEMO)
    with writing.scratch() as folder:
        copy = Path(folder) / sample.name
        writing.create(copy, sample.read_bytes())
        shown = day or Workspace.open(copy, today=today()).account.header.reviewed
        request = Request(
            paths=(copy,),
            theme=theme,
            today=shown,
            no_color=no_color,
            demo=True,
            private=private,
            customer_safe=customer_safe,
        )
        return show_screen(request, load())


def _sample(name: str) -> Path:
    from committee.paths import samples

    found = {path.name.removesuffix(".account.toml"): path for path in samples()}
    if name not in found:
        raise click.UsageError(f'There is no sample "{name}". There are: {", ".join(found)}.')
    return found[name]
