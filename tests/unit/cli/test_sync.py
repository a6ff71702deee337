"""`committee sync`: the steps on stderr, what came on stdout, and what has to be decided named."""

from dataclasses import replace
from pathlib import Path

import pytest
from calls import Run
from host import small_account
from team import commit, git, shared

from committee import store
from committee.model import edits
from committee.model.account import Person
from committee.model.edit import apply

NAME = "northwind.account.toml"
STANCE = ("people", "maria", "stance")


@pytest.fixture
def clones(run: Run, own_git: None, tmp_path: Path) -> tuple[Path, ...]:
    return shared(tmp_path, "dana", "ana", files={NAME: store.write_text(small_account())})


def change(folder: Path, path: tuple[str, ...], value: object) -> None:
    account = store.read(folder / NAME).account
    store.save(folder / NAME, apply(account, edits.set_field(account, path, value)))


def by_ana(folder: Path, path: tuple[str, ...], value: object) -> None:
    change(folder, path, value)
    commit(folder, NAME)
    git(folder, "push", "--quiet")


def test_what_came_is_on_stdout_and_the_steps_on_stderr(clones: tuple[Path, ...], run: Run) -> None:
    dana, ana = clones
    by_ana(ana, ("people", "maria", "power"), 3)
    change(dana, STANCE, "supporter")
    said = run("sync", str(dana / NAME), "--date", "2026-11-20")
    assert said.code == 0
    assert said.out == "María Gómez: power 5 → 3\n"
    assert "fetched what Ana Rao did" in said.err
    assert "sent to origin" in said.err
    assert git(dana, "log", "-1", "--format=%s") == "Northwind Robotics: 1 person changed\n"


def test_what_has_to_be_decided_is_named_and_nothing_is_chosen(clones: tuple[Path, ...], run: Run) -> None:
    dana, ana = clones
    by_ana(ana, STANCE, "opposed")
    change(dana, STANCE, "supporter")
    said = run("sync", str(dana / NAME), "-m", "mine")
    assert said.code == 1
    assert said.out == "María Gómez: stance: supporter here, opposed there (it was neutral)\n"
    assert "press y" in said.err
    assert store.read(dana / NAME).account.people["maria"].stance == "supporter"
    said = run("sync", str(dana / NAME), "--private")
    assert said.code == 1
    assert "María" not in said.out + said.err
    assert "Ana Rao" not in said.out + said.err


def add(folder: Path, key: str, name: str, crm_id: str = "") -> None:
    account = store.read(folder / NAME).account
    person = Person(name=name, email="jan@northwind.example", crm_id=crm_id)
    store.save(folder / NAME, replace(account, people={**account.people, key: person}))


def test_one_person_under_two_ids_is_asked(clones: tuple[Path, ...], run: Run) -> None:
    dana, ana = clones
    add(ana, "j-novak", "J. Novák")
    commit(ana, NAME)
    git(ana, "push", "--quiet")
    add(dana, "jan-novak", "Jan Novák")
    said = run("sync", str(dana / NAME))
    assert said.code == 1
    assert said.out.endswith("; one person has two ids\n")
    assert "j-novak" not in store.read(dana / NAME).account.people
    said = run("sync", str(dana / NAME), "--private")
    assert said.code == 1
    assert "Nov" not in said.out + said.err


@pytest.mark.parametrize("committed", [False, True], ids=["one commit", "two commits"])
def test_two_people_with_one_address_are_said(clones: tuple[Path, ...], run: Run, committed: bool) -> None:
    dana, ana = clones
    add(ana, "j-novak", "J. Novák", "1")
    commit(ana, NAME)
    by_ana(ana, ("people", "maria", "power"), 3)
    add(dana, "jan-novak", "Jan Novák", "2")
    if committed:
        commit(dana, NAME)
        change(dana, STANCE, "supporter")
    said = run("sync", str(dana / NAME))
    assert said.code == 0
    assert said.err.splitlines()[-1] == (
        "J. Novák (j-novak) and Jan Novák (jan-novak) were added on different sides with the same mail address. "
        "If they are one person, move what is said of one to the other and remove it."
    )
    assert {"j-novak", "jan-novak"} <= store.read(dana / NAME).account.people.keys()
    assert "added on different sides" not in run("sync", str(ana / NAME)).err, "only who joined them is told"


def test_two_people_with_one_address_are_said_without_names_in_private(clones: tuple[Path, ...], run: Run) -> None:
    dana, ana = clones
    add(ana, "j-novak", "J. Novák", "1")
    commit(ana, NAME)
    git(ana, "push", "--quiet")
    add(dana, "jan-novak", "Jan Novák", "2")
    said = run("sync", str(dana / NAME), "--private")
    assert said.err.splitlines()[-1] == "The same person was added twice."
    assert "Nov" not in said.err


def test_a_file_with_errors_is_not_shared(clones: tuple[Path, ...], run: Run) -> None:
    dana, _ = clones
    (dana / NAME).write_text("format = \n", encoding="utf-8")
    said = run("sync", str(dana / NAME))
    assert said.code == 2
    assert "has errors and is not shared" in said.err
    assert git(dana, "log", "--format=%s") == "Begin\n"


def test_what_stops_it_says_where_things_stand(clones: tuple[Path, ...], run: Run) -> None:
    dana, _ = clones
    change(dana, STANCE, "supporter")
    git(dana, "remote", "set-url", "origin", str(dana / "nowhere.git"))
    said = run("sync", str(dana / NAME))
    assert said.code == 2
    assert "kept here as a commit" in said.err
    assert "is not there" in said.err
