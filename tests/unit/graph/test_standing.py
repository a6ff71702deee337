import datetime as dt
from dataclasses import replace

import pytest
from committees import TODAY, committees
from hypothesis import given

from committee.graph.board import board_text, short_names
from committee.graph.standing import State, committee_of, is_member, need_of, standing_of
from committee.model.account import (
    Account,
    Champion,
    Decision,
    Evidence,
    Gate,
    Header,
    Person,
    Quorum,
    Teammate,
)
from committee.model.vocabulary import Basis, Claim, GateStatus, Need, PersonStatus, Role, Stance

YES = (Role.APPROVER,)
SOFT = (Role.LEGAL,)


def account(**people: Person) -> Account:
    return Account(header=Header(name="Acme"), people=people, team={"dana": Teammate(name="Dana")})


def heard(person: str, value: str, days: int = 3, basis: Basis = Basis.HEARD) -> dict[str, Evidence]:
    record = Evidence(about=person, field=Claim.STANCE, value=value, basis=basis, date=TODAY - dt.timedelta(days=days))
    return {"2026-11-01-aaaa": record}


@pytest.mark.parametrize(
    ("person", "need"),
    [
        (Person(name="A"), Need.NONE),
        (Person(name="A", roles=(Role.EVALUATOR, Role.USER_BUYER, Role.INFLUENCER, Role.EXECUTIVE_SPONSOR)), Need.NONE),
        (Person(name="A", roles=SOFT), Need.NO_OBJECTION),
        (Person(name="A", roles=(Role.DECISION_MAKER, Role.SECURITY)), Need.YES),
        (Person(name="A", roles=YES, need=Need.NONE), Need.NONE),
        (Person(name="A", need=Need.NO_OBJECTION), Need.NO_OBJECTION),
        (Person(name="A", roles=(Role.PROCUREMENT,)), Need.NONE),
        (Person(name="A", roles=(Role.PROCUREMENT, Role.TECHNICAL_BUYER)), Need.NO_OBJECTION),
    ],
)
def test_need_is_as_written_else_by_role_and_not_for_roles_done_without(person: Person, need: Need) -> None:
    found = replace(account(a=person), decision=Decision(not_needed=(Role.PROCUREMENT,)))
    assert need_of(found, "a") is need


@pytest.mark.parametrize("stance", [None, *Stance])
@pytest.mark.parametrize("roles", [YES, SOFT])
def test_what_meets_a_need(roles: tuple[Role, ...], stance: Stance | None) -> None:
    expected = {
        Stance.ADVOCATE: State.ASSUMED,
        Stance.SUPPORTER: State.ASSUMED,
        Stance.NEUTRAL: State.ASSUMED if roles == SOFT else State.OPEN,
        Stance.RESERVED: State.OPEN,
        Stance.OPPOSED: State.AGAINST,
        None: State.OPEN,
    }
    found = committee_of(account(a=Person(name="A", roles=roles, stance=stance)), TODAY)
    assert found.standings["a"].state is expected[stance]


@pytest.mark.parametrize(
    ("evidence", "state"),
    [
        (heard("a", "supporter"), State.WON),
        (heard("a", "supporter", days=60), State.WON),
        (heard("a", "supporter", days=61), State.ASSUMED),
        (heard("a", "neutral"), State.OPEN),
        (heard("b", "supporter"), State.ASSUMED),
        (heard("a", "supporter", basis=Basis.DOCUMENT), State.WON),
        (heard("a", "supporter", basis=Basis.SECONDHAND), State.ASSUMED),
        (heard("a", "supporter", basis=Basis.CONJECTURE), State.ASSUMED),
    ],
)
def test_a_yes_is_won_by_recent_evidence_of_this_very_stance(evidence: dict[str, Evidence], state: State) -> None:
    found = replace(account(a=Person(name="A", roles=YES, stance=Stance.SUPPORTER)), evidence=evidence)
    assert committee_of(found, TODAY).standings["a"].state is state


def test_voices_carriers_champions() -> None:
    sure = Champion(influence=True, sells=True, stake=True)
    found = committee_of(
        account(
            coach=Person(name="A", stance=Stance.SUPPORTER, champion=Champion(influence=False)),
            hopeful=Person(name="B", stance=Stance.NEUTRAL, champion=sure),
            light=Person(name="C", stance=Stance.ADVOCATE, power=2),
            loud=Person(name="D", stance=Stance.SUPPORTER, power=3),
            proven=Person(name="E", stance=Stance.ADVOCATE, champion=sure),
            reserved=Person(name="F", stance=Stance.RESERVED, power=5),
            silent=Person(name="G"),
            vague=Person(name="H", stance=Stance.SUPPORTER),
            zone=Person(name="I", stance=Stance.OPPOSED),
        ),
        TODAY,
    )
    assert found.champions == ("coach", "proven")
    assert (found.proven, found.coaches) == (("proven",), ("coach",))
    assert found.voices == ("coach", "dana", "loud", "proven")
    assert found.their_voices == ("coach", "loud", "proven")
    assert set(found.people) - set(found.carriers) == {"reserved", "zone"}
    assert set(found.people) - set(found.members) == {"silent"}


