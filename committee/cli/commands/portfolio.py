"""`committee portfolio`: every account of a folder in one table."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FAULTY, FINDINGS, FINE, OURS
from committee.cli.options import date_option, disclosure_options, fail_on_option, paths_argument, result_options
from committee.plurals import counted

if TYPE_CHECKING:
    from committee.pipeline.portfolio.filters import Filter
    from committee.pipeline.portfolio.row import Row


@click.command(
    epilog="""\b
Examples:
  committee portfolio deals/
  committee portfolio --filter "forecast:commit closing:quarter severity:high"
  committee portfolio --sort value deals/ -o deals.csv
  committee portfolio --filter @mine --format json

Filters: owner:, stage:, forecast:, severity:, closing:30d, value:100k, slips:1, quiet:30d, contact:14d, review:7d,
plan:hard, next:none, code:DM010, is:faulty, plain words, - in front for the contrary, @name for a saved one
(under [filters] in the settings file).

Exit codes: 0 fine, 1 findings at or above --fail-on, 2 an error in a file (the rest is listed)."""
)
@paths_argument
@result_options("table", "json", "csv")
@click.option("--filter", "wanted", default="", metavar="TEXT", help="Only these accounts; see below.")
@click.option(
    "--sort", default="close", show_default=True, metavar="COLUMN", help="In this order; with - in front turned round."
)
@fail_on_option("never")
@date_option
@disclosure_options
def command(  # noqa: PLR0913 - one option each
    *,
    paths: tuple[Path, ...],
    form: str,
    wanted: str,
    sort: str,
    fail_on: str,
    day: date,
    private: bool,
    customer_safe: bool,
) -> int:
    """Where every account of a folder stands, and what comes next.

    Without PATHS, this folder. What was worked out for a file is kept in the cache folder until the file, the day or
    the program is another one. Files that cannot be read are listed with what is wrong.
    """
    from committee.cli.accounts import searched
    from committee.cli.options import disclosure_of
    from committee.cli.output import emit, emit_json
    from committee.pipeline.portfolio.columns import in_order
    from committee.pipeline.portfolio.stream import rows
    from committee.reports.portfolio_text import portfolio_csv, portfolio_json, portfolio_table

    order, descending = _order(sort)
    asked = _filter(wanted, day)
    disclosure = disclosure_of(private=private, customer_safe=customer_safe)
    files = searched(paths, private=private)
    found = rows(files.files, day, disclosure=disclosure, others=files.unreadable)
    every = in_order(found, order, descending=descending)
    kept = tuple(row for row in every if asked.holds(row))
    if form == "json":
        emit_json(portfolio_json(kept, day, disclosure))
    else:
        emit(portfolio_csv(kept, disclosure) if form == "csv" else portfolio_table(kept))
    return _outcome(every, kept, fail_on)


def _order(sort: str) -> tuple[str, bool]:
    from committee.pipeline.portfolio.columns import BY_KEY

    key = sort.removeprefix("-")
    if key not in BY_KEY:
        raise click.UsageError(f'--sort: there is no column "{key}". There are: {", ".join(BY_KEY)}.')
    return key, sort.startswith("-")


def _filter(text: str, day: date) -> "Filter":
    from committee.pipeline.portfolio.filters import FilterFault, read_filter
    from committee.settings import load

    settings = load()
    try:
        starts = settings.pipeline.fiscal_year_starts
        return read_filter(text, day, settings.filters, settings.me, year_starts=starts)
    except FilterFault as fault:
        raise click.UsageError(f"--filter: {fault}") from None


def _outcome(every: "tuple[Row, ...]", kept: "tuple[Row, ...]", fail_on: str) -> int:
    """The exit code; files with errors that the filter left out are said on stderr, so that nobody misses them."""
    from committee import crash
    from committee.cli.output import complain
    from committee.findings.finding import Severity
    from committee.pipeline.portfolio.columns import at_least
    from committee.store.alone import OUR_FAULT

    hidden = sum(bool(row.fault) for row in every) - sum(bool(row.fault) for row in kept)
    if hidden:
        complain(f"{counted(hidden, 'file has', 'files have')} errors and did not match; --filter is:faulty")
    if any(row.fault for row in every):
        ours = sum(row.fault_code == OUR_FAULT for row in every)
        if ours and crash.file().exists():
            complain(f"committee failed on {counted(ours, 'account')}; please report the lines in {crash.file()}")
        return OURS if ours else FAULTY
    failing = fail_on != "never" and any(at_least(row, Severity(fail_on)) for row in kept)
    return FINDINGS if failing else FINE
