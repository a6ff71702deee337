"""The main job, by keyboard alone: a 25-minute discovery call, from an empty account to a saved file."""

from pathlib import Path

import pytest
from terminal import Start

from committee import store
from committee.model.vocabulary import Basis, Role, Stance

MOST_KEYS = 420

PEOPLE = (
    "Tom Lee, VP Ops, ub champion, @Tulsa(America/Chicago), ++, p4, =3",
    "Ana Ruiz, CFO, eb, @Madrid(Europe/Madrid), 0, p5, <4 Tom",
    "Priya Nair, CISO, se, @Pune(Asia/Kolkata) remote, -, p3, >3 Ana",
    "Jens Bo, CIO, dm, @Oslo(Europe/Oslo), +, p4, >3 Ana, <2 Tom, =1",
    "Mia Sun, Counsel, le, @Oslo, p2, <3 Jens, >2 Priya",
)
SAID = (
    ("tom", "two breakdowns a week"),
    ("ana", "payback in 18 months"),
    ("jens", "one tool less to run"),
)


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_a_discovery_call(committee: Start, tmp_path: Path, columns: int, rows: int) -> None:
    screen = committee("new", "Halden Foods", columns=columns, rows=rows)
    screen.wait_for("Halden Foods")
    screen.wait_for("a adds people")
    screen.press("a")
    screen.wait_for("Add people")
    for line in PEOPLE:
        screen.type(line)
        screen.press("enter")
        screen.wait_for(f"✓ {line.split(',')[0]}")
    screen.press("escape")
    screen.wait_gone("Add people")
    for name, says in SAID:
        screen.press("/")
        screen.type(name)
        screen.press("enter", "w")
        screen.wait_for("Evidence")
        screen.type(says)
        screen.press("enter")
        screen.wait_gone("Evidence:")
    screen.press("ctrl+s")
    screen.wait_gone("unsaved")
    used = screen.keys
    screen.press("q")
    assert screen.wait_exit() == 0
    assert screen.left_on == []
    assert used <= MOST_KEYS, f"{used} keys"

    path = tmp_path / "halden-foods.account.toml"
    document = store.read(path)
    account = document.account
    assert document.problems == ()
    assert store.write_text(account) == path.read_text(encoding="utf-8")
    assert {person.name for person in account.people.values()} == {line.split(",")[0] for line in PEOPLE}
    assert len(account.places) == 4
    assert len(account.influence) == 6
    assert account.people["tom-lee"].champion is not None
    assert account.people["ana-ruiz"].roles == (Role.ECONOMIC_BUYER,)
    assert account.people["priya-nair"].stance is Stance.RESERVED
    assert account.coverage["dana-okafor", "tom-lee"].strength == 3
    assert sorted(record.says for record in account.evidence.values()) == sorted(says for _, says in SAID)
    assert all(record.basis is Basis.HEARD and record.by == "dana-okafor" for record in account.evidence.values())

    again = committee(path, columns=columns, rows=rows)
    again.wait_for("YES 1 of 4")
    again.press("2")
    for person in account.people.values():
        again.wait_for(person.name)
    again.press("q")
    assert again.wait_exit() == 0
