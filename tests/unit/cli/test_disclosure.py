"""What exports give away: with hidden names nothing that was typed, and nothing that we think in what customers see.

The account has an unmistakable word in every id, name and free text, in a file and a folder with such names, with two
commits by such an author.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from calls import Run
from poison import MARK, marked

from committee import store
from committee.cli.registry import COMMANDS
from committee.paths import samples

DAY = "2026-11-20"
FILE, FOLDER, OTHER = "<file>", "<folder>", "<other>"

PRIVATE_CALLS = [
    ["report", FILE],
    *(["report", "--format", form, FILE] for form in ("plain", "html", "json", "svg")),
    ["report", "--format", "html", "--internal", FILE],
    ["report", "--one-page", FILE],
    ["report", "--one-page", "--internal", FILE],
    ["report", "--customer-safe", "--format", "json", FILE],
    ["plan", FILE],
    ["plan", "--format", "json", FILE],
    ["plan", "--what-if", f"{MARK}-people-9 left, {MARK}-people-1 > {MARK}-people-0 new 4", FILE],
    ["plan", "--format", "json", "--what-if", f"{MARK}-people-9 left", FILE],
    ["plan", "--what-if", f"{MARK}-nobody left", FILE],
    *(["check", "--format", form, FOLDER] for form in ("text", "json")),
    *(["handover", "--from", f"{MARK}-team-0", "--to", f"{MARK}-team-1", "--format", form, FILE]
      for form in ("text", "markdown", "json")),
    ["handover", "--from", "nobody", "--to", f"{MARK}-team-1", FILE],
    ["handover", "--from", f"{MARK}-team-0", "--to", f"{MARK}-team-1", "--write", FILE],
    *(["portfolio", "--format", form, FOLDER] for form in ("table", "json", "csv")),
    *(["actions", "--format", form, "--done", FOLDER] for form in ("text", "json", "csv", "ics")),
    *(["review", "--format", form, FOLDER] for form in ("text", "json", "markdown")),
    *(["review", "--since", "2026-01-01", "--format", form, FOLDER] for form in ("text", "json", "markdown")),
    *(["history", "--format", form, FILE] for form in ("text", "json")),
    ["history", "--field", f"people.{MARK}-people-0", FILE],
    *(["diff", "--git", "--format", form, "HEAD~1", "HEAD", FILE] for form in ("text", "markdown", "json")),
    *(["diff", "--format", form, OTHER, FILE] for form in ("text", "markdown", "json")),
]  # fmt: skip
JUDGED = (
    "advocate", "supporter", "neutral", "reserved", "opposed", "stance", "champion", "coach", "economic", "approver",
    "decision-maker", "decision maker", "evaluator", "influencer", "no-objection", "no objection", "power", "need",
    "finding", "critical", "severity", "48765432", "48,765,432", r"EUR\b", "forecast", "best-case", "stage",
    "next step",
    "talk", "effort", "not met", "evidence", "heard", "observed", "rival", "plan", "quorum", "coverage", "strength",
    "strong influence", "weak influence", "conflict", "YES", "accepted",
)  # fmt: skip
CODES = re.compile(r"\b(?:AC|CH|CV|DM|EV|GT|PL|PP|RM)\d{3}\b")
TYPED = ("deal", "next_step", "notes", "what", "cares_about", "says", "source", "reason", "email", "crm_id")


def git(folder: Path, *arguments: str, author: str = f"{MARK}author") -> None:
    environment = {
        **os.environ,
        **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in
           (("NAME", author), ("EMAIL", f"{author}@x.example"), ("DATE", "2026-11-19T10:00:00Z"))},
    }  # fmt: skip
    subprocess.run(["git", "-C", str(folder), *arguments], env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A marked account in a repository with two commits, another version beside the folder, and a broken file."""
    root = tmp_path_factory.mktemp("marked")
    folder = root / f"{MARK}-deals"
    folder.mkdir()
    file, other = folder / f"{MARK}-file.account.toml", root / f"{MARK}-other.account.toml"
    sample = next(path for path in samples() if path.name.startswith("northwind"))
    text = marked(sample.read_text(encoding="utf-8"))
    file.write_text(text.replace('stance = "neutral"', 'stance = "opposed"', 1).replace(f"{MARK}name", f"{MARK}old"))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", f"{MARK}message one")
    other.write_text(file.read_text())
    file.write_text(text.replace("480000", "48765432"))
    git(folder, "commit", "-q", "-am", f"{MARK}message two")
    (folder / f"{MARK}-broken.account.toml").write_text(f'format = 1\n[account]\nname = "{MARK}x"\nstage = "{MARK}y"\n')
    return root


