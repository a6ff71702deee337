"""The file of an open account is changed by somebody else: read again, joined, decided; never overwritten."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, desk
from host import NOW, small_account
from team import commit, git, shared

from committee import store
from committee.model import edits
from committee.model.access import get, put
from committee.model.account import Person
from committee.model.edit import apply
from committee.tui.sharing.resolve import ResolveScreen
from committee.workspace.presence import Attendance

STANCE = ("people", "maria", "stance")
POWER = ("people", "maria", "power")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "northwind.account.toml"
    store.save(path, small_account())
    return path


def theirs(file: Path, path: tuple[str, ...], value: object) -> None:
    account = store.read(file).account
    store.save(file, apply(account, edits.set_field(account, path, value)))


async def look(d: Desk) -> None:
    """What happens every two seconds."""
    d.screen.lookout.look()
    await d.settle()


async def to(d: Desk, person: str, *keys: str) -> None:
    """Select somebody, then press these keys."""
    d.screen.desk.select(person)
    await d.press(*keys)


async def test_without_unsaved_changes_the_file_is_read_again_with_selection_view_and_undo(file: Path) -> None:
    async with desk(file) as d:
        await to(d, "tom", "t", "2", "ctrl+s", "2")
        theirs(file, POWER, 3)
        await look(d)
        assert "somebody else saved: María Gómez: power 5 → 3" in d.footer
        assert get(d.account, POWER) == 3
        assert d.session.person == "tom"
        assert d.screen.view_name == "people"
        assert not d.session.workspace.dirty
        await d.press("u")
        assert d.account.coverage["dana", "tom"].strength == small_account().coverage["dana", "tom"].strength
        assert get(d.account, POWER) == 3
        await d.press("ctrl+r", "ctrl+s")
        theirs(file, ("coverage", "dana", "tom", "strength"), 5)
        d.app.app_focus = False
        await d.settle()
        d.app.app_focus = True  # the terminal gets the focus back
        await d.settle()
        assert d.account.coverage["dana", "tom"].strength == 5
        await d.press("u")
        assert "strength is now 5" in d.footer


async def test_unsaved_changes_and_theirs_are_joined_without_asking(file: Path) -> None:
    async with desk(file) as d:
        await to(d, "maria", "s", "4", "enter")
        theirs(file, POWER, 3)
        await look(d)
        assert "joined with what somebody else saved: María Gómez: power 5 → 3" in d.footer
        assert (get(d.account, STANCE), get(d.account, POWER)) == ("supporter", 3)
        assert "unsaved" in d.lines[0]
        await d.press("ctrl+s")
    assert get(store.read(file).account, STANCE) == "supporter"


async def test_a_save_that_comes_second_is_joined_and_says_with_what(file: Path) -> None:
    async with desk(file) as d:
        await to(d, "maria", "s", "4", "enter")
        theirs(file, POWER, 3)
        await d.press("ctrl+s")
        await d.until("saved, joined with what")
        assert "saved, joined with what somebody else saved: María Gómez: power 5 → 3" in d.footer
    account = store.read(file).account
    assert (get(account, STANCE), get(account, POWER)) == ("supporter", 3)


async def test_nothing_is_taken_over_while_somebody_is_in_a_dialog_a_key_or_a_what_if(file: Path) -> None:
    async with desk(file) as d:
        for before, after in ((["e"], ["escape"]), (["i"], ["escape"]), (["W", "g"], ["escape"])):
            await d.press(*before)
            power = 3 if get(d.session.workspace.account, POWER) == 5 else 5
            theirs(file, POWER, power)
            await look(d)
            assert get(d.session.workspace.account, POWER) != power
            await d.press(*after)
            await look(d)
            assert get(d.account, POWER) == power


async def both_changed(file: Path, d: Desk) -> bytes:
    await to(d, "maria", "s", "4", "enter")
    theirs(file, STANCE, "opposed")
    return file.read_bytes()


async def test_what_both_changed_is_said_and_decided_only_when_asked_for(file: Path) -> None:
    async with desk(file) as d:
        before = await both_changed(file, d)
        await look(d)
        assert "1 thing differs with what you changed here; B decides" in d.footer
        assert not isinstance(d.app.screen, ResolveScreen)
        assert file.read_bytes() == before
        await d.press("B")
        await d.until("1 of 1 open")
        for words in ("María Gómez, Chief Financial Officer", "supporter", "opposed", "neutral", "kept as evidence"):
            assert words in d.text
        await d.press("escape")
        assert "nothing was changed" in d.footer
        assert (file.read_bytes(), get(d.account, STANCE)) == (before, "supporter")


async def test_each_answer_can_be_chosen_and_the_one_taken_last_is_what_is_saved(file: Path) -> None:
    async with desk(file) as d:
        await both_changed(file, d)
        await d.press("ctrl+s")
        await d.until("1 of 1 open")
        for key, words in (("t", "supporter → opposed"), ("o", "supporter → neutral"), ("m", "as it is here now")):
            await d.press(key)
            assert words in d.text
        await d.press("b", "enter")
    account = store.read(file).account
    assert get(account, STANCE) == "supporter"
    assert [(kept.about, kept.field) for kept in account.evidence.values() if kept.value == "opposed"] == [
        ("maria", "stance")
    ]


async def two_jans(file: Path, d: Desk, *, ours: str = "", **theirs_say: Any) -> None:
    """Both write down a new Jan Novák; `ours` is the CRM id of the one here."""
    account = d.session.workspace.account
    jan = Person(name="Jan Novák", title="VP Operations", email="jan@x.example", crm_id=ours)
    d.session.workspace.edit(edits.difference(account, put(account, ("people", "jan-novak"), jan)))
    key = theirs_say.pop("key", "jan-novak")
    saved = store.read(file).account
    store.save(file, put(saved, ("people", key), replace(jan, **theirs_say)))
    await look(d)


async def test_two_people_under_one_id_are_a_question_with_both_among_the_answers(file: Path) -> None:
    async with desk(file) as d:
        await two_jans(file, d, title="Head of Security", email="novak@x.example")
        assert "jan-novak" in d.account.people
        await d.press("B")
        await d.until("1 of 1 open")
        assert isinstance(d.app.screen, ResolveScreen)
        assert "which of two" in d.text
        assert "Jan Novák, VP Operations, jan@x.example" in d.text
        assert "Jan Novák, Head of Security, novak@x.example" in d.text
        await d.press("b", "enter")
        titles = sorted(person.title for key, person in d.account.people.items() if key.startswith("jan-novak"))
        assert titles == ["Head of Security", "VP Operations"]


async def test_who_says_nothing_different_under_two_ids_is_one(file: Path) -> None:
    async with desk(file) as d:
        await two_jans(file, d, key="j-novak")
        assert [key for key in d.account.people if key.endswith("novak")] == ["j-novak"]


async def test_one_person_under_two_ids_is_offered_as_one(file: Path) -> None:
    async with desk(file) as d:
        await two_jans(file, d, key="j-novak", power=4, title="")
        assert [key for key in d.account.people if key.endswith("novak")] == ["jan-novak"]
        await d.press("B")
        await d.until("1 of 1 open")
        assert "one person or two" in d.text
        await d.press("m", "enter")
        found = [person for key, person in d.account.people.items() if key.endswith("novak")]
        assert [(person.title, person.power) for person in found] == [("VP Operations", 4)]


async def test_two_people_with_one_address_are_said(file: Path) -> None:
    async with desk(file) as d:
        await two_jans(file, d, key="j-novak", ours="1", crm_id="2")
        assert {"jan-novak", "j-novak"} <= d.account.people.keys()
        assert "with the same mail address" in d.footer


async def test_done_is_refused_while_something_is_open_and_keys_can_be_rebound(file: Path) -> None:
    async with desk(file, keys={"resolve.theirs": "y"}) as d:
        await both_changed(file, d)
        await d.press("B")
        await d.until("1 of 1 open")
        await d.press("enter")
        assert "1 is still open" in d.text
        assert "y theirs" in d.text
        await d.press("y")
        assert "Everything is decided" in d.text
        assert "María Gómez: supporter → opposed" in d.text
        await d.press("u")
        assert "1 of 1 open" in d.text
        await d.press("T", "enter")
        assert get(d.account, STANCE) == "opposed"


async def test_many_differences_are_walked_person_by_person(file: Path) -> None:
    async with desk(file, size=(80, 24)) as d:
        for person in ("ana", "tom", "priya"):
            for field, value in (("title", "Mine"), ("email", "mine@example.com")):
                d.session.workspace.edit(edits.set_field(d.account, ("people", person, field), value))
                theirs(file, ("people", person, field), f"Theirs, {person}")
        d.screen.changed()
        await d.press("B")
        await d.until("6 of 6 open")
        for left in range(5, -1, -1):
            await d.press("t")
            assert ("Everything is decided" if not left else f"{left} of 6 open") in d.text
        await d.press("enter")
        assert d.account.people["priya"].title == "Theirs, priya"
        assert "decided" in d.footer


async def test_names_are_hidden_while_deciding_in_private(file: Path) -> None:
    async with desk(file, private=True) as d:
        d.session.workspace.edit(
            edits.set_field(d.session.workspace.account, ("people", "maria", "cares_about"), "Secret A")
        )
        theirs(file, ("people", "maria", "cares_about"), "Secret B")
        d.screen.changed()
        await d.press("B")
        await d.until("1 of 1 open")
        for word in ("María", "Gómez", "Secret", "Northwind", "northwind"):
            assert word not in d.text
        await d.press("t", "enter")
        assert d.session.workspace.account.people["maria"].cares_about == "Secret B"


async def test_a_file_that_goes_away_is_told_and_written_anew_on_request(file: Path) -> None:
    async with desk(file) as d:
        await d.press("t", "3")
        file.unlink()
        await look(d)
        assert "moved or deleted" not in d.footer  # it may be coming back in a moment
        await look(d)
        assert "moved or deleted; ctrl+s writes it anew" in d.footer
        assert not file.exists()
        await d.press("ctrl+s")
        assert "saved" in d.footer
    assert file.exists()


async def test_a_file_with_errors_is_not_taken_over_and_not_overwritten(file: Path) -> None:
    async with desk(file) as d:
        await d.press("t", "3")
        broken = file.read_text(encoding="utf-8").replace('"neutral"', '"neutrl"')
        file.write_text(broken, encoding="utf-8")
        await look(d)
        assert "has errors now" in d.footer
        await d.press("ctrl+s")
        await d.until("cannot be joined")
        await d.press("escape")
        assert file.read_text(encoding="utf-8") == broken
        await d.press("ctrl+s")
        await d.until("cannot be joined")
        await d.press("r", "e")
        assert "cannot be joined" in d.text
        await d.press("ctrl+r")
        assert "read-only" in d.lines[0]
        assert file.read_text(encoding="utf-8") == broken


@pytest.fixture
def marked(tmp_path: Path, own_git: None) -> Path:
    """A rebase of git in the middle: the file holds Ana's version and mine."""
    name = "northwind.account.toml"
    dana, ana = shared(tmp_path, "dana", "ana", files={name: store.write_text(small_account()), "note.md": "x\n"})
    theirs(ana / name, STANCE, "opposed")
    commit(ana, name)
    git(ana, "push", "--quiet")
    theirs(dana / name, STANCE, "supporter")
    commit(dana, name)
    git(dana, "pull", "--quiet", "--rebase", check=False)
    (dana / "note.md").write_text("y\n", encoding="utf-8")
    return dana / name


