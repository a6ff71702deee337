"""Forgetting a person: nothing of them is left in the file, the shape of the decision is, and the file stays sound."""

import re
from dataclasses import replace
from datetime import date

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee import store
from committee.errors import EditRefused
from committee.model import account as m
from committee.model import validity
from committee.model import vocabulary as v
from committee.model.edit import apply
from committee.model.edits import forget
from committee.model.edits.forgetting import KEPT
from committee.model.levels import level_of
from committee.model.mentions import Traces, mentions
from committee.model.problem import Gravity
from committee.model.tables import TABLES, table
from committee.store.files import holds

MARKS = tuple(f"qzx{number}kj" for number in range(40))
"""Words that stand nowhere else."""


def fixed(length: int) -> str:
    return "7f3k"[:length]


def full_account() -> m.Account:
    """Ulla Vrznik, of whom everything is known, between two others; every fact and comment is a word of its own."""
    mark = iter(MARKS)
    ulla = m.Person(
        name="Ulla Vrznik", title=f"Head of {next(mark)}", department=next(mark), place="hq", timezone="Europe/Oslo",
        hours="07:11-15:13", days=(v.Weekday.MON, v.Weekday.SUN), work_mode=v.WorkMode.HYBRID,
        office_days=(v.Weekday.TUE,), roles=(v.Role.APPROVER,), stance=v.Stance.RESERVED, power=4, prefers="status-quo",
        cares_about=next(mark), reports_to="bo", email=f"{next(mark)}@example.com", crm_id=next(mark),
        last_contact=date(2026, 3, 17), notes=f"{next(mark)}\n{next(mark)}", champion=m.Champion(stake=True),
    )  # fmt: skip
    return m.Account(
        header=m.Header(name="Vinduet", owner="dana"),
        decision=m.Decision(quorum=m.Quorum(at_least=1, of=("bo", "ulla-vrznik"))),
        gates={"dpa": m.Gate(what="DPA signed", theirs="ulla-vrznik", due=date(2027, 1, 1))},
        places={"hq": m.Place(name="Head office", timezone="Europe/Oslo")},
        team={"dana": m.Teammate(name="Dana Okafor")},
        people={
            "ann": m.Person(name="Ann Li", reports_to="ulla-vrznik", status=v.PersonStatus.LEFT,
                            replaced_by="ulla-vrznik"),
            "bo": m.Person(name="Bo Dahl", title="Chief Operating Officer"),
            "ulla-vrznik": ulla,
        },
        coverage={("dana", "ulla-vrznik"): m.Coverage(strength=3, last_contact=date(2026, 3, 17))},
        influence={
            ("bo", "ulla-vrznik"): m.Influence(strength=2, notes=next(mark)),
            ("ulla-vrznik", "bo"): m.Influence(strength=5, kind=v.TieKind.ADVISES, notes=next(mark)),
        },
        evidence={
            "2026-01-01-aaaa": m.Evidence(about="ulla-vrznik", field=v.Claim.STANCE, value="reserved", says=next(mark),
                                          basis=v.Basis.HEARD, source=next(mark), date=date(2026, 1, 1), by="dana"),
            "2026-01-02-bbbb": m.Evidence(about="ulla-vrznik > bo", field=v.Claim.STRENGTH, value=5, says=next(mark)),
            "2026-01-03-cccc": m.Evidence(about="ann", field=v.Claim.REPORTS_TO, value="ulla-vrznik", says=next(mark)),
        },
        actions={"2026-01-04-dddd": m.Action(what=f"Ask about {next(mark)}", with_="ulla-vrznik", owner="dana")},
        accepted={("CV001", "ulla-vrznik"): m.Acceptance(reason=next(mark))},
        unknown={("people", "ulla-vrznik", "shoe"): next(mark), ("influence", "bo", "ulla-vrznik", "hat"): next(mark)},
        comments={
            ("people", "ulla-vrznik"): m.Comment(above=(f"# {next(mark)}",), end=(f"# {next(mark)}",)),
            ("people", "ulla-vrznik", "power"): m.Comment(trailing=f"# {next(mark)}"),
            ("people", "ann", "reports_to"): m.Comment(trailing=f"# {next(mark)}"),
            ("decision", "quorum", "of", "ulla-vrznik"): m.Comment(trailing=f"# {next(mark)}"),
            ("evidence", "2026-01-01-aaaa", "basis"): m.Comment(trailing=f"# {next(mark)}"),
            ("coverage", "dana", "ulla-vrznik"): m.Comment(above=(f"# {next(mark)}",)),
        },
    )  # fmt: skip