@pytest.fixture
def places(run: Run, tmp_path: Path, written: Path) -> dict[str, Path]:
    """A copy of all that, for one test."""
    root = tmp_path / "deals"
    shutil.copytree(written, root)
    folder = root / f"{MARK}-deals"
    return {FILE: folder / f"{MARK}-file.account.toml", FOLDER: folder, OTHER: root / f"{MARK}-other.account.toml"}


def leaks(text: str) -> list[str]:
    return [text[max(0, at.start() - 40) : at.end() + 30] for at in re.finditer(MARK, text, re.IGNORECASE)]


@pytest.mark.parametrize("call", PRIVATE_CALLS, ids=" ".join)
def test_hidden_names_are_in_no_export(run: Run, places: dict[str, Path], call: list[str]) -> None:
    ran = run(call[0], "--private", *(places.get(word, word) for word in call[1:]), "--date", DAY)
    assert leaks(ran.out + ran.err) == []
    assert ran.code in {0, 1} or "nobody" in " ".join(call) or call[-1] == FOLDER
    if "json" in call and ran.out:
        json.loads(ran.out)


@pytest.mark.parametrize("gone", ["missing", "folder", "empty"])
@pytest.mark.parametrize("call", [*PRIVATE_CALLS, ["sync", FILE], ["merge", OTHER, FILE, OTHER]], ids=" ".join)
def test_a_file_that_is_not_there_is_not_named(run: Run, tmp_path: Path, call: list[str], gone: str) -> None:
    """Nor one that is a folder, or has nothing in it."""
    place = tmp_path / f"{MARK}-gone.account.toml"
    if gone != "missing":
        place.mkdir()
    if gone == "empty":
        place = place / f"{MARK}-empty.account.toml"
        place.write_text("")
    words = ["--private", *(place if word in {FILE, FOLDER, OTHER} else word for word in call[1:])]
    ran = run(call[0], *words, *([] if call[0] in {"sync", "merge"} else ["--date", DAY]))
    typed = re.compile(f"{MARK}-(?:team|people|nobody)")  # ids on the command line, of nobody that is in any file
    assert leaks(typed.sub("", ran.out + ran.err)) == []
    assert ran.code in {0, 1, 2}


@pytest.mark.skipif(os.name == "nt", reason="there is no such terminal")
def test_the_screen_does_not_name_it_either(tmp_path: Path) -> None:
    from terminal import Terminal

    program = [sys.executable, "-m", "committee", "--private", str(tmp_path / f"{MARK}.account.toml")]
    with Terminal(program, environment={"XDG_CONFIG_HOME": str(tmp_path)}) as terminal:
        assert terminal.wait_exit() == 2
    assert "The file is not there" in terminal.text
    assert leaks(terminal.text) == []


def test_every_command_that_prints_accounts_can_hide_names(run: Run) -> None:
    """A new command has to say what it does about private mode."""
    silent = {"completion", "doctor", "explain", "keys", "schema", "themes"}
    refusing = {"fmt", "forget", "git-setup", "new"}
    for entry in COMMANDS:
        ran = run(entry.name, "--help")
        assert ("--private" in ran.out) == (entry.name not in silent | refusing), entry.name
    for name in sorted(refusing):
        ran = run("--private", name, "x")
        assert ran.code == 2, name
        assert f"--private is not for {name}" in ran.err


@pytest.mark.parametrize("word", ["plan", "check", "handover", "actions", "history", "diff", "review"])
def test_what_shows_our_judgement_is_refused_for_customers(run: Run, places: dict[str, Path], word: str) -> None:
    ran = run("--customer-safe", word, places[FILE])
    assert ran.code == 2
    assert ran.out == ""


