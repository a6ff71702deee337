"""Masked accounts: nothing real in them, the same decision underneath, and the way back for edits."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from changes import counting, value_for
from examples import examples
from generate import random_account
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies._internal.random import ArtificialRandom
from some import some
from strategies import TODAY, accounts, dates, lines

from committee import store
from committee.errors import EditRefused
from committee.model import edits
from committee.model.access import get, paths
from committee.model.account import Account, Gate, Header, KeyPath, Person, Place, Teammate
from committee.model.disclosure import Disclosure, Hidden, aliases
from committee.model.edit import apply
from committee.model.masking import mask
from committee.model.pseudonyms import function_of, pseudonyms
from committee.model.tables import TABLES, locate
from committee.model.unmasking import Unmasking
from committee.model.vocabulary import Level, Role
from committee.paths import samples
from committee.workspace import analyse

PRIVATE = Disclosure(names_hidden=True)
SAFE = Disclosure(customer_safe=True)
DAY = date(2026, 11, 20)


def read(name: str) -> Account:
    return store.read(next(path for path in samples() if path.name.startswith(name))).account


def texts(value: object) -> list[str]:
    """Every text inside a value, keys of tables included."""
    if isinstance(value, str):
        return [str(value)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts(getattr(value, field.name))]
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in (*texts(key), *texts(inner))]
    return [text for inner in value for text in texts(inner)] if isinstance(value, tuple | list) else []


def marked(account: Account) -> Account:
    """The account with an unmistakable word in every id, name and free text, as one reads it from a file."""
    from poison import marked as mark

    return store.read_text(mark(store.write_text(account))).account


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name.partition(".")[0])
def test_no_word_that_somebody_typed_is_left_in_an_export(path: Path) -> None:
    account = marked(store.read(path).account)
    assert "zq" in "".join(texts(account))
    for disclosure in (PRIVATE, replace(PRIVATE, customer_safe=True)):
        found = mask(account, disclosure, ids=True)
        assert [text for text in texts(found) if "zq" in text.casefold()] == []
        assert store.read_text(store.write_text(found)).problems == ()


@settings(max_examples=examples(12))
@given(accounts(max_people=5))
def test_a_masked_account_is_a_good_account(account: Account) -> None:
    for disclosure in (PRIVATE, SAFE, replace(PRIVATE, customer_safe=True)):
        found = mask(account, disclosure, ids=True)
        assert store.read_text(store.write_text(found)).account == found


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name.partition(".")[0])
def test_plan_and_findings_are_those_of_the_real_account(path: Path) -> None:
    account = store.read(path).account
    real, shown = analyse(account, DAY), analyse(mask(account, PRIVATE), DAY)
    assert shown.plan.pairs == real.plan.pairs
    assert shown.plan.effort == real.plan.effort
    assert [found.code for found in shown.findings] == [found.code for found in real.findings]
    assert [f.subject for f in shown.findings if f.subject in account.people] == [
        f.subject for f in real.findings if f.subject in account.people
    ]
    assert [found.accepted is None for found in shown.findings] == [found.accepted is None for found in real.findings]


@settings(max_examples=examples(5))
@given(st.randoms(use_true_random=False))
def test_pseudonyms_do_not_depend_on_the_order_of_the_file(order: ArtificialRandom) -> None:
    account = random_account(5, people=20)
    shuffled = list(account.people.items())
    order.shuffle(shuffled)
    assert pseudonyms(replace(account, people=dict(shuffled))) == pseudonyms(account)


def test_pseudonyms_say_function_level_and_city() -> None:
    account = Account(
        header=Header(name="Acme"),
        places={"hq": Place(name="Acme Tower", timezone="Europe/Berlin"), "attic": Place(name="Attic")},
        team={"me": Teammate(name="Dana", timezone="Europe/London"), "you": Teammate(name="Sam")},
        people={
            "a": Person(name="A", title="Chief Financial Officer", place="hq"),
            "b": Person(name="B", department="Legal", level=Level.VP, place="attic"),
            "c": Person(name="C", roles=(Role.SECURITY,), timezone="America/New_York"),
            "d": Person(name="D"),
        },
    )
    found = {key: str(name) for (_, key), name in pseudonyms(account).items()}
    assert found == {
        "a": "Finance executive · Berlin",
        "b": "Legal VP · ?",
        "c": "Security contact · New York",
        "d": "Contact · ?",
        "hq": "Berlin place",
        "attic": "Place",
        "me": "Colleague · London",
        "you": "Colleague · ?",
        "Legal": "Legal",
    }


def test_those_called_alike_are_numbered_and_keep_their_numbers() -> None:
    people = {key: Person(name=key) for key in ("ana", "bo", "cy")}
    account = Account(header=Header(name="Acme"), people=people)
    before = pseudonyms(account)
    assert sorted(map(str, before.values())) == ["Contact · ?", "Contact · ? 2", "Contact · ? 3"]
    first = next(key for (_, key), name in before.items() if name.number == 1)
    rest = {key: person for key, person in people.items() if key != first} | {"dee": Person(name="Dee")}
    after = pseudonyms(replace(account, people=rest), before)
    assert {key: after["people", key] for key in people if key != first} == {
        key: before["people", key] for key in people if key != first
    }
    assert after["people", "dee"] == before["people", first]


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Finance", "Finance"),
        ("Head of IT", "IT"),
        ("it depends", ""),
        ("Group Legal Counsel", "Legal"),
        ("財務部", ""),
    ],
)
def test_functions_come_from_a_closed_list(text: str, function: str) -> None:
    assert function_of(text) == function


def test_a_level_that_only_the_title_tells_stays_assumed() -> None:
    account = Account(header=Header(name="A"), people={"a": Person(name="A", title="Head of Robots")})
    assert mask(account, PRIVATE).people["a"].title == "Director"


def test_a_customer_sees_who_is_who_and_nothing_we_think() -> None:
    account = read("northwind")
    found = mask(account, SAFE)
    assert found.people["maria-gomez"].name == account.people["maria-gomez"].name
    assert found.people["maria-gomez"].place == "berlin"
    assert "erik-lund" not in found.people, "who left is not shown"
    empty = (
        "influence",
        "gates",
        "rivals",
        "coverage",
        "evidence",
        "actions",
        "accepted",
        "effort",
        "thresholds",
        "unknown",
    )
    assert [name for name in empty if getattr(found, name)] == []
    for person in found.people.values():
        assert (person.stance, person.need, person.power, person.prefers, person.champion) == (
            None,
            None,
            None,
            "",
            None,
        )
        assert {person.cares_about, person.notes, person.email, person.crm_id, person.last_contact} == {"", None}
        assert set(person.roles) <= {Role.LEGAL, Role.PROCUREMENT, Role.SECURITY}
    assert found.header == Header(name=account.header.name)


def test_what_withholds_nothing_is_the_very_account() -> None:
    account = read("northwind")
    assert mask(account, Disclosure()) is account


def test_aliases_depend_on_what_there_is_and_not_on_its_order() -> None:
    assert aliases(["b", "a", "c", "a"], "Author") == aliases(["c", "b", "a"], "Author")
    assert sorted(aliases(["a", "b"], "Account").values()) == ["Account 1", "Account 2"]


Draw = Callable[..., Any]


def recipe(draw: Draw, account: Account) -> Callable[..., Any]:
    """An edit as a function of the account it is made of: what a key does, whatever the screen shows."""
    everything = [p for p in paths(account) if p not in {("account",), ("decision",)}]
    ways = ["fields"]
    ways += ["remove", "rename"] if everything else []
    ways += ["stance", "champion", "accept", "tie"] if account.people else []
    way = draw(st.sampled_from(ways))
    if way == "fields":
        path = draw(st.sampled_from(paths(account)))
        found = locate(path)
        field = draw(st.sampled_from(some(found)[0].fields))
        value = draw(value_for(account, path, field))
        return lambda a, at: edits.set_fields(a, at(path), {field.name: value})
    if way in {"remove", "rename"}:
        path = draw(st.sampled_from(everything))
        renamed = way == "rename" and len(path) == 2 and path[0] != "decision"
        return lambda a, at: (
            edits.rename_id(a, path[0], at(path)[1], "quite-new") if renamed else edits.remove(a, at(path))
        )
    return judgement(draw, account, way)


def judgement(draw: Draw, account: Account, way: str) -> Callable[..., Any]:
    person, other = (draw(st.sampled_from(list(account.people))) for _ in range(2))
    words, day, by = draw(lines), draw(dates), draw(st.sampled_from([*account.team, ""]))
    code, about = draw(
        st.sampled_from([("RM001", ("people", person)), *(("GT001", ("gates", key)) for key in account.gates)])
    )
    return {
        "stance": lambda a, _: edits.set_stance(a, person, None, why=words, by=by, today=TODAY, rng=counting()),
        "champion": lambda a, _: edits.set_champion(a, person, sells=True),
        "accept": lambda a, at: edits.accept(a, code, at(about)[1], words, day),
        "tie": lambda a, _: edits.set_tie(a, person, other, strength=4),
    }[way]


@settings(max_examples=examples(25))
@given(st.data())
def test_an_edit_of_the_masked_account_is_the_same_edit_of_the_real_one(data: st.DataObject) -> None:
    real = data.draw(accounts(max_people=4))
    shown = mask(real, PRIVATE)
    names = pseudonyms(real)
    gates = {gate.what.path[1]: key for key, gate in shown.gates.items() if isinstance(gate.what, Hidden)}

    def at(path: KeyPath) -> KeyPath:
        return ("gates", gates[path[1]], *path[2:]) if path[0] == "gates" else path

    make = recipe(data.draw, real)
    try:
        wanted = apply(real, make(real, lambda path: path))
    except EditRefused:
        return
    made = Unmasking(real, shown, names).edit(make(shown, at))
    assert apply(real, made) == wanted


@settings(max_examples=examples(25))
@given(st.data())
def test_no_pseudonym_reaches_a_file(data: st.DataObject) -> None:
    real = data.draw(accounts(max_people=4, min_people=1))
    shown = mask(real, PRIVATE)
    way_back = Unmasking(real, shown, pseudonyms(real))
    person = data.draw(st.sampled_from(list(shown.people)))
    says = f"call with {shown.people[person].name} and {shown.people[person].name}"
    edit = edits.add_evidence(shown, counting(), today=TODAY, about=person, says=says)
    made = apply(real, way_back.edit(edit))
    name = real.people[person].name
    assert [record.says for key, record in made.evidence.items() if key not in real.evidence] == [
        f"call with {name} and {name}"
    ]


@settings(max_examples=examples(25))
@given(st.data())
def test_an_account_masked_after_an_edit_is_the_one_masked_afresh(data: st.DataObject) -> None:
    real = data.draw(accounts(max_people=4))
    names = pseudonyms(real)
    shown = mask(real, PRIVATE, names=names)
    make = recipe(data.draw, real)
    try:
        after = apply(real, make(real, lambda path: path))
    except EditRefused:
        return
    names = pseudonyms(after, names)
    assert mask(after, PRIVATE, names=names, earlier=(real, shown)) == mask(after, PRIVATE, names=names)


def test_a_marker_that_was_typed_over_is_refused() -> None:
    real = read("northwind")
    shown = mask(real, PRIVATE)
    plain = edits.set_field(shown, ("people", "tom-lee", "notes"), "hidden")
    with pytest.raises(EditRefused):
        Unmasking(real, shown, pseudonyms(real)).edit(plain)


def test_comments_and_unknown_keys_follow_through_a_masked_account() -> None:
    text = """format = 1
