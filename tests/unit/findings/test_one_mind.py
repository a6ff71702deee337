"""One mind: what a fix asks for is what the plan does, and nobody is asked who is against us, at odds, or gone."""

from committees import TODAY, committees
from examples import examples
from hypothesis import HealthCheck, given, settings

from committee.findings.finding import Finding
from committee.findings.runner import flattened, run
from committee.graph.arcs import conflicts
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
