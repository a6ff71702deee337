"""`committee merge` from the command line: its files, its exit codes, what it says and what it keeps to itself."""

from pathlib import Path
from typing import Protocol

import pytest
from calls import Run
from merge_scenarios import BASE, adding, person, read, removing, setting, tie


class Write(Protocol):
    """Write both sides, and what was before them."""

    def __call__(self, ours: str, theirs: str, base: str = BASE) -> list[Path]:
        """The paths of base, ours and theirs."""


@pytest.fixture
def files(tmp_path: Path) -> Write:
    """Writes base, ours and theirs; gives their paths."""

    def write(ours: str, theirs: str, base: str = BASE) -> list[Path]:
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            (tmp_path / name).write_bytes(text.encode())
        return [tmp_path / name for name in ("base", "ours", "theirs")]

    return write


def disputed(files: Write) -> list[Path]:
    theirs = setting("people", "ana", stance="reserved")(tie("finn", "eva", strength=2)(BASE))
    return files(setting("people", "ana", stance="supporter")(removing("people", "eva")(BASE)), theirs)


def test_a_clean_merge_is_written_and_nothing_is_said(run: Run, files: Write) -> None:
    paths = files(setting("people", "ana", power=4)(BASE), removing("people", "eva")(BASE))
    before = [path.read_bytes() for path in paths]
    ran = run("merge", *paths)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    account = read(paths[1].read_text())
    assert account.people["ana"].power == 4
    assert "eva" not in account.people
    assert [paths[0].read_bytes(), paths[2].read_bytes()] == [before[0], before[2]]


def test_what_is_to_be_decided_is_said_in_words(run: Run, files: Write) -> None:
    paths = disputed(files)
    ran = run("merge", *paths, 9, "deals/acme.account.toml")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.splitlines() == [
        "deals/acme.account.toml: 2 things are to be decided",
        "  Ana Ruiz: stance: supporter here, reserved there (it was neutral)",
        "  Eva Lind: removed here, but there the tie Finn Voss → Eva Lind was added",
        "  open the file with committee to decide",
    ]
    assert "<<<<<<<<< ours\n" in paths[1].read_text()


def test_names_stay_hidden_where_they_are_to(run: Run, files: Write, tmp_path: Path) -> None:
    paths = disputed(files)
    ran = run("--private", "merge", *paths, 7, "acme.account.toml")
    assert ran.err == "an account: 2 things are to be decided\n  open the file with committee to decide\n"
    settings = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("private = true\n")
    assert "Ana" not in run("merge", *disputed(files)).err
    # Settings that cannot be read must not stop a merge.
    settings.write_text("private = [\n")
    ran = run("merge", *disputed(files))
    assert ran.code == 1
    assert "Ana" not in ran.err


def test_many_questions_are_counted(run: Run, files: Write) -> None:
    people = "".join(f'\n[people.zz-{n}]\nname = "Zz {n}"\npower = 3\n' for n in range(20))
    base = BASE + people
    paths = files(base.replace("power = 3", "power = 4"), base.replace("power = 3", "power = 2"), base)
    lines = run("merge", *paths).err.splitlines()
    assert "20 things are to be decided" in lines[0]
    assert len(lines) == 15
    assert lines[-2] == "  and 8 more"


def test_hostile_names_cannot_steer_the_terminal(run: Run, files: Write) -> None:
    base = BASE.replace("Ana Ruiz", "\\u001b[31mAna\\u202e")
    paths = files(
        base.replace('"neutral"\npower', '"reserved"\npower'),
        base.replace('"neutral"\npower', '"opposed"\npower'),
        base,
    )
    ran = run("merge", *paths, 7, "evil\x1b]0;x\x07\n.account.toml")
    assert ran.code == 1
    assert not set(ran.err) & {"\x1b", "\u202e", "\x07"}


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_file_that_is_not_there_changes_nothing(run: Run, files: Write, which: int) -> None:
    paths = disputed(files)
    paths[which].unlink()
    before = {path: path.read_bytes() for path in paths if path.exists()}
    ran = run("merge", *paths)
    assert ran.code == 2
    assert f"{paths[which].name} is not there" in ran.err
    assert {path: path.read_bytes() for path in paths if path.exists()} == before


def test_a_side_that_is_no_account_is_said(run: Run, files: Write) -> None:
    paths = files(BASE.replace("power = 5", "power = 6"), "nonsense")
    ran = run("merge", *paths, 7, "a.account.toml")
    assert ran.code == 1
    assert ran.err == "a.account.toml: our version cannot be read as an account, so it was merged line by line\n"


def jan(**fields: str) -> str:
    return adding("people", fields.pop("key", "jan-novak"), record=person("Jan Novák", **fields))(BASE)


def test_two_people_under_one_id_are_no_clean_merge(run: Run, files: Write) -> None:
    paths = files(jan(title="VP Operations", place="berlin"), jan(title="Head of Security", email="jan@x.example"))
    ran = run("merge", *paths, 7, "acme.account.toml")
    here, there = "Jan Novák, VP Operations, Berlin HQ", "Jan Novák, Head of Security, jan@x.example"
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "acme.account.toml: 1 thing is to be decided",
        f"  Jan Novák: {here} here, {there} there; two people have one id",
        "  open the file with committee to decide",
    ]


def test_one_person_under_two_ids_is_no_clean_merge(run: Run, files: Write) -> None:
    paths = files(jan(email="jan@x.example", title="CTO"), jan(email="jan@x.example", title="CIO", key="j-novak"))
    ran = run("merge", *paths, 7, "acme.account.toml")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "acme.account.toml: 1 thing is to be decided",
        "  Jan Novák: Jan Novák, CTO, jan@x.example here, Jan Novák, CIO, jan@x.example there; one person has two ids",
        "  open the file with committee to decide",
    ]


def test_two_people_with_one_address_are_said(run: Run, files: Write) -> None:
    def sides() -> list[Path]:
        return files(jan(email="jan@x.example", crm_id="1"), jan(email="jan@x.example", crm_id="2", key="j-novak"))

    paths = sides()
    ran = run("merge", *paths, 7, "acme.account.toml")
    assert ran.code == 0
    assert ran.err.startswith(
        "acme.account.toml: Jan Novák (j-novak) and Jan Novák (jan-novak) were added on different sides "
        "with the same mail address. If they are one person, "
    )
    assert {"j-novak", "jan-novak"} <= read(paths[1].read_text()).people.keys()
    ran = run("--private", "merge", *sides())
    assert "Jan" not in ran.err
    assert "the same person was added twice" in ran.err