async def test_a_file_with_two_versions_opens_in_the_same_screen_and_git_is_told_on_request(marked: Path) -> None:
    async with desk(marked) as d:
        assert "1 of 1 open · Two versions in the file" in d.text
        await d.press("m", "enter")
        assert "Decided and written" in d.text
        assert get(store.read(marked).account, STANCE) == "supporter"
        assert git(marked.parent, "ls-files", "-u") != ""
        await d.press("g")
        assert git(marked.parent, "ls-files", "-u") != ""
        await d.press("ctrl+g")
        assert git(marked.parent, "ls-files", "-u") == ""
        assert git(marked.parent, "status", "--porcelain") == "M  northwind.account.toml\n M note.md\n"
        assert "git rebase --continue" in d.text
        await d.press("enter")
        assert not d.session.workspace.read_only


async def test_leaving_two_versions_undecided_leaves_the_file_as_it_is_and_the_palette_brings_it_back(
    marked: Path,
) -> None:
    before = marked.read_bytes()
    async with desk(marked) as d:
        await d.press("escape")
        assert "left undecided" in d.footer
        assert "read-only" in d.lines[0]
        assert marked.read_bytes() == before
        await d.press("B", "t", "enter", "escape")
        assert "git add still has to tell git" in d.footer
    assert get(store.read(marked).account, STANCE) == "opposed"
    assert git(marked.parent, "ls-files", "-u") != ""


