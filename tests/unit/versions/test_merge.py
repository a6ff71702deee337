"""What is merged how, choice by choice: text, sets, renames, judgements kept as evidence, words, imports."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from merge_scenarios import (
    BASE,
    DISPUTED,
    TODAY,
    Scenario,
    adding,
    both,
    by_hand,
    does,
    evidence,
    person,
    read,
    removing,
    renaming,
    setting,
    tie,
)
from repository import ROOT
from some import some

from committee.model import edits, validity
from committee.model.account import Account, Comment, Decision, Header, Influence, Person, Quorum
from committee.model.edit import apply
from committee.model.tables import table
from committee.model.vocabulary import Basis, Claim, PersonStatus, Stance, TieKind, Weekday
from committee.versions.merge.conflict import Choice, Kind, Merged, Witness, offered
from committee.versions.merge.conflict_words import sentence, side_words, title
from committee.versions.merge.lines import gathered, merge_text
from committee.versions.merge.merge import merge, resolve
from committee.versions.merge.renames import renamed
from committee.versions.merge.three_way import Clash, merge_comment, merge_unknown, merge_value

M, T, W, TH, F, SA = (Weekday(day) for day in ("mon", "tue", "wed", "thu", "fri", "sat"))


def merging(ours: Callable[..., Any], theirs: Callable[..., Any], base: str = BASE) -> Merged:
    return merge(read(base), read(ours(base)), read(theirs(base)))


# text by line


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb\nc", "A\nb\nc", "a\nB\nc", "A\nB\nc"),
        ("a\nb\nc", "a\nc", "a\nb\nC", "a\nC"),
        ("a\n", "a\nx\n", "a\ny\n", "a\nx\ny\n"),
        ("a\n", "a\ny\n", "a\nx\n", "a\nx\ny\n"),
        ("a\n", "a\nsame\nx\n", "a\nsame\ny\n", "a\nsame\nx\ny\n"),
        ("", "one", "two", "one\ntwo"),
        ("", "one\n", "two\n", "one\ntwo\n"),
        ("", "same", "same", "same"),
        ("a\nb", "", "a\nb", ""),
        ("a\nb", "b", "a", ""),
        ("a\nb\nc", "a\nx\nb\nc", "a\nb\ny\nc", "a\nx\nb\ny\nc"),
    ],
)
def test_lines_that_go_together(base: str, ours: str, theirs: str, merged: str) -> None:
    assert merge_text(base, ours, theirs, gather=True) == (merged, merged, merged, True)


def test_lines_that_do_not_keep_everything_else() -> None:
    base, ours, theirs = "a\nb\nc\nd\ne", "A\nb\none\nd\ne", "a\nb\ntwo\nd\nE"
    assert merge_text(base, ours, theirs, gather=True) == (
        "A\nb\nc\nd\nE",
        "A\nb\none\nd\nE",
        "A\nb\ntwo\nd\nE",
        False,
    )


def test_what_is_one_statement_is_not_gathered() -> None:
    assert not merge_text("", "one", "two", gather=False)[3]


def test_gathered_blocks_have_one_order() -> None:
    assert gathered(("x", "b", "z"), ("x", "a", "z")) == gathered(("x", "a", "z"), ("x", "b", "z"))
    assert gathered(("a",), ("a",)) == ("a",)
    assert gathered(("a", "a"), ("a",)) == ("a", "a")


# sets and weeks

DAYS = table("places", "*").field("days")
OWN_DAYS = table("people", "*").field("days")
ROLES = table("people", "*").field("roles")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ((M, T, W), (M, T), (M, T, W, SA), (M, T, SA)),
        ((), (M, T, W, TH), (M, T, W, TH, F, SA), (M, T, W, TH, SA)),
        ((M, T, W, TH), (M, T, W, TH, F), (M, T, W, TH), ()),
        ((M, T), (M,), (T,), Clash((M, T), (M,), (T,))),
    ],
)
def test_weeks_of_a_place(
    base: tuple[Weekday, ...],
    ours: tuple[Weekday, ...],
    theirs: tuple[Weekday, ...],
    merged: Clash | tuple[Weekday, ...],
) -> None:
    found = merge_value(some(DAYS), base, ours, theirs)
    if base == (M, T, W, TH) and theirs == base:
        assert found == ours
    else:
        assert found == merged
        assert not isinstance(found, Clash) or merge_value(some(DAYS), base, theirs, ours) == Clash(base, theirs, ours)


def test_a_person_without_a_week_has_that_of_the_place_which_is_no_empty_week() -> None:
    assert merge_value(some(OWN_DAYS), (), (M,), (T,)) == Clash((), (M,), (T,))
    assert merge_value(some(OWN_DAYS), (M, T), (), (M, T, W)) == Clash((M, T), (), (M, T, W))
    assert merge_value(some(OWN_DAYS), (M, T), (M,), (M, T, W)) == (M, W)


def test_roles_may_all_go() -> None:
    words = some(some(ROLES).choices)
    one, other = words("legal"), words("security")
    assert merge_value(some(ROLES), (one, other), (one,), (other,)) == ()


# what we do not know, and comments


def test_unknown_tables_are_merged_key_by_key() -> None:
    base = {"a": 1, "deep": {"x": 1, "y": [1, 2]}, "gone": True}
    ours = {"a": 1, "deep": {"x": 2, "y": [1, 2]}, "gone": True, "new": 1}
    theirs = {"a": 1, "deep": {"x": 1, "y": [1, 2, 3]}}
    merged, clashes = merge_unknown(("t",), base, ours, theirs)
    assert merged == {"a": 1, "deep": {"x": 2, "y": [1, 2, 3]}, "new": 1}
    assert clashes == []
    merged, clashes = merge_unknown(("t",), base, ours, {**theirs, "deep": {"x": 3, "y": []}})
    assert clashes == [(("t", "deep", "x"), Clash(1, 2, 3))]
    assert merged["deep"]["x"] == 2


def test_an_unknown_key_of_another_type_has_changed() -> None:
    assert merge_unknown(("t",), 1, True, 1) == (True, [])
    assert merge_unknown(("t",), 1, True, 1.0)[1] == [(("t",), Clash(1, True, 1.0))]


def test_choices_reach_into_unknown_tables() -> None:
    merged = merging(by_hand(('stage = "3b"', 'stage = "4a"')), by_hand(('stage = "3b"', 'stage = "5"')))
    (conflict,) = merged.conflicts
    assert conflict.path == ("?", "x-crm", "stage")
    for choice, stage in ((Choice.MINE, "4a"), (Choice.THEIRS, "5"), (Choice.BASE, "3b")):
        account = resolve(merged, {conflict.key: choice}).account
        assert account.unknown["x-crm",] == {"stage": stage, "owner": "dok"}


def test_two_trailing_comments_both_stay() -> None:
    base, one, other = Comment(trailing="# a"), Comment(trailing="# b"), Comment(trailing="# c")
    merged = merge_comment(base, one, other)
    assert merged == merge_comment(base, other, one)
    assert {some(merged).trailing, *some(merged).above} == {"# b", "# c"}
    assert merge_comment(base, None, base) is None
    assert merge_comment(base, None, other) == other
    assert merge_comment(None, one, one) == one


# choices


def test_of_a_stance_both_is_ours_with_theirs_as_evidence() -> None:
    merged = merging(setting("people", "ana", stance="supporter"), setting("people", "ana", stance="reserved"))
    (conflict,) = merged.conflicts
    assert offered(conflict) == (Choice.MINE, Choice.THEIRS, Choice.BOTH, Choice.BASE)
    assert conflict.about == "ana"
    assert conflict.claim is Claim.STANCE
    witness = Witness(author="lee park", day=TODAY, rng=lambda n: "zzzz"[:n])
    done = resolve(merged, {conflict.key: Choice.BOTH}, witness)
    assert done.clean
    assert done.account.people["ana"].stance is Stance.SUPPORTER
    kept = done.account.evidence["2026-11-21-zzzz"]
    assert (kept.about, kept.field, kept.value, kept.by) == ("ana", Claim.STANCE, "reserved", "lee")
    assert (kept.basis, kept.date, kept.source) == (Basis.CONJECTURE, TODAY, "")
    assert validity.problems(done.account) == validity.problems(read(BASE))
    stranger = resolve(merged, {conflict.key: Choice.BOTH}, Witness(author="Kim", day=TODAY, rng=lambda n: "zzzz"[:n]))
    assert stranger.account.evidence["2026-11-21-zzzz"].source == "Kim"
    assert stranger.account.evidence["2026-11-21-zzzz"].by == ""


def test_evidence_they_brought_themselves_is_enough() -> None:
    heard = evidence("2026-11-20-aaaa", about="ana", field=Claim.STANCE, value="reserved", says="No budget", by="lee")
    merged = merging(
        setting("people", "ana", stance="supporter"), both(setting("people", "ana", stance="reserved"), heard)
    )
    witness = Witness(author="Lee Park", day=TODAY, rng=lambda n: "zzzz"[:n])
    done = resolve(merged, {merged.conflicts[0].key: Choice.BOTH}, witness)
    assert "2026-11-20-aaaa" in done.account.evidence
    assert "2026-11-21-zzzz" not in done.account.evidence


def test_of_the_strength_of_a_tie_theirs_is_kept_as_evidence_about_the_tie() -> None:
    merged = merging(tie("ben", "ana", strength=5), tie("ben", "ana", strength=1))
    witness = Witness(author="Lee Park", day=TODAY, rng=lambda n: "zzzz"[:n])
    done = resolve(merged, {merged.conflicts[0].key: Choice.BOTH}, witness)
    assert done.account.influence["ben", "ana"] == Influence(strength=5, kind=TieKind.ADVISES)
    assert done.account.evidence["2026-11-21-zzzz"].about == "ben > ana"
    assert done.account.evidence["2026-11-21-zzzz"].value == 1


def test_both_of_a_text_and_of_notes() -> None:
    merged = merging(setting("account", next_step="Price talk"), setting("account", next_step="Visit"))
    assert resolve(merged, {merged.conflicts[0].key: Choice.BOTH}).account.header.next_step == "Price talk; Visit"
    merged = merging(by_hand(("Met in May.", "Met in June.")), by_hand(("Met in May.", "Met in April.")))
    notes = resolve(merged, {merged.conflicts[0].key: Choice.BOTH}).account.people["ana"].notes
    assert notes == "Met in June.\nMet in April.\nAsked for references.\nPrefers mail.\n"


def test_choices_can_be_made_one_after_the_other_and_again() -> None:
    merged = merging(
        setting("people", "ana", stance="supporter", title="A"), setting("people", "ana", stance="reserved", title="B")
    )
    first = resolve(merged, {"field:people/ana/stance": Choice.THEIRS})
    assert [c.key for c in first.conflicts] == ["field:people/ana/title"]
    assert first.account.people["ana"].stance is Stance.RESERVED
    assert first.account.people["ana"].title == "A"
    again = resolve(first, {"field:people/ana/stance": Choice.BASE, "field:people/ana/title": Choice.THEIRS})
    assert again.clean
    assert again.account.people["ana"].stance is Stance.NEUTRAL
    assert again.account.people["ana"].title == "B"


def test_whoever_stays_comes_back_with_all_that_had_gone_with_them() -> None:
    merged = merging(removing("people", "ben"), tie("ben", "carla", strength=2))
    (conflict,) = merged.conflicts
    assert "ben" not in merged.account.people
    assert not [pair for pair in merged.account.influence if "ben" in pair]
    kept = resolve(merged, {conflict.key: Choice.THEIRS}).account
    assert kept == read(tie("ben", "carla", strength=2)(BASE))
    as_before = resolve(merged, {conflict.key: Choice.BASE}).account
    assert as_before == read(BASE)


def test_a_choice_can_bring_up_another_question() -> None:
    ours = both(removing("people", "finn"), setting("people", "eva", reports_to="dan"))
    theirs = both(setting("people", "finn", reports_to="eva"), setting("people", "dan", reports_to="finn"))
    merged = merging(ours, theirs)
    assert {c.kind for c in merged.conflicts} == {Kind.REMOVED_HERE, Kind.CYCLE}
    kept = resolve(merged, {"removal:people/finn": Choice.THEIRS})
    assert [c.kind for c in kept.conflicts] == [Kind.CYCLE]
    done = resolve(kept, {kept.conflicts[0].key: Choice.MINE})
    assert done.clean
    assert not [p for p in validity.problems(done.account) if p.code == "reporting-cycle"]


# renames


def renames(*sides: Callable[..., Any]) -> dict[tuple[str, str], str]:
    account = read(BASE)
    return renamed(account, read(both(*sides)(BASE)), account)[0]


def test_a_rename_is_known_by_name_mail_and_what_stays() -> None:
    assert renames(renaming("people", "ana", "ana-ruiz")) == {("people", "ana"): "ana-ruiz"}
    assert renames(renaming("people", "ana", "x"), setting("people", "x", title="Chair", power=None)) == {
        ("people", "ana"): "x"
    }
    assert renames(renaming("people", "ana", "x"), setting("people", "x", name="Ana Ruíz")) == {("people", "ana"): "x"}


def test_somebody_in_the_seat_of_another_is_somebody_else() -> None:
    seat = does(
        lambda a: edits.rename_id(a, "people", "carla", "gus"),
        lambda a: edits.set_fields(a, ("people", "gus"), {"name": "Gus Hahn"}),
    )
    assert renames(seat) == {}
    merged = merging(seat, setting("people", "carla", stance="opposed"))
    assert [c.key for c in merged.conflicts] == ["removal:people/carla"]
    assert merged.account.people["gus"].stance is Stance.RESERVED


def test_a_placeholder_becomes_a_person() -> None:
    base = setting("people", "eva", name="Head of procurement", status=PersonStatus.PLACEHOLDER)(
        tie("eva", "ana", strength=2)(BASE)
    )
    named = both(renaming("people", "eva", "gus-hahn"), setting("people", "gus-hahn", name="Gus Hahn", status="active"))
    merged = merging(named, setting("people", "eva", power=3), base)
    assert merged.clean
    assert merged.account.people["gus-hahn"].power == 3
    assert ("gus-hahn", "ana") in merged.account.influence


def test_two_of_one_name_are_told_apart_by_what_they_are() -> None:
    base = both(
        adding("people", "li-1", record=person("Li Wei", title="CTO", department="IT", email="a@x.example")),
        adding("people", "li-2", record=person("Li Wei", title="Buyer", department="Purchasing", email="b@x.example")),
    )(BASE)
    side = both(renaming("people", "li-1", "cto"), renaming("people", "li-2", "buyer"))
    assert renamed(read(base), read(side(base)), read(base))[0] == {
        ("people", "li-1"): "cto",
        ("people", "li-2"): "buyer",
    }


def test_a_new_id_that_is_taken_on_the_other_side_is_no_rename() -> None:
    merged = merging(renaming("people", "eva", "gus"), adding("people", "gus", record=person("Gus Hahn")))
    assert not merged.clean
    assert {p.code for p in validity.problems(merged.account)} <= {p.code for p in validity.problems(read(BASE))}


# words


@pytest.mark.parametrize("one", DISPUTED, ids=lambda one: one.name)
def test_every_conflict_is_said_without_ids_or_words_of_git(one: Scenario) -> None:
    merged = merging(one.ours, one.theirs, one.base)
    for conflict in merged.conflicts:
        said = sentence(conflict, merged)
        assert "\n" not in said
        assert "ABSENT" not in said
        assert "None" not in said
        assert title(conflict, merged)
        assert all(side_words(conflict, merged, side) for side in ("base", "ours", "theirs"))
        if conflict.kind is not Kind.RENAMED:
            for identifier in ("carla", "dana", "eva", "finn"):
                assert identifier not in said.split(), said


def test_a_warning_that_only_both_together_give_is_a_notice() -> None:
    merged = merging(
        setting("people", "eva", place="berlin"),
        both(setting("people", "ana", place=None), setting("people", "finn", place=None)),
    )
    assert merged.clean
    assert [notice.code for notice in merged.notices] == ["place-empty"]
    assert merging(setting("people", "eva", power=1), setting("people", "eva", title="x")).notices == ()


def test_two_of_the_same_name_are_both_kept_and_noticed() -> None:
    merged = merging(
        adding("people", "gus", record=person("Gus")), adding("people", "gus-k3f9", record=person("Gus", power=2))
    )
    assert merged.clean
    assert [notice.code for notice in merged.notices] == ["name-twice"]


# size and start


def test_the_merge_of_an_account_is_not_slower_than_reading_it_twice() -> None:
    """Counted in calls of functions, which no other program on the machine changes."""
    from generate import random_account

    from committee.store import read_text, write_text

    base = random_account(3, people=120, places=8)
    ids = list(base.people)
    ours = apply(base, edits.set_field(base, ("people", ids[0], "title"), "A"))
    theirs = apply(base, edits.set_field(base, ("people", ids[1], "title"), "B"))
    text = write_text(base)
    reading = calls(lambda: read_text(text))
    fresh = [read_text(write_text(account)).account for account in (base, ours, theirs)]
    assert calls(lambda: merge(*fresh)) < 2 * reading


def calls(work: Callable[..., Any]) -> int:
    count = 0

    def count_one(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(count_one)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_the_driver_imports_neither_textual_nor_networkx(tmp_path: Path) -> None:
    for name, side in (("o", lambda t: t), ("a", setting("people", "ana", power=1)), ("b", removing("people", "eva"))):
        (tmp_path / name).write_text(side(BASE))
    program = (
        "import sys; from committee.__main__ import main; "
        f"main(['merge', *(f'{tmp_path}/' + n for n in 'oab'), '7', 'x.account.toml']); "
        "print(*sorted({n.partition('.')[0] for n in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert not {"textual", "networkx", "rich"} & set(done.stdout.split())
    assert "eva" not in read((tmp_path / "a").read_text()).people


def test_dates_and_enums_compare_as_a_file_sees_them() -> None:
    merged = merging(setting("gates", "dpa", due=dt.date(2027, 1, 1)), setting("gates", "dpa", due=dt.date(2027, 1, 1)))
    assert merged.clean


@pytest.mark.parametrize("quorum", [Choice.MINE, Choice.THEIRS, Choice.BASE])
def test_a_quorum_asked_for_again_names_nobody_who_was_let_go(quorum: Choice) -> None:
    """They removed both people of the quorum, and with them the quorum; we drew a tie from one of the two."""
    people = {"ana": Person(name="Ana"), "maria": Person(name="María"), "tom": Person(name="Tom")}
    decision = Decision(quorum=Quorum(at_least=1, of=("maria", "tom")))
    base = Account(header=Header(name="Acme"), people=people, decision=decision)
    ours = replace(base, influence={("maria", "ana"): Influence(strength=1)})
    theirs = Account(header=base.header, people={"ana": people["ana"]})
    chosen = {
        "removal:people/maria": Choice.THEIRS,
        "removal:decision/quorum": quorum,
        "quorum:decision/quorum": quorum,
    }
    merged = resolve(merge(base, ours, theirs), chosen)
    assert not merged.conflicts
    assert not validity.problems(merged.account)
    assert list(merged.account.people) == ["ana"]
    assert merged.account.decision.quorum is None
