"""The other subcommands: plan, report, fmt, new, demo, schema, explain, keys, themes, completion."""

import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from calls import Run

from committee import store
from committee.cli import screen
from committee.findings.registry import RULES
from committee.tui.keys.keymap import ACTIONS

DAY = "2026-11-20"


def test_plan_numbers_explain_themselves(run: Run, northwind: Path) -> None:
    ran = run("plan", northwind.name, "--date", DAY)
    assert ran.code == 0
    found = json.loads(run("plan", northwind.name, "--date", DAY, "--format", "json").out)["plan"]
    assert found["talks"]
    for talk in found["talks"]:
        assert sum(term["cost"] for term in talk["terms"]) == talk["effort"]
        assert all(term["why"] for term in talk["terms"])
    assert sum(talk["effort"] for talk in found["talks"]) == found["effort"]
    assert found["lower_bound"] <= found["effort"]
    assert "Made of: 1.0 every talk" in ran.out


def test_plan_windows_are_in_both_local_times(run: Run, northwind: Path) -> None:
    ran = run("plan", northwind.name, "--date", DAY)
    window = next(line for line in ran.out.splitlines() if "Next shared window" in line)
    assert "America/Chicago" in window
    assert "Europe/Berlin" in window


def test_what_if_stands_beside_today(run: Run, northwind: Path) -> None:
    before = northwind.read_bytes()
    ran = run("plan", northwind.name, "--date", DAY, "--what-if", "tom-lee left")
    assert ran.code == 0
    assert ran.out.startswith("Northwind Robotics: what if Tom Lee left?")
    assert "Effort: today 12.9; what if 14.8" in ran.out
    assert "critical CH001" in ran.out
    assert northwind.read_bytes() == before
    both = ("--what-if", "jens-kruger won", "--what-if", "jens-kruger > maria-gomez broken", "--format", "json")
    found = json.loads(run("plan", northwind.name, "--date", DAY, *both).out)
    today = json.loads(run("plan", northwind.name, "--date", DAY, "--format", "json").out)["plan"]
    assert found["today"] == today
    assert found["effort_saved"] == today["effort"] - found["then"]["effort"]
    assert found["in_words"] == "Jens Krüger is won and the tie from Jens Krüger to María Gómez is broken"
    gone = {(talk["speaker"], talk["listener"]) for talk in found["talks"]["gone"]}
    assert gone == {(t["speaker"], t["listener"]) for t in today["talks"]} - {
        (t["speaker"], t["listener"]) for t in found["then"]["talks"]
    }
    codes = {finding["code"] for finding in found["findings"]["gone"]}
    assert codes.isdisjoint(finding["code"] for finding in found["findings"]["new"] if finding["subject"] == "")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("tom left", 'Nobody on their side has the id "tom". Did you mean tom-lee?'),
        ("dana-okafor won", "Dana Okafor is one of us"),
        ("maria-gomez > tom-lee broken", "María Gómez has no tie to Tom Lee. Those with a tie there: dana-okafor"),
        ("tom-lee", 'Say "ID won", "ID lost", "ID left"'),
        ("tom-lee > ana new", 'Nobody on their side has the id "ana"'),
    ],
)
def test_a_what_if_that_cannot_be_says_what_can(run: Run, northwind: Path, said: str, fault: str) -> None:
    ran = run("plan", northwind.name, "--date", DAY, "--what-if", said)
    assert (ran.code, ran.out) == (2, "")
    assert fault in ran.err


def test_the_group_takes_the_date_too(run: Run, northwind: Path) -> None:
    assert run("--date", DAY, "plan", northwind.name).out == run("plan", northwind.name, "--date", DAY).out


def test_plan_of_a_faulty_file(run: Run, broken: Path) -> None:
    ran = run("plan", broken.name)
    assert ran.code == 2
    assert ran.out == ""
    assert f"{broken.name}:4:9: error: " in ran.err


