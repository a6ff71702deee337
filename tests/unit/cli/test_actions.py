"""`committee actions`: as text, JSON, CSV and calendar; filters; what is wrong is said."""

import csv
import io
import json
import shutil
from pathlib import Path

from calls import Run
from icalendar import Calendar

from committee import store
from committee.model import edits
from committee.model.edit import apply
from committee.paths import samples

DAY = "2026-11-22"


def test_text_names_the_most_pressing_first(run: Run, tmp_path: Path) -> None:
    for sample in samples():
        shutil.copy(sample, tmp_path / sample.name)
    ran = run("actions", "--date", DAY)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "OVERDUE"
    assert lines.index("WITHIN A WEEK") < lines.index("LATER")
    assert lines[-1] == "31 open, 3 of them overdue"
    late = run("actions", "--date", DAY, "--due", "overdue")
    assert late.out.splitlines()[-1] == "3 open, 3 of them overdue"
    hers = run("actions", "--date", DAY, "--owner", "dana", "--due", "fri")
    assert [line.split("  ")[1] for line in hers.out.splitlines() if line.startswith("  ")] == [
        "Tue 24 Nov",
        "Fri 27 Nov",
    ]


def test_json_csv_and_text_say_the_same(run: Run, northwind: Path) -> None:
    coded = json.loads(run("actions", northwind.name, "--date", DAY, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(run("actions", northwind.name, "--date", DAY, "--format", "csv").out)))
    assert [{key: value or "" for key, value in one.items()} for one in coded["actions"]] == rows
    text = run("actions", northwind.name, "--date", DAY).out
    assert len(rows) == 6
    assert all(row["what"] in text and row["owner"] in text for row in rows)


def test_a_cell_is_never_a_formula(run: Run, northwind: Path) -> None:
    account = store.read(northwind).account
    key = next(iter(account.actions))
    account = apply(account, edits.set_field(account, ("actions", key, "what"), '=HYPERLINK("http://x")'))
    store.save(northwind, account)
    out = run("actions", northwind.name, "--date", DAY, "--format", "csv").out
    assert "'=HYPERLINK" in out
    assert all(cell[:1] not in {"=", "+", "@"} for row in csv.reader(io.StringIO(out)) for cell in row)


def test_the_calendar_has_a_day_for_each_date_and_is_the_same_twice(run: Run, northwind: Path) -> None:
    found = run("actions", northwind.name, "--date", DAY, "--format", "ics")
    again = run("actions", northwind.name, "--date", DAY, "--format", "ics")
    assert found.out == again.out
    events = Calendar.from_ical(found.out).events
    assert len(events) == 6
    hidden = run("actions", northwind.name, "--date", DAY, "--format", "ics", "--private")
    assert [str(e["UID"]) for e in Calendar.from_ical(hidden.out).events] == [str(e["UID"]) for e in events]
    for word in ("Northwind", "Dana", "Tom", "pilot", "Piotr", "data"):
        assert word not in hidden.out


def test_private_hides_names_files_and_ids_made_of_words(run: Run, northwind: Path) -> None:
    for form in ("text", "json", "csv"):
        ran = run("actions", northwind.name, "--date", DAY, "--format", form, "--private")
        for word in ("orthwind", "Dana", "dana", "Tom", "dpa", "vendor-record", "Piotr", "signed"):
            assert word not in ran.out + ran.err, (form, word)


def test_files_with_errors_are_told_and_the_rest_is_listed(run: Run, northwind: Path, broken: Path) -> None:
    ran = run("actions", "--date", DAY)
    assert ran.code == 2
    assert "6 open" in ran.out
    assert "broken.account.toml:4:9" in ran.err
    hidden = run("actions", "--date", DAY, "--private")
    assert "broken" not in hidden.err
    assert "has errors" in hidden.err
    coded = json.loads(run("actions", "--date", DAY, "--format", "json").out)
    assert [one["file"] for one in coded["unreadable"]] == ["broken.account.toml"]


def test_words_that_mean_nothing_are_refused(run: Run, northwind: Path) -> None:
    for arguments in (("--owner", "zorro"), ("--due", "whenever"), ("--format", "xml")):
        ran = run("actions", northwind.name, *arguments)
        assert ran.code == 2
        assert ran.err
        assert not ran.out
    assert "Dana Okafor" in run("actions", northwind.name, "--owner", "zorro").err
