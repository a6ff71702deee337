"""`committee portfolio`: a table, JSON and CSV of a folder; nothing skipped; cells defused; names hidden."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from calls import Run

from committee import crash
from committee.cli.exit_codes import FAULTY, FINDINGS, FINE, OURS
from committee.paths import samples
from committee.pipeline.portfolio import summary, work
from committee.pipeline.portfolio.row import Row
from committee.reports.portfolio_text import HEAD
from committee.writing import kept_or_not


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Two sample accounts in a folder."""
    folder = tmp_path / "deals"
    folder.mkdir()
    for path in samples():
        if path.name.startswith(("northwind", "lindvale")):
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


DAY = ("--date", "2026-11-20")


def test_a_line_for_each_account_and_the_totals(run: Run, deals: Path) -> None:
    done = run("portfolio", deals, *DAY)
    assert done.code == FINE
    lines = done.out.splitlines()
    assert lines[0].split()[:2] == ["Account", "Owner"]
    assert lines[1].startswith("Lindvale Paper")
    assert lines[2].startswith("Northwind Robotics")
    assert "3 of 6" in lines[2]
    assert "4 moderate" in lines[2]
    assert "open         2 deals: 892,000 EUR" in done.out
    assert done.err == ""


def test_faults_of_ours_keep_one_report_and_say_once_where(
    run: Run, deals: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    report = tmp_path / "home" / "XDG_STATE_HOME" / "committee" / "crash.txt"
    written: list[Path] = []

    def keep(file: Path, data: bytes) -> bool:
        written.append(file)
        return kept_or_not(file, data)

    monkeypatch.setattr(crash, "kept_or_not", keep)

    def explode(path: Path, *_: object, **__: object) -> Row:
        if path.name.startswith(("northwind", "copy")):
            raise ZeroDivisionError(f"Tom Lee in {path}")
        return summary.row_of(path, date(2026, 11, 20))

    monkeypatch.setattr(work, "row_of", explode)
    for number in range(20):
        (deals / f"copy-{number}.account.toml").write_bytes((deals / "northwind.account.toml").read_bytes())
    done = run("portfolio", deals, *DAY)
    assert done.code == OURS
    assert done.err == f"committee failed on 21 accounts; please report the lines in {report}\n"
    assert done.out.count(f"Please report the lines in {report}") == 21
    assert "Lindvale Paper" in done.out
    assert written == [report]
    assert "ZeroDivisionError" in report.read_text()
    assert "Tom Lee" not in report.read_text()
    assert report.stat().st_mode & 0o077 == 0
    hidden = run("portfolio", deals, *DAY, "--private")
    assert "please report the lines in" in hidden.err
    assert "crash.txt" not in hidden.out


def test_where_no_report_can_be_kept_none_is_named(run: Run, deals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: object, **__: object) -> Row:
        raise ZeroDivisionError

    monkeypatch.setattr(work, "row_of", explode)
    monkeypatch.setattr(crash, "kept_or_not", lambda *_: False)
    done = run("portfolio", deals, *DAY)
    assert (done.code, done.err) == (OURS, "")
    assert "which is its own fault. Open the account" in done.out


def test_without_paths_this_folder(run: Run, deals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(deals)
    assert "Northwind Robotics" in run("portfolio", *DAY).out


def test_files_with_errors_are_listed_with_what_is_wrong(run: Run, deals: Path) -> None:
    (deals / "conflict.account.toml").write_text(
        'format = 1\n[account]\n<<<<<<< a\nname = "A"\n=======\nname = "B"\n>>>>>>> b\n'
    )
    (deals / "later.account.toml").write_text('format = 9\n[account]\nname = "Later"\n')
    (deals / "other.toml").write_text("x = = 1\n")
    done = run("portfolio", deals, *DAY)
    assert done.code == FAULTY
    assert "conflict  " in done.out
    assert "two versions meet here" in done.out
    assert "written by a newer version" in done.out
    assert "other  " in done.out
    assert "Northwind Robotics" in done.out
    assert "with errors  3, in no sum" in done.out


def test_a_filter_hides_no_fault_silently(run: Run, deals: Path) -> None:
    (deals / "later.account.toml").write_text('format = 9\n[account]\nname = "Later"\n')
    done = run("portfolio", deals, *DAY, "--filter", "forecast:commit")
    assert done.code == FAULTY
    assert "Lindvale" in done.out
    assert "Northwind" not in done.out
    assert "1 file has errors and did not match" in done.err


def test_saved_filters_and_orders(run: Run, deals: Path, tmp_path: Path) -> None:
    config = tmp_path / "home" / "XDG_CONFIG_HOME" / "committee"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text('me = "Dana Okafor"\n[filters]\nmine = "owner:me"\n')
    assert "Lindvale" not in run("portfolio", deals, *DAY, "--filter", "@mine").out
    due = run("portfolio", deals, *DAY, "--filter", "closing:quarter").out
    assert "Lindvale" in due
    assert "Northwind" not in due
    (config / "settings.toml").write_text('[pipeline]\nfiscal_year_starts = "12"\n')
    assert "Lindvale" not in run("portfolio", deals, *DAY, "--filter", "closing:quarter").out
    turned = run("portfolio", deals, *DAY, "--sort", "-close").out.splitlines()
    assert turned[1].startswith("Northwind")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--filter", "severity:hgh"), 'Did you mean "high"'),
        (("--filter", "@none"), "no saved filter"),
        (("--sort", "size"), "There are: account, close"),
    ],
)
def test_what_is_not_known_is_a_usage_fault(run: Run, deals: Path, arguments: tuple[str, str], said: str) -> None:
    done = run("portfolio", deals, *arguments)
    assert done.code == FAULTY
    assert said in done.err
    assert done.out == ""