@pytest.mark.parametrize("command", ["plan", "report", "check"])
def test_a_missing_file_is_said_plainly(run: Run, command: str) -> None:
    ran = run(command, "nowhere.account.toml")
    assert ran.code == 2
    assert "nowhere.account.toml" in ran.out + ran.err


def test_report_in_three_forms(run: Run, northwind: Path) -> None:
    text = run("report", northwind.name, "--date", DAY)
    assert text.code == 0
    assert text.out.startswith("# Northwind Robotics")
    plain = run("report", "--plain", northwind.name, "--date", DAY)
    assert plain.out == run("report", "--format", "plain", northwind.name, "--date", DAY).out
    everything = json.loads(run("report", northwind.name, "--format", "json", "--date", DAY).out)
    assert everything["account"]["people"]["tom-lee"]["champion"] == {"influence": True, "sells": True, "stake": True}
    assert run("report", "--plain", "--format", "json", northwind.name).code == 2


def test_plain_says_every_value_of_the_file(run: Run, northwind: Path) -> None:
    said = " ".join(run("report", "--plain", northwind.name, "--date", DAY).out.split())
    account = store.read(northwind).account
    for person in account.people.values():
        for text in (person.name, person.title, person.cares_about, person.email, person.crm_id):
            assert text in said
    for record in account.evidence.values():
        assert " ".join(record.says.split()) in said
    for action in account.actions.values():
        assert action.what in said
    for gate in account.gates.values():
        assert gate.what in said


def test_fmt_check_lists_and_changes_nothing(run: Run, northwind: Path) -> None:
    assert run("fmt", "--check", northwind.name).code == 0
    untidy = northwind.read_text().replace("\n\n", "\n\n\n").replace("power = 5", "power   =   5")
    northwind.write_text(untidy)
    ran = run("fmt", "--check", northwind.name)
    assert (ran.code, ran.out) == (1, f"{northwind.name}: not canonical\n")
    assert northwind.read_text() == untidy


def test_fmt_writes_the_canonical_form(run: Run, northwind: Path) -> None:
    canonical = northwind.read_bytes()
    northwind.write_bytes(b"\xef\xbb\xbf" + canonical.replace(b"\n\n", b"\n\n\n"))
    ran = run("fmt", northwind.name)
    assert (ran.code, ran.out) == (0, f"{northwind.name}: written\n")
    assert northwind.read_bytes() == canonical
    assert run("fmt", northwind.name).out == ""


def test_fmt_leaves_a_faulty_file_alone_and_goes_on(run: Run, broken: Path, northwind: Path) -> None:
    before = broken.read_bytes()
    northwind.write_text(northwind.read_text() + "\n\n")
    ran = run("fmt", broken.name, northwind.name)
    assert ran.code == 2
    assert ran.out == f"{northwind.name}: written\n"
    assert f"{broken.name}:4:9: error" in ran.err
    assert broken.read_bytes() == before


def test_schema_accepts_every_sample(run: Run, northwind: Path) -> None:
    schema = json.loads(run("schema").out)
    validator = jsonschema.Draft4Validator(schema)
    values = json.loads(json.dumps(tomllib.loads(northwind.read_text()), default=str))
    assert list(validator.iter_errors(values)) == []
    values["account"]["stage"] = "evaluashun"
    assert list(validator.iter_errors(values)) != []


def test_explain(run: Run) -> None:
    ran = run("explain", "ch001")
    assert ran.code == 0
    for head in ("What it checks", "Why it matters", "Example", "What to do"):
        assert head in ran.out
    assert run("explain", "no-champion").out == ran.out
    listed = run("explain").out.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in RULES]
    assert json.loads(run("explain", "CH001", "--format", "json").out)["severity"] == "critical"


def test_explain_an_unknown_code_suggests_one(run: Run) -> None:
    ran = run("explain", "CH01")
    assert ran.code == 2
    assert 'Did you mean "CH' in ran.err


