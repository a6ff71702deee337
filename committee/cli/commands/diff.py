"""`committee diff`: what changed between two versions of an account, in words about people."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINDINGS, FINE
from committee.cli.options import before_subcommand, date_option, disclosure_of, discreet, result_options

if TYPE_CHECKING:
    from committee.cli.versions import Version
    from committee.model.disclosure import Disclosure
    from committee.reports.difference import Difference

FORM_ONLY = "The text differs, but says the same: only order or spacing changed."


def _private() -> bool:
    """Git calls us with whatever settings there are; where they cannot be read, names stay hidden."""
    from committee.errors import CommitteeError
    from committee.settings import load

    try:
        return bool(before_subcommand("private")) or load().private
    except CommitteeError:
        if click.get_current_context().params.get("driver") or click.get_current_context().params.get("textconv"):
            return True
        raise


@click.command(
    epilog="""\b
Examples:
  committee diff last-week.account.toml acme.account.toml
  committee diff --git HEAD acme.account.toml           what is not committed yet
  committee diff --git HEAD~5 acme.account.toml         since five commits ago
  committee diff --git v1 v2 acme.account.toml --format markdown

After committee git-setup, git diff and git log -p speak these words too."""
)
@click.argument("sides", nargs=-1, metavar="OLD NEW | --git REV [REV] FILE")
@click.option(
    "--git", "committed", is_flag=True, help="Compare commits: REV with the file as it is now, or two of them."
)
@result_options("text", "markdown", "json")
@click.option("--no-analysis", is_flag=True, help="Leave out what it did to findings and plan.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where anything changed.")
@click.option("--driver", is_flag=True, hidden=True, help="Called by git diff, with its seven arguments.")
@click.option("--textconv", is_flag=True, hidden=True, help="Called by git: a version as lines about people.")
@date_option
@click.option(
    "--private/--no-private",
    default=_private,
    show_default="the setting",
    help="Pseudonyms for names, ids and files; free text withheld.",
)
@discreet
def command(  # noqa: PLR0913 - one parameter an option, as click calls it
    *,
    sides: tuple[str, ...],
    committed: bool,
    form: str,
    no_analysis: bool,
    exit_code: bool,
    driver: bool,
    textconv: bool,
    day: date,
    private: bool,
) -> int:
    """People and ties that came, went or moved, what changed about them, and what that did to findings and plan.

    Findings and plan of both versions are worked out for the same day. A version that cannot be read as an account is
    named with its fault, and compared as text.
    """
    from committee.cli.output import emit

    disclosure = disclosure_of(private=private)
    if driver or textconv:
        from committee.cli.driver import external, lines

        emit(external(sides, day, disclosure) if driver else lines(_only(sides, 1)[0], day, disclosure))
        return FINE
    old, new = _versions(sides, committed=committed)
    if old.lost or new.lost:
        return _as_text(old, new, form, day, disclosure, exit_code=exit_code)
    found = _compared(old, new, day, disclosure, analysed=not no_analysis)
    _print(found, form, day, _labels(old, new, disclosure), private=private)
    return FINDINGS if found.changes and exit_code else FINE


def _versions(sides: tuple[str, ...], *, committed: bool) -> "tuple[Version, Version]":
    from committee.cli.versions import from_commit, from_file

    if not committed:
        first, second = _only(sides, 2)
        return from_file(Path(first)), from_file(Path(second))
    if len(sides) not in {2, 3}:
        raise click.UsageError("--git takes a commit and a file, or two commits and a file")
    *revisions, name = sides
    path = Path(name)
    versions = [from_commit(path, revision) for revision in revisions]
    if all(version.document is None for version in versions) and not path.exists():
        raise click.UsageError(f"{name} is neither here nor at {' or '.join(revisions)}")
    old, new = (*versions, from_file(path) if path.exists() else from_file(Path("/dev/null")))[:2]
    return old, new


def _only(sides: tuple[str, ...], number: int) -> tuple[str, ...]:
    if len(sides) != number:
        raise click.UsageError("Two files are compared, or commits with --git" if number == 2 else "One file is needed")
    return sides


def _compared(old: "Version", new: "Version", day: date, disclosure: "Disclosure", *, analysed: bool) -> "Difference":
    from committee.cli.versions import notes
    from committee.reports.difference import difference
    from committee.reports.masked_pair import masked_pair

    accounts = masked_pair(old.account(new), new.account(old), disclosure)
    both = old.document is not None and new.document is not None
    same = both and old.text != new.text and accounts[0] == accounts[1]
    said = (() if disclosure else notes(old, new)) + ((FORM_ONLY,) if same else ())
    return difference(*accounts, day, analysed=analysed and both, notes=said)


def _print(found: "Difference", form: str, day: date, labels: tuple[str, str], *, private: bool) -> None:
    from committee.cli.output import emit, emit_json
    from committee.reports.difference import difference_document, difference_json
    from committee.reports.markdown import markdown
    from committee.reports.masked_pair import without_ids
    from committee.reports.plain import plain

    if form == "json":
        made = difference_json(found, day, {"before": labels[0], "after": labels[1]})
        emit_json(without_ids(made, found.before, found.after) if private else made)
        return
    title = f"{found.after.header.name}: {labels[0]} → {labels[1]}"
    emit((plain if form == "text" else markdown)(difference_document(found, title)))


def _as_text(old: "Version", new: "Version", form: str, day: date, disclosure: "Disclosure", *, exit_code: bool) -> int:
    """A version cannot be read: say so, and what differs in the text."""
    from committee.cli.output import emit, emit_json
    from committee.cli.versions import fallback, relabelled

    labels = _labels(old, new, disclosure)
    said = tuple(fallback(*relabelled(old, new, labels), disclosure))
    if form == "json":
        emit_json({"format": 1, "date": day.isoformat(), "before": labels[0], "after": labels[1], "text": list(said)})
    elif form == "markdown":
        fence = "`" * (3 + max((line.count("`") for line in said), default=0))
        emit("\n".join([f"{fence}diff", *said, fence]))
    else:
        emit("\n".join(said))
    return FINDINGS if exit_code and old.text != new.text else FINE


def _labels(old: "Version", new: "Version", disclosure: "Disclosure") -> tuple[str, str]:
    return ("the older version", "the newer version") if disclosure.names_hidden else (old.label, new.label)