def test_power_makes_a_member_only_if_written() -> None:
    found = replace(account(a=Person(name="A"), b=Person(name="B", power=1)), thresholds={"voice_power": 1})
    assert not is_member(found, "a")
    assert is_member(found, "b")


def quorum(at_least: int) -> Account:
    found = account(
        ana=Person(name="Ana Ruiz", roles=YES, stance=Stance.SUPPORTER),
        bo=Person(name="Bo Berg", stance=Stance.SUPPORTER),
        cy=Person(name="Cy", stance=Stance.NEUTRAL),
        di=Person(name="Di", need=Need.NO_OBJECTION, stance=Stance.NEUTRAL),
        ed=Person(name="Ed", roles=YES),
        gone=Person(name="Gone", status=PersonStatus.LEFT),
    )
    of = ("ana", "bo", "cy", "di", "gone")
    return replace(found, decision=Decision(quorum=Quorum(at_least=at_least, of=of)))


@pytest.mark.parametrize(("at_least", "missing", "needed", "met"), [(2, 0, 3, 2), (3, 0, 4, 3), (4, 1, 5, 3)])
def test_a_quorum_counts_mandatory_members_and_asks_the_others_for_a_yes(
    at_least: int, missing: int, needed: int, met: int
) -> None:
    found = committee_of(quorum(at_least), TODAY)
    assert found.approvers == ("ana", "bo", "cy", "di", "ed")
    assert [found.standings[i].mandatory for i in found.approvers] == [True, False, False, True, True]
    assert found.standings["cy"].state is (State.SPARE if missing == 0 else State.OPEN)
    assert standing_of(quorum(at_least), "cy", TODAY) == found.standings["cy"]
    assert found.quorum_missing == missing
    assert (found.board.needed, found.board.met) == (needed, met)
    assert found.board.quorum is not None
    assert (found.board.quorum.met, found.board.quorum.of) == (3, 4)


def test_the_board_reads_as_it_is_said_aloud() -> None:
    found = replace(
        account(
            anke=Person(name="Anke Vogt", roles=SOFT, stance=Stance.OPPOSED),
            jens=Person(name="Jens Berg", roles=YES, stance=Stance.NEUTRAL),
            jens2=Person(name="Jens Kruse"),
            piotr=Person(name="Piotr Nowak", roles=YES, stance=Stance.SUPPORTER),
            rui=Person(name="Rui Costa", roles=SOFT),
        ),
        gates={
            "dpa": Gate(what="Data processing agreement signed", due=dt.date(2027, 1, 20)),
            "nda": Gate(due=dt.date(2026, 1, 20), status=GateStatus.DONE),
            "purchase-order": Gate(),
        },
    )
    segments = board_text(found, committee_of(found, TODAY), "4 talks, hard")
    assert segments == (
        ("YES 1 of 4", "count"),
        ("Anke against", "against"),
        ("Jens Berg open", "open"),
        ("Rui unknown", "unknown"),
        ("Piotr assumed", "assumed"),
        ("next gate DPA 20 Jan", "gate"),
        ("4 talks, hard", "plan"),
    )
    assert short_names(found)["rui"] == "Rui"


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        (Gate(due=dt.date(2028, 1, 20)), "next gate purchase order 20 Jan 2028"),
        (Gate(), "next gate purchase order undated"),
        (Gate(due=dt.date(2026, 12, 1), status=GateStatus.BLOCKED), "next gate purchase order blocked"),
    ],
)
def test_the_next_gate_in_words(gate: Gate, words: str) -> None:
    found = replace(account(), gates={"purchase-order": gate})
    assert board_text(found, committee_of(found, TODAY))[-1] == (words, "gate")


def test_a_quorum_is_on_the_board() -> None:
    found = quorum(4)
    assert ("any 4 of 4: 3 so far", "quorum") in board_text(found, committee_of(found, TODAY))


@given(committees())
def test_every_approver_is_in_exactly_one_state_and_on_the_board(found: Account) -> None:
    committee = committee_of(found, TODAY)
    states = [*committee.open, *committee.won, *committee.assumed, *committee.against, *committee.spare]
    assert sorted(states) == sorted(committee.approvers) == sorted(row.person for row in committee.board.rows)
    assert set(committee.approvers) <= set(committee.members) <= set(committee.people)
    assert set(committee.their_voices) <= set(committee.carriers)
    assert 0 <= committee.board.met <= committee.board.needed or committee.at_least
