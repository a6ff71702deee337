"""`committee check`: what it says, in three forms, and how it ends."""

import json
from pathlib import Path

import pytest
from calls import Run

DAY = "2026-11-20"


def test_findings_fail_and_stand_in_the_file(run: Run, northwind: Path) -> None:
    ran = run("check", northwind.name, "--date", DAY)
    assert ran.code == 1
    line = next(line for line in ran.out.splitlines() if "DM004 high" in line)
    number = int(line.split(":")[1])
    assert northwind.read_text().splitlines()[number - 1] == "[people.rui-tavares]"
    assert ran.err == ""


@pytest.mark.parametrize(("fail_on", "code"), [("critical", 0), ("high", 1), ("low", 1), ("never", 0)])
def test_fail_on(run: Run, northwind: Path, fail_on: str, code: int) -> None:
    assert run("check", northwind.name, "--date", DAY, "--fail-on", fail_on).code == code


def test_an_accepted_finding_is_shown_and_does_not_fail(run: Run, northwind: Path) -> None:
    with northwind.open("a") as file:
        file.write('\n[accepted.DM004.rui-tavares]\nreason = "Anke brings us in"\n')
    ran = run("check", northwind.name, "--date", DAY, "--select", "DM004")
    assert ran.code == 0
    assert "DM004 high (accepted)" in ran.out
    assert "(1 accepted)" in ran.out


def test_select_and_ignore(run: Run, northwind: Path) -> None:
    only = run("check", northwind.name, "--date", DAY, "--select", "dm,CV003", "--ignore", "DM006", "--format", "json")
    codes = {finding["code"] for finding in json.loads(only.out)["files"][0]["findings"]}
    assert codes
    assert all(code.startswith("DM") or code == "CV003" for code in codes)
    assert "DM006" not in codes


def test_an_unknown_code_is_refused(run: Run, northwind: Path) -> None:
    ran = run("check", northwind.name, "--select", "XY")
    assert ran.code == 2
    assert 'no finding "XY"' in ran.err


def test_all_problems_at_once_with_their_places(run: Run, broken: Path) -> None:
    ran = run("check", broken.name)
    assert ran.code == 2
    assert f"{broken.name}:4:9: error: " in ran.out
    assert f"{broken.name}:8:9: error: " in ran.out
    assert f"{broken.name}:5:8: warning: " in ran.out
    assert 'Did you mean "evaluation"?' in ran.out


def test_errors_come_before_findings_in_the_exit_code(run: Run, broken: Path, northwind: Path) -> None:
    assert run("check", ".", "--date", DAY).code == 2
    assert run("check", northwind.name, "--date", DAY).code == 1


