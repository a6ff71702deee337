"""The plan in words: every way it can end, each with what to do next, and no claim that was not proven."""

from dataclasses import replace
from datetime import date

import pytest

from committee import store
from committee.consensus.plan import Status
from committee.reports.data import plan_json
from committee.reports.plain import plain
from committee.reports.plan_content import plan_document, plan_text
from committee.workspace import Analysis, analyse

DAY = date(2026, 11, 20)
HEAD = 'format = 1\n[account]\nname = "Acme"\n'
TEAM = '[team.ana]\nname = "Ana"\ntimezone = "Europe/Berlin"\n'
BUYER = '[people.wei]\nname = "Wei"\nroles = ["economic-buyer"]\n'


def analysed(text: str) -> Analysis:
    document = store.read_text(text)
    assert document.errors == ()
    return analyse(document.account, DAY)


def told(text: str) -> str:
    return plan_text(analysed(text))


def test_nobody_to_agree() -> None:
    assert "Nobody is known to have to agree" in told(HEAD + TEAM)


def test_nobody_to_speak() -> None:
    assert "Nobody speaks for us yet" in told(HEAD + BUYER)


def test_everybody_met() -> None:
    said = told(HEAD + TEAM + BUYER + 'stance = "supporter"\n')
    assert "Answer: Everybody who has to agree is met" in said
    assert "Wei counts as supporter" in said
    assert "Effort" not in said


def test_of_a_plan_of_hundreds_of_people_only_the_first_talks_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    people = "".join(f'[people.p{n}]\nname = "P{n}"\nroles = ["approver"]\n' for n in range(5))
    analysis = analysed(HEAD + TEAM + people)
    assert plan_text(analysis).count("If it cannot be held") == 5
    monkeypatch.setattr("committee.reports.plan_words._WAYS", 4)
    assert plan_text(analysis).count("If it cannot be held") == 3
    talks = plan_json(analysis)["plan"]["talks"]
    assert [talk["fallback"] is None for talk in talks] == [False, False, False, True, True]


def test_a_closed_deal_has_no_plan() -> None:
    assert "The deal is closed (lost)" in told(HEAD + 'stage = "lost"\n' + TEAM + BUYER)


def test_against_asks_for_a_decision() -> None:
    said = told(HEAD + TEAM + BUYER + 'stance = "opposed"\n')
    assert "AGAINST: A DECISION IS DUE" in said
    assert "Wei is opposed on this decision; no talk is planned" in said


def test_an_unknown_zone_is_said_where_a_window_would_stand() -> None:
    said = told(HEAD + TEAM + BUYER + "[coverage.ana.wei]\nstrength = 3\n")
    assert "Next shared window: unknown: no time zone for Wei" in said


def test_no_common_time_is_said() -> None:
    far = BUYER + 'timezone = "Pacific/Auckland"\nhours = "09:00-12:00"\n'
    assert "Next shared window: none in the next two weeks" in told(
        HEAD + TEAM + far + "[coverage.ana.wei]\nstrength = 3\n"
    )


def test_a_talk_says_what_would_do_instead() -> None:
    colleague = '[team.bob]\nname = "Bob"\n'
    ties = "[coverage.ana.wei]\nstrength = 4\n[coverage.bob.wei]\nstrength = 2\n"
    said = told(HEAD + TEAM + colleague + BUYER + ties)
    line = next(line for line in said.splitlines() if "If it cannot be held" in line)
    assert "Bob → Wei" in line
    assert line.endswith(" more")


def test_a_talk_without_which_nobody_is_reached() -> None:
    """Ana already covers Wei, so there is no first meeting to fall back on."""
    said = told(HEAD + TEAM + BUYER + "[coverage.ana.wei]\nstrength = 4\n")
    assert "If it cannot be held: no other talks reach everybody" in said


def test_the_quorum_before_and_after() -> None:
    people = "".join(f'[people.{who}]\nname = "{who.title()}"\n' for who in ("kim", "lea", "max"))
    ties = "".join(f"[coverage.ana.{who}]\nstrength = 4\n" for who in ("kim", "lea", "max"))
    quorum = '[decision.quorum]\nat_least = 2\nof = ["kim", "lea", "max"]\n'
    said = told(HEAD + quorum + TEAM + people + ties)
    assert "Quorum: any 2 of 3: 0 met; the plan adds " in said


@pytest.fixture
def reached() -> Analysis:
    return analysed(HEAD + TEAM + BUYER + "[coverage.ana.wei]\nstrength = 3\n")


def test_proven_is_said_only_where_it_is(reached: Analysis) -> None:
    assert "Proven: no plan takes less\n" in plain(plan_document(reached))
    tied = replace(reached, plan=replace(reached.plan, unique=False))
    assert "another plan may be equally cheap" in plain(plan_document(tied))


def test_a_gap_is_said_with_its_bound(reached: Analysis) -> None:
    half = replace(reached.plan, status=Status.GAP, lower_bound=reached.plan.effort * 4 // 5)
    said = plain(plan_document(replace(reached, plan=half)))
    assert "this one is within 25.0 %" in said
    assert "Proven: no plan takes less\n" not in said


def test_some_out_of_reach(reached: Analysis) -> None:
    half = replace(reached.plan, status=Status.INFEASIBLE, talks=())
    assert "No chain of talks reaches everybody" in plain(plan_document(replace(reached, plan=half)))
