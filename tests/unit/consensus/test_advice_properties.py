"""What holds of the advice whatever it says: good news never costs, bad news never saves, and the rest changes nothing.

With `COMMITTEE_ADVICE_CASES=3000` in the environment more accounts, and of up to nine people.
"""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from advice_accounts import CASES, MOST, TODAY, advised
from advice_oracle import Reading

from committee.consensus.plan import Plan, plan
from committee.model import vocabulary as v
from committee.model.account import Account, Champion, Coverage, Evidence, Influence, Person, tie_of, tie_subject
from committee.model.tunables import EFFORT

DOWN = dict(pairwise(v.Stance))
UP = {worse: better for better, worse in DOWN.items()} | {None: v.Stance.NEUTRAL}
MEASURED = tuple(one.key for one in EFFORT if one.key.startswith(("stance_", "relay_")))
"""Costs by which stances are worse the one than the other; an account may turn that round for itself."""

Change = Callable[[random.Random, Account], Account | None]


def cases() -> list[tuple[random.Random, Account]]:
    """Accounts with the costs of stances in their order, each with its chances."""
    found = []
    for seed in range(CASES // 2):
        account = advised(seed, MOST)
        own = {key: cost for key, cost in account.effort.items() if key not in MEASURED}
        found.append((random.Random(f"change {seed}"), replace(account, effort=own)))
    return found


def claimed(account: Account) -> Plan:
    """The plan as the account claims, shown to be the least."""
    found = plan(account, TODAY)
    assert found.effort == found.lower_bound
    return found


def there(account: Account) -> list[str]:
    """Whoever has not left."""
    return [i for i, person in account.people.items() if person.status is not v.PersonStatus.LEFT]


def with_person(account: Account, i: str, **changes: Any) -> Account:
    """Somebody changed."""
    return replace(account, people={**account.people, i: replace(account.people[i], **changes)})


def heard(account: Account, about: str, field: v.Claim, value: Any) -> Account:
    """Something heard today."""
    new = Evidence(about=about, field=field, value=value, basis=v.Basis.HEARD, date=TODAY)
    return replace(account, evidence={**account.evidence, f"{TODAY}-zzzz": new})


# Good news.


def meeting(rng: random.Random, account: Account) -> Account | None:
    """One of ours met somebody, today."""
    if not account.team:
        return None
    pair = rng.choice(sorted(account.team)), rng.choice(there(account))
    tie = account.coverage.get(pair) or Coverage(strength=rng.choice((None, 1, 2, 5)))
    met = {**account.coverage, pair: replace(tie, last_contact=TODAY)}
    return replace(with_person(account, pair[1], last_contact=TODAY), coverage=met)


def tie_of_theirs(rng: random.Random, account: Account) -> Account | None:
    """A tie of theirs is written down, or is stronger than we thought."""
    if len(there(account)) < 2:
        return None
    u, w = rng.sample(there(account), 2)
    known = account.influence.get((u, w))
    if known is not None and known.kind is v.TieKind.CONFLICT:
        return None
    # A weak tie written down where a reporting line stood for more is bad news of it.
    least = 3 if account.people[w].reports_to == u and known is None else 1
    strength = rng.randint(max(least, (known.strength or 2) if known else 1), 5)
    tie = replace(known, strength=strength) if known else Influence(strength=strength)
    return replace(account, influence={**account.influence, (u, w): tie})


def champion(rng: random.Random, account: Account) -> Account | None:
    """Somebody is claimed as champion, or passes another test."""
    i = rng.choice(there(account))
    tests = rng.choice(({}, {"influence": True}, {"influence": True, "sells": True, "stake": True}))
    return with_person(account, i, champion=replace(account.people[i].champion or Champion(), **tests))


def won_over(rng: random.Random, account: Account) -> Account | None:
    """Somebody stands a step nearer to us, as we heard today."""
    i = rng.choice(there(account))
    if (nearer := UP.get(account.people[i].stance)) is None:
        return None
    return heard(with_person(account, i, stance=nearer), i, v.Claim.STANCE, str(nearer))


def confirmation(rng: random.Random, account: Account) -> Account | None:
    """We heard today that somebody stands where we thought."""
    i = rng.choice(there(account))
    stance = account.people[i].stance
    return None if stance is None else heard(account, i, v.Claim.STANCE, str(stance))


# Bad news.


def step_down(rng: random.Random, account: Account) -> Account | None:
    """Somebody stands a step further from us."""
    i = rng.choice(there(account))
    stance = account.people[i].stance
    further = None if stance is None else DOWN.get(stance)
    if further is None or Reading(account, TODAY).worse_than_claimed(i):
        # Who is heard to be less than written passes nothing on; written down as heard they may, which is no bad news.
        return None
    return with_person(account, i, stance=further)


def leaving(rng: random.Random, account: Account) -> Account | None:
    """Somebody of theirs or of ours leaves, and nobody follows."""
    i = rng.choice([*there(account), *account.team])
    if i in account.people:
        return with_person(account, i, status=v.PersonStatus.LEFT, replaced_by="")
    return replace(account, team={**account.team, i: replace(account.team[i], status=v.TeamStatus.LEFT)})


def tie_gone(rng: random.Random, account: Account) -> Account | None:
    """A tie is no more."""
    ties = [
        (u, w)
        for (u, w), tie in account.influence.items()
        # A conflict that ends is good news, and so is a weak tie where a reporting line then counts for more.
        if tie.kind is not v.TieKind.CONFLICT and (account.people[w].reports_to != u or (tie.strength or 2) >= 3)
    ]
    pair = rng.choice([*ties, *account.coverage, None])
    return (
        None
        if pair is None
        else replace(
            account,
            influence={other: tie for other, tie in account.influence.items() if other != pair},
            coverage={other: tie for other, tie in account.coverage.items() if other != pair},
        )
    )


def falling_out(rng: random.Random, account: Account) -> Account | None:
    """One who could be heard by another is in conflict with them, or no longer their manager."""
    pairs = [pair for pair in Reading(account, TODAY).usable if pair[0] in account.people]
    if not pairs:
        return None
    u, w = rng.choice(pairs)
    if (u, w) not in account.influence and rng.random() < 0.5:
        return with_person(account, w, reports_to="")
    return replace(account, influence={**account.influence, (u, w): Influence(kind=v.TieKind.CONFLICT)})


def rival(rng: random.Random, account: Account) -> Account | None:
    """Somebody would rather have something else."""
    return with_person(account, rng.choice(there(account)), prefers="orbit")


def contradicted(rng: random.Random, account: Account) -> Account | None:
    """We heard today that somebody stands further from us than we thought."""
    i = rng.choice(there(account))
    counts = Reading(account, TODAY).heard[i][1]
    worse = None if counts is None else DOWN.get(counts)
    return None if worse is None else heard(account, i, v.Claim.STANCE, str(worse))


def changed(change: Change) -> list[tuple[Plan, Plan]]:
    """The plans before and after, of every account to which it can happen."""
    found = []
    for rng, account in cases():
        new = change(rng, account) if there(account) else None
        if new is not None:
            found.append((claimed(account), claimed(new)))
    return found


@pytest.mark.parametrize("change", [meeting, tie_of_theirs, champion, won_over, confirmation])
def test_good_news_never_costs(change: Change) -> None:
    plans = changed(change)
    assert all(after.worth <= before.worth for before, after in plans)
    assert change is confirmation or any(after.worth < before.worth for before, after in plans)


@pytest.mark.parametrize("change", [step_down, leaving, tie_gone, falling_out, rival, contradicted])
def test_bad_news_never_saves(change: Change) -> None:
    plans = changed(change)
    assert all(after.worth >= before.worth for before, after in plans)
    assert any(after.worth > before.worth for before, after in plans)


def shuffled(rng: random.Random, account: Account) -> Account:
    """The same account with every table in another order."""

    def mixed(table: Mapping[Any, Any]) -> Any:
        return dict(rng.sample(list(table.items()), len(table)))

    tables = ("places", "team", "people", "coverage", "influence", "evidence", "effort")
    return replace(account, **{name: mixed(getattr(account, name)) for name in tables})


def test_shuffling_the_file_changes_nothing() -> None:
    for rng, account in cases():
        assert plan(shuffled(rng, account), TODAY) == plan(account, TODAY)


def renamed(rng: random.Random, account: Account) -> Account:
    """The same account under other ids, which stand in another order; ids of evidence too."""
    ids = [*account.people, *account.team]
    to = dict(zip(ids, rng.sample([f"n{n:02}" for n in range(len(ids))], len(ids)), strict=True)) | {"": ""}
    quorum = account.decision.quorum

    def subject(about: str) -> str:
        pair = tie_of(about)
        return to[about] if pair is None else tie_subject(to[pair[0]], to[pair[1]])

    def person(one: Person) -> Person:
        return replace(one, reports_to=to[one.reports_to], replaced_by=to[one.replaced_by])

    of = None if quorum is None else replace(quorum, of=tuple(sorted(to[i] for i in quorum.of)))
    return replace(
        account,
        decision=replace(account.decision, quorum=of),
        team={to[i]: mate for i, mate in account.team.items()},
        people={to[i]: person(one) for i, one in account.people.items()},
        coverage={(to[u], to[w]): tie for (u, w), tie in account.coverage.items()},
        influence={(to[u], to[w]): tie for (u, w), tie in account.influence.items()},
        evidence={f"{rng.random()}": replace(one, about=subject(one.about)) for one in account.evidence.values()},
    )


def test_other_ids_choose_only_among_plans_of_equal_effort_and_talks() -> None:
    for rng, account in cases():
        before, after = plan(account, TODAY), plan(renamed(rng, account), TODAY)
        assert (before.status, before.others, before.worth) == (after.status, after.others, after.worth)
        assert len(before.talks) == len(after.talks)


def test_people_who_do_not_count_change_nothing() -> None:
    for _, account in cases():
        extra = {
            "a-bystander": Person(name="A", place="berlin", power=1, work_mode=v.WorkMode.REMOTE),
            "p3x": Person(name="P", timezone="Asia/Tokyo", reports_to=min(account.people)),
            "zz-gone": Person(name="Z", status=v.PersonStatus.LEFT, stance=v.Stance.ADVOCATE),
        }
        more = replace(account, people={**account.people, **extra})
        assert plan(more, TODAY) == plan(account, TODAY)


def test_evidence_counts_from_its_own_day_on() -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    for _, account in cases():
        later = {i: replace(one, date=tomorrow) for i, one in account.evidence.items()}
        assert plan(replace(account, evidence=later), TODAY) == plan(replace(account, evidence={}), TODAY)
