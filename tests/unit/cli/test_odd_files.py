"""Odd files on the command line: none of them is our fault, none hides the others, and none is waited for."""

import copy
import os
import stat
from pathlib import Path

import pytest
import tomli_w
from calls import Run
from every_way import path_of, whole, within
from team import commit, git

from committee import store
from committee.model.fields import Kind
from committee.model.tables import TABLES
from committee.store import write_text

DAY = "2026-11-20"
GOOD = write_text(store.read_text(tomli_w.dumps(whole())).account)

ONE = [
    ["check"],
    ["check", "--format", "json"],
    ["check", "--format", "github"],
    ["plan"],
    ["plan", "--format", "json"],
    *(["report", "--format", form] for form in ("markdown", "plain", "html", "json", "svg")),
    ["report", "--one-page", "--internal"],
    ["report", "--private"],
    ["portfolio"],
    ["portfolio", "--format", "csv"],
    ["actions"],
    ["actions", "--format", "ics"],
    ["review", "--format", "text"],
    ["review", "--format", "json"],
    ["review", "--since", "2026-01-01"],
    ["fmt", "--check"],
    ["fmt"],
]
"""Every command that reads a file and prints."""


def blank(kinds: set[Kind], value: str) -> str:
    raw = copy.deepcopy(whole())
    for entry in TABLES:
        for field in entry.fields:
            if field.kind in kinds and not field.required:
                within(raw, path_of(entry))[field.name] = [value] if field.many else value
    return tomli_w.dumps(raw)


ODD = {
    "blank zones": blank({Kind.ZONE}, " "),
    "blank no-break zones": blank({Kind.ZONE}, "\u00a0"),
    "blank texts": blank({Kind.TEXT, Kind.SCALAR, Kind.PROSE}, " "),
    "everything blank": blank(set(Kind), "\u2003"),
    "two returns": GOOD.replace("\n", "\r\r\n"),
    "old returns": GOOD.replace("\n", "\r"),
    "next lines": GOOD.replace("\n", "\x85", 3),
    "nul": GOOD.replace("Something", "\x00"),
    "mixed": GOOD.replace("\n[", "\r\n["),
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_no_command_fails_on_it(run: Run, tmp_path: Path, name: str) -> None:
    good, odd = tmp_path / "good.account.toml", tmp_path / "odd.account.toml"
    good.write_text(GOOD, encoding="utf-8")
    odd.write_bytes(ODD[name].encode("utf-8"))
    faulty = store.read(odd).read_only
    for arguments in ONE:
        ran = run(*arguments, odd.name, "--date", DAY) if arguments[0] != "fmt" else run(*arguments, odd.name)
        assert ran.code in ({0, 1, 2} if faulty else {0, 1}), (arguments, ran.err)
    for sides in ((good, odd), (odd, good)):
        for form in ("text", "json", "markdown"):
            assert run("diff", *sides, "--format", form, "--date", DAY).code == 0
    assert odd.read_bytes() == ODD[name].encode("utf-8") or not faulty


def test_a_head_comment_that_was_removed_is_said(run: Run, tmp_path: Path, own_git: None) -> None:
    file = tmp_path / "acme.account.toml"
    git(tmp_path, "init", "--quiet")
    file.write_text(f"# Kept by Dana\n\n{GOOD}", encoding="utf-8")
    commit(tmp_path, file.name)
    file.write_text(GOOD, encoding="utf-8")
    assert "Comment of the file: gone" in run("diff", "--git", "HEAD", file.name).out
    commit(tmp_path, file.name)
    ran = run("history", file.name)
    assert ran.code == 0
    assert "Comment of the file: gone" in ran.out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two accounts, and whatever else somebody may put beside them."""
    found = tmp_path / "deals"
    found.mkdir()
    for name in ("one", "two"):
        (found / f"{name}.account.toml").write_text(GOOD, encoding="utf-8")
    for suffix in (".account.toml", ".toml"):
        if hasattr(os, "mkfifo"):
            os.mkfifo(found / f"pipe{suffix}")
        (found / f"zero{suffix}").symlink_to("/dev/zero")
        (found / f"nowhere{suffix}").symlink_to("not-there")
        (found / f"folder{suffix}").mkdir()
        with (found / f"huge{suffix}").open("wb") as file:
            file.truncate(6 * 1024**3)
        (found / f"deep{suffix}").write_text(f"format = 1\n[account]\n{'.'.join(['a'] * 100_000)} = 1\n")
    return found


BATCHES = [
    ["check", "--date", DAY],
    ["portfolio", "--date", DAY],
    ["actions", "--date", DAY],
    ["review", "--format", "text", "--date", DAY],
    ["fmt", "--check"],
]


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch[0])
def test_nothing_in_a_folder_is_waited_for_or_loaded_whole(run: Run, folder: Path, batch: list[str]) -> None:
    whole_folder = run(*batch, folder)
    assert whole_folder.code == (0 if batch[0] == "review" else 2)
    said = whole_folder.out + whole_folder.err
    assert "6144.0 MB" in said
    assert "too many parts" in said
    special = sorted(path for path in folder.iterdir() if not stat.S_ISREG(path.lstat().st_mode))
    named = run(*batch, *special, folder / "one.account.toml")
    assert named.code == whole_folder.code


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch[0])
def test_a_fault_of_ours_in_one_file_leaves_the_others(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: list[str]
) -> None:
    """The others are shown, and the exit code is that of our own fault."""
    for name in ("one", "two", "three"):
        text = GOOD.replace('name = "Something"', f'name = "Customer {name}"')
        (tmp_path / f"{name}.account.toml").write_text(text, encoding="utf-8")
    real = store.read

    def failing(path: Path) -> store.Document:
        if Path(path).name == "two.account.toml":
            raise ZeroDivisionError
        return real(path)

    monkeypatch.setattr(store, "read", failing)
    monkeypatch.setattr("committee.pipeline.portfolio.summary.read", failing)
    ran = run(*batch, ".", *(["--fail-on", "never"] if batch[0] == "check" else []))
    assert ran.code == 70
    said = ran.out + ran.err
    assert "its own fault" in said
    assert "Traceback" not in said
    if batch[0] in {"check", "fmt"}:
        assert "two.account.toml" in said
    if batch[0] != "fmt":
        for name in ("one", "three"):
            assert f"Customer {name}" in said or f"{name}.account.toml" in said
    if batch[0] != "portfolio":
        assert "ZeroDivisionError" in said
