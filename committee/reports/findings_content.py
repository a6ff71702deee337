"""Findings as sections: worst first, each with its numbers, its remedy and what is nested under it."""

from committee.findings.finding import Finding
from committee.graph.claims import meter
from committee.model.account import Account
from committee.model.dates import show_date
from committee.model.words import pair_words
from committee.reports.content import Block, Item, Section, items, lines
from committee.workspace import Analysis


def findings_section(analysis: Analysis) -> Section:
    """All findings, or the sentence that there are none."""
    stage = analysis.account.header.stage
    if stage is not None and stage.closed:
        return Section("Findings", lines(f"The deal is closed ({stage}): there are no findings any more."))
    claims = lines(meter(analysis.account, analysis.today))
    if not analysis.findings:
        return Section("Findings", (*claims, *lines("Nothing found.")))
    blocks: tuple[Block, ...] = items(tuple(_item(analysis.account, finding) for finding in analysis.findings))
    return Section("Findings", (*claims, *blocks))


def headline(finding: Finding) -> str:
    """`CH003 high: champion far from buyer`, marked where the team has accepted it."""
    accepted = " (accepted)" if finding.accepted else ""
    return f"{finding.code} {finding.severity}{accepted}: {finding.name.replace('-', ' ')}"


def _item(account: Account, finding: Finding) -> Item:
    accepted = finding.accepted
    return Item(
        headline(finding),
        tuple(
            row
            for row in (
                ("What", finding.explanation),
                ("To do", finding.fix),
                ("Measured", "; ".join(map(str, finding.measures))),
                ("People", ", ".join(account.name_of(person) for person in finding.people)),
                ("Ties", ", ".join(pair_words(account, tie) for tie in finding.ties)),
                ("Accepted", _accepted(finding) if accepted else ""),
                *(("Also", f"{headline(inner)}. {inner.explanation}") for inner in finding.nested),
            )
            if row[1]
        ),
    )


def _accepted(finding: Finding) -> str:
    accepted = finding.accepted
    if accepted is None:
        return ""
    until = f", until {show_date(accepted.until)}" if accepted.until else ""
    return f"{accepted.reason or 'without a reason'}{until}"
