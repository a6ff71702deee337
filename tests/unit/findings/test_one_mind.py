"""One mind: what a fix asks for is what the plan does, and nobody is asked who is against us, at odds, or gone."""

import re
from collections.abc import Iterator

import pytest
from advice_accounts import advised
from committees import TODAY, committee_from, committees
from examples import examples
from hypothesis import HealthCheck, given, settings

from committee.findings.finding import Finding
from committee.findings.runner import flattened, run
from committee.graph.arcs import arcs, conflicts
from committee.graph.standing import committee_of
from committee.model.account import Account
from committee.model.vocabulary import PersonStatus, Stance
from committee.workspace import analyse

SPOKEN_TO = frozenset({"DM003", "DM004", "DM005", "DM010", "CV002", "CV003", "EV001", "RM001"})
"""Whose fix is that the subject is spoken to."""


def first_speakers(account: Account) -> dict[str, str]:
    """Who speaks first to whom in the plan."""
    found: dict[str, str] = {}
    for talk in analyse(account, TODAY, footed=False).plan.talks:
        found.setdefault(talk.listener, talk.speaker)
    return found


def asked(finding: Finding) -> str:
    """Who is to speak to the subject: one of ours, or whoever ours asks to."""
    assert finding.step is not None
    return finding.step.owner if finding.step.with_person == finding.subject else finding.step.with_person


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(committees(max_people=9))
def test_a_fix_names_the_first_speaker_of_the_plan(account: Account) -> None:
    speakers = first_speakers(account)
    for finding in flattened(run(account, TODAY)):
        named = finding.code in SPOKEN_TO and finding.subject in speakers
        if named and account.people[finding.subject].status is not PersonStatus.PLACEHOLDER:
            assert asked(finding) == speakers[finding.subject], (finding.code, finding.fix)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(committees(max_people=9))
def test_nobody_is_asked_who_is_against_us_at_odds_or_gone(account: Account) -> None:
    committee, at_odds = committee_of(account, TODAY), set(conflicts(account))
    for finding in flattened(run(account, TODAY)):
        step = finding.step
        if step is None or finding.code not in SPOKEN_TO:
            continue
        assert step.owner in {"", *committee.teammates}
        assert step.with_person in {"", *committee.people}
        assert (step.with_person, finding.subject) not in at_odds
        if step.with_person:
            assert committee.beliefs[step.with_person].counts is not Stance.OPPOSED


OWN_NO = (
    "decides ",
    "the forecast ",
    "takes the newer",
    "would have to be true",
    "takes back",
    "who “",
    "who beside ",
    "completes “",
)
"""What may be said of somebody against us: what is to be decided or forecast, what they said, what it would take, who
they are, who else there is, what was promised them."""

NOT_ASKED = frozenset({"RM002", "DM011"})
"""Who sits in which of two sessions, and who is to be overruled: people who are at odds may well be named together."""


def deeds(account: Account) -> Iterator[tuple[Finding, str, list[str]]]:
    """Every finding, what its fix has somebody do (without what it gains), and who of theirs is named in that."""
    names = {person.name: identifier for identifier, person in account.people.items()}
    named = re.compile(rf"\b({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")
    for finding in flattened(run(account, TODAY)):
        deed = finding.fix.partition(";")[0]
        yield finding, deed, [names[name] for name in dict.fromkeys(named.findall(deed)) if name]


def forbidden(account: Account) -> Iterator[str]:
    """Fixes of any rule that ask for what another one forbids, or have somebody speak with whom they should not."""
    committee, at_odds = committee_of(account, TODAY), set(conflicts(account))
    tied = {arc.pair for arc in arcs(account)}
    for finding, deed, people in deeds(account):
        there = [i for i in people if i in committee.beliefs]
        against = [i for i in there if committee.beliefs[i].counts is Stance.OPPOSED]
        if against and not any(words in deed for words in OWN_NO):
            yield f"{finding.code}, against: {finding.fix}"
        if len(there) < len(people) and finding.code not in {"DM012", "PP002"}:
            yield f"{finding.code}, gone: {finding.fix}"
        together = {(one, other) for one in there for other in there} & at_odds
        if finding.code not in NOT_ASKED and any((other, one) not in tied for one, other in together):
            yield f"{finding.code}, at odds: {finding.fix}"


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(committees(max_people=9))
def test_no_fix_of_any_rule_asks_for_what_another_forbids(account: Account) -> None:
    assert list(forbidden(account)) == []


@pytest.mark.parametrize("first", range(0, 160, 20))
def test_no_fix_of_any_rule_asks_for_it_in_accounts_full_of_enmity(first: int) -> None:
    for seed in range(first, first + 20):
        for account in (advised(seed), committee_from(seed, people=5 + seed % 9)):
            assert list(forbidden(account)) == [], seed