def test_no_fact_about_them_is_left_in_the_file() -> None:
    before = full_account()
    text = store.write_text(before)
    there = [mark for mark in MARKS if mark in text]
    assert len(there) >= 24
    found = forget(before, "ulla-vrznik", fixed)
    after = store.write_text(apply(before, found.edit))
    assert [mark for mark in there if mark in after] == []
    for word in ("ulla", "vrznik", "07:11", "2026-03-17", "sun", "office_days"):
        assert word in text.lower()
        assert word not in after.lower()


def test_the_shape_of_the_decision_stays() -> None:
    before = full_account()
    after = apply(before, forget(before, "ulla-vrznik", fixed).edit)
    person, was = after.people["person-7f3k"], before.people["ulla-vrznik"]
    assert person.name == "Forgotten 7f3k"
    assert person.level is v.Level.DIRECTOR, "assumed from the title, which is gone"
    for field in ("place", "timezone", "roles", "stance", "power", "prefers", "reports_to", "champion", "work_mode"):
        assert getattr(person, field) == getattr(was, field), field
    assert set(after.influence) == {("bo", "person-7f3k"), ("person-7f3k", "bo")}
    assert after.coverage["dana", "person-7f3k"].strength == 3
    assert after.decision.quorum == m.Quorum(at_least=1, of=("bo", "person-7f3k"))
    assert (after.people["ann"].reports_to, after.people["ann"].replaced_by) == ("person-7f3k", "person-7f3k")
    assert after.gates["dpa"].theirs == "person-7f3k"
    assert after.evidence["2026-01-02-bbbb"].about == "person-7f3k > bo"
    assert after.evidence["2026-01-03-cccc"].value == "person-7f3k"
    assert after.actions["2026-01-04-dddd"].with_ == "person-7f3k"
    assert ("CV001", "person-7f3k") in after.accepted


def test_what_goes_is_said_without_saying_it() -> None:
    found = forget(full_account(), "ulla-vrznik", fixed)
    said = " ".join([*found.edit.goes, found.edit.label, found.identifier, found.name])
    assert "3 × what was said" in said
    assert not [mark for mark in (*MARKS, "Ulla", "ulla") if mark in said]


def test_every_field_of_the_format_is_decided_upon() -> None:
    """A new field of a record about a person goes until it is named; a field that is named has to exist."""
    for pattern, kept in KEPT.items():
        assert kept <= {field.name for field in table(*pattern).fields}
    about_people = {t.pattern for t in TABLES if any("people" in key for key in t.keys)} | {("people", "*")}
    assert about_people <= set(KEPT)


@settings(max_examples=examples(40), deadline=None)
@given(st.data())
def test_any_person_of_any_account_can_be_forgotten(data: st.DataObject) -> None:
    before = data.draw(accounts(min_people=1))
    person = data.draw(st.sampled_from(sorted(before.people)))
    for texts in (False, True):
        found = forget(before, person, fixed, texts=texts)
        after = apply(before, found.edit)
        assert [p for p in validity.problems(after) if p.gravity is Gravity.ERROR] == []
        assert store.write_text(apply(after, found.edit.inverse())) == store.write_text(before), "undo brings all back"
        text = store.write_text(after)
        assert holds(text, after)
        assert store.write_text(store.read_text(text).account) == text
        new = {person: found.identifier}
        assert len(after.people) == len(before.people)
        assert set(after.influence) == {(new.get(a, a), new.get(b, b)) for a, b in before.influence}
        assert set(after.coverage) == {(a, new.get(b, b)) for a, b in before.coverage}
        was, now = before.people[person], after.people[found.identifier]
        assert (now.level, now.stance, now.roles) == (level_of(was)[0], was.stance, was.roles)
        assert (now.title, now.email, now.notes, now.crm_id, now.cares_about, now.hours) == ("",) * 6


