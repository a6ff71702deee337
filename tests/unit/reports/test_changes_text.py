"""Changes in words: whom they are about, what was and is, what says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import tomli_w
from changes import counting, edits_of
from every_way import path_of, whole
from examples import examples
from host import TODAY, small_account
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee.errors import EditRefused
from committee.model import edits
from committee.model.access import paths
from committee.model.account import Account, Comment, Evidence, KeyPath
from committee.model.disclosure import Disclosure
from committee.model.edit import Edit, apply
from committee.model.masking import mask
from committee.model.pseudonyms import pseudonyms
from committee.model.tables import TABLES
from committee.model.vocabulary import Basis, Claim, Level, PersonStatus, Role, Stage, Stance
from committee.reports.changes_text import GROUPS, groups, said, sentences, short_count
from committee.reports.fact_lines import fact_lines
from committee.store import read_text
from committee.versions.changes import changes

ACCOUNT = small_account()


def after(*made: Callable[..., Any]) -> Account:
    account = ACCOUNT
    for make in made:
        account = apply(account, make(account))
    return account


def one(*made: Callable[..., Any]) -> str:
    (sentence,) = sentences(ACCOUNT, after(*made), TODAY)
    return sentence


def field(*path: str, value: object) -> Callable[..., Any]:
    return lambda account: edits.set_field(account, path, value)


def heard(account: Account) -> Edit:
    return edits.set_stance(
        account, "maria", Stance.SUPPORTER, why="Payback", by="dana", today=date(2026, 11, 12), rng=counting()
    )


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (heard, "María Gómez: neutral → supporter (heard, 12 Nov)"),
        (field("people", "tom", "stance", value=Stance.OPPOSED), "Tom Lee: supporter → opposed (no evidence)"),
        (field("people", "tom", "stance", value=None), "Tom Lee: stance supporter → unknown"),
        (field("people", "tom", "place", value="tulsa"), "Tom Lee: moved from Berlin HQ to Tulsa plant"),
        (field("people", "ana", "place", value="tulsa"), "Ana Rao: is at Tulsa plant"),
        (field("people", "tom", "level", value=Level.VP), "Tom Lee: level unknown → vp"),
        (field("people", "tom", "power", value=5), "Tom Lee: power 3 → 5"),
        (field("people", "tom", "status", value=PersonStatus.LEFT), "Tom Lee: left the company"),
        (field("people", "tom", "name", value="Thomas Lee"), "Thomas Lee: was called Tom Lee before"),
        (field("people", "tom", "reports_to", value="maria"), "Tom Lee: reports to unknown → María Gómez"),
        (
            field("people", "priya", "roles", value=(Role.APPROVER,)),
            "Priya Nair: role approver added, role security gone",
        ),
        (field("people", "tom", "notes", value="Likes\ntea\n"), "Tom Lee: notes: added “Likes”, “tea”"),
        (field("people", "tom", "prefers", value="orbit"), "Tom Lee: prefers unknown → Orbit Fleet"),
        (
            field("people", "tom", "champion", "sells", value=True),
            "Tom Lee: champion test, sells for us: unknown → yes",
        ),
        (field("account", "stage", value=Stage.PROPOSAL), "Deal: stage evaluation → proposal"),
        (field("account", "close_date", value=date(2026, 12, 1)), "Deal: close date 31 Mar 2027 → 1 Dec"),
        (field("decision", "quorum", "of", value=("maria",)), "Decision: quorum without Tom Lee"),
        (field("gates", "dpa", "status", value="done"), "Step “DPA signed”: status open → done"),
        (
            lambda a: edits.set_tie(a, "tom", "maria", strength=5),
            "Tom Lee → María Gómez: strength 3 → 5 (decisive)",
        ),
        (
            lambda a: edits.set_tie(a, "ana", "priya", strength=2),
            "Ana Rao → Priya Nair: new, strength 2 (listened to)",
        ),
        (
            lambda a: edits.set_coverage(a, "dana", "maria", strength=1),
            "Dana Okafor covers María Gómez: new, strength 1 (met)",
        ),
        (
            lambda a: edits.accept(a, "CH003", "tom", "In January", date(2027, 1, 15)),
            "CH003 for Tom Lee: accepted until 15 Jan 2027: “In January”",
        ),
        (
            lambda a: edits.add_person(
                a, counting(), name="Rui Tavares", title="Buyer", place="tulsa", stance=Stance.NEUTRAL
            ),
            "Rui Tavares: new, Buyer, Tulsa plant, neutral (no evidence)",
        ),
        (lambda a: edits.rename_id(a, "people", "tom", "tom-lee"), "Tom Lee: id tom → tom-lee"),
        (lambda a: edits.remove(a, ("rivals", "orbit")), "Rival Orbit Fleet: gone"),
        (field("thresholds", "stale_days", value=45), "Threshold stale days: the default → 45"),
    ],
)
def test_a_change_is_one_sentence(make: Callable[..., Any], sentence: str) -> None:
    assert one(make) == sentence


def test_who_is_gone_takes_along_what_was_about_them() -> None:
    found = said(ACCOUNT, after(lambda a: edits.remove(a, ("people", "tom"))), TODAY)
    (gone,) = [one for one in found if "Tom Lee" in one.subject]
    assert gone.sentence.startswith("Tom Lee: gone, and with them 1 tie, 1 relationship of ours")
    assert not {one.path[0] for one in found} & {"influence", "coverage", "evidence"}


def test_the_newest_that_came_with_it_says_so_before_what_was_there() -> None:
    old = Evidence(about="maria", field=Claim.STANCE, value="supporter", basis=Basis.OBSERVED, date=date(2026, 11, 13))
    new = replace(old, basis=Basis.HEARD, date=date(2026, 11, 12))
    before = replace(ACCOUNT, evidence={"2026-11-13-aaaa": old})
    people = {**ACCOUNT.people, "maria": replace(ACCOUNT.people["maria"], stance=Stance.SUPPORTER)}
    then = replace(before, people=people)
    assert sentences(before, then, TODAY) == ("María Gómez: neutral → supporter (observed, 13 Nov)",)
    then = replace(then, evidence={"2026-11-12-bbbb": new, **before.evidence})
    assert sentences(before, then, TODAY) == ("María Gómez: neutral → supporter (heard, 12 Nov)",)


def test_evidence_for_what_did_not_change_is_said_by_itself() -> None:
    new = Evidence(
        about="tom", field=Claim.STANCE, value="supporter", basis=Basis.HEARD, date=TODAY, says="With\nus", by="dana"
    )
    then = replace(ACCOUNT, evidence={**ACCOUNT.evidence, "2026-11-14-zzzz": new})
    assert sentences(ACCOUNT, then, TODAY) == ("Tom Lee: evidence for stance supporter (heard, 14 Nov): “With us”",)


def test_comments_and_keys_of_others() -> None:
    then = replace(
        ACCOUNT,
        comments={("people", "tom"): Comment(above=("# call first",))},
        unknown={("people", "tom", "shoe"): 42},
    )
    assert sentences(ACCOUNT, then, TODAY) == (
        "Comment on Tom Lee: “call first”",
        "Unknown key people.tom.shoe: new",
    )


def test_whatever_is_beside_the_fields_is_said_when_it_comes_goes_or_changes() -> None:
    """A comment at every place of a file, its head included, and an unknown key in every table."""
    account = read_text(tomli_w.dumps(whole())).account
    places = [(), *((entry.name,) for entry in TABLES), *paths(account)]
    places += [(*path_of(entry), field.name) for entry in TABLES for field in entry.fields]
    comments = {path: Comment(above=("# one",)) for path in dict.fromkeys(places)}
    unknown = {(*path, "shoe"): 1 for path in dict.fromkeys(places[: -len(TABLES)])}
    full = replace(account, comments=comments, unknown=unknown)
    both: list[tuple[str, dict[KeyPath, Any], Any]] = [
        ("comments", comments, Comment(end=("# two",))),
        ("unknown", unknown, 2),
    ]
    for attribute, beside, other in both:
        assert len(beside) > 20
        for path in beside:
            less: dict[str, Any] = {attribute: {key: value for key, value in beside.items() if key != path}}
            more: dict[str, Any] = {attribute: beside | {path: other}}
            without, changed = replace(full, **less), replace(full, **more)
            for one, two in ((full, without), (without, full), (full, changed)):
                (sentence,) = said(one, two, TODAY)
                assert sentence.group == GROUPS[-1]
                assert all(len(part.strip()) > 2 for part in (sentence.subject, sentence.text))
    assert len(said(full, account, TODAY)) == len(comments) + len(unknown)


def test_a_claim_as_champion_that_went_takes_no_evidence_along() -> None:
    account = read_text(tomli_w.dumps(whole())).account
    maria = replace(account.people["maria"], champion=None)
    after = replace(account, people={**account.people, "maria": maria}, evidence={})
    assert [one.path[0] for one in said(account, after, TODAY)] == ["people", "evidence"]


def test_headings_come_in_one_order_and_hold_everything() -> None:
    then = after(heard, field("account", "stage", value=Stage.WON), lambda a: edits.set_tie(a, "ana", "tom"))
    found = said(ACCOUNT, then, TODAY)
    named = [name for name, _ in groups(found)]
    assert named == [name for name in GROUPS if name in named]
    assert [one for _, some in groups(found) for one in some] == list(found)


def test_a_count_gives_nothing_away() -> None:
    then = after(
        heard,
        field("people", "tom", "power", value=1),
        lambda a: edits.set_tie(a, "ana", "tom"),
        field("account", "stage", value=Stage.PROPOSAL),
    )
    count = short_count(changes(ACCOUNT, then))
    assert count == "the deal, 2 people, 1 tie, 1 piece of evidence changed"
    assert short_count(()) == ""


def test_of_masked_accounts_nothing_hidden_is_said() -> None:
    then = after(heard, field("people", "tom", "notes", value="secret"), field("people", "ana", "place", value="tulsa"))
    hide = Disclosure(names_hidden=True)
    given = pseudonyms(ACCOUNT)
    words = " ".join(
        sentences(mask(ACCOUNT, hide, ids=True, before=given), mask(then, hide, ids=True, before=given), TODAY)
    )
    assert "neutral → supporter" in words
    assert not any(secret in words for secret in ("María", "Tom", "Ana", "Rao", "Tulsa plant", "Payback", "secret"))


@settings(max_examples=examples(25))
@given(data=st.data())
def test_something_is_said_exactly_where_something_changed(data: st.DataObject) -> None:
    before = data.draw(accounts())
    try:
        then = apply(before, data.draw(edits_of(before, counting())))
    except EditRefused:
        then = before
    found = said(before, then, TODAY)
    assert bool(found) == bool(changes(before, then))
    assert all(one.text and one.group in GROUPS and one.sign in "+-~" for one in found)
    assert all("ABSENT" not in one.sentence and "None" not in one.text.split() for one in found)


def test_facts_stand_on_lines_of_their_own() -> None:
    found = fact_lines(ACCOUNT, TODAY)
    assert "María Gómez: stance neutral" in [line.partition(" (")[0] for line in found]
    assert "Tom Lee: champion, influence yes" in found
    assert "Tom Lee → María Gómez: strength 3" in found
    assert "Decision: quorum, at least 1" in found
    assert len(set(found)) == len(found)
    then = fact_lines(after(field("people", "tom", "power", value=5)), TODAY)
    assert set(found) ^ set(then) == {"Tom Lee: power 3", "Tom Lee: power 5"}
