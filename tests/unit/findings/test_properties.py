"""What holds of all findings on any valid account."""

import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from committees import TODAY, committee_from, committees
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee.findings.finding import Finding
from committee.findings.runner import flattened, run
from committee.model.account import Account, Header, Person, Teammate
from committee.model.vocabulary import PersonStatus, Role, Stage, Stance, TeamStatus, WorkMode

ROOT = Path(__file__).parents[3]
SLOW = settings(max_examples=examples(40), suppress_health_check=list(HealthCheck))


@settings(max_examples=examples(60), suppress_health_check=list(HealthCheck))
@given(accounts(comments=False, unknown=False), st.dates())
def test_no_rule_raises_on_any_valid_account_on_any_day(account: Account, day: date) -> None:
    header = replace(account.header, stage=Stage.NEGOTIATION)
    for found in (account, replace(account, header=header)):
        _sound(found, run(found, day))


def _sound(account: Account, findings: tuple[Finding, ...]) -> None:
    there = {*account.people, *account.team}
    for finding in flattened(findings):
        assert set(finding.people) <= there
        assert finding.explanation
        assert finding.fix
    keys = [(f.code, f.subject) for f in flattened(findings) if f.code != "DM009"]
    assert len(keys) == len(set(keys))


EDGES = {
    "empty": Account(header=Header(name="Acme")),
    "one person": Account(header=Header(name="Acme"), people={"ana": Person(name="Ana", roles=(Role.LEGAL,))}),
}


def _everybody(**changes: Any) -> Account:
    account = committee_from(3, people=9)
    people = {i: replace(person, **changes) for i, person in account.people.items()}
    return replace(account, people=people, header=replace(account.header, stage=Stage.NEGOTIATION))


EDGES |= {
    "all left": _everybody(status=PersonStatus.LEFT),
    "all remote": _everybody(work_mode=WorkMode.REMOTE),
    "all opposed": _everybody(stance=Stance.OPPOSED),
    "all approve": _everybody(roles=(Role.APPROVER,)),
    "no zones": replace(_everybody(timezone="", place=""), team={"dana": Teammate(name="Dana")}, coverage={}),
    "no team": replace(_everybody(), team={}, coverage={}),
    "team left": replace(
        _everybody(),
        team={i: replace(mate, status=TeamStatus.LEFT) for i, mate in _everybody().team.items()},
    ),
}


@pytest.mark.parametrize("name", sorted(EDGES))
def test_edge_accounts_are_judged(name: str) -> None:
    found = run(EDGES[name], TODAY)
    _sound(EDGES[name], found)
    assert found


@SLOW
@given(committees(), st.randoms(use_true_random=False))
def test_shuffling_the_file_changes_nothing(account: Account, rng: random.Random) -> None:
    def shuffled(table: dict[str, Any]) -> dict[str, Any]:
        items = list(table.items())
        rng.shuffle(items)
        return dict(items)

    names = ("gates", "places", "team", "people", "coverage", "influence", "evidence", "actions")
    tables: dict[str, Any] = {name: shuffled(getattr(account, name)) for name in names}
    assert run(replace(account, **tables), TODAY) == run(account, TODAY)


@pytest.mark.parametrize("seed", range(30))
def test_people_who_do_not_count_change_no_other_finding(seed: int) -> None:
    account = committee_from(seed, people=8)
    extra = {
        "a-bystander": Person(name="A Bystander", place="berlin", department="Finance", work_mode=WorkMode.REMOTE),
        "zz-bystander": Person(name="Z Bystander", timezone="Asia/Tokyo", title="Chief of everything", power=1),
    }
    more = replace(account, people=dict(sorted({**account.people, **extra}.items())))
    assert run(more, TODAY) == run(account, TODAY)


def test_the_same_words_under_any_hash_seed() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests'); from committees import *; "
        "from committee.findings.runner import run; print([run(committee_from(n, 12), TODAY) for n in range(6)])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(said) == 1
    assert len(next(iter(said))) > 1000
