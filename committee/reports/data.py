"""An analysis as JSON values. Keys are stable, in a fixed order; ids stand where ids stand in the file, dates are ISO.

Efforts are whole thousandths of one easy talk, hours whole minutes, windows UTC with each zone's local time beside.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from committee import store
from committee.consensus.plan import Plan, QuorumGoal, Talk
from committee.consensus.repair import introductions
from committee.findings.finding import Finding
from committee.graph.board import board_text
from committee.graph.claims import meter
from committee.graph.hours import Window, schedule
from committee.model.account import Account
from committee.model.disclosure import Disclosure
from committee.model.masking import mask
from committee.reports.plan_content import headline
from committee.reports.plan_words import FALLBACK_STEPS, plan_without
from committee.workspace import Analysis

FORMAT = 1
"""Version of these shapes; a key is only ever added within one."""

Json = dict[str, Any]


def analysis_json(analysis: Analysis) -> Json:
    """Everything: the account as in the file, where everybody stands, the plan and the findings."""
    account, committee = analysis.account, analysis.committee
    return {
        "format": FORMAT,
        "date": analysis.today.isoformat(),
        "account": account_json(account),
        "committee": {
            "members": list(committee.members),
            "champions": list(committee.champions),
            "proven": list(committee.proven),
            "coaches": list(committee.coaches),
            "voices": list(committee.voices),
            "carriers": list(committee.carriers),
            "board": board_json(analysis),
            "meter": meter(account, analysis.today) or None,
        },
        "arcs": [
            {
                "from": arc.source,
                "to": arc.target,
                "origin": arc.origin.value,
                "strength": arc.strength,
                "strength_assumed": arc.strength_assumed,
                "usable": arc.usable,
            }
            for arc in analysis.arcs
        ],
        "plan": plan_body(analysis),
        "findings": [finding_json(finding) for finding in analysis.findings],
    }


def customer_json(account: Account, today: date) -> Json:
    """What a customer may see: the account alone, once more without what they may not."""
    shown = mask(account, Disclosure(customer_safe=True))
    return {"format": FORMAT, "date": today.isoformat(), "account": account_json(shown)}


def disclosed_json(said: Json, content: str, disclosure: Disclosure) -> Json:
    """The same with the hash of the account's file and what is withheld, behind the date."""
    head = {key: said[key] for key in ("format", "date")}
    rest = {key: value for key, value in said.items() if key not in head}
    return {**head, "content": content, "disclosure": disclosure.footer, **rest}


def account_json(account: Account) -> Json:
    """The account file as JSON: the same tables, keys and order."""
    found: Json = _plain(tomllib.loads(store.write_text(account)))
    return found


def board_json(analysis: Analysis) -> Json:
    """The yes board: counts, one row an approver, and the line as the screen shows it."""
    board = analysis.committee.board
    return {
        "met": board.met,
        "needed": board.needed,
        "quorum": {"met": board.quorum.met, "at_least": board.quorum.at_least, "of": board.quorum.of}
        if board.quorum
        else None,
        "rows": [
            {
                "person": row.person,
                "need": row.need.value,
                "need_written": row.need_written,
                "state": row.state.value if row.state else None,
                "mandatory": row.mandatory,
                "quorum": row.quorum,
            }
            for row in board.rows
        ],
        "text": " · ".join(text for text, _ in board_text(analysis.account, analysis.committee)),
    }


def plan_json(analysis: Analysis) -> Json:
    """What `committee plan --format json` prints."""
    return {
        "format": FORMAT,
        "date": analysis.today.isoformat(),
        "account": analysis.account.header.name,
        "board": board_json(analysis),
        "plan": plan_body(analysis),
    }


def _footing(analysis: Analysis) -> Json | None:
    """What the plan rests on: what is confirmed, and the claim whose being wrong costs most."""
    rests = analysis.footing
    if rests is None:
        return None
    hinge = rests.hinge
    return {
        "as_claimed": _worth(rests.claimed),
        "on_confirmed": _worth(rests.confirmed),
        "hinge": None
        if hinge is None
        else {
            "claim": hinge.claim.doubt.value,
            "subject": list(hinge.claim.subject),
            **_worth(hinge.plan),
        },
        "proven": rests.sure,
        "text": rests.said(analysis.account),
    }


def _worth(plan: Plan) -> Json:
    """What plans are compared by."""
    return {"blocked_seats": plan.blocked_seats, "unreached_seats": plan.unreached_seats, "effort": plan.effort}


