"""`committee diff` and `committee history`: in words, in every form, from git and for git; git is never failed."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from calls import Run
from commits import Commits

from committee import store
from committee.model import edits
from committee.model.edit import apply
from committee.model.vocabulary import Stance
from committee.store.source import FILE_LIMIT

pytestmark = pytest.mark.usefixtures("run", "own_git")

DAY = "2026-11-20"
NAME = "northwind.account.toml"
STANCE = ("people", "maria-gomez", "stance")


def set_(path: Path, field: tuple[str, ...], value: object) -> None:
    store.save(path, apply(account := store.read(path).account, edits.set_field(account, field, value)), None)


@pytest.fixture
def two(northwind: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The sample, and the sample with María won over."""
    then = tmp_path / "then.account.toml"
    then.write_bytes(northwind.read_bytes())
    set_(then, STANCE, Stance.ADVOCATE)
    return northwind, then


@pytest.fixture
def commits(northwind: Path, tmp_path: Path) -> Commits:
    made = Commits(tmp_path / "deals")
    made.commit(NAME, northwind.read_bytes(), "begin")
    path = made.root / NAME
    set_(path, STANCE, Stance.ADVOCATE)
    made.commit(NAME, path.read_bytes(), "María is with us", "Lee Park")
    return made


def test_people_findings_and_plan_in_words(run: Run, two: tuple[Path, Path]) -> None:
    found = run("diff", *two, "--date", DAY)
    assert found.code == 0
    assert "  ~ María Gómez: neutral → advocate (no evidence)\n" in found.out
    assert "1 person changed" in found.out
    assert "WHAT IT DID TO FINDINGS AND PLAN" in found.out
    assert "  + new: critical EV003: The map has María Gómez as advocate; on 2 November 2026 we heard" in found.out
    assert "EV003" not in run("diff", *two, "--date", DAY, "--no-analysis").out


def test_markdown_and_json_say_the_same(run: Run, two: tuple[Path, Path]) -> None:
    text = run("diff", *two, "--date", DAY, "--format", "markdown").out
    assert text.startswith("# Northwind Robotics: ")
    assert "- \\~ María Gómez: neutral → advocate (no evidence)" in text
    found = json.loads(run("diff", *two, "--date", DAY, "--format", "json").out)
    assert found["changes"] == [{"kind": "changed", "path": list(STANCE), "before": "neutral", "after": "advocate"}]
    assert found["sentences"][0]["person"] == "maria-gomez"
    # The newest we heard of her says otherwise, so the plan stays as it was until somebody writes down why.
    assert found["plan"]["before"]["talks"] == found["plan"]["after"]["talks"] > 0
    assert {finding["code"] for finding in found["findings"]["new"]} >= {"EV003"}


def test_exit_codes_are_those_of_git_diff(run: Run, two: tuple[Path, Path]) -> None:
    assert run("diff", *two, "--exit-code").code == 1
    assert run("diff", two[0], two[0], "--exit-code").code == 0
    assert "Nothing." in run("diff", two[0], two[0]).out
    assert run("diff", two[0]).code == 2
    assert run("diff", two[0], "missing.account.toml").code == 2


def test_only_the_form_differs(run: Run, northwind: Path, tmp_path: Path) -> None:
    loose = tmp_path / "loose.account.toml"
    loose.write_text(northwind.read_text().replace(" = ", "  =  "))
    assert "says the same: only order or spacing" in run("diff", northwind, loose).out


def test_commits_and_the_file_as_it_is_now(run: Run, commits: Commits, monkeypatch: pytest.MonkeyPatch) -> None:
    path = commits.root / NAME
    assert "Nothing." in run("diff", "--git", "HEAD", path).out
    assert "neutral → advocate" in run("diff", "--git", "HEAD~1", path).out
    assert "advocate → neutral" in run("diff", "--git", "main", "HEAD~1", path).out
    monkeypatch.chdir(commits.root)
    set_(path, ("people", "tom-lee", "power"), 1)
    assert "Tom Lee: power 4 → 1" in run("diff", "--git", "HEAD", NAME).out
    assert run("diff", "--git", "nix", NAME).code == 2
    assert 'no commit "nix"' in run("diff", "--git", "nix", NAME).err
    assert run("diff", "--git", NAME).code == 2
    commits.git("mv", NAME, "renamed.account.toml")
    commits.record("renamed")
    assert "neutral → advocate" in run("diff", "--git", "HEAD~2", "HEAD", "renamed.account.toml").out


