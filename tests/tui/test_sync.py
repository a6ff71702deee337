"""Sharing from the screen: one key, each step shown, what cannot go on says how, and nothing else is touched."""

from dataclasses import replace
from pathlib import Path

import pytest
from desk import Desk, desk
from host import small_account
from team import commit, git, shared, untouched

from committee import store
from committee.model import edits
from committee.model.access import get
from committee.model.account import Person
from committee.model.edit import apply

pytestmark = pytest.mark.usefixtures("own_git")

NAME = "northwind.account.toml"
STANCE = ("people", "maria", "stance")
POWER = ("people", "maria", "power")


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, ...]:
    text = store.write_text(small_account())
    return shared(tmp_path, "dana", "ana", files={NAME: text, "other.account.toml": text, "note.md": "x\n"})


def theirs(folder: Path, path: tuple[str, ...], value: object, name: str = NAME) -> None:
    """Ana changes something and shares it."""
    account = store.read(folder / name).account
    store.save(folder / name, apply(account, edits.set_field(account, path, value)))
    commit(folder, name)
    git(folder, "push", "--quiet")


async def to(d: Desk, person: str, *keys: str) -> None:
    """Select somebody, then press these keys."""
    d.screen.desk.select(person)
    await d.press(*keys)


async def share(d: Desk, *keys: str) -> None:
    """The key, and on the screen that comes these keys."""
    await d.press("y")
    await d.until("Share with the others")
    await d.press(*keys)


async def test_one_key_saves_commits_joins_and_sends(clones: tuple[Path, ...]) -> None:
    dana, ana = clones
    theirs(ana, POWER, 3)
    theirs(ana, POWER, 2, "other.account.toml")
    (dana / "note.md").write_text("mine\n", encoding="utf-8")
    async with desk(dana / NAME) as d:
        await to(d, "maria", "s", "4", "enter")
        await share(d)
        assert "Shared through origin, branch main." in d.text
        assert "Northwind Robotics: 1 person changed" in d.text
        assert "1 other file has changes that are not committed; it stays as it is." in d.text
        await d.press("enter")
        await d.until("The others can have it now")
        for words in ("fetched what Ana Rao did", "2 files of theirs came", "sent to origin", "power 5 → 3",
                      "1 other file of theirs came too", "The others can have it now"):  # fmt: skip
            assert words in d.text
        await d.press("enter")
        await d.until("shared with the others")
        assert (get(d.account, STANCE), get(d.account, POWER)) == ("supporter", 3)
        assert d.session.person == "maria"
        assert not d.session.workspace.dirty
    assert git(dana, "status", "--porcelain") == " M note.md\n"
    assert git(dana, "log", "-1", "--format=%s") == "Northwind Robotics: 1 person changed\n"


async def test_what_both_changed_is_decided_on_the_way_and_leaving_keeps_everything(clones: tuple[Path, ...]) -> None:
    dana, ana = clones
    theirs(ana, STANCE, "opposed")
    async with desk(dana / NAME, size=(80, 24)) as d:
        await to(d, "maria", "s", "4", "enter")
        await share(d, *"by me", "enter")
        await d.until("You and Ana Rao changed the same")
        await d.press("escape")
        assert "kept here as a commit" in d.text
        assert get(d.account, STANCE) == "supporter"
        await d.press("enter")
        await d.until("1 of 1 open")
        await d.press("b", "enter")
        await d.until("The others can have it now")
        await d.press("enter")
        await d.until("shared with the others")
        assert get(d.account, STANCE) == "supporter"
        (kept,) = [one for one in d.account.evidence.values() if one.value == "opposed"]
        assert (kept.about, kept.source) == ("maria", "Ana Rao")
    git(ana, "pull", "--quiet")
    assert get(store.read(ana / NAME).account, STANCE) == "supporter"
    assert git(ana, "log", "-1", "--format=%s") == "by me\n"


async def test_without_the_others_the_commit_waits_or_is_taken_back(clones: tuple[Path, ...], tmp_path: Path) -> None:
    dana, _ = clones
    (tmp_path / "shared.git").rename(tmp_path / "away.git")
    async with desk(dana / NAME) as d:
        before = git(dana, "rev-parse", "HEAD")
        await to(d, "maria", "s", "4", "enter", "ctrl+s")
        held = untouched(dana)
        await share(d, "enter")
        await d.until("is not there")
        assert "the others do not have it yet" in d.text
        assert git(dana, "rev-parse", "HEAD") != before
        await d.press("ctrl+u")
        assert "was taken back" in d.text
        assert (git(dana, "rev-parse", "HEAD"), untouched(dana)) == (before, held)
        await d.press("enter")
        await d.until("is not there")
        await d.press("escape")
        assert "not shared yet; y goes on" in d.footer
        (tmp_path / "away.git").rename(tmp_path / "shared.git")
        await share(d)
        assert "1 commit made earlier goes with it" in d.text
        await d.press("enter")
        await d.until("The others can have it now")


