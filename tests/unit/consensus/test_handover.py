"""A hand-over: what goes, what it is worth then, and that the report says what the edit does."""

from dataclasses import replace
from typing import Any

import pytest
from committees import TODAY, committees
from examples import examples
from hypothesis import given, settings

from committee.consensus.covering import coverage_grid
from committee.consensus.expertise import matches
from committee.consensus.handover import handover
from committee.errors import EditRefused
from committee.graph.standing import committee_of
from committee.model import edits
from committee.model.account import Account, Action, Coverage, Gate, Header, Person, Teammate
from committee.model.edit import apply
from committee.model.vocabulary import GateStatus, PersonStatus, Role, Stance, TeamStatus


def account(**more: Any) -> Account:
    base = Account(
        header=Header(name="Acme", owner="dana"),
        team={"dana": Teammate(name="Dana"), "lee": Teammate(name="Lee")},
        people={
            "ana": Person(name="Ana", roles=(Role.DECISION_MAKER,), power=4),
            "tom": Person(name="Tom", roles=(Role.APPROVER,), stance=Stance.SUPPORTER, power=2),
            "old": Person(name="Old", status=PersonStatus.LEFT),
        },
        coverage={
            ("dana", "ana"): Coverage(strength=5),
            ("dana", "old"): Coverage(strength=4),
            ("dana", "tom"): Coverage(),
            ("lee", "tom"): Coverage(strength=3),
        },
        gates={
            "dpa": Gate(what="DPA", ours="dana", status=GateStatus.OPEN),
            "nda": Gate(what="NDA", ours="dana", status=GateStatus.DONE),
        },
        actions={
            "2026-11-01-aaaa": Action(what="Call", with_="tom", owner="dana"),
            "2026-11-01-bbbb": Action(what="Mail", owner="dana", done=TODAY),
        },
    )
    return replace(base, **more)


def test_everything_open_goes_over_and_a_tie_is_worth_two_at_most() -> None:
    after = apply(account(), edits.hand_over(account(), "dana", "lee"))
    assert after.coverage[("lee", "ana")].strength == 2
    assert after.coverage[("lee", "tom")].strength == 3
    assert ("lee", "old") not in after.coverage
    assert after.actions["2026-11-01-aaaa"].owner == "lee"
    assert after.actions["2026-11-01-bbbb"].owner == "dana"
    assert (after.gates["dpa"].ours, after.gates["nda"].ours) == ("lee", "dana")
    assert after.header.owner == "lee"
    assert after.team["dana"].status is TeamStatus.LEFT
    assert committee_of(after, TODAY).teammates == ("lee",)


def test_the_hand_over_names_whom_to_meet_first_and_why() -> None:
    found = handover(account(), "dana", "lee", TODAY)
    assert [one.person for one in found.meet] == ["ana", "tom"]
    assert found.meet[0].reasons[0] == "an approver still open"
    assert found.meet[1].reasons == ("an assumed yes, to be confirmed", "a promise is open")
    assert found.promises == ("2026-11-01-aaaa",)
    assert found.gates == ("dpa",)
    assert found.assumed == ("tom",)
    assert found.owner
    assert [(tie.person, tie.before, tie.after) for tie in found.ties] == [("ana", 5, 2), ("tom", None, 3)]


@pytest.mark.parametrize(("leaver", "heir"), [("dana", "dana"), ("dana", "nobody"), ("nobody", "lee")])
def test_an_impossible_hand_over_is_refused_in_words(leaver: str, heir: str) -> None:
    with pytest.raises(EditRefused):
        edits.hand_over(account(), leaver, heir)


def test_nothing_is_handed_over_to_somebody_who_left() -> None:
    gone = account(team={"dana": Teammate(name="Dana"), "lee": Teammate(name="Lee", status=TeamStatus.LEFT)})
    with pytest.raises(EditRefused, match="Lee has left"):
        edits.hand_over(gone, "dana", "lee")


@settings(max_examples=examples(60))
@given(committees())
def test_the_report_says_what_the_edit_does(made: Account) -> None:
    active = [i for i, mate in made.team.items() if mate.status is TeamStatus.ACTIVE]
    if len(active) < 2:
        return
    leaver, heir = active[:2]
    edit = edits.hand_over(made, leaver, heir)
    after = apply(made, edit)
    assert apply(after, edit.inverse()) == made
    found = handover(made, leaver, heir, TODAY)
    for tie in found.ties:
        assert after.coverage[heir, tie.person].strength == tie.after
        own = made.coverage.get((heir, tie.person))
        assert tie.after is None or tie.after <= 2 or (own and tie.after == own.strength)
    assert {k for k in made.actions if made.actions[k].owner != after.actions[k].owner} == set(found.promises)
    assert {k for k in made.gates if made.gates[k].ours != after.gates[k].ours} == set(found.gates)
    known = committee_of(made, TODAY)
    assert {one.person for one in found.meet} <= set(known.people)
    assert set(found.assumed) <= set(known.assumed)
    openly = [one.person in known.open for one in found.meet]
    assert openly == sorted(openly, reverse=True)


@settings(max_examples=examples(60))
@given(committees())
def test_the_grid_is_the_file_laid_out(made: Account) -> None:
    grid = coverage_grid(made, TODAY)
    known = committee_of(made, TODAY)
    assert set(known.members) <= set(grid.people) <= set(known.people)
    for (mate, person), cell in grid.cells.items():
        tie = made.coverage.get((mate, person))
        assert cell.covered == (tie is not None)
        assert cell.strength == (tie.strength if tie else None)
        assert cell.expert == matches(made.team[mate].expertise, made.people[person].roles)
    for person in grid.people:
        best = grid.best(person)
        known_by = {
            mate: grid.cells[mate, person].strength or 0 for mate in grid.teammates if grid.cells[mate, person].covered
        }
        assert (best == "") == (not known_by)
        assert not best or known_by[best] == max(known_by.values())
    assert [p in known.approvers for p in grid.people] == sorted(
        (p in known.approvers for p in grid.people), reverse=True
    )