def test_a_side_that_cannot_be_read_is_named_and_compared_as_text(run: Run, northwind: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.account.toml"
    text = northwind.read_text()
    marked.write_text(text.replace('stance = "neutral"', '<<<<<<< a\nstance = "neutral"\n=======\n>>>>>>> b', 1))
    found = run("diff", northwind, marked)
    assert found.code == 0
    assert "cannot be read as an account: line " in found.out
    assert "\n+<<<<<<< a\n" in found.out
    assert run("diff", northwind, marked, "--exit-code").code == 1
    assert "text" in json.loads(run("diff", northwind, marked, "--format", "json").out)
    assert "<<<<<<<" not in run("diff", northwind, marked, "--private").out


def test_a_version_larger_than_an_account_is_named_and_not_shown(run: Run, northwind: Path, commits: Commits) -> None:
    path = commits.root / NAME
    commits.commit(NAME, northwind.read_bytes() + b"#" * FILE_LIMIT, "by mistake")
    commits.commit(NAME, northwind.read_bytes(), "as it was")
    said = run("diff", "--git", "HEAD~1", path)
    assert said.code == 0
    assert said.out.startswith(f"{NAME} at HEAD~1 cannot be read as an account: line 1: the file has 5.0 MB;")
    assert "##" not in said.out
    assert "difference of the text" not in said.out
    past = run("history", path, "--date", DAY).out
    assert "this version is larger than 5 MB" in past
    assert "the version before is larger than 5 MB; this one has" in past
    assert run("history", path, "--field", "people.maria-gomez.stance").code == 0


def test_faulty_fields_are_named_and_the_rest_compared(run: Run, two: tuple[Path, Path]) -> None:
    two[1].write_text(two[1].read_text().replace('stance = "advocate"', 'stance = "advokate"', 1))
    found = run("diff", *two).out
    assert "has 1 error; what is faulty counts as unknown: line " in found
    assert "María Gómez: stance neutral → unknown" in found


def test_private_words_hold_no_names(run: Run, two: tuple[Path, Path]) -> None:
    found = run("diff", *two, "--date", DAY, "--private").out
    assert "neutral → advocate" in found
    assert not any(secret in found for secret in ("María", "Northwind", "northwind", "then.account", "Gómez"))


def test_git_itself_speaks_about_people(commits: Commits) -> None:
    """The two ways git calls us, as `committee git-setup` configures them, in a real repository."""
    program = f"{sys.executable} -m committee diff --date {DAY}"
    commits.git("config", "diff.committee.command", f"{program} --driver")
    commits.git("config", "diff.committee.textconv", f"{program} --textconv")
    (commits.root / ".gitattributes").write_text("*.account.toml diff=committee\n")
    where = {"PYTHONPATH": str(Path(__file__).parents[3])}
    path = commits.root / NAME
    set_(path, ("people", "tom-lee", "power"), 1)
    assert "  ~ Tom Lee: power 4 → 1\n" in commits.git("diff", **where)
    path.unlink()
    assert f"{NAME}: removed: " in commits.git("diff", **where)
    path.write_text("<<<<<<< a\n")
    assert "cannot be read as an account" in commits.git("diff", **where)
    logged = commits.git("log", "-p", "-1", **where)
    assert "-María Gómez: stance neutral (heard, 2 Nov)\n" in logged
    assert "+María Gómez: stance advocate\n" in logged


@pytest.mark.parametrize("arguments", [["x"], ["x", "/no", "a", "b", "/no", "c", "d"], ["x", "/dev/null"] + ["."] * 5])
def test_git_is_never_failed(run: Run, arguments: list[str]) -> None:
    found = run("diff", "--driver", *arguments)
    assert found.code == 0
    assert found.out.startswith("x")


def test_git_is_not_failed_by_our_own_faults_either(
    run: Run, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("committee.reports.difference.difference", lambda *_, **__: 1 / 0)
    found = run("diff", "--driver", "x", two[0], "a", "b", two[1], "c", "d")
    assert (found.code, found.err) == (0, "")
    assert "cannot be compared in words (ZeroDivisionError)" in found.out
    assert run("diff", "--textconv", "/no/such").code == 0


def test_the_timeline_in_words(run: Run, commits: Commits) -> None:
    set_(commits.root / NAME, ("people", "tom-lee", "power"), 1)
    found = run("history", commits.root / NAME, "--date", DAY).out
    assert found.index("Not committed yet\n    ~ Tom Lee: power 4 → 1") < found.index("Mon 2 Nov 2026 10:00  Lee Park")
    assert "  María is with us\n    ~ María Gómez: neutral → advocate (no evidence)\n" in found
    assert "the file begins: 10 people" in found
    limited = run("history", commits.root / NAME, "--limit", "1").out
    assert "María is with us" in limited
    assert "begins" not in limited


def test_one_field_and_who_wrote_a_record(run: Run, commits: Commits) -> None:
    path = commits.root / NAME
    found = run("history", path, "--field", "people.maria-gomez.stance").out
    assert "neutral → advocate" in found
    assert "the file begins" in found
    wrote = run("history", path, "--field", "people.maria-gomez").out
    assert "Stance: advocate (Lee Park, Mon 2 Nov 2026 10:00, " in wrote
    assert "Name: María Gómez (Dana Okafor, Sun 1 Nov 2026 10:00, " in wrote
    set_(path, ("people", "maria-gomez", "power"), 2)
    assert "Power: 2 (not committed yet)" in run("history", path, "--field", "people.maria-gomez").out
    fields = json.loads(run("history", path, "--field", "people.maria-gomez", "--format", "json").out)["fields"]
    assert {tuple(field["path"]): field["author"] for field in fields}[STANCE] == "Lee Park"


def test_the_history_of_a_field_follows_its_id(run: Run, commits: Commits) -> None:
    path = commits.root / NAME
    account = store.read(path).account
    renamed = apply(account, edits.rename_id(account, "people", "maria-gomez", "maria"))
    commits.commit(NAME, renamed, "renamed")
    found = run("history", path, "--field", "people.maria.stance").out
    assert "María is with us" in found
    assert "id maria-gomez → maria" in found


def test_the_history_as_json_and_without_names(run: Run, commits: Commits) -> None:
    found = json.loads(run("history", commits.root / NAME, "--format", "json").out)
    newest = found["commits"][0]
    assert (newest["author"], newest["subject"], newest["file"]) == ("Lee Park", "María is with us", NAME)
    assert newest["changes"][0]["path"] == list(STANCE)
    field = ("--field", "people.maria-gomez.stance")
    for more in (("--format", "json"), (), field, (*field, "--format", "json")):
        hidden = run("history", commits.root / NAME, "--private", *more).out
        assert "neutral → advocate" in hidden
        assert not any(secret in hidden for secret in ("Lee", "María", "Gómez", "maria", "Northwind", "northwind"))


def test_what_cannot_be_said_is_said_why(
    run: Run, northwind: Path, commits: Commits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    found = run("history", northwind)
    assert (found.code, found.out) == (2, "")
    assert "This folder is not under git" in found.err
    (commits.root / "new.account.toml").write_bytes(northwind.read_bytes())
    assert "No commit of this file yet" in run("history", commits.root / "new.account.toml").err
    assert run("history", commits.root / NAME, "--field", "people.maria.stanze").code == 2
    assert 'Did you mean "tom-lee"' in run("history", commits.root / NAME, "--field", "people.tom-le").err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Git is not installed" in run("history", commits.root / NAME).err


def test_private_words_say_as_much_as_open_ones(run: Run, two: tuple[Path, Path]) -> None:
    """Pseudonyms and numbered evidence must not look like changes."""
    account = store.read(two[1]).account
    rng = iter(f"{number:04}" for number in range(9))
    edit = edits.set_stance(
        account, "tom-lee", Stance.NEUTRAL, why="x", by="dana-okafor", today=date(2026, 10, 1), rng=lambda _: next(rng)
    )
    store.save(two[1], apply(account, edit), None)
    names = run("diff", *two, "--date", DAY, "--format", "json").out
    hidden = run("diff", *two, "--date", DAY, "--format", "json", "--private").out
    plain, masked = json.loads(names), json.loads(hidden)
    assert [one["kind"] for one in plain["sentences"]] == [one["kind"] for one in masked["sentences"]]
    assert plain["plan"] == masked["plan"]
    assert [one["path"][0] for one in masked["changes"]] == ["people", "people", "evidence"]
    assert not any(identifier in hidden for identifier in ("tom-lee", "maria-gomez", "dana-okafor"))
