"""Forms made from the field table."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from host import TODAY, Host, Keeper, numbered, small_account, text_of
from some import some
from textual.events import Paste
from textual.screen import Screen

from committee.findings.finding import Finding, Severity
from committee.model.access import ABSENT, get, paths
from committee.model.account import Account, KeyPath, Quorum
from committee.model.edit import Edit, apply
from committee.model.fields import Kind
from committee.model.tables import TABLES, table
from committee.model.values import Fault
from committee.model.vocabulary import Claim, PlaceKind, Role, Stance
from committee.tui.account.dialogs.accept import AcceptScreen
from committee.tui.account.dialogs.evidence import EvidenceLineScreen, EvidenceScreen
from committee.tui.forms.commit import sheet_edit
from committee.tui.forms.screen import FormScreen, SheetScreen, new_record
from committee.tui.forms.sheet import field_sheet, new_sheet, record_sheet
from committee.tui.forms.words import accept, claim_field, offers, read, show

ACCOUNT = small_account()
MARIA = ("people", "maria")


def person_form(**more: Any) -> SheetScreen:
    return FormScreen(ACCOUNT, MARIA, today=TODAY, rng=numbered(), **more)


async def pressed(screen: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> tuple[list[Any], str]:
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        shown = text_of(host)
    return host.answers, shown


def after(edit: Edit) -> Account:
    return apply(ACCOUNT, edit)


class TestSheet:
    """What a form holds and makes, without a screen."""

    def test_has_a_box_for_every_field_of_every_table(self) -> None:
        for path in paths(ACCOUNT):
            if path[-1] in {"champion", "quorum"}:
                continue
            named = {box.field.name for box in record_sheet(ACCOUNT, path, TODAY).boxes()}
            entry = next(t for t in TABLES if t.name == path[0] and t.depth == len(path))
            assert {f.name for f in entry.fields} <= named, path

    @pytest.mark.parametrize("path", paths(ACCOUNT), ids=str)
    def test_untouched_changes_nothing(self, path: KeyPath) -> None:
        assert record_sheet(ACCOUNT, path, TODAY).changed() == ()

    @pytest.mark.parametrize("path", paths(ACCOUNT), ids=str)
    def test_typing_what_stands_there_changes_nothing(self, path: KeyPath) -> None:
        sheet = record_sheet(ACCOUNT, path, TODAY)
        for box in sheet.boxes():
            sheet = sheet.typed(box.path, f" {box.before} ")
        assert sheet.faults() == {}
        assert sheet.changed() == ()

    def test_only_what_was_changed_is_in_the_edit(self) -> None:
        sheet = record_sheet(ACCOUNT, MARIA, TODAY).typed((*MARIA, "power"), "4").typed((*MARIA, "prefers"), "orbit fl")
        edit = sheet_edit(sheet, numbered())
        assert {(c.path, c.after) for c in some(edit).changes} == {
            ((*MARIA, "power"), 4),
            ((*MARIA, "prefers"), "orbit"),
        }

    def test_a_test_answered_claims_a_champion(self) -> None:
        sheet = record_sheet(ACCOUNT, MARIA, TODAY).typed((*MARIA, "champion", "sells"), "yes")
        assert some(after(some(sheet_edit(sheet, numbered()))).people["maria"].champion).sells is True

    def test_a_champion_may_be_claimed_without_a_test(self) -> None:
        sheet = record_sheet(ACCOUNT, MARIA, TODAY).typed((*MARIA, "champion"), "yes")
        champion = after(some(sheet_edit(sheet, numbered()))).people["maria"].champion
        assert champion is not None
        assert champion.influence is champion.sells is champion.stake is None

    def test_no_champion_after_all(self) -> None:
        path = ("people", "tom", "champion")
        sheet = record_sheet(ACCOUNT, ("people", "tom"), TODAY).typed(path, "no").typed((*path, "influence"), "")
        assert get(after(some(sheet_edit(sheet, numbered()))), path) is ABSENT

    def test_a_quorum_can_be_made_where_there_is_none(self) -> None:
        account = replace(ACCOUNT, decision=replace(ACCOUNT.decision, quorum=None))
        path = ("decision", "quorum")
        sheet = record_sheet(account, ("decision",), TODAY)
        sheet = sheet.typed((*path, "at_least"), "1").typed((*path, "of"), "priya, Ana Rao")
        assert apply(account, some(sheet_edit(sheet, numbered()))).decision.quorum == Quorum(
            at_least=1, of=("ana", "priya")
        )

    def test_a_new_record_takes_its_preset(self) -> None:
        sheet = new_sheet(ACCOUNT, "places", TODAY, {"kind": PlaceKind.HOME}).typed(("places", "+", "name"), "Porto")
        place = after(some(sheet_edit(sheet, numbered()))).places["porto"]
        assert (place.name, place.kind) == ("Porto", PlaceKind.HOME)

    def test_a_new_tie_asks_for_both_ends(self) -> None:
        sheet = new_sheet(ACCOUNT, "influence", TODAY)
        assert {path[-1] for path in sheet.faults()} == {"from", "to"}
        sheet = sheet.typed(("influence", "+", "from"), "ana").typed(("influence", "+", "to"), "Tom Lee")
        assert ("ana", "tom") in after(some(sheet_edit(sheet, numbered()))).influence

    def test_the_value_of_evidence_follows_its_claim(self) -> None:
        path = ("evidence", "+")
        sheet = new_sheet(ACCOUNT, "evidence", TODAY, {"about": "maria", "field": Claim.STANCE})
        assert sheet.value((*path, "value")) is Stance.NEUTRAL
        sheet = sheet.typed((*path, "field"), "power")
        assert sheet.value((*path, "value")) == 5
        sheet = sheet.typed((*path, "field"), "roles")
        assert sheet.value((*path, "value")) is Role.ECONOMIC_BUYER

    @pytest.mark.parametrize("claim", Claim)
    def test_every_claim_has_a_field_for_its_value(self, claim: Claim) -> None:
        assert claim_field(claim).name == "value"
        assert claim_field(claim).kind is not Kind.SCALAR


class TestWords:
    """References by name, dates as people say them."""

    OF = table("decision", "quorum").field("of")
    BOSS = table("people", "*").field("reports_to")
    SEEN = table("people", "*").field("last_contact")

    @pytest.mark.parametrize("text", ["Tom Lee", "tom", "tom l", "LEE", "Tom Lee "])
    def test_a_name_is_enough(self, text: str) -> None:
        assert read(ACCOUNT, some(self.BOSS), text, TODAY) == "tom"

    def test_who_is_meant_is_never_guessed(self) -> None:
        twin = replace(ACCOUNT, people={**ACCOUNT.people, "tom-2": ACCOUNT.people["tom"]})
        fault = read(twin, some(self.BOSS), "Tom", TODAY)
        assert isinstance(fault, Fault)
        assert show(twin, some(self.BOSS), "tom-2") == "Tom Lee (tom-2)"
        assert read(twin, some(self.BOSS), "Tom Lee (tom-2)", TODAY) == "tom-2"

    def test_an_unknown_name_says_who_may_be_meant(self) -> None:
        assert "Tom Lee" in read(ACCOUNT, some(self.BOSS), "Tim Lee", TODAY).remedy

    def test_last_contact_looks_back(self) -> None:
        assert read(ACCOUNT, some(self.SEEN), "fri", TODAY) == date(2026, 11, 13)
        assert read(ACCOUNT, some(table("gates", "*").field("due")), "fri", TODAY) == date(2026, 11, 20)

    def test_completion_replaces_what_is_being_typed(self) -> None:
        (offer,) = offers(ACCOUNT, some(self.OF), "María Gómez, pri", TODAY)
        assert accept(some(self.OF), "María Gómez, pri", offer) == "María Gómez, Priya Nair"

    def test_hours_are_read_as_people_write_them(self) -> None:
        assert read(ACCOUNT, some(table("places", "*").field("hours")), "9-17", TODAY) == "09:00-17:00"

    def test_zones_are_offered(self) -> None:
        zone = table("places", "*").field("timezone")
        assert "Europe/Warsaw" in [offer.text for offer in offers(ACCOUNT, some(zone), "wars", TODAY)]


class TestScreen:
    """The form on a screen."""

    async def test_one_changed_field_is_one_change(self) -> None:
        ((edit,), _) = await pressed(person_form(), "tab", *"!", "ctrl+s")
        assert [(c.path, c.after) for c in edit.changes] == [((*MARIA, "title"), "Chief Financial Officer!")]

    async def test_nothing_changed_is_nothing(self) -> None:
        assert (await pressed(person_form(), "ctrl+s"))[0] == [None]

    async def test_letters_choose(self) -> None:
        ((edit,), _) = await pressed(person_form(start="stance"), *"su", "ctrl+s")
        assert after(edit).people["maria"].stance is Stance.SUPPORTER

    async def test_arrows_choose_and_backspace_is_unknown(self) -> None:
        ((edit,), _) = await pressed(person_form(start="stance"), "right", "ctrl+s")
        assert after(edit).people["maria"].stance is Stance.RESERVED
        ((edit,), _) = await pressed(person_form(start="stance"), "backspace", "ctrl+s")
        assert after(edit).people["maria"].stance is None

    async def test_space_marks_several(self) -> None:
        ((edit,), _) = await pressed(person_form(start="roles"), *"ex", "space", *"le", "space", "ctrl+s")
        assert after(edit).people["maria"].roles == (Role.ECONOMIC_BUYER, Role.EXECUTIVE_SPONSOR, Role.LEGAL)

    async def test_letters_choose_among_boxes_too(self) -> None:
        for keys in ((*"le",), (*"ex", "backspace", *"le"), ("l",), (*"ev", "space", "space", *"le")):
            ((edit,), _) = await pressed(person_form(start="roles"), *keys, "ctrl+s")
            kept = () if "backspace" in keys else ACCOUNT.people["maria"].roles
            assert set(after(edit).people["maria"].roles) == {*kept, Role.LEGAL}, keys

    async def test_tab_completes_what_is_no_value_yet_and_leaves_what_is_one(self) -> None:
        ((edit,), _) = await pressed(person_form(start="reports_to"), *"pri", "tab", "tab", "ctrl+s")
        assert after(edit).people["maria"].reports_to == "priya"
        screen = person_form(start="power")
        await pressed(screen, "backspace", "4", "tab")
        assert screen.form.sheet.text((*MARIA, "power")) == "4"

    async def test_the_list_leaves_in_sight_what_is_said_of_the_value(self) -> None:
        _, shown = await pressed(person_form(start="reports_to"), *"pri")
        assert "= Head of Security" in shown
        assert "Priya Nair  Head" in shown

    async def test_a_new_gate_shows_no_effort(self) -> None:
        for name in ("gates", "actions", "rivals", "places", "team"):
            _, shown = await pressed(new_record(ACCOUNT, name, today=TODAY, rng=numbered()))
            assert "unless you say otherwise" not in shown, name

    async def test_a_fault_is_shown_at_once_and_keeps_the_form_open(self) -> None:
        answers, shown = await pressed(person_form(start="power"), *"9", "ctrl+s")
        assert answers == []
        assert "✗" in shown
        assert "1 to 5" in shown

    async def test_a_date_says_what_it_means(self) -> None:
        _, shown = await pressed(person_form(start="last_contact"), *"yesterday")
        assert "Fri 13 Nov 2026" in shown

    async def test_completion_by_name(self) -> None:
        ((edit,), _) = await pressed(person_form(start="reports_to"), *"pri", "down", "enter", "ctrl+s")
        assert after(edit).people["maria"].reports_to == "priya"

    async def test_enter_on_the_last_field_saves(self) -> None:
        form = FormScreen(ACCOUNT, ("rivals", "orbit"), today=TODAY, rng=numbered())
        ((edit,), _) = await pressed(form, *" II", "enter")
        assert after(edit).rivals["orbit"].name == "Orbit Fleet II"

    async def test_esc_says_what_it_would_drop(self) -> None:
        answers, shown = await pressed(person_form(), *"x", "escape")
        assert answers == []
        assert "1 change not kept" in shown
        assert (await pressed(person_form(), *"x", "escape", "escape"))[0] == [None]
        assert (await pressed(person_form(), "escape"))[0] == [None]

    async def test_prose_takes_several_lines(self) -> None:
        screen = person_form(start="notes")
        ((edit,), _) = await pressed(screen, *"one", "enter", *"two", "ctrl+s")
        assert after(edit).people["maria"].notes == "one\ntwo"

    async def test_what_is_pasted_is_cleaned(self) -> None:
        screen = person_form()
        host = Host(screen)
        async with host.run_test(size=(80, 24)) as pilot:
            screen.form.rows()[0].control.post_message(Paste("\x1b[31mEvil\u202e\nName"))
            await pilot.pause()
            await pilot.press("ctrl+s")
        (edit,) = host.answers
        name = edit.changes[0].after
        assert "\x1b" not in name
        assert "\u202e" not in name
        assert "\n" not in name

    async def test_markup_in_a_value_is_text(self) -> None:
        account = replace(ACCOUNT, people={"evil": replace(ACCOUNT.people["tom"], name="[bold red]x[/] [link=y]")})
        _, shown = await pressed(FormScreen(account, ("people", "evil"), today=TODAY, rng=numbered()))
        assert "[bold red]x[/] [link=y]" in shown

    @pytest.mark.parametrize(("path", "size"), [(MARIA, (80, 24)), (MARIA, (120, 40)), (("effort",), (80, 24))])
    async def test_every_field_can_be_reached_and_the_keys_are_told(self, path: KeyPath, size: tuple[int, int]) -> None:
        screen = FormScreen(ACCOUNT, path, today=TODAY, rng=numbered())
        host = Host(screen)
        async with host.run_test(size=size) as pilot:
            for row in screen.form.rows():
                assert screen.focused is row.control
                assert row.control.region.bottom <= size[1]
                await pilot.press("tab")
            assert "ctrl+s save" in text_of(host)

    async def test_new_records_are_made(self) -> None:
        keeper = Keeper(ACCOUNT)
        ((edit,), _) = await pressed(new_record(ACCOUNT, "gates", today=TODAY, rng=numbered()), *"MSA", "ctrl+s")
        assert keeper.perform(edit).gates["msa"].what == "MSA"


async def test_evidence_takes_one_line() -> None:
    screen = EvidenceScreen(ACCOUNT, "maria", me="dana", today=TODAY, rng=numbered())
    ((edit,), _) = await pressed(screen, *"Likes it", "enter")
    (record,) = [e for key, e in after(edit).evidence.items() if key not in ACCOUNT.evidence]
    assert (record.about, record.field, record.value, record.says) == ("maria", Claim.STANCE, "neutral", "Likes it")
    assert (record.by, record.date, record.basis) == ("dana", TODAY, "heard")


async def test_evidence_in_a_line_shows_what_it_will_write() -> None:
    screen = EvidenceLineScreen(ACCOUNT, "maria", me="dana", today=TODAY, rng=numbered(), source="call with Tom")
    ((edit,), _) = await pressed(screen, *"Likes it, secondhand, power=5", "enter")
    (record,) = [e for key, e in after(edit).evidence.items() if key not in ACCOUNT.evidence]
    assert (record.says, record.basis, record.source) == ("Likes it", "secondhand", "call with Tom")
    assert (record.field, record.value, record.by) == (Claim.POWER, 5, "dana")


async def test_a_faulty_line_of_evidence_is_not_written() -> None:
    screen = EvidenceLineScreen(ACCOUNT, "maria", me="dana", today=TODAY, rng=numbered())
    answers, shown = await pressed(screen, *"Likes it, stance=suporter", "enter")
    assert answers == []
    assert "cannot be" in shown


async def test_tab_opens_the_form_with_what_was_typed() -> None:
    screen = EvidenceLineScreen(ACCOUNT, "maria", me="dana", today=TODAY, rng=numbered())
    ((edit,), _) = await pressed(screen, *"Likes it, observed", "tab", "enter")
    (record,) = [e for key, e in after(edit).evidence.items() if key not in ACCOUNT.evidence]
    assert (record.says, record.basis, record.value) == ("Likes it", "observed", "neutral")


async def test_evidence_of_a_tie() -> None:
    screen = EvidenceScreen(ACCOUNT, "tom > maria", me="", today=TODAY, rng=numbered())
    ((edit,), _) = await pressed(screen, *"She asks him", "enter")
    assert [c.after.value for c in edit.changes] == [3]


async def test_accepting_asks_for_a_reason() -> None:
    finding = Finding(
        code="CH001",
        name="no-champion",
        severity=Severity.CRITICAL,
        subject="account",
        explanation="None.",
        fix="Find one.",
    )
    answers, _ = await pressed(AcceptScreen(ACCOUNT, finding, today=TODAY), "ctrl+s")
    assert answers == []
    ((edit,), _) = await pressed(AcceptScreen(ACCOUNT, finding, today=TODAY), *"Soon", "tab", *"+2w", "enter")
    record = after(edit).accepted["CH001", "account"]
    assert (record.reason, record.until) == ("Soon", date(2026, 11, 28))


def test_a_single_field_has_its_own_sheet() -> None:
    (box,) = field_sheet(ACCOUNT, (*MARIA, "power"), TODAY).boxes()
    assert box.before == "5"
