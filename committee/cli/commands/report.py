"""`committee report`: the whole account, for reading elsewhere."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import date_option, disclosure_of, disclosure_options, file_argument, format_option

if TYPE_CHECKING:
    from committee.cli.accounts import Shown

FORMATS = ("markdown", "plain", "html", "json", "svg")


@click.command(
    epilog="""\b
Examples:
  committee report acme.account.toml > acme.md
  committee report --plain acme.account.toml
  committee report --format html acme.account.toml > who-is-who.html
  committee report --one-page --internal acme.account.toml > acme.html
  committee report --format svg --private acme.account.toml > acme.svg

HTML is customer-safe: without anything that we think of anybody. --internal puts all of it in."""
)
@file_argument
@format_option(*FORMATS)
@click.option(
    "--plain", "linear", is_flag=True, help="Every fact on the screen as linear text; short for --format plain."
)
@click.option("--one-page", "single", is_flag=True, help="One A4 page to print, as HTML.")
@click.option("--internal", is_flag=True, help="HTML with everything we know, not only what a customer may see.")
@disclosure_options
@date_option
@click.pass_context
def command(  # noqa: PLR0913 - one argument an option, as click gives them
    ctx: click.Context,
    *,
    file: Path,
    form: str,
    linear: bool,
    single: bool,
    internal: bool,
    private: bool,
    customer_safe: bool,
    day: date,
) -> int:
    """The whole account: plan, findings, people, ties, evidence, dates. Or, with --format svg, the map as a picture."""
    from committee.cli.accounts import shown_account
    from committee.cli.output import emit

    form = _format(ctx, form, linear=linear, single=single)
    if internal and customer_safe:
        raise click.UsageError("--internal and --customer-safe exclude each other")
    safe = customer_safe or (form == "html" and not internal)
    shown = shown_account(file, day, disclosure_of(private=private, customer_safe=safe))
    emit(_one_page(shown) if single else _written(shown, form))
    return FINE


def _format(ctx: click.Context, form: str, *, linear: bool, single: bool) -> str:
    """The format that is meant; two that were named and differ are refused."""
    named = ctx.get_parameter_source("form") is click.core.ParameterSource.COMMANDLINE
    for wanted, flag, meant in (("plain", "--plain", linear), ("html", "--one-page", single)):
        if meant and named and form != wanted:
            raise click.UsageError(f"{flag} and --format {form} exclude each other")
        form = wanted if meant else form
    if linear and single:
        raise click.UsageError("--plain and --one-page exclude each other")
    return form


def _written(shown: "Shown", form: str) -> str:
    from committee.reports.html import html
    from committee.reports.markdown import markdown
    from committee.reports.plain import plain

    if form == "json":
        return _json(shown)
    if form == "svg":
        return _picture(shown, colophon=shown.colophon)
    document = shown.document()
    if form == "html":
        return html(document, disclosed=shown.disclosure.footer, picture=_picture(shown))
    return (plain if form == "plain" else markdown)(document)


def _json(shown: "Shown") -> str:
    import json

    from committee.reports.data import analysis_json, customer_json, disclosed_json

    said = (
        customer_json(shown.account, shown.today) if shown.disclosure.customer_safe else analysis_json(shown.analysis())
    )
    found = disclosed_json(said, shown.content, shown.disclosure)
    return json.dumps(found, ensure_ascii=False, indent=2)


def _picture(shown: "Shown", colophon: str = "") -> str:
    """The map, as a sheet of its own with a colophon, else as part of a page that says whose it is."""
    from committee.reports.svg import customer_svg, map_svg

    if shown.disclosure.customer_safe:
        return customer_svg(shown.account, shown.today, colophon=colophon, heading=bool(colophon))
    return map_svg(shown.analysis(), colophon=colophon, heading=bool(colophon))


def _one_page(shown: "Shown") -> str:
    from committee.reports.one_page import customer_page, one_page

    said, picture = {"disclosed": shown.disclosure.footer, "colophon": shown.colophon}, _picture(shown)
    if shown.disclosure.customer_safe:
        return customer_page(shown.account, shown.today, picture, **said)
    return one_page(shown.analysis(), picture, **said)
