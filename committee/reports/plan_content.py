"""The shortest path to consensus as sections: the answer, the talks with every number behind them, what it leaves."""

from dataclasses import replace

from committee.consensus.blocked import decision_due
from committee.consensus.plan import Against, Plan, Status, Talk, ToConfirm, met_words, opened
from committee.consensus.repair import introductions
from committee.model.account import Account
from committee.model.dates import show_date
from committee.model.words import pair_words
from committee.reports.content import Block, Document, Item, Section, facts, grid, items, lines
from committee.reports.plain import plain
from committee.reports.plan_words import (
    FALLBACK_STEPS,
    instead_words,
    plan_without,
    talk_kind,
    unreached_words,
    voice_words,
    window_words,
)
from committee.reports.words import date_text, effort_text, minutes_text
from committee.workspace import Analysis


def plan_document(analysis: Analysis) -> Document:
    """The plan alone, as `committee plan` prints it."""
    title = f"{analysis.account.header.name}: shortest path to consensus, {show_date(analysis.today)}"
    return Document(title, (Section("Yes board", lines(board_line(analysis))), *plan_sections(analysis)))


def board_line(analysis: Analysis) -> str:
    """The yes board on one line: `YES 1 of 4 · Jens open · ...`."""
    from committee.graph.board import board_text

    summary = analysis.plan.summary if analysis.plan.talks else None
    return " · ".join(text for text, _ in board_text(analysis.account, analysis.committee, summary))


def plan_sections(analysis: Analysis) -> tuple[Section, ...]:
    """The plan and what stands beside it; sections without content are left out by the writers."""
    account, plan = analysis.account, analysis.plan
    stage = account.header.stage
    if stage is not None and stage.closed:
        return (Section("Plan", lines(f"The deal is closed ({stage}): there is no plan any more.")),)
    return (
        Section("Plan", (*_answer(analysis), *items(tuple(_talk(account, plan, talk) for talk in plan.talks)))),
        Section("Not reached by existing ties", _out_of_reach(analysis)),
        Section("Against: a decision is due", items(tuple(_against(account, one) for one in plan.against))),
        Section("To confirm", items(tuple(_confirm(account, one) for one in plan.to_confirm))),
        Section("Why nothing is cheaper", lines(*plan.certificate)),
        Section("Gates", _gates(analysis)),
    )


def _answer(analysis: Analysis) -> tuple[Block, ...]:
    plan = analysis.plan
    return facts(
        ("Answer", headline(analysis)),
        ("For the others", _for_others(plan)),
        ("Effort", f"{effort_text(plan.effort)} easy talks" if plan.talks else ""),
        ("Rests on", _footing(analysis)),
        ("Proven", _proof(plan)),
        ("Quorum", _quorum(analysis)),
        ("Still open", ", ".join(analysis.account.name_of(person) for person in analysis.committee.open)),
    )


def _footing(analysis: Analysis) -> str:
    """As claimed, on what is confirmed, and what it hinges on."""
    rests = analysis.footing
    if rests is None or not (said := rests.said(analysis.account)):
        return ""
    return f"{said}. {rests.hinge.sentence(analysis.account)}" if rests.hinge else said


def _quorum(analysis: Analysis) -> str:
    """Where the quorum stands now and after the talks."""
    goal = analysis.plan.quorum
    if goal is None:
        return ""
    names = ", ".join(analysis.account.name_of(person) for person in goal.reached)
    after = f"; the plan adds {names}" if names else ""
    missing = f"; {goal.missing} still missing" if goal.missing else ""
    return f"any {goal.at_least} of {len(goal.of)}: {goal.met} met{after}{missing}"


def headline(analysis: Analysis) -> str:
    """The answer in a sentence: the plan in short, or who or what keeps it from being one."""
    plan = analysis.plan
    if plan.status is Status.BLOCKED:
        return f"Blocked, a decision is due. {decision_due(analysis.account, plan.blocked)}"
    return _talks_in_short(plan) or met_words(plan)


def _for_others(plan: Plan) -> str:
    """Beside a decision that is due, what the talks with everybody else come to."""
    if plan.status is not Status.BLOCKED:
        return ""
    return _talks_in_short(plan) or "Everybody else who has to agree is met"


