"""The notes of a review: everything that was said, once; the same bytes every time; no name where names are hidden."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from host import small_account

from committee.model.account import Account, Action
from committee.model.disclosure import Disclosure
from committee.model.masking import mask
from committee.pipeline.review.decisions import Decision, Kind, Said
from committee.pipeline.review.notes import FromFile, notes_of
from committee.pipeline.review.sitting import Asked, Made, Record, Visit
from committee.reports.markdown import markdown
from committee.reports.plain import plain
from committee.reports.review_notes import account_document, clock_text, review_document, review_json

TODAY = date(2026, 11, 22)
A, B, C, D = (f"/deals/{name}.account.toml" for name in "abcd")
PRIVATE = Disclosure(names_hidden=True)
SECRETS = ("Northwind", "Dana", "Priya", "payback", "Okafor", "deals", "Wait for", "María")


def made(number: int, kind: Kind, *, saved: bool = True, **facts: Any) -> Made:
    return Made(number=number, decision=Decision(kind=kind, day=TODAY, **facts), saved=saved)


def record() -> Record:
    name, owner = Said("Northwind Robotics", "Account 3"), Said("Dana Okafor", "Sales colleague · London")
    full = Visit(
        path=A,
        name=name,
        owner=owner,
        opened=True,
        since=date(2026, 11, 14),
        source="history",
        changed=(Said("María Gómez: neutral to supporter", "Finance executive · Berlin: neutral to supporter"),),
        questions=(
            Asked(key="money", text=Said("When did we last hear it from María?", "When did we last hear it from her?")),
            Asked(key="deed", text=Said("What did they do?", "What did they do?"), answered=True),
        ),
        made=(
            made(
                1,
                Kind.ACTION,
                key="2026-11-22-aaaa",
                words="Meet Priya | on *payback*",
                owner="dana",
                person="priya",
                owner_name=owner,
                person_name=Said("Priya Nair", "Head · Tulsa"),
                until=date(2026, 11, 27),
            ),
            made(2, Kind.FORECAST, before="best-case", after="commit"),
            made(
                3,
                Kind.ACCEPTED,
                code="CH005",
                subject="account",
                words="Wait for January",
                about=Said("Tom is the only voice.", "Somebody is the only voice."),
                until=date(2027, 1, 15),
            ),
            made(4, Kind.NOTE, words="Wants payback in 18 months"),
            made(5, Kind.REVIEWED),
        ),
        seconds=75,
    )
    skimmed = Visit(path=B, name=Said("Beta", "Account 1"), owner=owner, made=(made(6, Kind.REVIEWED),), seconds=4)
    faulty = Visit(
        path=C,
        name=Said("Gamma", "Account 2"),
        opened=True,
        fault=Said("line 3: two versions meet here", "1 error in the file"),
        made=(made(7, Kind.ACTION, saved=False, words="Mend it", key="2026-11-22-bbbb"),),
    )
    return Record(
        identifier="x", day=TODAY, began=datetime(2026, 11, 22, tzinfo=UTC), order=(A, B, C, D),
        visits={A: full, B: skimmed, C: faulty},
    )  # fmt: skip


def test_everything_stands_in_the_notes_under_its_own_heading() -> None:
    text = markdown(review_document(notes_of([record()], today=TODAY)))
    expected = """\
# Pipeline review Sun 22 Nov 2026

## In short

- **Reviewed**: 2 of 4 accounts
- **Time**: 1 min 19 s
- **Actions**: 2, 1 without an owner, 1 without a date
- **Open questions**: 1

## Actions

| Who | What | With | By | State | Account |
| --- | --- | --- | --- | --- | --- |
| Dana Okafor | Meet Priya \\| on \\*payback\\* | Priya Nair | Fri 27 Nov | open | Northwind Robotics |
| nobody yet | Mend it |  | no date | open | Gamma |

## Northwind Robotics

- Dana Okafor, reviewed 22 Nov

### What changed since 14 Nov

- María Gómez: neutral to supporter

### Decisions

- forecast: best-case to commit

### Actions

- Dana Okafor: Meet Priya \\| on \\*payback\\*, with Priya Nair, by Fri 27 Nov

### Open questions

- When did we last hear it from María?

### Accepted risks

- CH005 Tom is the only voice. Accepted, until 15 Jan 2027: Wait for January

### Notes

- Wants payback in 18 months

## Gamma

- not marked as reviewed

### The file

- line 3: two versions meet here
- 1 decision is in these notes only, not in the file

### Actions

- nobody yet: Mend it, no date

## Reviewed, nothing to note

- Beta

## Not reached