SAFE_FORMS = [
    ["--format", "html"],
    ["--one-page"],
    *(["--customer-safe", "--format", form] for form in ("markdown", "plain", "json", "svg")),
]


@pytest.mark.parametrize("form", SAFE_FORMS, ids=" ".join)
def test_customers_see_no_judgement_and_no_text_of_ours(run: Run, places: dict[str, Path], form: list[str]) -> None:
    ran = run("report", *form, places[FILE], "--date", DAY)
    assert ran.code == 0
    assert "customer-safe" in ran.out
    shown = re.sub(
        r"<style>.*?</style>|<svg [^>]*>|stroke[-a-z]*=|Content-Security-Policy", "", ran.out, flags=re.DOTALL
    )
    shown = re.sub(r'"format": 1', "", shown)
    assert [word for word in JUDGED if re.search(rf"\b{word}", shown, re.IGNORECASE)] == []
    assert CODES.search(shown) is None
    assert [name for name in TYPED if f"{MARK}{name}" in shown] == []
    assert f"{MARK}name" in shown, "names are shown to those who bear them"


def test_what_a_customer_may_see_is_a_choice_and_internal_is_the_other(run: Run, northwind: Path) -> None:
    assert "internal: contains names" in run("report", "--format", "html", "--internal", northwind).out
    assert "Jens" in run("report", northwind).out
    assert run("report", "--internal", "--customer-safe", northwind).code == 2
    assert run("report", "--one-page", "--format", "json", northwind).code == 2


def test_the_setting_hides_names_in_every_command_and_can_be_overruled(
    run: Run, northwind: Path, tmp_path: Path
) -> None:
    config = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("private = true\n")
    assert "Jens" not in run("plan", northwind).out
    assert "Jens" in run("plan", "--no-private", northwind).out


@pytest.mark.parametrize("form", ["markdown", "plain", "html", "svg"])
def test_the_last_line_says_date_content_and_what_is_given_away(run: Run, northwind: Path, form: str) -> None:
    said = r"As of Fri 20 Nov 2026 · content [0-9a-f]{12} · "
    safe = "customer-safe" if form == "html" else "internal: contains names"
    assert re.search(said + safe, run("report", "--format", form, northwind, "--date", DAY).out.replace("\\", ""))
    hidden = run("report", "--private", "--format", form, northwind, "--date", DAY).out.replace("\\", "")
    assert re.search(said + "names hidden", hidden)


def test_the_content_hash_is_that_of_what_the_file_says(run: Run, northwind: Path) -> None:
    def content() -> str:
        return str(json.loads(run("report", "--format", "json", northwind, "--date", DAY).out)["content"])

    before = content()
    text = northwind.read_text(encoding="utf-8")
    northwind.write_text(f"# a remark\n{text}", encoding="utf-8")
    assert content() == before
    northwind.write_text(text.replace("480000", "480001"), encoding="utf-8")
    assert content() != before


def test_a_handover_with_names_hidden_writes_the_real_ones(run: Run, places: dict[str, Path]) -> None:
    before = store.read(places[FILE]).account
    run("handover", "--private", "--from", f"{MARK}-team-0", "--to", f"{MARK}-team-1", "--write", places[FILE])
    after = store.read(places[FILE]).account
    assert after.team[f"{MARK}-team-0"].status == "left"
    assert {mate.name for mate in after.team.values()} == {mate.name for mate in before.team.values()}


def test_nothing_of_a_mode_that_is_off_is_loaded_before_the_first_frame() -> None:
    asked = "import sys, committee.tui.run, committee.tui.session.session; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    parts = ("disclosure", "masking", "pseudonyms", "unmasking", "customer")
    assert not {f"committee.model.{part}" for part in parts} & set(loaded)
    assert "committee.tui.session.privacy" not in loaded
    # Nor what only the next key needs, or only a large map: they are loaded under the first frame.
    later = {"committee.tui.keys.tables", "committee.tui.session.call_stamp", "committee.layout.story"}
    assert not later & set(loaded)
