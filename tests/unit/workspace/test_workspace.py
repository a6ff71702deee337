import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from changes import counting

from committee import store
from committee.errors import ChangedUnderneath, EditRefused, FileFailure
from committee.model import edits
from committee.workspace import Workspace, analyse, default_path, diff_edit, new_account, rule, rules, schema

TODAY = date(2026, 11, 21)
TEXT = """\
format = 1

[account]
name = "Northwind"

# ours
[people.ana]
name = "Ana"
power = 3

[people.tom]
name = "Tom"
"""
ANA_POWER = ("people", "ana", "power")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "northwind.account.toml"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def space(path: Path) -> Workspace:
    return Workspace.open(path, today=TODAY)


def set_power(space: Workspace, power: int | None) -> None:
    space.edit(edits.set_field(space.account, ANA_POWER, power))


def test_an_edit_is_saved_as_one_changed_line(space: Workspace, path: Path) -> None:
    assert not space.dirty
    set_power(space, 5)
    assert space.dirty
    assert path.read_text(encoding="utf-8") == TEXT  # type: ignore[unreachable]  # mypy holds what was asserted before for settled
    assert space.save() == path
    assert not space.dirty
    assert path.read_text(encoding="utf-8") == TEXT.replace("power = 3", "power = 5")
    assert not space.changed_on_disk()


def test_the_same_file_under_another_spelling_is_the_same_file(space: Workspace, path: Path) -> None:
    set_power(space, 5)
    space.save(path.parent / ".." / path.parent.name / path.name)
    assert "power = 5" in path.read_text(encoding="utf-8")


def test_undo_works_across_saves(space: Workspace, path: Path) -> None:
    set_power(space, 5)
    space.save()
    assert space.undo() == "Ana: power 3 → 5"
    assert space.dirty
    assert not space.history.can_undo
    space.save()
    assert path.read_text(encoding="utf-8") == TEXT
    assert space.redo() == "Ana: power 3 → 5"
    assert space.account.people["ana"].power == 5


def test_undoing_to_what_is_on_disk_is_not_unsaved(space: Workspace) -> None:
    set_power(space, 5)
    space.undo()
    assert not space.dirty


def test_a_refused_edit_changes_nothing(space: Workspace) -> None:
    before = space.account
    with pytest.raises(EditRefused):
        set_power(space, 9)
    assert space.account is before
    assert not space.history.can_undo


def test_somebody_else_s_save_is_never_overwritten(space: Workspace, path: Path) -> None:
    set_power(space, 5)
    theirs = TEXT.replace('"Tom"', '"Tom Lee"')
    path.write_text(theirs, encoding="utf-8")
    assert space.changed_on_disk()
    with pytest.raises(ChangedUnderneath):
        space.save()
    assert path.read_text(encoding="utf-8") == theirs
    assert space.dirty
    elsewhere = path.with_name("mine.account.toml")
    assert space.save(elsewhere) == elsewhere
    assert space.path == elsewhere
    assert path.read_text(encoding="utf-8") == theirs


def test_save_elsewhere_does_not_overwrite_either(space: Workspace, path: Path) -> None:
    other = path.with_name("other.account.toml")
    other.write_text("kept = 1\n", encoding="utf-8")
    with pytest.raises(ChangedUnderneath):
        space.save(other)
    assert other.read_text(encoding="utf-8") == "kept = 1\n"
    assert space.path == path
    space.save(other, force=True)
    assert other.read_text(encoding="utf-8") == TEXT


def test_reload_takes_what_is_there_and_undo_says_what_it_can_no_longer_do(space: Workspace, path: Path) -> None:
    space.edit(edits.set_fields(space.account, ("people", "ana"), {"power": 5, "title": "CFO"}))
    space.save()
    path.write_text(path.read_text(encoding="utf-8").replace("power = 5", "power = 1"), encoding="utf-8")
    change = space.reload()
    assert [step.path for step in change.changes] == [ANA_POWER]
    assert space.undo() == "Ana: power 3 → 5, title CFO (left as it is: Ana: power is now 1)"
    assert space.account.people["ana"].power == 1
    assert space.account.people["ana"].title == ""
    assert space.last is not None
    assert space.last.skipped == ("Ana: power is now 1",)


def test_a_deleted_file_is_noticed_and_not_made_again_unasked(space: Workspace, path: Path) -> None:
    path.unlink()
    assert space.changed_on_disk()
    with pytest.raises(ChangedUnderneath):
        space.save()
    with pytest.raises(FileFailure):
        space.reload()


