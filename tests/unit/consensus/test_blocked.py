"""A plan says so where a yes is missing that no talk brings; counted from the account, not from its analysis."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from committees import TODAY, committees
from examples import examples
from hypothesis import HealthCheck, given, settings
from strategies import accounts

from committee.consensus.plan import Plan, Status, plan
from committee.graph.stances import belief
from committee.model import vocabulary as v
from committee.model.account import Account, Decision, Header, Person, Quorum, Teammate
from committee.reports.data import plan_json
from committee.reports.one_page import one_page
from committee.reports.plan_content import plan_text
from committee.workspace import analyse

relaxed = settings(deadline=None, max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])

YES = {v.Role.ECONOMIC_BUYER, v.Role.DECISION_MAKER, v.Role.APPROVER}
SOFT = {v.Role.TECHNICAL_BUYER, v.Role.LEGAL, v.Role.PROCUREMENT, v.Role.SECURITY}
FOR_US = {v.Stance.SUPPORTER, v.Stance.ADVOCATE}


def need(account: Account, person: Person) -> v.Need:
    """As written, else by role."""
    roles = set(person.roles) - set(account.decision.not_needed)
    by_role = v.Need.YES if roles & YES else v.Need.NO_OBJECTION if roles & SOFT else v.Need.NONE
    return person.need or by_role


def left_empty(account: Account, leaver: str) -> str | None:
    """The last in a row of leavers whose own need it was; nobody, where the row ends in somebody who is there."""
    row = [leaver]
    while account.people[row[-1]].status is v.PersonStatus.LEFT:
        heir = account.people[row[-1]].replaced_by
        if not heir or heir in row:
            return [i for i in row if need(account, account.people[i]) is not v.Need.NONE][-1]
        row.append(heir)
    return None


def last_in_row(account: Account, person: str) -> str:
    """Who sits where somebody sat: they themselves, or the last who followed them."""
    row = [person]
    while row[-1] in account.people and account.people[row[-1]].status is v.PersonStatus.LEFT:
        heir = account.people[row[-1]].replaced_by
        if not heir or heir in row:
            break
        row.append(heir)
    return row[-1]


def missing(account: Account) -> tuple[set[str], set[str]]:
    """Whose yes no talk brings, and whose is not there yet; `~` stands for what the quorum lacks."""
    blocked, waiting = set(), set()
    there = {
        i: replace(person, stance=belief(account, i, TODAY).counts)
        for i, person in account.people.items()
        if person.status is not v.PersonStatus.LEFT
    }
    for i, person in account.people.items():
        wanted = need(account, person)
        if wanted is v.Need.NONE:
            continue
        if i not in there:
            blocked |= {last} if (last := left_empty(account, i)) else set()
        elif there[i].stance is v.Stance.OPPOSED:
            blocked.add(i)
        elif not met(wanted, there[i].stance):
            waiting.add(i)
    quorum = account.decision.quorum
    if quorum is not None and quorum.at_least is not None:
        of = [there[i] for i in sorted({last_in_row(account, i) for i in quorum.of}) if i in there]
        if sum(person.stance is not v.Stance.OPPOSED for person in of) < quorum.at_least:
            blocked.add("~")
        if sum(met(need(account, person), person.stance) for person in of) < quorum.at_least:
            waiting.add("~")
    return blocked, waiting


def met(wanted: v.Need, stance: v.Stance | None) -> bool:
    """A yes by supporter or advocate, no objection by neutral too."""
    return stance in FOR_US or (wanted is v.Need.NO_OBJECTION and stance is v.Stance.NEUTRAL)


def said(account: Account) -> tuple[Plan, str]:
    """The plan, and everything that is said of it."""
    analysis = analyse(account, TODAY)
    page = one_page(analysis, "", disclosed="", colophon="") if account.people else ""
    return analysis.plan, plan_text(analysis) + page + str(plan_json(analysis))


def holds(account: Account) -> None:
    found = plan(account, TODAY)
    blocked, waiting = missing(account)
    if found.closed:
        return
    assert (found.status is Status.BLOCKED) == bool(blocked)
    assert {one.person for one in found.blocked} >= blocked - {"~"}
    assert (found.blocked_seats > 0) == bool(blocked)
    assert found.others is None or blocked
    words = said(account)[1]
    assert "no talk is possible" not in words
    if blocked or waiting:
        assert "no talk is needed" not in words
        assert "no talks needed" not in words
    elif found.status is not Status.NO_APPROVER:
        assert (found.status, found.talks) == (Status.OPTIMAL, ())
        assert ("as far as the map says" if found.to_confirm else "no talk is needed") in words
    if blocked:
        assert "Blocked, a decision is due" in words
        assert "'status': 'blocked'" in words
        assert all(account.name_of(one.person) in words for one in found.blocked)


@relaxed
@given(committees(max_people=7))
def test_no_plan_says_all_is_done_while_a_yes_is_missing(account: Account) -> None:
    holds(account)


@relaxed
@given(accounts())
def test_nor_does_one_of_any_account(account: Account) -> None:
    # Odd names are cut and cleaned where they are shown; which words a plan uses is the matter here.
    plain = {i: replace(person, name=f"P {n}") for n, (i, person) in enumerate(sorted(account.people.items()))}
    holds(replace(account, people=plain))


def deal(people: dict[str, Person], **more: Any) -> Account:
    team = {"dana": Teammate(name="Dana")}
    return Account(header=Header(name="Acme", stage=v.Stage.PROPOSAL), people=people, team=team, **more)


BUYER = Person(name="Anke Vogt", roles=(v.Role.ECONOMIC_BUYER,))
AGAINST = replace(BUYER, stance=v.Stance.OPPOSED)
GONE = replace(BUYER, stance=v.Stance.SUPPORTER, status=v.PersonStatus.LEFT)
FRIEND = Person(name="Rui Costa", stance=v.Stance.SUPPORTER)
TWO = Decision(quorum=Quorum(at_least=2, of=("anke", "rui")))


@pytest.mark.parametrize(
    ("account", "sentence", "seats"),
    [
        (deal({"anke": AGAINST}), "Anke Vogt is against: overrule, a condition for no objection, or qualify out.", 1),
        (deal({"anke": GONE}), "Anke Vogt left: who follows Anke Vogt?", 1),
        (
            deal({"anke": replace(AGAINST, roles=()), "rui": FRIEND}, decision=TWO),
            "Anke Vogt is against: overrule, a condition for no objection, or qualify out.",
            1,
        ),
        (deal({"anke": replace(GONE, roles=()), "rui": FRIEND}, decision=TWO), "who follows Anke Vogt?", 1),
        (
            deal({"anke": AGAINST, "bo": replace(AGAINST, name="Bo Berg"), "cy": replace(GONE, name="Cy Roth")}),
            "Anke Vogt and Bo Berg are against: overrule, a condition for no objection, or qualify out.",
            3,
        ),
    ],
)
def test_the_headline_says_by_whom(account: Account, sentence: str, seats: int) -> None:
    found, words = said(account)
    assert (found.status, found.proof, found.summary) == (Status.BLOCKED, Status.OPTIMAL, "blocked")
    assert found.blocked_seats == seats
    assert f"Blocked, a decision is due. {sentence}" in " ".join(words.split()) or sentence in words
    assert "Everybody else who has to agree is met" in words


def test_the_plan_for_the_others_stands_under_it_with_its_own_proof() -> None:
    found, words = said(deal({"anke": AGAINST, "bo": replace(BUYER, name="Bo Berg")}))
    assert (found.status, found.proof) == (Status.BLOCKED, Status.OPTIMAL)
    assert found.pairs == (("dana", "bo"),)
    assert found.summary.startswith("blocked; 1 talk, ")
    assert "no plan takes less" in words
    assert "'others': 'optimal'" in words


def test_a_quorum_that_can_do_without_somebody_is_not_blocked_by_them() -> None:
    three = Decision(quorum=Quorum(at_least=2, of=("anke", "cy", "rui")))
    people = {"anke": replace(AGAINST, roles=()), "rui": FRIEND, "cy": replace(FRIEND, name="Cy Roth")}
    found, _ = said(deal(people, decision=three))
    assert (found.status, found.blocked, found.blocked_seats) == (Status.OPTIMAL, (), 0)


def test_who_follows_somebody_of_a_quorum_sits_in_it_in_their_place() -> None:
    ana = Person(name="Ana Ruiz", status=v.PersonStatus.LEFT, replaced_by="cleo")
    found, words = said(deal({"anke": ana, "rui": FRIEND, "cleo": Person(name="Cleo Holm")}, decision=TWO))
    assert (found.status, found.blocked, found.pairs) == (Status.OPTIMAL, (), (("dana", "cleo"),))
    assert "any 2 of 2: 1 so far" in words


def test_a_quorum_too_small_for_what_it_asks_says_so() -> None:
    ana = Person(name="Ana Ruiz", status=v.PersonStatus.LEFT, replaced_by="rui")
    found, words = said(deal({"anke": ana, "rui": FRIEND}, decision=TWO))
    assert (found.status, found.blocked_seats) == (Status.BLOCKED, 1)
    assert "more people than are left to sit in it" in words


@pytest.mark.parametrize(
    ("heirs", "blocked"),
    [
        ({"rui": FRIEND}, ()),
        ({"rui": replace(FRIEND, status=v.PersonStatus.LEFT)}, ("anke",)),
        ({"rui": replace(GONE, name="Rui Costa")}, ("rui",)),
    ],
)
def test_who_left_last_answers_for_the_seat(heirs: dict[str, Person], blocked: tuple[str, ...]) -> None:
    found = plan(deal({"anke": replace(GONE, replaced_by="rui"), **heirs}), TODAY)
    assert tuple(one.person for one in found.blocked) == blocked
    assert found.blocked_seats == len(blocked)


def test_bad_news_never_reads_as_a_saving() -> None:
    waiting = deal({"anke": BUYER, "bo": replace(BUYER, name="Bo Berg")})
    against = replace(waiting, people={**waiting.people, "anke": AGAINST})
    today, then = plan(waiting, TODAY), plan(against, TODAY)
    assert then.effort < today.effort
    assert then.worth > today.worth


def test_a_closed_deal_is_not_blocked() -> None:
    over = replace(
        deal({"anke": AGAINST}), header=Header(name="Acme", stage=v.Stage.LOST, close_date=dt.date(2026, 1, 1))
    )
    assert plan(over, TODAY).blocked == ()
