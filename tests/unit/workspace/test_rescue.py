"""What was not saved when the program had to end is kept, found again, and joined with the account."""

from pathlib import Path

import pytest
from host import TODAY, small_account
from some import some

from committee import store
from committee.model.edit import apply
from committee.model.edits import set_field
from committee.workspace import Workspace
from committee.workspace.rescue import keep, rescued

POWER = ("people", "maria", "power")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    path = tmp_path / "acme.account.toml"
    store.save(path, small_account(), "")
    return Workspace.open(path, today=TODAY)


def test_nothing_unsaved_nothing_kept(space: Workspace) -> None:
    kept = keep(space)
    assert (kept.path, kept.fault, kept.words()) == (None, "", "")
    assert list(some(space.path).parent.iterdir()) == [space.path]


def test_every_one_is_kept_and_each_is_joined_with_what_was_taken_from_the_others(space: Workspace) -> None:
    space.edit(set_field(space.account, POWER, 2))
    assert ".rescue" in keep(space).words()
    space.undo()
    space.edit(set_field(space.account, ("people", "maria", "title"), "Head of it all"))
    keep(space)
    fresh = Workspace.open(some(space.path), today=space.today)
    found, faults = rescued(some(fresh.path), fresh.account, fresh.document.account)
    assert (len(found), faults) == (2, ())
    taken = found[0].merged.account
    again, _ = rescued(some(fresh.path), taken, fresh.document.account)
    (second,) = again
    assert second.merged.clean
    maria = second.merged.account.people["maria"]
    assert (maria.power, maria.title) == (2, "Head of it all")
    assert found[0].path.exists(), "what was taken over from it is not saved yet"


def test_mends_of_a_file_that_has_errors_still_are_kept_as_they_stand(space: Workspace) -> None:
    text = some(space.path).read_text(encoding="utf-8")
    some(space.path).write_text(
        f"{text}\n[peple.x]\nname = 'X'\n\n[people.BAD]\nname = 7\npower = 99\n", encoding="utf-8"
    )
    broken = Workspace.open(some(space.path), today=space.today)
    mends = [mend for problem in broken.problems for mend in problem.mends]
    broken.mend(mends[0])
    assert broken.read_only
    kept = keep(broken)
    assert kept.path is not None
    assert kept.path.read_text(encoding="utf-8") == broken.document.text


def test_one_that_cannot_be_read_does_not_hide_the_others(space: Workspace) -> None:
    first = some(space.path).with_name(f"{some(space.path).name}.rescue")
    first.write_text("not = [toml", encoding="utf-8")
    text = store.write_text(apply(space.account, set_field(space.account, POWER, 2)))
    some(space.path).with_name(f"{some(space.path).name}.rescue-2").write_text(text, encoding="utf-8")
    found, faults = rescued(some(space.path), space.account, space.account)
    assert [one.path.name for one in found] == ["acme.account.toml.rescue-2"]
    assert "has errors" in str(faults[0])


def test_whatever_goes_wrong_the_way_out_is_free(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    space.edit(set_field(space.account, POWER, 2))

    def broken(*_: object) -> None:
        raise RuntimeError("a name")

    monkeypatch.setattr(store, "write_text", broken)
    assert keep(space).words() == "Your unsaved changes could not be kept: RuntimeError."