async def test_esc_stops_a_sync_that_waits_for_the_others(
    clones: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server answers only when the test is over; the commit is kept and nothing hangs."""
    dana, _ = clones
    fifo = dana / ".git" / "wait"
    script = dana / ".git" / "slow.sh"
    script.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    script.chmod(0o755)
    git(dana, "remote", "set-url", "origin", "ext::" + str(script))
    git(dana, "config", "protocol.ext.allow", "always")
    async with desk(dana / NAME) as d:
        await to(d, "maria", "s", "4", "enter")
        await share(d)
        await d.pilot.press("enter")
        await d.until("fetch what the others did")
        assert "esc stops" in d.text
        await d.pilot.press("escape")
        await d.until("goes on")
        assert "kept here as a commit" in d.text
    assert not fifo.exists()


async def test_during_another_operation_of_git_it_says_how_to_end_that(clones: tuple[Path, ...]) -> None:
    dana, _ = clones
    git(dana, "bisect", "start")
    async with desk(dana / NAME, private=True) as d:
        await share(d)
        assert "in the middle of a bisect" in d.text
        assert "git bisect reset" in d.text
        assert "Nothing was touched" in d.text
        await d.press("enter")
        assert "nothing was shared" in d.footer


async def test_outside_a_repository_it_says_what_to_do(tmp_path: Path) -> None:
    store.save(tmp_path / NAME, small_account())
    async with desk(tmp_path / NAME) as d:
        await share(d)
        assert "git init, then committee git-setup" in d.text


async def test_names_are_hidden_in_private_and_in_what_the_others_read(clones: tuple[Path, ...]) -> None:
    dana, ana = clones
    theirs(ana, STANCE, "opposed")
    async with desk(dana / NAME, private=True, commit_details=True) as d:
        d.session.workspace.edit(edits.set_field(d.session.workspace.account, STANCE, "supporter"))
        await share(d)
        seen = [d.text]
        await d.press("enter")
        await d.until("1 of 1 open")
        seen.append(d.text)
        await d.press("t", "enter")
        await d.until("The others can have it now")
        seen.append(d.text)
    for word in ("Northwind", "northwind", "María", "Gómez", "Ana Rao", "Dana"):
        assert not [text for text in seen if word in text]
    assert git(dana, "log", "-1", "--format=%B", "--author=Dana").strip() in {"Account: 1 person changed", "Begin"}


def both_know_jan(clones: tuple[Path, ...], *crm_ids: str) -> Path:
    """The folder of whoever joins them: each has written down Jan Novák under an id of its own."""
    names = (("jan-novak", "Jan Novák"), ("j-novak", "J. Novák"))
    for folder, (key, name), crm_id in zip(clones, names, crm_ids, strict=True):
        account = store.read(folder / NAME).account
        person = Person(name=name, email="jan@northwind.example", crm_id=crm_id)
        store.save(folder / NAME, replace(account, people={**account.people, key: person}))
    commit(clones[1], NAME)
    git(clones[1], "push", "--quiet")
    return clones[0]


@pytest.mark.parametrize("private", [False, True])
async def test_two_people_with_one_address_are_said_when_they_are_shared(
    clones: tuple[Path, ...], private: bool
) -> None:
    async with desk(both_know_jan(clones, "1", "2") / NAME, private=private) as d:
        await share(d, "enter")
        await d.until("The others can have it now")
        said = " ".join(d.text.split())
    assert ("The same person was added twice." in said) is private
    assert ("J. Novák (j-novak) and Jan Novák (jan-novak) were added" in said) is not private


async def test_one_person_under_two_ids_is_offered_as_one(clones: tuple[Path, ...]) -> None:
    dana = both_know_jan(clones, "", "")
    async with desk(dana / NAME) as d:
        await share(d, "enter")
        await d.until("1 of 1 open", "one person or two", "one person, kept as J. Novák", "two people, who share it")
        await d.press("t")
        await d.until("1 of 2 open", "Jan Novák")
        await d.press("m")
        await d.press("enter")
        await d.until("The others can have it now")
    people = store.read(dana / NAME).account.people
    assert "jan-novak" not in people
    assert people["j-novak"].name == "Jan Novák"


async def test_details_are_said_to_the_others_only_by_a_setting(clones: tuple[Path, ...]) -> None:
    dana, _ = clones
    async with desk(dana / NAME, commit_details=True) as d:
        await to(d, "maria", "s", "4", "enter")
        await share(d, "enter")
        await d.until("The others can have it now")
    said = git(dana, "log", "-1", "--format=%B")
    assert said.splitlines()[0] == "Northwind Robotics: 1 person changed"
    assert "María Gómez: neutral → supporter" in said
