"""The report of an account: nothing of the file is missing, and what is not known is not invented."""

from datetime import date
from pathlib import Path

import pytest
from some import some

from committee import store
from committee.model.access import ABSENT, get, paths
from committee.model.account import Account, KeyPath
from committee.model.fields import Field, Kind
from committee.model.tables import TABLES, locate
from committee.paths import samples
from committee.reports.account_content import account_document
from committee.reports.markdown import markdown
from committee.reports.plain import plain
from committee.workspace import analyse

DAY = date(2026, 11, 20)


def told(text: str) -> str:
    document = store.read_text(text)
    assert document.errors == ()
    return plain(account_document(analyse(document.account, DAY), document.problems))


def as_said(account: Account, path: KeyPath, field: Field, value: object) -> list[str]:
    """How a value has to be found in the text."""
    words = [str(one) for one in (value if isinstance(value, tuple) else [value])]
    if field.kind in {Kind.REFERENCE, Kind.REFERENCES} or (path[0] == "evidence" and field.name == "value"):
        words = [account.name_of(word) for word in words]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if path == ("account",) and field.name == "value":
        return [f"{value:,}"]
    return [word.replace("_", " ") for word in words] if field.choices else words


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.name.partition(".")[0])
def test_every_text_and_number_of_the_file_is_said(sample: Path) -> None:
    account = store.read(sample).account
    said = " ".join(plain(account_document(analyse(account, DAY))).split())
    missing = []
    for path in paths(account):
        entry = next(e for e in TABLES if len(e.pattern) == len(path) and some(locate(path))[0] is e)
        for field in entry.fields:
            value = get(account, (*path, field.name))
            if value in (None, "", (), ABSENT, field.default) or field.kind in {Kind.DATE, Kind.BOOLEAN, Kind.SUBJECT}:
                continue
            words = as_said(account, path, field, value)
            missing += [(path, field.name, word) for word in words if " ".join(word.split()) not in said]
    assert missing == []


def test_an_empty_account() -> None:
    said = told('format = 1\n[account]\nname = "Acme"\n')
    assert said.startswith("Acme, Fri 20 Nov 2026\n")
    assert "None" not in said
    assert "PEOPLE" not in said


def test_somebody_of_whom_only_the_name_is_known() -> None:
    said = told('format = 1\n[account]\nname = "Acme"\n[people.wei]\nname = "Wei"\n')
    assert "Wei\n    Working hours: time zone unknown\n" in said


def test_a_hollow_stance_is_marked_and_a_vouched_one_is_not() -> None:
    person = 'format = 1\n[account]\nname = "Acme"\n[people.wei]\nname = "Wei"\nstance = "neutral"\n'
    evidence = '[evidence.e]\nabout = "wei"\nfield = "stance"\nvalue = "neutral"\nbasis = "heard"\ndate = 2026-11-02\n'
    assert "Stance: neutral (not confirmed by recent evidence)" in told(person)
    assert "Stance: neutral\n" in told(person + evidence)


def test_assumed_things_say_so() -> None:
    said = told(
        'format = 1\n[account]\nname = "Acme"\n'
        '[people.wei]\nname = "Wei"\ntitle = "VP Sales"\ntimezone = "Asia/Tokyo"\n'
        '[people.ana]\nname = "Ana"\n[influence.ana.wei]\n'
    )
    assert "Level: vp (assumed from the title)" in said
    assert "09:00-17:00 mon, tue, wed, thu, fri, Asia/Tokyo (UTC+9), hours assumed" in said
    assert "Ana: strength 2 (assumed)" in said


def test_problems_and_unknown_keys_are_named() -> None:
    said = told('format = 1\nshoe = 1\n[account]\nname = "Acme"\n')
    assert "KEPT, NOT UNDERSTOOD\n  shoe" in said
    assert "PROBLEMS OF THE FILE" in said


def test_the_same_facts_in_markdown() -> None:
    account = store.read(samples()[2]).account
    document = account_document(analyse(account, DAY))
    headings = [line.strip("# ") for line in markdown(document).splitlines() if line.startswith("## ")]
    assert [heading.upper() for heading in headings] == [
        line for line in plain(document).splitlines()[1:] if line and not line.startswith(" ")
    ]
