"""What docs/git.md promises beside diff and history: the line for editors, and checks that give no names away."""

import re
import shlex
from pathlib import Path

from calls import Run

from committee import store
from committee.cli.registry import NAMES
from committee.model.account import Comment

PAGE = (Path(__file__).parents[3] / "docs" / "git.md").read_text(encoding="utf-8")


def test_the_line_for_editors_stays_the_first_of_the_file(run: Run, northwind: Path) -> None:
    line = re.search(r"^#:schema .*$", PAGE, re.MULTILINE)
    assert line is not None
    text = northwind.read_text()
    northwind.write_text(f"{line[0]}\n{text[text.index('format') :]}")
    account = store.read(northwind).account
    assert account.comments[("format",)] == Comment(above=(line[0],))
    store.save(northwind, account, None)
    assert northwind.read_text().startswith(f"{line[0]}\nformat = 1\n")


def test_checks_for_github_hold_codes_and_places_only(run: Run, northwind: Path) -> None:
    found = run("check", "--format", "github", "--date", "2026-11-20", northwind.parent)
    assert found.code == 1
    assert all(
        re.fullmatch(r"::(error|warning|notice) file=[^,]+,line=\d+,col=\d+::[A-Z]{2}\d{3} [a-z]+( \(\d+\))?", line)
        for line in found.out.splitlines()
    )


def test_every_command_on_the_page_exists_with_its_options(run: Run) -> None:
    calls = re.findall(r"^(?:      - run: )?committee (.+?)(?:  +.*)?(?: #.*)?$", PAGE, re.MULTILINE)
    named = {shlex.split(call)[0] for call in calls}
    assert {"diff", "history", "git-setup", "check", "schema", "new"} <= named
    for call in calls:
        word, *rest = shlex.split(call)
        if word in NAMES:
            text = run(word, "--help").out
            assert all(option in text for option in rest if option.startswith("--")), call
