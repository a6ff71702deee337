"""What the documents promise is there: links, commands, the two lines of the README."""

import re
from pathlib import Path

import pytest

from committee import __version__
from committee.cli.registry import COMMANDS
from committee.paths import samples

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_readme_has_the_two_commands_a_line_each() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv .venv && ")]
    assert len(lines) == 2
    assert lines[0].endswith(".venv/bin/committee demo")
    assert lines[1].endswith("-m pytest -n auto")


def test_the_readme_names_every_command_and_sample() -> None:
    for entry in COMMANDS:
        assert re.search(rf"`committee {entry.name}\b|`{entry.name}\b", README), entry.name
    for sample in samples():
        assert f"`{sample.name.partition('.')[0]}`" in README


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_module_the_documents_name_exists(document: Path) -> None:
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:\.(?:py|md|toml)|/))`", document.read_text(encoding="utf-8"))
    paths = [path for path in named if "/" in path.rstrip("/") and document.name != "CHANGELOG.md"]
    assert [path for path in paths if not ((ROOT / path).exists() or (ROOT / "committee" / path).exists())] == []


def test_the_architecture_names_every_room() -> None:
    said = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent for path in (ROOT / "committee").glob("*/__init__.py")]
    rooms += [path.parent for path in (ROOT / "committee" / "tui").glob("*/__init__.py")]
    assert len(rooms) > 20
    assert [room.name for room in rooms if f"`{room.relative_to(ROOT).as_posix()}/`" not in said] == []


def test_the_tables_of_the_format_are_those_of_the_field_table() -> None:
    from committee.reports.format_reference import tables_markdown

    prose, _, tables = (ROOT / "docs" / "format.md").read_text(encoding="utf-8").partition("## Tables\n\n")
    assert tables == tables_markdown(), "put what `committee schema --format markdown` prints under ## Tables"
    assert "## Reading" in prose


def test_the_columns_of_the_portfolio_are_those_of_its_descriptors() -> None:
    from committee.pipeline.portfolio.columns import columns_reference

    assert f"\n\n{columns_reference()}\n\n" in (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8")


def test_the_example_of_the_format_is_a_sound_canonical_account() -> None:
    from committee import store

    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    document = store.read_text(text)
    assert document.problems == ()
    assert store.write_text(document.account) == text


def test_the_hooks_and_the_workflow_call_commands_that_exist() -> None:
    """Every `committee …` line of the hooks and of the page about builds is one click accepts."""
    from click.testing import CliRunner

    from committee.cli.root import group

    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "continuous.md").read_text(encoding="utf-8")
    names = {entry.name for entry in COMMANDS}
    called = re.findall(r"entry: committee (\w+)|run: committee (\w+)", hooks + page)
    assert len(called) == 4
    assert {one or other for one, other in called} <= names
    shown = CliRunner().invoke(group, ["check", "--help"]).output
    assert "--fail-on" in shown
    assert "github" in shown
    assert set(re.findall(r"- id: (committee-\w+)", hooks)) == set(re.findall(r"- id: (committee-\w+)", page))


def test_the_changes_name_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_settings_example_names_real_actions() -> None:
    from committee.settings import parse
    from committee.tui.keys.keymap import ACTIONS

    example = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    assert parse(example, actions=[action.id for action in ACTIONS]).keys