def test_nobody_of_that_id() -> None:
    with pytest.raises(EditRefused):
        forget(full_account(), "nobody", fixed)


def naming(**people: str) -> m.Account:
    """An account where other records speak of people; a note on the deal holds what is asked for."""
    return m.Account(
        header=m.Header(name="Acme", notes=people.pop("notes", "")),
        people={key: m.Person(name=name) for key, name in people.items()},
    )


@pytest.mark.parametrize(
    ("name", "text", "word", "sure"),
    [
        ("María Gómez", "Ask MARIA GOMEZ first", "MARIA GOMEZ", True),
        ("María Gómez", "maria said so", "maria", True),
        ("María Gómez", "María's budget", "María", True),
        ("Piotr Zieliński", "czekamy na Piotra", "Piotra", False),
        ("林志豪", "把草稿寄給林志豪", "林志豪", True),
        ("فاطمة الزهراني", "مع وفاطمة اليوم", "فاطمة", True),
        ("Will Grant", "Will they sign? A grant helps", "Will", False),
        ("Will Grant", "as Will Grant told us", "Will Grant", True),
        ("Li Na", "the line is long, Nadia knows", None, None),
        ("Tom Lee", "tomorrow", None, None),
    ],
)
def test_mentions_are_found_as_people_write_them(name: str, text: str, word: str | None, sure: bool | None) -> None:
    account = naming(x=name, notes=text)
    found = mentions(account, Traces.of(account, "x"))
    if word is None:
        assert [one for one in found if one.path != ("people", "x", "name")] == []
    else:
        assert [(one.path, one.word, one.sure) for one in found if one.path[0] == "account"] == [
            (("account", "notes"), word, sure)
        ]


def test_a_name_that_two_share_is_told_but_never_replaced() -> None:
    account = naming(a="Anna Berg", b="Anna Holt", notes="Anna called; Berg agreed")
    found = forget(account, "a", fixed, texts=True)
    after = apply(account, found.edit)
    assert after.header.notes == "Anna called; Forgotten 7f3k agreed"
    assert [(one.word, one.sure) for one in found.mentions] == [("Anna", False)]
    assert after.people["b"].name == "Anna Holt"


def test_texts_comments_unknown_keys_and_ids_that_name_them_are_listed_or_replaced() -> None:
    account = replace(
        naming(mg="María Gómez", notes="María wants 18 months"),
        gates={"maria-signs": m.Gate(what="Signature of María Gómez")},
        comments={("account", "name"): m.Comment(trailing="# see maria's mail")},
        unknown={("account", "hint"): {"who": ["ask María"]}},
    )
    listed = forget(account, "mg", fixed)
    paths = {one.path for one in listed.mentions}
    assert paths == {
        ("account", "notes"), ("gates", "maria-signs", "what"), ("gates", "maria-signs"), ("#", "account", "name"),
        ("?", "account", "hint"),
    }  # fmt: skip
    done = forget(account, "mg", fixed, texts=True)
    text = store.write_text(apply(account, done.edit))
    assert (done.mentions, done.blanked) == ((), 5)
    assert 'what = "Signature of Forgotten 7f3k"' in text, "a whole name is replaced once"
    assert not re.search("mar[ií]a|g[oó]mez", text, re.IGNORECASE)
    assert "[gates.person-7f3k-signs]" in text