async def test_markers_that_appear_while_the_account_is_open_are_said(file: Path) -> None:
    async with desk(file) as d:
        text = file.read_text(encoding="utf-8")
        line = 'stance = "neutral"\n'
        two = f'<<<<<<< HEAD\n{line}=======\nstance = "opposed"\n>>>>>>> x\n'
        file.write_text(text.replace(line, two), encoding="utf-8")
        await look(d)
        assert "git left two versions in the file; B decides" in d.footer
        await d.press("B", "t", "enter")
        assert get(store.read(file).account, STANCE) == "opposed"


async def test_rescued_work_is_announced_looked_at_and_gone_once_it_is_saved(file: Path) -> None:
    rescue = file.with_name(f"{file.name}.rescue")
    account = small_account()
    rescue.write_text(store.write_text(apply(account, edits.set_field(account, POWER, 2))), encoding="utf-8")
    async with desk(file) as d:
        assert "Unsaved work of an earlier sitting" in d.text
        assert "María Gómez: power 5 → 2" in d.text
        await d.press("escape", "B", "r")
        assert "María Gómez: power 5 → 2" in d.text
        await d.press("escape")
        assert rescue.exists()
        await d.press("B", "r", "enter", "u", "t", "4", "ctrl+s")
        assert rescue.exists()  # taken back before the save: it is needed still
        rescue.touch()
        await d.press("B", "r", "enter")
        assert get(d.account, POWER) == 2
        assert rescue.exists()
        await d.press("ctrl+s")
        assert not rescue.exists()
        await d.press("u")
        assert get(d.account, POWER) == 5


