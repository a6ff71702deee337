import os
from pathlib import Path

import pytest

from committee import store
from committee.errors import FileFailure

ACCOUNT = 'format = 1\n[account]\nname = "A"\n'


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in store.find_accounts(folder).accounts]


def test_accounts_are_found_by_name_or_by_content_in_order(tmp_path: Path) -> None:
    write(tmp_path, b_account_toml="broken [", a__c_account_toml=ACCOUNT, z_toml=ACCOUNT, pyproject_toml="[project]\n")
    assert names(tmp_path) == ["a/c.account.toml", "b.account.toml", "z.toml"]
    assert store.find_accounts(tmp_path).passed_over == 1


def test_toml_that_cannot_be_read_is_listed(tmp_path: Path) -> None:
    write(tmp_path, x_toml="a = \n", y_toml='a = "x"\n', z_toml="a = " + "[" * 50_000)
    write(tmp_path, u_toml="<<<<<<< ours\n=======\n>>>>>>> theirs\n", v_toml="a." * 500_000 + "a = 1\n")
    (tmp_path / "w.toml").write_bytes(b"\xff\xfea")
    found = store.find_accounts(tmp_path)
    assert [(path.name, problem.place) for path, problem in found.unreadable] == [
        ("u.toml", "u.toml:1:1"),
        ("v.toml", "v.toml:1:1"),
        ("w.toml", "w.toml:1:1"),
        ("x.toml", "x.toml:1:5"),
        ("z.toml", "z.toml:1:37"),
    ]
    assert found.passed_over == 1


def test_format_and_account_have_to_stand_at_the_top(tmp_path: Path) -> None:
    write(tmp_path, x_toml="format = 1\n", y_toml="[tool]\nformat = 1\naccount = 2\n")
    found = store.find_accounts(tmp_path)
    assert (found.accounts, found.passed_over) == ((), 2)


def test_hidden_folders_and_files_are_not_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / ".git"
    folder.mkdir()
    (folder / "x.account.toml").write_text(ACCOUNT)
    (tmp_path / ".y.account.toml").write_text(ACCOUNT)
    assert store.find_accounts(tmp_path) == store.Found(())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_folders_and_dead_links_are_passed_by(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.account.toml").mkdir()
    (tmp_path / "dead.account.toml").symlink_to("nowhere")
    (tmp_path / "around").symlink_to(tmp_path)
    write(tmp_path, x_account_toml=ACCOUNT)
    assert names(tmp_path) == ["x.account.toml"]


def test_what_is_not_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileFailure, match="is not there"):
        store.find_accounts(tmp_path / "no")
    write(tmp_path, x_toml=ACCOUNT)
    with pytest.raises(FileFailure, match="is not a folder"):
        store.find_accounts(tmp_path / "x.toml")
