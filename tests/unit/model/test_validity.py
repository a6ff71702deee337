from dataclasses import replace
from typing import Any

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee.model import vocabulary as v
from committee.model.access import ABSENT, get, paths, put
from committee.model.account import Account, Evidence, Header, Influence, Person, Place, Quorum, Teammate
from committee.model.problem import Gravity
from committee.model.tables import locate
from committee.model.validity import problems, problems_of

ACCOUNT = Account(
    header=Header(name="A", owner="dana"),
    places={"berlin": Place(name="Berlin")},
    team={"dana": Teammate(name="Dana")},
    people={
        "ana": Person(name="Ana", place="berlin", reports_to="bo"),
        "bo": Person(name="Bo"),
        "cy": Person(name="Cy", reports_to="ana"),
    },
    influence={("ana", "bo"): Influence(strength=3)},
    evidence={"e1": Evidence(about="ana > bo", field=v.Claim.STRENGTH, value=3, by="dana")},
)


def codes(account: Account) -> list[tuple[str, str]]:
    return [(problem.code, ".".join(problem.path)) for problem in problems(account)]


def person(identifier: str, **fields: Any) -> Account:
    people = {**ACCOUNT.people, identifier: replace(ACCOUNT.people[identifier], **fields)}
    return replace(ACCOUNT, people=people)


def test_a_sound_account_has_no_problems() -> None:
    assert problems(ACCOUNT) == ()


@pytest.mark.parametrize("start", ["ana", "bo", "cy"])
def test_a_cycle_is_found_once_whoever_closed_it(start: str) -> None:
    account = person("bo", reports_to="cy")
    assert codes(account) == [("reporting-cycle", "people.ana.reports_to")]
    found = problems_of(account, [("people", start, "reports_to")])
    assert [problem.code for problem in found] == ["reporting-cycle"]


def test_two_cycles_are_two_problems_and_what_leads_into_one_is_none() -> None:
    people = {
        name: Person(name=name, reports_to=boss)
        for name, boss in zip("abcdef", ["b", "a", "d", "c", "a", "e"], strict=True)
    }
    account = Account(header=Header(name="A"), people=people)
    assert codes(account) == [("reporting-cycle", "people.a.reports_to"), ("reporting-cycle", "people.c.reports_to")]


def test_a_chain_of_thousands_is_no_cycle_and_takes_one_walk() -> None:
    people = {f"p{i:05}": Person(name=f"P{i}", reports_to=f"p{i + 1:05}" if i < 4999 else "") for i in range(5000)}
    assert problems(Account(header=Header(name="A"), people=people)) == ()


def test_a_suggestion_is_found_by_name_and_by_id() -> None:
    by_name = problems(person("cy", reports_to="Ana"))[0]
    assert by_name.remedy == 'Did you mean "ana"?'
    assert (by_name.mends[0].path, by_name.mends[0].value) == (("people", "cy", "reports_to"), "ana")
    assert problems(person("cy", place="berln"))[0].mends[0].value == "berlin"
    nothing = problems(person("cy", place="q"))[0]
    assert [mend.value for mend in nothing.mends] == [None]


def test_everything_that_pointed_at_somebody_removed_is_found() -> None:
    people = {key: value for key, value in ACCOUNT.people.items() if key != "bo"}
    account = replace(ACCOUNT, people=people, decision=replace(ACCOUNT.decision, quorum=Quorum(at_least=1, of=("bo",))))
    found = problems_of(account, [("people", "bo")])
    assert [".".join(p.path) for p in found if p.gravity is Gravity.ERROR] == [
        "decision.quorum.of.bo",
        "evidence.e1.about",
        "influence.ana.bo",
        "people.ana.reports_to",
    ]


def test_an_id_that_two_tables_have_is_found_from_either() -> None:
    account = replace(ACCOUNT, team={**ACCOUNT.team, "bo": Teammate(name="Other Bo")})
    assert codes(account) == [("id-twice", "people.bo")]
    assert [p.code for p in problems_of(account, [("team", "bo")])] == ["id-twice"]
    assert [p.code for p in problems_of(account, [("people", "bo")])] == ["id-twice"]


@pytest.mark.parametrize(
    ("claim", "value", "fits"),
    [
        (v.Claim.STANCE, "opposed", True),
        (v.Claim.STANCE, "angry", False),
        (v.Claim.POWER, 3, True),
        (v.Claim.POWER, "3", False),
        (v.Claim.ROLES, "legal", True),
        (v.Claim.ROLES, "king", False),
        (v.Claim.CHAMPION_SELLS, True, True),
        (v.Claim.CHAMPION_SELLS, 1, False),
        (v.Claim.REPORTS_TO, "bo", True),
        (v.Claim.REPORTS_TO, "zed", False),
        (v.Claim.PREFERS, "status-quo", True),
        (v.Claim.PREFERS, "orbit", False),
        (v.Claim.NEED, "no-objection", True),
        (v.Claim.NEED, None, True),
    ],
)
def test_evidence_vouches_for_a_value_its_claim_can_have(claim: v.Claim, value: Any, fits: bool) -> None:
    account = replace(ACCOUNT, evidence={"e1": Evidence(about="ana", field=claim, value=value)})
    assert codes(account) == ([] if fits else [("evidence-value", "evidence.e1.value")])


@settings(max_examples=examples(40))
@given(accounts())
def test_a_valid_account_has_warnings_at_most(account: Account) -> None:
    assert [problem for problem in problems(account) if problem.gravity is Gravity.ERROR] == []


VALUES = st.sampled_from(["zed", "", None, "left", "2026-01-01"])


@settings(max_examples=examples(60))
@given(accounts(), st.data())
def test_the_check_of_an_edit_finds_every_error_that_the_whole_check_finds(
    account: Account, data: st.DataObject
) -> None:
    """For any one change of a valid account: a field set to something else, or a record removed."""
    path = data.draw(
        st.sampled_from([p for p in paths(account) if p not in {("account",), ("decision",)}] or [("account",)])
    )
    entry = locate(path)
    assert entry is not None
    references = [field for field in entry[0].fields if field.refers and not field.many]
    if bool(references) and data.draw(st.booleans()):
        field = data.draw(st.sampled_from(references))
        others = data.draw(st.sampled_from(["zed", *account.people, *account.team, *account.places]))
        path = (*path, field.name)
        changed = put(account, path, others)
    elif path == ("account",):
        return
    else:
        changed = put(account, path, ABSENT)
        assert get(changed, path) is ABSENT
    whole = {p for p in problems(changed) if p.gravity is Gravity.ERROR}
    assert set(problems_of(changed, [path])) >= whole