def test_warnings_alone_are_fine(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.account.toml"
    path.write_text('format = 1\nshoe = 1\n\n[account]\nname = "Acme"\nstage = "won"\n')
    ran = run("check", path)
    assert ran.code == 0
    assert "warning" in ran.out


def test_json_has_stable_fields(run: Run, broken: Path, northwind: Path) -> None:
    found = json.loads(run("check", broken.name, northwind.name, "--format", "json", "--date", DAY).out)
    assert list(found) == ["format", "date", "files", "counts"]
    faulty, sound = found["files"]
    assert set(faulty["problems"][0]) == {"code", "gravity", "line", "column", "path", "what", "remedy"}
    assert faulty["findings"] == []
    assert {
        "code",
        "severity",
        "subject",
        "line",
        "column",
        "evidence",
        "explanation",
        "fix",
        "accepted",
        "nested",
    } <= set(sound["findings"][0])
    assert found["counts"]["errors"] == 2


def test_github_prints_codes_positions_and_counts_only(run: Run, broken: Path, northwind: Path) -> None:
    ran = run("check", ".", "--format", "github", "--date", DAY)
    said = ran.out
    for name in ("Rui", "Tavares", "Dana", "Anke", "rui-tavares", "evaluashun", "Tom"):
        assert name not in said
    assert f"::error file={broken.name},line=4,col=9::unknown-choice" in said.splitlines()
    assert any(
        line.startswith(f"::error file={northwind.name},line=") and "DM004 high" in line for line in said.splitlines()
    )


def test_github_escapes_what_would_end_a_property(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a,b:100%.account.toml"
    path.write_text("format = 2\n")
    assert "file=a%2Cb%3A100%25.account.toml,line=1" in run("check", path.name, "--format", "github").out


def test_what_cannot_be_read_is_a_problem_among_the_others(run: Run, tmp_path: Path, northwind: Path) -> None:
    (tmp_path / "folder.account.toml").mkdir()
    ran = run("check", "nowhere.account.toml", northwind.name, "--date", DAY)
    assert ran.code == 2
    assert "nowhere.account.toml" in ran.out
    assert "DM004" in ran.out


def test_a_folder_passes_other_toml_over_and_says_so_on_stderr(run: Run, tmp_path: Path, northwind: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "torn.toml").write_text("= =\n")
    ran = run("check", ".", "--date", DAY)
    assert ran.code == 2
    assert "torn.toml" in ran.out
    assert "pyproject" not in ran.out
    assert "1 other TOML file passed over" in ran.err


def test_an_empty_folder_is_said(run: Run) -> None:
    ran = run("check")
    assert ran.code == 0
    assert "no account files here" in ran.err
    assert ran.out.startswith("0 files")


def test_hundreds_of_faulty_files_in_one_call(run: Run, tmp_path: Path) -> None:
    torn = [
        "",
        "= 1",
        "[",
        'format = "1"',
        "format = 2",
        "format = 1\n[account]\nname = 3",
        "<<<<<<< ours\n",
        "\x00",
        "format = 1",
        'format = 1\n[account]\nname = "A"\n[coverage.x.y]\n',
        'format = 1\n[[people]]\nname = "A"',
        "a.b = 1\na = 2",
    ]
    for number in range(300):
        path = tmp_path / "deals" / f"d{number:03}.account.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(torn[number % len(torn)])
    before = {path: path.read_bytes() for path in (tmp_path / "deals").iterdir()}
    ran = run("check", "deals", "--format", "json")
    files = json.loads(ran.out)["files"]
    assert ran.code == 2
    assert len(files) == 300
    for file in files:
        errors = [problem for problem in file["problems"] if problem["gravity"] == "error"]
        assert errors
        assert all(problem["line"] >= 1 and problem["column"] >= 1 for problem in errors)
    assert {path: path.read_bytes() for path in (tmp_path / "deals").iterdir()} == before


def test_a_file_named_twice_is_checked_once(run: Run, northwind: Path) -> None:
    ran = run("check", northwind.name, northwind.name, "--format", "json", "--date", DAY)
    assert len(json.loads(ran.out)["files"]) == 1


def test_a_closed_deal_has_no_findings(run: Run, tmp_path: Path, northwind: Path) -> None:
    text = northwind.read_text().replace('stage = "evaluation"', 'stage = "won"')
    closed = tmp_path / "closed.account.toml"
    closed.write_text(text)
    assert run("check", closed.name, "--date", DAY).code == 0


def test_evidence_of_tomorrow_is_a_warning_and_counts_for_nothing(run: Run, northwind: Path) -> None:
    text = northwind.read_text(encoding="utf-8")
    later = 'about = "rui-tavares"\nfield = "stance"\nvalue = "supporter"\nbasis = "heard"\ndate = 2026-12-24\n'
    northwind.write_text(
        text.replace("[actions.", f"[evidence.2026-12-24-zz9z]\n{later}\n[actions.", 1), encoding="utf-8"
    )
    ran = run("check", northwind.name, "--date", "2026-11-20")
    assert "evidence of Thu 24 Dec 2026 does not count yet" in ran.out
    assert "0 errors, 1 warning" in ran.out
    assert "does not count yet" not in run("check", northwind.name, "--date", "2026-12-24").out
    private = run("check", northwind.name, "--date", "2026-11-20", "--private").out
    assert "evidence not yet" in private