[account]
name = "Acme"
# why this gate
[gates.order]
x_own = "kept"
what = "Order"
"""
    real = store.read_text(text).account
    shown = mask(real, PRIVATE)
    key = next(iter(shown.gates))
    assert key != "order"
    renamed = apply(
        real, Unmasking(real, shown, pseudonyms(real)).edit(edits.rename_id(shown, "gates", key, "purchase-order"))
    )
    written = store.write_text(renamed)
    assert '# why this gate\n[gates.purchase-order]\nwhat = "Order"\nx_own = "kept"' in written
    assert get(renamed, ("gates", "purchase-order")) == Gate(what="Order")


def test_hidden_texts_know_where_they_stood_and_nothing_else() -> None:
    real = read("northwind")
    for text in texts_of_type(mask(real, PRIVATE), Hidden):
        assert not hasattr(text, "__dict__")
        assert isinstance(get(real, text.path), str)


def texts_of_type(value: Any, kind: type[Hidden]) -> Iterator[Hidden]:
    if isinstance(value, kind):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"comments", "unknown"}:
                yield from texts_of_type(getattr(value, field.name), kind)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of_type(inner, kind)
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_of_type(inner, kind)


def test_every_free_text_of_the_format_is_known_to_the_mask() -> None:
    """A new text field has to be masked: this list is the promise, and grows with the field table."""
    free = {f"{entry.name}.{f.name}" for entry in TABLES for f in entry.fields if f.kind in {"text", "prose", "scalar"}}
    assert free == {
        "account.name", "account.deal", "account.next_step", "account.notes", "gates.what", "rivals.name",
        "places.name", "team.name", "team.title", "people.name", "people.title", "people.department",
        "people.cares_about", "people.email", "people.crm_id", "people.notes", "influence.notes", "evidence.value",
        "evidence.says", "evidence.source", "actions.what", "accepted.reason",
    }  # fmt: skip


def test_words_are_whole_before_they_are_replaced() -> None:
    """`Contact · ? 2` is not the name of `Contact · ?` with a 2 behind it."""
    account = Account(header=Header(name="A"), people={key: Person(name=key.upper()) for key in ("ana", "bo")})
    names = pseudonyms(account)
    way_back = Unmasking(account, mask(account, PRIVATE), names)
    said = " and ".join(str(names["people", key]) for key in ("ana", "bo"))
    assert way_back.text(said) == "ANA and BO"
    assert re.search("zz", way_back.text("zz"))
