"""Claims in the details: filled where recent evidence vouches for them, hollow where not, each with basis and age."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from host import NOW, TODAY, small_account

from committee.model.account import Account, Champion, Evidence
from committee.model.vocabulary import Basis, Claim, Role
from committee.tui.account.belief import evidence_rows, hollow_mark
from committee.tui.account.details import selected_rows
from committee.tui.session.state import ViewState


def state_of(account: Account, **more: Any) -> ViewState:
    return ViewState(account=account, today=TODAY, now=NOW, **more)


def texts(rows: Iterable[Sequence[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _ in row).rstrip() for row in rows]


def heard(
    claim: Claim,
    value: str | int | bool | None,
    *,
    about: str = "maria",
    days: int = 3,
    basis: Basis = Basis.HEARD,
    **more: Any,
) -> Evidence:
    return Evidence(about=about, field=claim, value=value, basis=basis, date=TODAY - timedelta(days=days), **more)


def with_evidence(*records: Evidence) -> Account:
    return replace(small_account(), evidence={f"2026-11-01-a{n:03}": record for n, record in enumerate(records)})


def test_each_claim_has_its_evidence_with_basis_age_and_words() -> None:
    account = with_evidence(
        heard(Claim.STANCE, "neutral", says="Wants payback", by="dana", source="call"),
        heard(Claim.POWER, "5", days=400),
    )
    assert texts(evidence_rows(state_of(account), "maria")) == [
        "● stance neutral",
        "  heard, 3 d old, call, Dana Okafor",
        "  “Wants payback”",
        "○ role economic buyer  no evidence",
        "○ power 5",
        "  heard, 400 d old",
    ]


def test_a_conjecture_and_an_outdated_value_leave_the_claim_hollow_and_say_so() -> None:
    account = with_evidence(
        heard(Claim.STANCE, "neutral", basis=Basis.CONJECTURE), heard(Claim.STANCE, "supporter", days=9)
    )
    shown = texts(evidence_rows(state_of(account), "maria"))
    assert shown[0] == "○ stance neutral"
    assert shown[1:3] == ["  conjecture, 3 d old", "  said supporter: heard, 9 d old"]


def test_older_evidence_is_counted() -> None:
    account = with_evidence(*(heard(Claim.STANCE, "neutral", days=n) for n in range(5)))
    assert "  and 3 older" in texts(evidence_rows(state_of(account), "maria"))


def test_a_tie_has_its_own_evidence() -> None:
    account = with_evidence(heard(Claim.STRENGTH, 3, about="tom > maria", basis=Basis.OBSERVED))
    assert texts(evidence_rows(state_of(account), "tom > maria"))[0] == "● strength 3"
    assert texts(evidence_rows(state_of(small_account()), "tom > maria")) == []


def test_hollow_claims_are_hollow_in_the_facts_too_each_role_by_itself() -> None:
    account = with_evidence(heard(Claim.ROLES, "economic-buyer"), heard(Claim.CHAMPION_SELLS, "yes", about="tom"))
    maria = replace(account.people["maria"], roles=(Role.ECONOMIC_BUYER, Role.LEGAL))
    tom = replace(account.people["tom"], champion=Champion(influence=True, sells=True))
    account = replace(account, people={**account.people, "maria": maria, "tom": tom})
    shown = "\n".join(texts(selected_rows(state_of(account, person="maria"))))
    assert "economic buyer, legal ○" in shown
    assert "power 5 ○" in shown
    said = next(line for line in texts(selected_rows(state_of(account, person="tom"))) if "influence" in line)
    assert said == "✓ influence○  ✓ sells  ? stake"


def test_a_claim_that_says_nothing_is_neither() -> None:
    assert hollow_mark(state_of(small_account()), "ana", Claim.POWER) == ("", "")


def test_in_plain_characters_too() -> None:
    account = with_evidence(heard(Claim.STANCE, "neutral", says="Well"))
    shown = "\n".join(texts(selected_rows(state_of(account, person="maria", plain=True))))
    assert shown.isascii() or "María Gómez" in shown
    assert "* stance neutral" in shown
    assert "o power 5" in shown


def test_evidence_without_a_date_says_so() -> None:
    record = replace(heard(Claim.STANCE, "neutral"), date=None)
    assert "  heard, undated" in texts(evidence_rows(state_of(with_evidence(record)), "maria"))
