"""Work that nobody waits for ends: every search asks now and then, and the first yes is the last question."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from generate import TODAY, random_account
from some import some

from committee.consensus.plan import plan
from committee.consensus.ranking import rank_next
from committee.consensus.repair import fallback, introductions, next_best
from committee.consensus.solver.budget import Budget
from committee.consensus.solver.several import reach
from committee.errors import Unwanted
from committee.model.account import Account, Decision, Header, Influence, Person, Teammate
from committee.model.vocabulary import Need, Role, Stance
from committee.workspace import analyse, analyse_in_steps

LARGE = random_account(1, people=600, ties_per_person=6)
"""Large enough for thousands of steps in every search."""


@dataclass
class Asked:
    """A `stop` that says yes from the given question on, and counts."""

    no: int
    times: int = 0

    def __call__(self) -> bool:
        self.times += 1
        return self.times > self.no


SEARCHES: dict[str, Callable[[Callable[[], bool]], object]] = {
    "plan": lambda stop: plan(LARGE, TODAY, stop=stop),
    "fallback": lambda stop: fallback(plan(LARGE, TODAY), 1, stop=stop),
    "next best": lambda stop: next_best(plan(LARGE, TODAY), stop=stop),
    "ranking": lambda stop: rank_next(LARGE, TODAY, stop=stop),
    "analysis": lambda stop: analyse(LARGE, TODAY, stop=stop),
    "analysis in steps": lambda stop: tuple(analyse_in_steps(LARGE, TODAY, stop=stop)),
}


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("no", [0, 1, 3])
def test_a_search_ends_at_the_first_yes(search: str, no: int) -> None:
    stop = Asked(no)
    with pytest.raises(Unwanted):
        SEARCHES[search](stop)
    assert stop.times == no + 1


@pytest.mark.parametrize("search", ["plan", "fallback"])
def test_asking_changes_no_result(search: str) -> None:
    assert SEARCHES[search](Asked(10**9)) == SEARCHES[search](lambda: False)


def test_introductions_end_too() -> None:
    people = {
        "ana": Person(name="Ana", stance=Stance.ADVOCATE, power=4),
        "rui": Person(name="Rui", need=Need.YES, roles=(Role.ECONOMIC_BUYER,)),
    }
    account = Account(
        header=Header(name="Acme"),
        team={"dana": Teammate(name="Dana")},
        people=people,
        influence={("rui", "ana"): Influence(strength=3)},
    )
    assert introductions(account, TODAY) is not None
    with pytest.raises(Unwanted):
        introductions(account, TODAY, stop=Asked(0))


def test_with_several_voices_the_search_asks_as_well() -> None:
    account = Account(
        header=LARGE.header,
        decision=Decision(voices_for_reserved=2),
        team=LARGE.team,
        places=LARGE.places,
        people=LARGE.people,
        coverage=LARGE.coverage,
        influence=LARGE.influence,
    )
    asked = Asked(10**9)
    assert plan(account, TODAY, stop=asked).talks
    assert asked.times > 3
    for no in (2, asked.times - 1):
        stop = Asked(no)
        with pytest.raises(Unwanted):
            plan(account, TODAY, stop=stop)
        assert stop.times == no + 1


def test_the_budget_asks_about_once_in_four_thousand_steps() -> None:
    stop = Asked(10**9)
    budget = Budget(stop=stop)
    for _ in range(100):
        budget.spend(1000)
    assert 20 <= stop.times <= 30


def test_a_part_of_a_budget_asks_too() -> None:
    piece = Budget(1_000_000, stop=Asked(0)).part(10_000)
    with pytest.raises(Unwanted):
        piece.spend(5000)


def test_what_is_over_and_what_is_unwanted_are_told_apart() -> None:
    """A spent budget still gives the best plan so far; one that nobody wants gives none."""
    problem = plan(LARGE, TODAY).problem
    arcs = some(problem).network(frozenset())
    assert reach(arcs, some(problem).goal, Budget(1)).arcs
    with pytest.raises(Unwanted):
        reach(arcs, some(problem).goal, Budget(stop=Asked(0)))
