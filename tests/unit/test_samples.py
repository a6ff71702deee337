"""The sample accounts: clean, canonical, together showing the whole format, and as different as they claim."""

from dataclasses import fields
from enum import StrEnum

import pytest
from some import some

from committee import store
from committee.findings.finding import Finding, Severity
from committee.findings.registry import RULES
from committee.findings.runner import flattened
from committee.model import vocabulary
from committee.model.access import ABSENT, get, paths
from committee.model.tables import TABLES, locate
from committee.model.vocabulary import Stage, Stance
from committee.paths import samples
from committee.workspace import analyse

DOCUMENTS = {path.name.removesuffix(".account.toml"): store.read(path) for path in samples()}
ACCOUNTS = {name: document.account for name, document in DOCUMENTS.items()}


def test_there_are_seven() -> None:
    assert sorted(ACCOUNTS) == ["lindvale", "meridale", "minghe", "northwind", "palimpsest", "sundal", "tessmark"]


def found_in(name: str) -> tuple[Finding, ...]:
    account = ACCOUNTS[name]
    return flattened(analyse(account, some(account.header.reviewed)).findings)


def test_every_code_appears_on_some_sample() -> None:
    shown = {finding.code for name in ACCOUNTS for finding in found_in(name)}
    assert {rule.code for rule in RULES} - shown == set()


def test_the_one_for_the_demo_is_a_healthy_deal() -> None:
    """Somebody sees it first of all: work to do, nothing on fire."""
    found = found_in("northwind")
    assert not [finding for finding in found if finding.severity is Severity.CRITICAL]
    assert len(found) <= 12


@pytest.mark.parametrize("name", ACCOUNTS)
def test_without_problems_and_canonical_to_the_byte(name: str) -> None:
    document = DOCUMENTS[name]
    assert document.problems == ()
    assert store.write_text(document.account) == document.text
    assert document.account.unknown == {}


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_says_as_of_when_it_is_meant(name: str) -> None:
    """The date it is demonstrated and tested as of, and nothing in it happened later."""
    account = ACCOUNTS[name]
    today = account.header.reviewed
    assert today is not None
    happened = [record.date for record in account.evidence.values()]
    happened += [person.last_contact for person in account.people.values()]
    happened += [tie.last_contact for tie in account.coverage.values()]
    happened += [action.done for action in account.actions.values()]
    assert all(day <= today for day in happened if day)


def test_together_they_use_every_field() -> None:
    unused = {(entry.pattern, field.name) for entry in TABLES for field in entry.fields}
    for account in ACCOUNTS.values():
        for path in [*paths(account), ("effort",), ("thresholds",)]:
            entry = next(e for e in TABLES if len(e.pattern) == len(path) and some(locate(path))[0] is e)
            for field in entry.fields:
                if get(account, (*path, field.name)) not in (None, "", (), ABSENT, field.default):
                    unused.discard((entry.pattern, field.name))
    # A cost or a threshold is one line as good as the other.
    assert {left for left in unused if left[0] not in {("effort",), ("thresholds",)}} == set()
    assert all(any(getattr(account, name) for account in ACCOUNTS.values()) for name in ("effort", "thresholds"))


def test_together_they_use_every_word_of_every_vocabulary() -> None:
    seen: set[StrEnum] = set()
    for account in ACCOUNTS.values():
        for path in paths(account):
            record = get(account, path)
            for field in fields(record):
                value = getattr(record, field.name)
                seen.update(value if isinstance(value, tuple) else [value])
    kinds = [kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
    closed = {stage for stage in Stage if stage.closed}
    assert {word for kind in kinds for word in kind if kind is not StrEnum} - seen - closed == set()


def test_comments_are_shown_too() -> None:
    assert any(account.comments for account in ACCOUNTS.values())


def test_the_one_without_a_champion() -> None:
    people = ACCOUNTS["meridale"].people.values()
    assert not [
        p for p in people if p.champion and p.status != "left" and p.stance in {Stance.ADVOCATE, Stance.SUPPORTER}
    ]


def test_the_remote_one_has_nine_zones() -> None:
    people = ACCOUNTS["palimpsest"].people.values()
    places = ACCOUNTS["palimpsest"].places
    assert all(person.work_mode == "remote" for person in people)
    assert len({person.timezone or places[person.place].timezone for person in people}) == 9


def test_the_large_one() -> None:
    account = ACCOUNTS["tessmark"]
    assert len(account.people) == 45
    assert len(account.places) == 6
    assert 70 <= len(account.influence) <= 90


def test_the_one_in_many_scripts() -> None:
    names = "".join(person.name for person in ACCOUNTS["minghe"].people.values())
    blocks = {
        "Chinese": "\u4e00-\u9fff",
        "Arabic": "\u0600-\u06ff",
        "Hindi": "\u0900-\u097f",
        "joiner": "\u200d-\u200d",
    }
    for block in blocks.values():
        low, high = block.split("-")
        assert any(low <= character <= high for character in names), block
    assert "é" in str(ACCOUNTS["minghe"].rivals)


def test_people_are_reachable_at_example_domains_only() -> None:
    """Invented people: no address that could be somebody's."""
    mails = [p.email for account in ACCOUNTS.values() for p in account.people.values() if p.email]
    assert mails
    assert all(mail.endswith(".example") for mail in mails)