def test_keys_lists_every_action_with_the_users_own_keys(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("keys", "--format", "json").out)
    assert [entry["id"] for entry in found] == [action.id for action in ACTIONS]
    settings = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nfind = "ctrl+f"\n')
    own = {entry["id"]: entry["keys"] for entry in json.loads(run("keys", "--format", "json").out)}
    assert own["find"] == ["ctrl+f"]
    settings.write_text('[keys]\nfnid = "ctrl+f"\n')
    ran = run("keys")
    assert ran.code == 2
    assert 'did you mean "find' in ran.err


def test_keys_as_text_keeps_its_columns(run: Run) -> None:
    lines = [line for line in run("keys").out.splitlines() if line.startswith("  ")]
    assert len(lines) == len(ACTIONS)


def test_themes_lists_ours_and_yours_and_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee" / "themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("name = 3\n")
    ran = run("themes")
    assert ran.code == 0
    assert {"dark", "light", "high-contrast", "colour-blind-safe"} <= {
        line[2:].split()[0] for line in ran.out.splitlines()
    }
    assert "* dark" in ran.out
    assert "mine.toml" in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert "_COMMITTEE_COMPLETE" in ran.out


def test_completing_offers_commands_and_files(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_COMMITTEE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "committee ch")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        run("ch")
    said = capsys.readouterr().out.splitlines()
    assert said == ["file,ch", "plain,check"]


def test_new_starts_an_account_with_me_first(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('me = "Dana Okafor"\n')
    ran = run("new", "Ácme Corp", "--no-open")
    assert (ran.code, ran.out) == (0, "acme-corp.account.toml\n")
    document = store.read(tmp_path / "acme-corp.account.toml")
    assert document.problems == ()
    assert document.account.header.name == "Ácme Corp"
    assert [mate.name for mate in document.account.team.values()] == ["Dana Okafor"]
    assert document.account.header.owner in document.account.team
    assert run("fmt", "--check", ".").code == 0


@pytest.mark.parametrize("name", ["", "  ", "\t\n"])
def test_new_wants_a_name(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("new", name, "--no-open")
    assert ran.code == 2
    assert "NAME is empty" in ran.err
    assert not list(tmp_path.rglob("*.toml"))


@pytest.mark.parametrize("name", ["acme.account.toml", "other.account.toml"])
def test_a_new_account_is_not_made_at_the_end_of_a_link(run: Run, tmp_path: Path, name: str) -> None:
    target = tmp_path / "elsewhere"
    (tmp_path / name).symlink_to(target)
    ran = run("new", "Acme", "--no-open", *(["--file", name] if name.startswith("other") else []))
    assert ran.code == 2
    assert "exists already" in ran.err
    assert not target.exists()


def test_new_never_writes_over_a_file(run: Run, northwind: Path) -> None:
    before = northwind.read_bytes()
    ran = run("new", "Northwind", "--file", northwind.name)
    assert ran.code == 2
    assert "exists already" in ran.err
    assert northwind.read_bytes() == before


def test_demo_opens_a_copy_as_of_its_own_date(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    fake = ModuleType("committee.tui.run")

    def note(paths: tuple[Path, ...], **more: Any) -> int:
        calls.append((paths, paths[0].read_text(), more))
        return 0

    monkeypatch.setattr(fake, "run", note, raising=False)
    monkeypatch.setitem(sys.modules, "committee.tui.run", fake)
    monkeypatch.setattr(screen, "has_terminal", lambda: True)
    assert run("demo").code == 0
    paths, text, more = calls[0]
    assert "Northwind Robotics" in text
    assert more["demo"]
    assert more["today"] == date(2026, 11, 20)
    assert not paths[0].exists()
    assert run("demo", "nothing").code == 2
    run("--theme", "light", "demo", "tessmark")
    assert calls[1][2]["settings"].theme == "light"
    run("demo", "--date", "2026-12-24")
    assert calls[2][2]["today"] == date(2026, 12, 24)
    run("new", "Acme", "--date", "2026-12-24")
    assert calls[3][2]["today"] == date(2026, 12, 24)