async def test_all_rescued_work_is_offered_one_after_the_other(file: Path) -> None:
    account = small_account()
    for number, edit in enumerate(
        (
            edits.set_field(account, POWER, 2),
            edits.set_field(account, STANCE, "opposed"),
            edits.set_field(account, POWER, 1),
        ),
        1,
    ):
        text = store.write_text(apply(account, edit))
        file.with_name(f"{file.name}.rescue{f'-{number}' if number > 1 else ''}").write_text(text, encoding="utf-8")
    async with desk(file) as d:
        assert f"{file.name}.rescue on" in d.text
        await d.press("r", "enter")
        assert f"{file.name}.rescue-2 on" in d.text
        await d.press("r", "enter")
        assert f"{file.name}.rescue-3 on" in d.text
        await d.press("ctrl+d")
        assert "Unsaved work" not in d.text
        assert (get(d.account, POWER), get(d.account, STANCE)) == (2, "opposed")
        await d.press("ctrl+s")
    assert [entry.name for entry in file.parent.glob(f"{file.name}*")] == [file.name]
    assert get(store.read(file).account, POWER) == 2


async def test_rescued_work_can_be_thrown_away_and_the_same_work_is_not_announced(file: Path) -> None:
    rescue = file.with_name(f"{file.name}.rescue")
    rescue.write_text(store.write_text(small_account()), encoding="utf-8")
    async with desk(file) as d:
        assert "Unsaved work" not in d.text
    assert not rescue.exists()
    rescue.write_text(store.write_text(small_account()).replace("power = 5", "power = 1"), encoding="utf-8")
    async with desk(file) as d:
        await d.press("d")
        assert rescue.exists()
        await d.press("ctrl+d")
        assert "thrown away" in d.footer
    assert not rescue.exists()


async def test_somebody_else_with_the_file_open_is_named_with_since_when(file: Path) -> None:
    other = Attendance(file, user="sam", host="laptop", pid=1)
    other.enter(NOW - timedelta(minutes=2))
    async with desk(file) as d:
        assert "also open: sam on laptop since" in d.lines[0]
        assert "both may save" in d.footer
        other.leave()
        await look(d)
        assert "also open" not in d.lines[0]
        assert len(other.others(NOW)) == 1
        await d.press("B")
        assert "nothing to decide" in d.footer
    assert other.others(NOW) == ()
