"""A what-if beside today, as text and as JSON."""

from dataclasses import replace

from committee.consensus.what_if import in_words
from committee.model.dates import show_date
from committee.model.words import pair_words
from committee.reports.comparison import Comparison
from committee.reports.content import Block, Document, Section, grid, lines
from committee.reports.data import FORMAT, Json, finding_json, plan_body
from committee.reports.plain import plain
from committee.reports.plan_content import plan_sections
from committee.reports.words import effort_text


def what_if_text(compared: Comparison, said: str, colophon: str = "") -> str:
    """What `committee plan --what-if` prints: both sides, what differs, and the plan as it would be."""
    return plain(replace(what_if_document(compared, said), colophon=colophon))


def what_if_document(compared: Comparison, said: str) -> Document:
    """Side by side, talks, findings, and the whole plan of the what-if; `said` is in the words of `what_if`."""
    account, then = compared.today.account, compared.then
    title = f"{account.header.name}: what if {in_words(account, said)}? {show_date(then.today)}"
    return Document(
        title,
        (
            Section("Side by side", grid(("", "Today", "What if"), compared.rows)),
            Section("Talks", _talks(compared)),
            Section("New findings", _findings(compared, new=True)),
            Section("Findings that are gone", _findings(compared, new=False)),
            *plan_sections(then),
            Section("Nothing was saved", lines("The account file is as it was.")),
        ),
    )


def _talks(compared: Comparison) -> tuple[Block, ...]:
    account = compared.today.account
    today = {talk.pair: talk.effort for talk in compared.today.plan.talks}
    then = {talk.pair: talk.effort for talk in compared.then.plan.talks}
    rows = tuple(
        (pair_words(account, pair), *(effort_text(side[pair]) if pair in side else "–" for side in (today, then)))
        for pair in {**then, **today}
    )
    return grid(("Talk", "Today", "What if"), rows)


def _findings(compared: Comparison, *, new: bool) -> tuple[Block, ...]:
    found = compared.findings_new if new else compared.findings_gone
    return lines(*(f"{finding.severity} {finding.code}: {finding.explanation}" for finding in found))


def what_if_json(compared: Comparison, said: str) -> Json:
    """The same as JSON; both plans as `committee plan --format json` has them."""
    pairs = {"gone": compared.talks_gone, "new": compared.talks_new}
    findings = {"gone": compared.findings_gone, "new": compared.findings_new}
    return {
        "format": FORMAT,
        "date": compared.then.today.isoformat(),
        "account": compared.today.account.header.name,
        "what_if": said,
        "in_words": in_words(compared.today.account, said),
        "effort_saved": compared.saved,
        "today": plan_body(compared.today),
        "then": plan_body(compared.then),
        "talks": {key: [{"speaker": t.speaker, "listener": t.listener} for t in some] for key, some in pairs.items()},
        "findings": {key: [finding_json(one) for one in some] for key, some in findings.items()},
    }
