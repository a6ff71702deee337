import difflib
import random
import tomllib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scramble import scrambled
from strategies import accounts

from committee import store
from committee.errors import EditRefused
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import apply
from committee.store.comments import lines_of
from committee.store.files import same_account
from committee.store.writer import Memo, write_text

SLOW = settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
SAMPLES = sorted(Path(__file__).parents[3].joinpath("sample_accounts").glob("*.toml"))


def diff(before: str, after: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0))[2:]
    return [x[1:] for x in lines if x.startswith("-")], [x[1:] for x in lines if x.startswith("+")]


@SLOW
@given(accounts())
def test_what_is_written_reads_back_the_same(account: Account) -> None:
    document = store.read_text(store.write_text(account))
    assert document.errors == ()
    assert document.account == account


@SLOW
@given(accounts())
def test_the_canonical_form_is_a_fixed_point(account: Account) -> None:
    text = store.write_text(account)
    assert store.write_text(store.read_text(text).account) == text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@SLOW
@given(accounts(), st.data())
def test_another_hand_s_file_keeps_values_and_comments_with_what_they_are_about(
    account: Account, data: st.DataObject
) -> None:
    bare = replace(account, comments={})
    raw = tomllib.loads(store.write_text(bare))
    text, written = data.draw(scrambled(raw))
    assert repr_sorted(tomllib.loads(text)) == repr_sorted(raw)
    document = store.read_text(text)
    assert same_account(document.account, bare)
    about = {line: path for path, comment in document.account.comments.items() for line in lines_of(comment)}
    assert about == written
    again = store.read_text(store.write_text(document.account))
    assert again.account == document.account
    assert store.write_text(again.account) == store.write_text(document.account)


