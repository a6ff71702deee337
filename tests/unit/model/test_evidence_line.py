"""Evidence in a line: what they said, then how we know, where from, when and which claim."""

from datetime import date
from typing import Any

import pytest
from host import TODAY, numbered, small_account
from hypothesis import given
from hypothesis import strategies as st
from some import some

from committee.model.account import Account, Evidence
from committee.model.edit import apply
from committee.model.line import evidence_facts, read_evidence_line
from committee.model.line.draft import Draft
from committee.model.vocabulary import Basis, Claim

ACCOUNT = small_account()


def read(text: str, about: str = "maria", me: str = "dana", **more: Any) -> Draft:
    return read_evidence_line(ACCOUNT, text, about=about, me=me, today=TODAY, rng=numbered(), **more)


def record(text: str, **more: Any) -> tuple[Evidence, Account]:
    draft = read(text, **more)
    assert draft.faults == ()
    after = apply(ACCOUNT, some(draft.edit))
    (made,) = [found for key, found in after.evidence.items() if key not in ACCOUNT.evidence]
    return made, after


def test_words_alone_were_heard_today_by_me_about_the_stance_as_it_is() -> None:
    made, after = record("Wants payback, and soon")
    assert (made.says, made.basis, made.source) == ("Wants payback, and soon", Basis.HEARD, "")
    assert (made.about, made.field, made.value) == ("maria", Claim.STANCE, "neutral")
    assert (made.date, made.by) == (TODAY, "dana")
    assert after.people == ACCOUNT.people


def test_everything_in_any_order_behind_what_they_said() -> None:
    made, _ = record("says Payback first, secondhand, call with Tom, 3 nov, by Sam, power=4")
    assert (made.says, made.basis, made.source) == ("Payback first", Basis.SECONDHAND, "call with Tom")
    assert (made.date, made.by, made.field, made.value) == (date(2026, 11, 3), "sam", Claim.POWER, 4)
    other, _ = record("says Payback first, power=4, by Sam, 3 nov, call with Tom, secondhand")
    assert other == made


@pytest.mark.parametrize(
    ("written", "claim", "value"),
    [
        ("stance=reserved", Claim.STANCE, "reserved"),
        ("--", Claim.STANCE, "opposed"),
        ("supporter", Claim.STANCE, "supporter"),
        ("role=eb", Claim.ROLES, "economic-buyer"),
        ("need=veto", Claim.NEED, "no-objection"),
        ("power=p4", Claim.POWER, 4),
        ("sells=yes", Claim.CHAMPION_SELLS, True),
        ("champion.stake=no", Claim.CHAMPION_STAKE, False),
        ("prefers=Orbit", Claim.PREFERS, "orbit"),
        ("prefers=status quo", Claim.PREFERS, "status-quo"),
        ("reports to=Priya", Claim.REPORTS_TO, "priya"),
    ],
)
def test_every_claim_about_a_person(written: str, claim: Claim, value: int | str) -> None:
    made, _ = record(f"He said so, {written}")
    assert (made.field, made.value, type(made.value)) == (claim, value, type(value))


@pytest.mark.parametrize(
    ("written", "claim", "value"), [("strength=5", "strength", 5), ("kind=informal", "kind", "informal")]
)
def test_claims_about_a_tie(written: str, claim: str, value: int | str) -> None:
    made, _ = record(f"She asks him first, {written}", about="tom > maria")
    assert (made.about, made.field, made.value) == ("tom > maria", claim, value)


def test_a_claim_the_map_says_nothing_on_is_written_too() -> None:
    made, after = record("Sees no risk, stance=neutral", about="priya")
    assert made.value == "neutral"
    assert after.people["priya"].stance == "neutral"
    assert any("written too" in line for line in read("Sees no risk, stance=neutral", about="priya").summary)


def test_a_claim_the_map_contradicts_is_kept_and_said() -> None:
    made, after = record("Not for us, stance=opposed")
    assert made.value == "opposed"
    assert after.people["maria"].stance == "neutral"
    assert "vouches for stance opposed; the map keeps neutral" in read("Not for us, stance=opposed").summary


def test_a_champion_test_is_written_where_it_was_unknown() -> None:
    _, after = record("Put our case to the board, sells=yes, observed", about="tom")
    assert some(after.people["tom"].champion).sells is True


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "write what they said"),
        ("says ", "write what they said"),
        ("Good, stance=suporter", "cannot be"),
        ("Good, stanc=neutral", 'Did you mean "stance"'),
        ("Good, strength=3", "claim about a tie"),
        ("Good, power=9", "1 to 5"),
        ("Good, sells=maybe", "yes or no"),
        ("Good, 2027-03-01", "still to come"),
    ],
)
def test_what_cannot_be_meant_is_said(text: str, word: str) -> None:
    draft = read(text)
    assert draft.edit is None
    assert any(word in fault for fault in draft.faults)


def test_quotes_and_ordinary_words_stay_speech() -> None:
    assert record("Will decide, by the end of the year")[0].says == "Will decide, by the end of the year"
    assert record('We, "heard"')[0].basis is Basis.HEARD
    assert "heard" in record('We, "heard"')[0].says


def test_in_a_call_the_call_is_the_source_unless_another_is_named() -> None:
    assert record("Fine", source="call with Tom")[0].source == "call with Tom"
    assert record("Fine, mail of 3 Nov", source="call with Tom")[0].source == "mail of 3 Nov"


def test_the_form_begins_with_what_the_line_says() -> None:
    facts = evidence_facts(ACCOUNT, "Fine, observed, power=4", about="maria", me="dana", today=TODAY)
    assert (facts["says"], facts["basis"], facts["field"], facts["value"]) == ("Fine", "observed", "power", 4)
    assert evidence_facts(ACCOUNT, "Fine, power=9", about="maria", me="", today=TODAY)["says"] == "Fine, power=9"


@given(st.text(max_size=60), st.sampled_from(["maria", "ana", "tom > maria"]))
def test_any_line_is_read_or_refused_in_words(text: str, about: str) -> None:
    draft = read(text, about=about)
    assert (draft.edit is None) == bool(draft.faults)
    if draft.edit is not None:
        apply(ACCOUNT, draft.edit)
