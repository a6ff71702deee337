"""Each question of a review: one case that asks it, one that does not; at most three, the most urgent first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from host import TODAY, small_account
from some import some

from committee.model.account import Account, Action, Champion, Evidence, Gate
from committee.model.vocabulary import Basis, Claim, Forecast, GateStatus, PersonStatus, Stage, Stance
from committee.pipeline.review import questions as q
from committee.pipeline.review.questions import Known, questions
from committee.pipeline.review.since import Since
from committee.workspace import analyse

LAST_WEEK = TODAY - timedelta(7)


def known(account: Account, since: Since | None = None) -> Known:
    return Known(analyse(account, TODAY), since or Since(LAST_WEEK))


def person(account: Account, key: str, **facts: Any) -> Account:
    return replace(account, people={**account.people, key: replace(account.people[key], **facts)})


def deal(account: Account, **facts: Any) -> Account:
    return replace(account, header=replace(account.header, **facts))


def heard(about: str, day: date, basis: Basis = Basis.HEARD) -> Evidence:
    return Evidence(about=about, field=Claim.STANCE, value="neutral", says="so", basis=basis, date=day, by="dana")


def with_evidence(account: Account, **records: Evidence) -> Account:
    return replace(account, evidence={**account.evidence, **{f"2026-11-01-{key}": one for key, one in records.items()}})


BASE = small_account()
UNHEARD = replace(BASE, evidence={})
HEARSAY = with_evidence(UNHEARD, abcd=heard("maria", TODAY, Basis.SECONDHAND))
NO_BUYER = person(BASE, "maria", roles=())
TWO_BUYERS = person(BASE, "priya", roles=BASE.people["maria"].roles)
AGAINST = person(BASE, "priya", stance=Stance.OPPOSED)
RESERVED = person(BASE, "priya", stance=Stance.RESERVED)
PROVEN = person(BASE, "tom", champion=Champion(influence=True, sells=True, stake=True))
NO_CHAMPION = person(BASE, "tom", champion=None)
CLAIM_LOST = person(PROVEN, "tom", stance=Stance.NEUTRAL)
OBSERVED = with_evidence(BASE, efgh=heard("tom", TODAY - timedelta(1), Basis.OBSERVED))
COVERED = replace(BASE, actions={"2026-11-13-aaaa": Action(what="Meet", with_="maria", owner="dana", due=TODAY)})
DONE = replace(BASE, actions={key: replace(one, done=TODAY - timedelta(1)) for key, one in BASE.actions.items()})
LATE_GATE = replace(BASE, gates={"dpa": replace(BASE.gates["dpa"], due=TODAY - timedelta(3))})
GATE_WITHOUT_OWNER = replace(BASE, gates={"dpa": replace(BASE.gates["dpa"], theirs="")})
BLOCKED = replace(BASE, gates={"dpa": replace(BASE.gates["dpa"], status=GateStatus.BLOCKED)})
EARLIER = Since(LAST_WEEK, deal(BASE, close_date=date(2026, 12, 31)))
LATER = Since(LAST_WEEK, deal(BASE, close_date=date(2027, 6, 30)))
STEP = deal(DONE, next_step="Workshop", next_step_due=TODAY + timedelta(2))
EARLY = deal(BASE, stage=Stage.DISCOVERY)


@pytest.mark.parametrize(
    ("rule", "account", "since", "words"),
    [
        (q.money, UNHEARD, None, "When did we last hear it from María Gómez"),
        (q.money, HEARSAY, None, "When did we last hear it from María Gómez"),
        (q.money, NO_BUYER, None, "Who alone releases the money?"),
        (q.money, TWO_BUYERS, None, "Who alone of them releases the money?"),
        (q.deed, BASE, None, "What did the customer do since 7 Nov?"),
        (q.loser, BASE, None, "Who loses if we win"),
        (q.loser, RESERVED, None, "What does Priya Nair want instead of us, doing nothing included?"),
        (q.champion, BASE, None, "How do we know that Tom Lee sells for us when we are not in the room?"),
        (q.champion, NO_CHAMPION, None, "Who sells for us when we are not in the room?"),
        (q.champion, CLAIM_LOST, None, "Is Tom Lee still for us?"),
        (q.next_talk, BASE, None, "talk to"),
        (q.promise, BASE, None, "Ask Tom for 30 minutes with Maria: is it done, moved or dropped?"),
        (q.slip, BASE, EARLIER, "What will have happened by 31 Mar 2027 that did not happen by 31 Dec?"),
        (q.aside, AGAINST, None, "Who can overrule Priya Nair"),
        (q.next_step, DONE, None, "What is the next step"),
        (q.next_step, deal(STEP, next_step_due=TODAY - timedelta(1)), None, "What is the next step"),
        (q.gate, LATE_GATE, None, "Who on their side moves the paper on"),
        (q.gate, GATE_WITHOUT_OWNER, None, "Who on their side moves the paper on"),
        (q.gate, BLOCKED, None, "Who on their side moves the paper on"),
    ],
)
def test_asked(rule: Callable[..., Any], account: Account, since: Since | None, words: str) -> None:
    found = rule(known(account, since))
    assert found is not None
    assert words in found.text
    assert found.rests
    assert all(rest.endswith((".", "?")) for rest in found.rests)
    assert all(one in account.people or one in account.team for one in found.people)


@pytest.mark.parametrize(
    ("rule", "account", "since"),
    [
        (q.money, BASE, None),
        (q.money, with_evidence(UNHEARD, abcd=heard("maria", TODAY - timedelta(30))), None),
        (q.money, person(UNHEARD, "maria", last_contact=TODAY - timedelta(3)), None),
        (q.deed, OBSERVED, None),
        (q.deed, EARLY, None),
        (q.deed, BASE, Since(TODAY - timedelta(4))),
        (q.loser, person(AGAINST, "priya", prefers="orbit"), None),
        (q.loser, EARLY, None),
        (q.champion, PROVEN, None),
        (q.champion, deal(NO_CHAMPION, stage=Stage.DISCOVERY), None),
        (q.next_talk, COVERED, None),
        (q.promise, DONE, None),
        (q.slip, BASE, LATER),
        (q.slip, BASE, Since(LAST_WEEK)),
        (q.aside, BASE, None),
        (q.next_step, STEP, None),
        (q.next_step, BASE, None),
        (q.gate, BASE, None),
        (q.gate, replace(BLOCKED, gates={"dpa": Gate(what="DPA", status=GateStatus.DONE)}), None),
    ],
)
def test_not_asked(rule: Callable[..., Any], account: Account, since: Since | None) -> None:
    assert rule(known(account, since)) is None


def test_a_gate_finished_since_the_last_review_is_a_deed() -> None:
    done = replace(BASE, gates={"dpa": replace(BASE.gates["dpa"], status=GateStatus.DONE)})
    assert q.deed(known(done, Since(LAST_WEEK, BASE))) is None
    assert q.deed(known(done, Since(LAST_WEEK, done))) is not None


def test_the_next_talk_says_when_the_days_of_the_two_meet() -> None:
    found = q.next_talk(known(BASE))
    assert "their days meet" in some(found).rests[0]
    apart = replace(BASE, people={**BASE.people, "maria": replace(BASE.people["maria"], timezone="", place="")})
    unknown = q.next_talk(known(apart))
    assert unknown is None or "not known" in unknown.rests[0] or "meet" in unknown.rests[0]


def test_what_others_told_us_about_the_buyer_is_not_their_word() -> None:
    assert q.heard_from(HEARSAY, "maria") is None
    assert q.heard_from(BASE, "maria") == date(2026, 11, 2)


def test_at_most_three_the_most_urgent_first_and_the_same_every_time() -> None:
    account = deal(AGAINST, forecast=Forecast.COMMIT)
    account = replace(account, evidence={})
    analysis = analyse(account, TODAY)
    found = questions(analysis, EARLIER)
    assert [one.key for one in found] == ["money", "slip", "aside"]
    assert len({one.key for one in found}) == len(found) <= q.MOST
    assert questions(analyse(account, TODAY), EARLIER) == found


def test_every_rule_has_its_own_key_and_a_deal_that_is_over_is_not_asked_about() -> None:
    assert questions(analyse(deal(BASE, stage=Stage.WON), TODAY), Since()) == ()
    keys = [rule.__name__.replace("_", "-") for rule in q.RULES]
    assert len(set(keys)) == len(keys) == 10


def test_who_left_counts_neither_as_buyer_nor_as_champion_nor_as_opposed() -> None:
    gone = person(person(BASE, "tom", status=PersonStatus.LEFT), "maria", status=PersonStatus.LEFT)
    assert some(q.money(known(gone))).text == "Who alone releases the money?"
    assert some(q.champion(known(gone))).text == "Who sells for us when we are not in the room?"
    assert "none is against us" in some(q.loser(known(person(RESERVED, "priya", status=PersonStatus.LEFT)))).rests[0]