def test_a_new_account_has_me_as_owner_and_first_teammate(tmp_path: Path) -> None:
    space = Workspace.new("Über Öl AG", default_path("Über Öl AG", tmp_path), me="Dana Okafor", today=TODAY)
    assert space.dirty
    assert space.account.header.owner == "dana-okafor"
    assert not space.changed_on_disk()
    saved = space.save()
    assert saved == tmp_path / "uber-ol-ag.account.toml"
    assert saved.read_text(encoding="utf-8").startswith("format = 1\n")
    assert Workspace.open(saved, today=TODAY).account == space.account
    assert Workspace.open(saved, today=TODAY).problems == ()


def test_a_new_account_without_a_path_asks_for_one() -> None:
    space = Workspace.new("N", today=TODAY)
    assert space.account.team == {}
    assert not space.changed_on_disk()
    for failing in (space.save, space.reload):
        with pytest.raises(FileFailure):
            failing()


FAULTY = TEXT.replace("power = 3", "power = 9\nstance = 'suporter'")


def test_a_faulty_file_is_read_only_until_it_is_mended(path: Path) -> None:
    path.write_text(FAULTY, encoding="utf-8")
    space = Workspace.open(path, today=TODAY)
    assert space.read_only
    assert [problem.line for problem in space.problems] == [9, 10]
    with pytest.raises(EditRefused, match="2 errors"):
        set_power(space, 5)
    with pytest.raises(EditRefused):
        space.undo()
    with pytest.raises(FileFailure, match="errors"):
        space.save()
    assert path.read_text(encoding="utf-8") == FAULTY
    while space.problems:
        space.mend(space.problems[0].mends[0])
    assert not space.read_only
    assert space.dirty  # type: ignore[unreachable]  # mypy holds what was asserted before for settled
    space.save()
    mended = TEXT.replace("power = 3", 'stance = "supporter"\npower = 5')
    assert path.read_text(encoding="utf-8") == mended
    set_power(space, 1)
    assert space.undo() == "Ana: power 5 → 1"


def test_warnings_are_mended_by_edits_that_can_be_undone(path: Path) -> None:
    path.write_text(TEXT.replace("power = 3", "powr = 4\nshoe = 44") + '\n[places.x]\nname = "X"\n', encoding="utf-8")
    space = Workspace.open(path, today=TODAY)
    assert not space.read_only
    found = {problem.path: problem for problem in space.problems}
    space.mend(found["people", "ana", "powr"].mends[0])
    assert space.account.people["ana"].power == 4
    assert ("people", "ana", "powr") not in space.account.unknown
    space.mend(found["people", "ana", "shoe"].mends[-1])
    assert space.account.unknown == {}
    assert [problem.code for problem in space.problems] == ["place-empty"]
    space.undo()
    space.undo()
    assert not space.dirty
    assert {problem.path for problem in space.problems} == set(found)


def test_problems_follow_the_edits(space: Workspace) -> None:
    assert list(space.problems) == []
    space.edit(edits.add_place(space.account, counting(), name="Lodz"))
    assert [(problem.code, problem.file) for problem in space.problems] == [("place-empty", "northwind.account.toml")]


def test_the_difference_of_two_accounts_is_an_edit(space: Workspace) -> None:
    before = space.account
    set_power(space, 5)
    assert [step.path for step in diff_edit(before, space.account).changes] == [ANA_POWER]


def test_an_analysis_is_a_function_of_account_and_date(space: Workspace) -> None:
    one, other = analyse(space.account, space.today), analyse(store.read_text(TEXT).account, TODAY)
    assert one == other
    assert [finding.code for finding in one.findings][:1] == ["CH001"]
    assert one.account is space.account
    only = analyse(space.account, TODAY, select=["DM"])
    assert {finding.code[:2] for finding in only.findings} == {"DM"}


def test_what_front_ends_need_besides() -> None:
    assert rule("CH001").name == "no-champion"
    assert rule("CH001") in rules()
    assert schema()["type"] == "object"
    assert new_account("", "").header.name == "New account"


def test_opening_a_file_imports_no_graph_library(path: Path) -> None:
    code = (
        "import sys, datetime, pathlib; from committee.workspace import Workspace;"
        f"Workspace.open(pathlib.Path({str(path)!r}), today=datetime.date(2026, 11, 21));"
        "print([m for m in ('networkx', 'textual', 'click', 'committee.findings', 'committee.consensus', "
        "'committee.layout', 'committee.graph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
