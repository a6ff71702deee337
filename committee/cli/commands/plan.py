"""`committee plan`: the shortest path to consensus."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import date_option, disclosure_of, file_argument, private_option, result_options
from committee.errors import EditRefused, UsageFault

if TYPE_CHECKING:
    from committee.reports.exports import Shown


@click.command(
    epilog="""\b
Examples:
  committee plan acme.account.toml
  committee plan acme.account.toml --format json --date 2026-11-20
  committee plan acme.account.toml --what-if "ana-li won, ana-li > jens-kruger new 4"
  committee plan acme.account.toml --what-if "tom-lee left" --format json
  committee plan acme.account.toml --why-not "tom-lee > rui-tavares\""""
)
@file_argument
@result_options("text", "json")
@private_option
@date_option
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="CHANGE",
    help='Beside today\'s plan the one after a change: "ID won", "ID lost", "ID left", "ID > ID broken", '
    '"ID > ID new 4"; several with commas, or the option again. Nothing is saved.',
)
@click.option(
    "--why-not",
    "talk",
    metavar="TALK",
    default="",
    help='Why the plan does not hold a talk, "ID > ID": the best plan that does, and what makes it dearer.',
)
def command(*, file: Path, form: str, day: date, private: bool, changes: tuple[str, ...], talk: str) -> int:
    """The shortest path to consensus: which talks, in which order, and what each costs.

    Effort is counted in easy talks and made of terms that are printed with it. It is the effort under the map as
    entered, not a chance of winning.
    """
    from committee.cli.accounts import shown_account
    from committee.cli.output import emit, emit_json
    from committee.reports.data import disclosed_json, plan_json
    from committee.reports.plan_content import plan_text

    shown = shown_account(file, day, disclosure_of(private=private))
    if changes and talk:
        raise UsageFault("--what-if and --why-not are two questions: ask one at a time")
    if changes:
        return _what_if(shown, ", ".join(changes), form)
    if talk:
        return _why_not(shown, talk, form)
    if form == "json":
        emit_json(disclosed_json(plan_json(shown.analysis), shown.content, shown.disclosure))
    else:
        emit(plan_text(shown.analysis, shown.colophon))
    return FINE


def _why_not(shown: "Shown", said: str, form: str) -> int:
    from committee.cli.output import emit, emit_json
    from committee.consensus.why_not import why_not
    from committee.reports.data import disclosed_json
    from committee.reports.why_not_text import why_not_json, why_not_text

    speaker, arrow, listener = (part.strip() for part in said.partition(">"))
    if not arrow or not speaker or not listener:
        raise UsageFault('--why-not: say who speaks to whom, as in "tom-lee > rui-tavares"')
    real, today = shown.original, shown.analysis
    for word in (speaker, listener):
        if word not in real.people and word not in real.team:
            hidden = "" if shown.disclosure else f' "{word}"'
            raise UsageFault(f"--why-not: nobody has the id{hidden}. An id is what stands behind people. or team.")
    # Ids are typed as they are in the file, and answered as they are shown.
    ends = [shown.id("people" if word in real.people else "team", word) for word in (speaker, listener)]
    try:
        answer = why_not(today.plan, *ends)
    except EditRefused as refused:
        raise UsageFault(f"--why-not: {refused}") from None
    if form == "json":
        emit_json(disclosed_json(why_not_json(today, answer), shown.content, shown.disclosure))
    else:
        emit(why_not_text(today, answer, shown.colophon))
    return FINE


def _what_if(shown: "Shown", said: str, form: str) -> int:
    import re

    from committee.cli.output import emit, emit_json
    from committee.consensus.what_if import what_if
    from committee.reports.comparison import compared
    from committee.reports.data import disclosed_json
    from committee.reports.what_if_text import what_if_json, what_if_text
    from committee.workspace import analyse

    real, today = shown.original, shown.analysis
    try:
        what_if(real, said)
    except EditRefused as refused:
        hidden = "there is no such person or tie" if shown.disclosure else str(refused)
        raise UsageFault(f"--what-if: {hidden}") from None
    # Ids are typed as they are in the file, and printed as they are shown.
    said = re.sub(r"[\w-]+", lambda word: shown.id("people" if word[0] in real.people else "team", word[0]), said)
    both = compared(today, analyse(what_if(today.account, said), today.today, footed=False))
    if form == "json":
        emit_json(disclosed_json(what_if_json(both, said), shown.content, shown.disclosure))
    else:
        emit(what_if_text(both, said, shown.colophon))
    return FINE