def _talks_in_short(plan: Plan) -> str:
    """Empty where there is nobody to talk to."""
    match plan.proof:
        case Status.NO_APPROVER:
            return "Nobody is known to have to agree: give people roles or needs first"
        case Status.NO_VOICE:
            return "Nobody speaks for us yet: add the team, or somebody who supports us"
        case Status.INFEASIBLE:
            return "No chain of talks reaches everybody who has to agree"
    return plan.summary.removeprefix("blocked; ") if plan.talks else ""


def _proof(plan: Plan) -> str:
    if not plan.talks:
        return ""
    if plan.proof is Status.GAP:
        bound = effort_text(plan.lower_bound)
        return f"no plan takes less than {bound}; this one is within {plan.gap_percent:.1f} %"
    alone = "" if plan.unique else "; another plan may be equally cheap"
    return f"no plan takes less{alone}"


def _talk(account: Account, plan: Plan, talk: Talk) -> Item:
    listener = account.name_of(talk.listener)
    how = ", ".join(talk_kind(talk))
    leads = opened(account, talk)
    return Item(
        f"{pair_words(account, talk.pair)}{f' ({how})' if how else ''}",
        (
            ("Effort", effort_text(talk.effort)),
            ("Made of", "; ".join(f"{effort_text(term.cost)} {term.why}" for term in talk.terms)),
            ("Next shared window", window_words(account, talk.window, talk.speaker, talk.listener)),
            *((("After talk", ", ".join(map(str, talk.after))),) if talk.after else ()),
            *((("Voice", voice_words(account, talk)),) if talk.voices > 1 else ()),
            *((("Wins", listener),) if talk.reaches else ()),
            *((("Leads to", leads),) if leads else ()),
            *((("If it cannot be held", said),) if (said := _fallback(account, plan, talk)) else ()),
        ),
    )


def _fallback(account: Account, plan: Plan, talk: Talk) -> str:
    """What the plan becomes without a talk: which others it has instead, and how much more they take."""
    other = plan_without(plan, talk)
    if other is None:
        return ""
    return instead_words(account, plan, other)


def _out_of_reach(analysis: Analysis) -> tuple[Block, ...]:
    """Who, why, and the introductions that would do instead of first meetings."""
    if not analysis.plan.unreached:
        return ()
    mended = introductions(analysis.account, analysis.today, steps=FALLBACK_STEPS)
    said = [unreached_words(missed) for missed in analysis.plan.unreached]
    return lines(*said, mended.sentence(analysis.account) if mended else "")


def _against(account: Account, one: Against) -> Item:
    return Item(
        f"{account.name_of(one.person)} is opposed on this decision; no talk is planned",
        tuple((f"Option {number}", ask) for number, ask in enumerate(one.ask, 1)),
    )


def _confirm(account: Account, one: ToConfirm) -> Item:
    when = window_words(account, one.window, one.by, one.person) if one.by else ""
    asked = account.name_of(one.by) if one.by else ""
    rows = (("Could ask", asked), ("Next shared window", when))
    return Item(one.why, tuple(row for row in rows if row[1]))


def _gates(analysis: Analysis) -> tuple[Block, ...]:
    account = analysis.account
    rows = tuple(
        (
            gate.what or identifier,
            str(gate.status or ""),
            date_text(gate.due, analysis.today),
            account.name_of(gate.ours) if gate.ours else "",
            account.name_of(gate.theirs) if gate.theirs else "",
        )
        for identifier, gate in ((i, account.gates[i]) for i in analysis.plan.gates)
    )
    return grid(("Gate", "Status", "Due", "Ours", "Theirs"), rows)


def shared_words(analysis: Analysis, a: str, b: str) -> str:
    """Hours a day that two people share."""
    from committee.graph.hours import schedule, shared_minutes

    account = analysis.account
    return minutes_text(shared_minutes(schedule(account, a), schedule(account, b), analysis.today))


def plan_text(analysis: Analysis, colophon: str = "") -> str:
    """What `committee plan` prints: the answer, the talks with every number behind them, and what the plan leaves."""
    return plain(replace(plan_document(analysis), colophon=colophon))