- d.account.toml
"""
    assert text.startswith(expected)
    assert "internal: contains names" in text.removeprefix(expected)
    assert text == markdown(review_document(notes_of([record()], today=TODAY)))


@pytest.mark.parametrize("make", [markdown, plain])
def test_private_notes_hold_no_name_and_no_free_text(make: Callable[..., Any]) -> None:
    notes = notes_of([record()], today=TODAY)
    for document in (review_document(notes, PRIVATE), account_document(notes, A, PRIVATE)):
        text = make(document)
        assert not [word for word in SECRETS if word.lower() in text.lower()]
        assert "names hidden" in text
    assert "Sales colleague · London" in make(review_document(notes, PRIVATE))
    assert "1 note hidden" in make(review_document(notes, PRIVATE))
    told = str(review_json(notes, PRIVATE)).lower()
    assert not [word for word in SECRETS if word.lower() in told]


def test_the_json_says_the_same() -> None:
    told = review_json(notes_of([record()], today=TODAY))
    first = told["accounts"][0]
    assert first["actions"] == [
        {
            "what": "Meet Priya | on *payback*",
            "owner": "Dana Okafor",
            "with": "Priya Nair",
            "due": "2026-11-27",
            "done": None,
        }
    ]
    assert (first["since"], first["reviewed"], first["seconds"]) == ("2026-11-14", "2026-11-22", 75)
    assert told["not_reached"] == ["d.account.toml"]


def test_one_account_alone() -> None:
    text = markdown(account_document(notes_of([record()], today=TODAY), A))
    assert text.startswith("# Northwind Robotics: review Sun 22 Nov 2026\n")
    assert "Gamma" not in text
    assert account_document(notes_of([record()], today=TODAY), "/elsewhere").sections == ()


def test_two_sittings_become_one_set_of_notes_the_open_questions_being_the_later_ones() -> None:
    later = replace(
        record(),
        day=TODAY + timedelta(7),
        order=(A,),
        visits={A: replace(record().visits[A], made=(made(9, Kind.NOTE, words="Later"),), questions=())},
    )
    notes = notes_of([record(), later], today=TODAY)
    one = notes.accounts[0]
    assert (notes.first, notes.last) == (TODAY, TODAY + timedelta(7))
    assert [said.text for said in one.remarks] == ["Wants payback in 18 months", "Later"]
    assert (one.seconds, one.reviewed, len(one.actions), one.questions) == (150, TODAY, 1, ())
    assert notes.missing == ()


def from_file(path: str, account: Account) -> FromFile:
    return FromFile(path, account, mask(account, PRIVATE))


def test_whoever_has_no_journal_reads_it_from_the_files() -> None:
    account = small_account()
    account = replace(
        account,
        header=replace(account.header, reviewed=date(2026, 11, 20)),
        actions={
            **account.actions,
            "2026-11-20-cccc": Action(what="Call Tom", owner="dana", with_="tom", done=date(2026, 11, 21)),
        },
    )
    notes = notes_of([], today=TODAY, files=[from_file(A, account)], since=date(2026, 11, 15))
    assert [(one.what.text, one.done) for one in notes.accounts[0].actions] == [("Call Tom", date(2026, 11, 21))]
    assert notes.accounts[0].reviewed == date(2026, 11, 20)
    text = markdown(review_document(notes))
    assert "Call Tom" in text
    assert "done Sat 21 Nov" in text
    assert "Ask Tom for 30 minutes" not in text  # promised on 10 November
    hidden = markdown(review_document(notes, PRIVATE))
    assert not [word for word in (*SECRETS, "Call", "Tom Lee") if word.lower() in hidden.lower()]
    assert notes_of([], today=TODAY, files=[from_file(A, small_account())], since=TODAY).accounts == ()


def test_what_the_journal_and_the_file_both_know_stands_there_once_with_its_state_of_now() -> None:
    account = small_account()
    account = replace(
        account,
        actions={"2026-11-22-aaaa": Action(what="Meet Priya", owner="dana", done=date(2026, 11, 26))},
    )
    notes = notes_of([record()], today=TODAY, files=[from_file(A, account)], since=TODAY)
    assert [one.done for one in notes.accounts[0].actions] == [date(2026, 11, 26)]


def test_only_the_accounts_asked_for() -> None:
    notes = notes_of([record()], today=TODAY, wanted=lambda path: path == B)
    assert [one.path for one in notes.accounts] == [B]
    assert notes.missing == ()


def test_a_glance_at_a_row_is_no_review() -> None:
    glanced = replace(record(), visits={A: Visit(path=A, name=Said("Northwind"))})
    notes = notes_of([glanced], today=TODAY)
    assert notes.accounts == ()
    assert notes.missing == (A, B, C, D)


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "0 s"), (48, "48 s"), (75, "1 min 15 s"), (3900, "1 h 05 min")])
def test_times_in_words(seconds: float, words: str) -> None:
    assert clock_text(seconds) == words