def test_it_fails_on_findings_only_where_asked(run: Run, deals: Path) -> None:
    assert run("portfolio", deals, *DAY).code == FINE
    assert run("portfolio", deals, *DAY, "--fail-on", "critical").code == FINDINGS
    assert run("portfolio", deals, *DAY, "--fail-on", "critical", "--filter", "northwind").code == FINE


def test_json_holds_every_column_and_the_totals(run: Run, deals: Path) -> None:
    found = json.loads(run("portfolio", deals, *DAY, "--format", "json").out)
    assert found["date"] == "2026-11-20"
    lindvale, northwind = found["accounts"]
    assert set(lindvale) == {*HEAD, "worst"}
    assert (northwind["account"], northwind["yes_met"], northwind["yes_needed"]) == ("Northwind Robotics", 3, 6)
    assert lindvale["worst"][0]["code"] == "DM010"
    assert found["totals"] == [
        {"stage": "evaluation", "deals": 1, "sums": {"EUR": 480000}, "without_value": 0},
        {"stage": "negotiation", "deals": 1, "sums": {"EUR": 412000}, "without_value": 0},
    ]


def test_the_same_twice_from_the_cache_and_without_it(run: Run, deals: Path, tmp_path: Path) -> None:
    first = run("portfolio", deals, *DAY, "--format", "json").out
    assert list((tmp_path / "home").rglob("portfolio.rows"))
    assert run("portfolio", deals, *DAY, "--format", "json").out == first


def test_csv_has_stable_columns_and_no_cell_that_a_spreadsheet_runs(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deals"
    folder.mkdir()
    for number, start in enumerate(("=", "+", "-", "@", "\\t", "\\r")):
        text = f'format = 1\n[account]\nname = "{start}cmd|calc"\ndeal = "{start}1+2"\nnext_step = "{start}x"\n'
        (folder / f"{number}.account.toml").write_text(text)
    done = run("portfolio", folder, "--format", "csv", *DAY)
    table = list(csv.reader(io.StringIO(done.out)))
    assert tuple(table[0]) == HEAD
    assert len(table) == 7
    for row in table[1:]:
        assert len(row) == len(HEAD)
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
            assert not cell.startswith("-") or cell[1:].isdigit()


def test_names_are_nowhere_in_any_format(run: Run, deals: Path) -> None:
    for form in ("table", "json", "csv"):
        said = run("portfolio", deals, *DAY, "--format", form, "--private").out
        for name in ("Northwind", "northwind", "Lindvale", "lindvale", "Dana", "Okafor", "María", "Priya", "Isla",
                     "Fleet", "workshop", "deals"):  # fmt: skip
            assert name not in said.replace("2 deals", "").replace("1 deal", "").replace('"deals":', ""), (form, name)
        assert "Account 1" in said


def test_customer_safe_says_nothing_that_we_think(run: Run, deals: Path) -> None:
    said = run("portfolio", deals, *DAY, "--format", "json", "--customer-safe").out
    found = json.loads(said)
    assert found["disclosure"] == "customer-safe"
    for row in found["accounts"]:
        known = {key for key, value in row.items() if value not in (None, [], 0, "")}
        assert known <= {"file", "account", "owner", "days_since_change"}, known


def test_an_empty_folder_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("portfolio", tmp_path / "empty")
    assert done.code == FINE
    assert done.out.strip() == "No accounts."
    assert "no account files here" in done.err