def plan_body(analysis: Analysis) -> Json:
    """The plan: its status and proof, its talks, and what stands beside them."""
    account, plan = analysis.account, analysis.plan
    return {
        "status": plan.status.value,
        "summary": plan.summary,
        "headline": headline(analysis),
        "blocked": [{"person": one.person, "why": one.why} for one in plan.blocked],
        "blocked_seats": plan.blocked_seats,
        "unreached_seats": plan.unreached_seats,
        "others": plan.others and plan.others.value,
        "effort": plan.effort,
        "lower_bound": plan.lower_bound,
        "footing": _footing(analysis),
        "gap_percent": round(plan.gap_percent, 2),
        "unique": plan.unique,
        "difficulty": plan.difficulty,
        "talks": [talk_json(account, plan, talk) for talk in plan.talks],
        "next_best": _instead(plan_without(plan, plan.talks[0])) if plan.talks else None,
        "quorum": _quorum(plan.quorum),
        "against": [
            {"person": one.person, "overrule": list(one.overrule), "ask": list(one.ask)} for one in plan.against
        ],
        "to_confirm": [
            {
                "person": one.person,
                "by": one.by or None,
                "window": _window(account, one.window, one.by, one.person),
                "why": one.why,
            }
            for one in plan.to_confirm
        ],
        "unreached": [
            {"person": missed.person, "why": missed.why, "in_plan": missed.in_plan} for missed in plan.unreached
        ],
        "introductions": _introductions(analysis) if plan.unreached else None,
        "certificate": list(plan.certificate),
        "gates": [_gate(account, identifier) for identifier in plan.gates],
    }


def talk_json(account: Account, plan: Plan, talk: Talk) -> Json:
    """One talk with the terms of its effort, its window, and the plan without it."""
    return {
        "number": talk.number,
        "speaker": talk.speaker,
        "listener": talk.listener,
        "kind": str(talk.kind),
        "effort": talk.effort,
        "terms": [{"key": term.key, "cost": term.cost, "why": term.why} for term in talk.terms],
        "channel": talk.channel.value if talk.channel else None,
        "window": _window(account, talk.window, talk.speaker, talk.listener),
        "reaches": talk.reaches,
        "voice": talk.voice,
        "voices": talk.voices,
        "unlocks": list(talk.unlocks),
        **({"unlocks_more": True} if talk.more else {}),
        "after": list(talk.after),
        "fallback": _instead(plan_without(plan, talk)),
    }


def finding_json(finding: Finding, position: tuple[int, int] | None = None) -> Json:
    """One finding; with its place in the file where that is known."""
    placed = {} if position is None else {"line": position[0], "column": position[1]}
    accepted = finding.accepted
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "subject": finding.subject,
        **placed,
        "people": list(finding.people),
        "ties": [{"from": source, "to": target} for source, target in finding.ties],
        "evidence": [{"measure": m.name, "value": m.value, "threshold": m.threshold} for m in finding.measures],
        "explanation": finding.explanation,
        "fix": finding.fix,
        "accepted": {"reason": accepted.reason, "until": accepted.until.isoformat() if accepted.until else None}
        if accepted
        else None,
        "nested": [finding_json(inner) for inner in finding.nested],
    }


def _quorum(goal: QuorumGoal | None) -> Json | None:
    if goal is None:
        return None
    return {
        "at_least": goal.at_least,
        "of": list(goal.of),
        "met": goal.met,
        "reached": list(goal.reached),
        "missing": goal.missing,
    }


def _instead(plan: Plan | None) -> Json | None:
    """Another plan, in short."""
    if plan is None:
        return None
    return {
        "status": plan.status.value,
        "others": plan.others and plan.others.value,
        "unreached_seats": plan.unreached_seats,
        "effort": plan.effort,
        "lower_bound": plan.lower_bound,
        "talks": [{"speaker": speaker, "listener": listener} for speaker, listener in plan.pairs],
    }


def _introductions(analysis: Analysis) -> Json | None:
    """The cheapest new ties by which everybody could be reached without a first meeting."""
    mended = introductions(analysis.account, analysis.today, steps=FALLBACK_STEPS)
    if mended is None:
        return None
    return {
        "status": mended.status.value,
        "effort": mended.effort,
        "introductions": [
            {"speaker": one.speaker, "listener": one.listener, "effort": one.effort} for one in mended.introductions
        ],
        "talks": [{"speaker": speaker, "listener": listener} for speaker, listener in mended.talks],
        "left_out": list(mended.left_out),
    }


def _gate(account: Account, identifier: str) -> Json:
    gate = account.gates[identifier]
    return {
        "id": identifier,
        "what": gate.what,
        "status": gate.status.value if gate.status else None,
        "due": gate.due.isoformat() if gate.due else None,
        "ours": gate.ours or None,
        "theirs": gate.theirs or None,
    }


def _window(account: Account, window: Window | None, *people: str) -> Json | None:
    if window is None:
        return None
    local = []
    for person in people:
        zone = schedule(account, person).zone
        start, end = window.local(zone)
        local.append({"person": person, "zone": zone, "start": start.isoformat(), "end": end.isoformat()})
    return {"start": window.start.isoformat(), "end": window.end.isoformat(), "local": local}


def _plain(value: Any) -> Any:
    """TOML values as JSON knows them."""
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, date) or hasattr(value, "isoformat"):
        return value.isoformat()
    # TOML has numbers that JSON lacks.
    return str(value) if isinstance(value, float) and not _finite(value) else value


def _finite(number: float) -> bool:
    return number == number and abs(number) != float("inf")  # noqa: PLR0124 - nan alone differs from itself
