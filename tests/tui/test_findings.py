"""Findings on the screen: walked by keys, mended by one, accepted, and back when the acceptance has ended."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from desk import desk
from host import TODAY, small_account
from some import some

from committee.findings.finding import badges_of
from committee.model.account import Acceptance
from committee.model.vocabulary import Stage
from committee.paths import samples
from committee.tui.map.wish import marks_of

LINDVALE = next(path for path in samples() if path.name.startswith("lindvale"))


async def test_f_lights_the_people_and_ties_of_a_finding_and_goes_there() -> None:
    async with desk(LINDVALE, today=date(2026, 11, 19)) as found:
        for _ in range(4):
            await found.press("f")
            finding = found.session.finding_in_focus("map")
            marks = marks_of(found.session.state())
            assert marks.people == frozenset(some(finding).people)
            assert marks.ties == frozenset(some(finding).ties)
            if some(finding).subject in found.account.people:
                assert found.session.person == some(finding).subject
        await found.press("F")
        assert found.session.finding == 2
        await found.press("escape")
        assert found.session.finding_in_focus("map") is None


async def test_m_and_enter_make_the_fix_an_action_that_u_takes_back() -> None:
    async with desk() as found:
        before = found.account
        await found.press("f")
        step = some(found.session.finding_in_focus("map")).step
        await found.press("m", "enter")
        (made,) = [a for key, a in found.account.actions.items() if key not in before.actions]
        assert (made.what, made.owner, made.with_) == (some(step).what, some(step).owner, some(step).with_person)
        await found.press("u")
        assert found.account == before


async def test_space_in_the_list_does_the_same_and_refuses_a_second_time() -> None:
    async with desk() as found:
        await found.press("4", "space")
        assert len(found.account.actions) == 2
        await found.press("space")
        assert len(found.account.actions) == 2
        assert "open action already" in found.footer


async def test_a_missing_tie_is_written_by_typing_two_words() -> None:
    async with desk(LINDVALE, today=date(2026, 11, 19)) as found:
        await found.press("f", "m", *"has met", "enter")
        assert found.account.coverage[("benedikt-aue", "axel-brannmark")].strength == 1
        assert "Axel" in found.footer


async def test_a_claim_is_marked_as_unproven() -> None:
    async with desk(LINDVALE, today=date(2026, 11, 19)) as found:
        await found.press("f", "f")
        assert found.session.person == "marta-ekdahl"
        await found.press("m", *"unproven", "enter")
        assert found.account.people["marta-ekdahl"].stance is None


async def test_m_without_a_finding_in_focus_says_how_to_get_to_one() -> None:
    async with desk() as found:
        await found.press("m")
        assert "go to a finding first: f" in found.footer


@pytest.mark.parametrize("days", [0, -1])
async def test_an_accepted_finding_shows_no_badge_until_its_last_day_is_over(days: int) -> None:
    account = replace(
        small_account(),
        accepted={("DM004", "maria"): Acceptance(reason="Tom asks", until=TODAY + timedelta(days=days))},
    )
    async with desk(account) as found:
        (finding,) = [f for f in some(found.session.analysis).findings if (f.code, f.subject) == ("DM004", "maria")]
        assert (finding.accepted is None) == (days < 0)
        bare = [
            f for f in some(found.session.analysis).findings if f.accepted is None and "maria" in {f.subject, *f.people}
        ]
        assert len(badges_of(some(found.session.state().analysis).findings).get("maria", ())) == len(bare)


async def test_before_evaluation_the_meter_stands_in_the_strip() -> None:
    early = small_account()
    early = replace(early, header=replace(early.header, stage=Stage.DISCOVERY))
    async with desk(early) as found:
        assert "claims confirmed" in found.text
    async with desk() as found:
        assert "claims confirmed" not in found.text


async def test_enter_in_the_strip_shows_the_definition() -> None:
    async with desk() as found:
        await found.press("f")
        found.screen.query_one("#strip").focus()
        await found.press("enter")
        assert "What it checks" in found.text
