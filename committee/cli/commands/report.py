"""`committee report`: the whole account, for reading elsewhere."""

from datetime import date
from pathlib import Path

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import date_option, disclosure_of, disclosure_options, file_argument, result_options

FORMATS = ("markdown", "plain", "html", "json", "svg")


@click.command(
    epilog="""\b
Examples:
  committee report acme.account.toml -o acme.md
  committee report --plain acme.account.toml
  committee report acme.account.toml -o who-is-who.html
  committee report --one-page --internal acme.account.toml -o acme.html
  committee report --private acme.account.toml -o acme.svg

HTML is customer-safe: without anything that we think of anybody. --internal puts all of it in."""
)
@file_argument
@result_options(*FORMATS)
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
    emit(shown.written(form, single=single))
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
