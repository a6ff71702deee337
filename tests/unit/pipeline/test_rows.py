"""What a row says of a file: the same as opening the account does, and of a faulty one what is wrong with it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from examples import examples
from generate import TODAY, random_account
from hypothesis import HealthCheck, given, settings
from strategies import accounts

from committee import store
from committee.findings.finding import Severity
from committee.findings.rows import rows
from committee.model.account import Account, Action, Coverage, Evidence, Header, Person
from committee.model.disclosure import Disclosure
from committee.model.vocabulary import Basis, Stage
from committee.paths import samples
from committee.pipeline.portfolio.codec import decoded, encoded
from committee.pipeline.portfolio.row import WORST
from committee.pipeline.portfolio.skim import skimmed
from committee.pipeline.portfolio.summary import contacts, facts, next_of, row_of
from committee.workspace import Workspace, analyse

DAY = date(2026, 11, 20)


def written(tmp_path: Path, account: Account | str, name: str = "acme.account.toml") -> Path:
    path = tmp_path / name
    path.write_text(account if isinstance(account, str) else store.write_text(account), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name.partition(".")[0])
def test_a_row_says_what_the_account_screen_says(path: Path) -> None:
    row = row_of(path, DAY)
    space = Workspace.open(path, today=DAY)
    analysis = analyse(space.account, DAY)
    standing = [finding for finding in analysis.findings if finding.accepted is None]
    assert row.name == space.account.header.name
    assert row.counts == tuple(sum(f.severity is level for f in standing) for level in Severity)
    assert [(one.code, one.subject) for one in row.worst] == [
        (one.code, one.findings[0].subject) for one in rows(standing)[:WORST]
    ]
    assert (row.talks, row.difficulty, row.plan) == (len(analysis.plan.talks), analysis.plan.difficulty,
                                                    analysis.plan.summary)  # fmt: skip
    assert (row.met, row.needed) == (analysis.committee.board.met, analysis.committee.board.needed)
    assert row.owner == space.account.name_of(space.account.header.owner)
    assert set(row.codes) >= {finding.code for finding in standing}
    assert not row.fault


FAULTY = {
    "conflict": 'format = 1\n[account]\n<<<<<<< a\nname = "A"\n=======\nname = "B"\n>>>>>>> b\n',
    "newer-format": 'format = 2\n[account]\nname = "Later"\nstage = "proposal"\n',
    "unknown-choice": 'format = 1\n[account]\nname = "Typo"\nstage = "propossal"\nvalue = 9\n',
    "syntax": 'format = 1\n[account]\nname = "No end\n',
}


@pytest.mark.parametrize("code", FAULTY)
def test_a_faulty_file_is_a_row_that_says_what_is_wrong_and_is_not_judged(tmp_path: Path, code: str) -> None:
    row = row_of(written(tmp_path, FAULTY[code]), DAY)
    assert row.fault_code.startswith(code)
    assert row.fault
    assert row.fault.startswith("line ")
    assert row.errors
    assert not row.analysed
    assert row.counts == (0, 0, 0, 0)
    assert row.talks is None


def test_of_a_faulty_file_what_can_be_read_is_kept(tmp_path: Path) -> None:
    row = row_of(written(tmp_path, FAULTY["unknown-choice"]), DAY)
    assert (row.name, row.stage, row.value) == ("Typo", None, 9)


@pytest.mark.parametrize("bad", ["gone.account.toml", "a-folder.account.toml"])
def test_what_is_no_file_gets_a_row_too(tmp_path: Path, bad: str) -> None:
    (tmp_path / "a-folder.account.toml").mkdir()
    row = row_of(tmp_path / bad, DAY)
    assert row.fault_code == "unreadable"
    assert row.name == bad.partition(".")[0]


def test_the_words_of_a_problem_are_withheld_where_names_are(tmp_path: Path) -> None:
    text = 'format = 1\n[account]\nname = "Acme"\nowner = "maria-gomez"\n'
    path = written(tmp_path, text)
    assert "maria" in row_of(path, DAY).fault
    hidden = row_of(path, DAY, disclosure=Disclosure(names_hidden=True))
    assert "maria" not in hidden.fault
    assert "line 4" in hidden.fault


def test_customer_safe_rows_hold_no_judgement(tmp_path: Path) -> None:
    path = written(tmp_path, random_account(3))
    row = row_of(path, TODAY, disclosure=Disclosure(customer_safe=True))
    assert not row.analysed
    assert (row.stage, row.forecast, row.value, row.board, row.worst) == (None, None, None, (), ())


def test_a_closed_deal_has_no_plan_and_no_findings(tmp_path: Path) -> None:
    account = random_account(3)
    account = replace(account, header=replace(account.header, stage=Stage.WON))
    row = row_of(written(tmp_path, account), TODAY)
    assert row.closed
    assert (row.talks, row.effort, row.counts) == (None, None, (0, 0, 0, 0))


def test_the_newest_contact_is_of_people_ties_and_what_was_heard() -> None:
    account = Account(
        header=Header(name="A"),
        people={"tom": Person(name="Tom", last_contact=date(2026, 11, 1)), "ana": Person(name="Ana")},
        coverage={("dana", "tom"): Coverage(last_contact=date(2026, 11, 3))},
        evidence={
            "a": Evidence(about="ana", basis=Basis.HEARD, date=date(2026, 11, 5)),
            "b": Evidence(about="ana", basis=Basis.SECONDHAND, date=date(2026, 11, 9)),
            "c": Evidence(about="ana", basis=Basis.DOCUMENT, date=date(2026, 11, 8)),
        },
    )
    assert sorted(contacts(account)) == [date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 5)]


def test_contacts_after_the_day_do_not_count(tmp_path: Path) -> None:
    account = Account(header=Header(name="A"), people={"tom": Person(name="Tom", last_contact=date(2026, 12, 1))})
    assert row_of(written(tmp_path, account), DAY).contacted is None


def test_without_a_next_step_the_action_that_is_due_first_stands_in() -> None:
    header = Header(name="A", owner="dana")
    actions = {
        "x": Action(what="Later", owner="dana", due=date(2026, 12, 2)),
        "y": Action(what="Sooner", owner="sam", due=date(2026, 12, 1)),
        "z": Action(what="Done", owner="sam", due=date(2026, 11, 1), done=date(2026, 11, 1)),
        "w": Action(what="Undated", owner="sam"),
    }
    assert next_of(Account(header=header, actions=actions)) == ("Sooner", date(2026, 12, 1), "sam")
    own = replace(header, next_step="Call", next_step_due=date(2026, 12, 9))
    assert next_of(Account(header=own, actions=actions)) == ("Call", date(2026, 12, 9), "dana")
    assert next_of(Account(header=header)) == ("", None, "")


def test_days_are_counted_back_from_the_day_and_never_forward() -> None:
    path_row = row_of(samples()[0], DAY)
    row = replace(path_row, reviewed=DAY - timedelta(3), changed=DAY, contacted=DAY + timedelta(1))
    assert (row.days_since_review, row.days_since_change, row.days_since_contact) == (3, 0, None)
    assert replace(row, close_date=DAY - timedelta(2)).days_to_close == -2


@given(accounts())
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.too_slow])
def test_a_skimmed_header_says_what_the_whole_file_says(
    tmp_path_factory: pytest.TempPathFactory, account: Account
) -> None:
    path = tmp_path_factory.getbasetemp() / "skim.account.toml"
    data = store.write_text(account).encode("utf-8")
    whole, header = facts(store.read_text(data), path, TODAY), skimmed(data, path, TODAY)
    for name in ("digest", "name", "deal", "stage", "forecast", "value", "currency", "close_date", "owner", "reviewed"):
        assert getattr(header, name) == getattr(whole, name), name
    if account.header.next_step:
        assert (header.next_step, header.next_due, header.next_owner) == (
            whole.next_step, whole.next_due, whole.next_owner)  # fmt: skip


def test_a_comment_behind_a_header_hides_nothing() -> None:
    text = b'[account] # the deal\nowner = "dana"\n[team.dana] # new here\nname = "Dana Okafor"\n'
    assert skimmed(text, Path("a.account.toml"), TODAY).owner == "Dana Okafor"


def test_a_key_of_a_hundred_thousand_parts_is_not_even_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """tomllib takes minutes for it."""
    monkeypatch.setattr("tomllib.loads", lambda _: pytest.fail("tried"))
    text = b"[account]\n" + b".".join([b"a"] * 100_000) + b" = 1\n"
    assert skimmed(text, Path("a.account.toml"), TODAY).name == "a"


@pytest.mark.parametrize("text", ["", "[account]\nname = 3\n", "x = 1", FAULTY["conflict"], "\ufeff[account]\n",
                                  '[account]\nnotes = """\n[x]\n"""\nname = "A"\n'])  # fmt: skip
def test_skimming_never_fails(tmp_path: Path, text: str) -> None:
    row = skimmed(text.encode(), tmp_path / "acme.account.toml", DAY)
    assert row.name == "acme"
    assert not row.analysed


@pytest.mark.parametrize("seed", range(6))
def test_a_row_comes_back_from_json_as_it_went(tmp_path: Path, seed: int) -> None:
    row = row_of(written(tmp_path, random_account(seed)), TODAY)
    assert decoded(json.loads(json.dumps(encoded(row))), row.path, TODAY) == row


def test_a_faulty_row_comes_back_from_json_too(tmp_path: Path) -> None:
    row = row_of(written(tmp_path, FAULTY["newer-format"]), DAY)
    assert decoded(encoded(row), row.path, DAY) == row
