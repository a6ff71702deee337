"""Run the rules, put what has one cause under one finding, and mark what the team has accepted."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from committee.findings.context import Context
from committee.findings.finding import Finding
from committee.findings.registry import RULES
from committee.findings.rows import in_rows, weight
from committee.findings.rule import Rule
from committee.model.account import Acceptance, Account

if TYPE_CHECKING:
    from committee.consensus.plan import Plan


def run(
    account: Account,
    today: date,
    *,
    plan: "Plan | None" = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> tuple[Finding, ...]:
    """All findings of an account on a day, worst row first (`rows.in_rows`); none once the deal is closed.

    Args:
        account: what is judged.
        today: the day it is judged on.
        plan: the plan of that day, if it is at hand; otherwise it is worked out when a rule asks for it.
        select: codes or their beginnings (`CH`, `DM003`); empty means every rule.
        ignore: codes or their beginnings left out.
    """
    return findings_in(Context(account, today, plan=plan), selected(select, ignore))


def findings_in(context: Context, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """The findings of some rules in a context made once and used again: quick rules first, slow ones later.

    Raises:
        Unwanted: the context's `stop`, asked before each rule and finding, said so.
    """
    stage = context.account.header.stage
    if stage is not None and stage.closed:
        return ()
    return nest(_found(context, rules))


def in_steps(context: Context) -> Iterator[tuple[bool, tuple[Finding, ...]]]:
    """The findings of the quick rules, then (`True`) all of them: for a screen that shows what is known already."""
    stage = context.account.header.stage
    if stage is not None and stage.closed:
        yield True, ()
        return
    found: list[Finding] = []
    for slow in (False, True):
        wanted = (rule for rule in RULES if rule.slow is slow)
        found += _found(context, wanted)
        yield slow, nest(found)


def _found(context: Context, rules: Iterable[Rule]) -> list[Finding]:
    found: list[Finding] = []
    for rule in rules:
        for finding in rule.check(context):
            context.look()
            found.append(accepted(replace(finding, weight=weight(finding, context)), context))
        context.look()
    return found


def selected(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules whose code begins with one of `select` (any, if empty) and with none of `ignore`, in code order."""
    wanted, unwanted = (tuple(code.upper() for code in codes) for codes in (select, ignore))
    return tuple(
        rule
        for rule in RULES
        if (not wanted or rule.code.startswith(wanted)) and not (unwanted and rule.code.startswith(unwanted))
    )


def accepted(finding: Finding, context: Context) -> Finding:
    """The finding with its acceptance, if there is one that still holds; its last day included."""
    acceptance = acceptance_of(context.account, finding, context.today)
    return replace(finding, accepted=acceptance) if acceptance else finding


def acceptance_of(account: Account, finding: Finding, today: date) -> Acceptance | None:
    """The acceptance of code and subject, unless it has ended."""
    written = account.accepted.get((finding.code, finding.subject))
    return written if written is not None and (written.until is None or written.until >= today) else None


def nest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a group: the worst stands and carries the others; of equals the one the group is named after.

    Accepted ones stay by themselves.
    """
    standing: list[Finding] = []
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (f.severity.rank, not f.group.startswith(f"{f.subject}/"), f.order)):
        if finding.group and finding.accepted is None:
            groups.setdefault(finding.group, []).append(finding)
        else:
            standing.append(finding)
    standing += [replace(group[0], nested=tuple(group[1:])) for group in groups.values()]
    return in_rows(standing)


def flattened(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Every finding, nested ones too, by severity, code and subject."""
    every = [one for finding in findings for one in (replace(finding, nested=()), *finding.nested)]
    return tuple(sorted(every, key=lambda f: f.order))
