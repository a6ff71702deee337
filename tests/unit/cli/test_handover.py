"""`committee handover`: as text, Markdown and JSON, and into the file."""

import json
from pathlib import Path

from calls import Run

from committee import store

DAY = "2026-11-20"


def test_as_text_markdown_and_json(run: Run, northwind: Path) -> None:
    before = northwind.read_bytes()
    call = ("handover", northwind.name, "--from", "Dana", "--to", "sam-whitfield", "--date", DAY)
    text, marked, coded = run(*call), run(*call, "--format", "markdown"), run(*call, "--format", "json")
    assert (text.code, marked.code, coded.code) == (0, 0, 0)
    assert text.out.startswith("Northwind Robotics: Dana Okafor hands over to Sam Whitfield, Fri 20 Nov 2026")
    assert "MEET FIRST" in text.out
    assert "## Meet first" in marked.out
    found = json.loads(coded.out)
    assert (found["from"], found["to"]) == ("dana-okafor", "sam-whitfield")
    assert found["ties"]
    assert all(tie["after"] <= 2 or tie["before"] is None for tie in found["ties"])
    assert northwind.read_bytes() == before


def test_written_into_the_file_when_asked(run: Run, northwind: Path) -> None:
    ran = run("handover", northwind.name, "--from", "dana", "--to", "sam", "--date", DAY, "--write")
    assert ran.code == 0
    assert "written: " in ran.err
    account = store.read(northwind).account
    assert account.team["dana-okafor"].status == "left"
    assert all(a.owner != "dana-okafor" for a in account.actions.values() if a.done is None)
    assert run("check", northwind.name, "--fail-on", "never", "--date", DAY).code == 0


def test_who_is_not_in_the_team_is_said(run: Run, northwind: Path) -> None:
    for names in (("--from", "Zoe", "--to", "sam"), ("--from", "dana", "--to", "dana")):
        ran = run("handover", northwind.name, *names)
        assert ran.code == 2
        assert ran.err
        assert "Traceback" not in ran.err