@SLOW
@given(accounts(), st.data())
def test_line_ends_and_a_mark_at_the_start_change_nothing(account: Account, data: st.DataObject) -> None:
    text = store.write_text(account)
    document = store.read_text(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert document.newline == "\r\n"
    assert document.account == account
    assert store.write_text(document.account, "\r\n").encode() == text.replace("\n", "\r\n").encode()


def repr_sorted(value: Any) -> Any:
    """A parsed value so that equal means alike, order of keys and of the format's lists aside."""
    if isinstance(value, dict):
        return {key: repr_sorted(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        return sorted(repr(repr_sorted(item)) for item in value)
    return repr(value)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_the_samples_are_canonical(path: Path) -> None:
    data = path.read_bytes()
    document = store.read_text(data)
    assert document.problems == ()
    assert store.write_text(document.account).encode() == data


CHANGES = [
    ("deal", "Another deal"),
    ("value", 123456),
    ("next_step", 'Call "Ana" \\ Bo'),
]


@pytest.mark.parametrize(("name", "value"), CHANGES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_one_changed_field_is_one_changed_line(path: Path, name: str, value: Any) -> None:
    account = store.read(path).account
    changed = replace(account, header=replace(account.header, **{name: value}))
    gone, came = diff(store.write_text(account), store.write_text(changed))
    assert len(came) == 1
    assert len(gone) <= 1


@SLOW
@given(accounts(), st.data())
def test_one_person_s_new_power_is_one_line(account: Account, data: st.DataObject) -> None:
    if not account.people:
        return
    key = data.draw(st.sampled_from(sorted(account.people)))
    power = data.draw(st.integers(1, 5))
    people = {**account.people, key: replace(account.people[key], power=power)}
    gone, came = diff(store.write_text(account), store.write_text(replace(account, people=people)))
    assert len(came) == (account.people[key].power != power)
    assert len(gone) <= 1


TEXTS = [
    "plain",
    'with "quotes" and \\ backslash',
    "two\nlines",
    "two\nlines\n",
    "\nleading",
    "\n\n\n",
    "\n",
    'ends with quote"\n"',
    '"""\nthree quotes """ inside\n"""',
    "trailing backslash \\\nnext \\",
    "tab\there\n\tand there",
    "spaces at end   \n   and start",
    "日本語 🎉 👩‍👩‍👧 می‌خواهم\nहिन्दी",
    "# no comment\n[no.table]\nno = 'key'",
    "ends with \\\n",
    "'''\nliteral'''",
    "\ufffd\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_prose_keeps_every_character(text: str) -> None:
    account = store.read_text('format = 1\n[account]\nname = "A"\n').account
    account = replace(account, header=replace(account.header, notes=text))
    written = store.write_text(account)
    assert tomllib.loads(written)["account"]["notes"] == text
    assert store.read_text(written).account == account
    assert ('"""' in written) == ("\n" in text or '"""' in text)


def test_a_commented_key_is_written_even_where_its_value_says_nothing() -> None:
    text = (
        'format = 1\n\n[account]\nname = "A"\n# still to learn\nnotes = ""\n\n[people.ana]\nname = "Ana"\n'
        'roles = []  # none yet\nstatus = "active"  # back since May\n'
    )
    document = store.read_text(text)
    assert document.problems == ()
    assert store.write_text(document.account) == text


def test_a_table_without_a_line_of_its_own_gets_one_for_its_comment() -> None:
    text = (
        'format = 1\n\n[account]\nname = "A"\n\n# everybody we know\n[people]\n\n[people.ana]\nname = "Ana"\n\n'
        '[people.bo]\nname = "Bo"\n\n[influence.ana]  # she is heard\n\n[influence.ana.bo]\nstrength = 3\n'
    )
    document = store.read_text(text)
    assert document.problems == ()
    assert store.write_text(document.account) == text


def test_comments_of_what_is_gone_end_at_the_nearest_table() -> None:
    text = (
        'format = 1\n\n[account]\nname = "A"\n\n[people.ana]\nname = "Ana"\n# why\nstance = "neutral"  # from Bo\n'
        'roles = [\n    # once\n    "legal",  # twice\n]\n'
    )
    account = store.read_text(text).account
    ana = replace(account.people["ana"], stance=None, roles=())
    written = store.write_text(replace(account, people={"ana": ana}))
    assert written.endswith('[people.ana]\nname = "Ana"\n# once\n# twice\n# why\n# from Bo\n')


def test_unknown_keys_and_tables_keep_their_place_and_comments() -> None:
    text = (
        'format = 1\nzeta = 1  # of zeta\n\n[account]\nname = "A"\nxray = [\n    1,  # one\n'
        "    [\n        2,\n    ],\n]\n\n"
        '[people.ana]\nname = "Ana"\nbadge = { a = 1, b = "x" }\n\n'
        "[people.ana.champion]\nsells = true\n\n[people.ana.extra]\nwhen = 10:00:00\n\n"
        "# of the bag\n[[bag]]\nsize = 1.5\n\n[[bag]]\n\n[bag.inner]\ndeep = nan  # indeed\n\n[wild]\n\n[wild.card]\n"
    )
    document = store.read_text(text)
    assert {problem.code for problem in document.problems} == {"unknown-key", "unknown-table"}
    canonical = text.replace('badge = { a = 1, b = "x" }\n\n', "\n").replace(
        "[people.ana.extra]", '[people.ana.badge]\na = 1\nb = "x"\n\n[people.ana.extra]'
    )
    canonical = canonical.replace("[wild]\n\n", "")
    assert store.write_text(document.account) == canonical
    assert store.write_text(store.read_text(canonical).account) == canonical


@SLOW
@given(accounts(), st.integers(0, 10**6))
def test_written_again_and_again_from_memory_an_account_is_written_as_anew(account: Account, seed: int) -> None:
    memo: Memo = {}
    rng = random.Random(seed)
    for _ in range(4):
        assert write_text(account, memo=memo) == write_text(account)
        if account.people:
            person = rng.choice(sorted(account.people))
            change = rng.choice(
                (
                    edits.set_field(account, ("people", person, "notes"), f"note {rng.random()}"),
                    edits.remove(account, ("people", person)),
                )
            )
            with suppress(EditRefused):
                account = apply(account, change)
