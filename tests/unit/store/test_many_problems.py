"""A file where thousands of things are wrong: of each kind the first are listed, the others counted, none lost."""

import pytest
from extremes import written
from generate import TODAY

from committee import store
from committee.model.problem import LISTED, how_many
from committee.reports.check import Checked, check_github, check_json


@pytest.mark.parametrize(
    ("shape", "code", "gravity", "each"),
    [("unknown_keys", "unknown-key", "warning", 66), ("faulty_ties", "no-such-person", "error", 24)],
)
def test_the_first_are_listed_and_the_rest_counted(shape: str, code: str, gravity: str, each: int) -> None:
    document = store.read_text(written(shape, 50), "many.toml")
    found = [problem for problem in document.problems if problem.code == code]
    assert len(found) == LISTED + 1
    *listed, rest = found
    assert not any(problem.more for problem in listed)
    assert rest.more == each * 50 - LISTED
    assert rest.what == f"{rest.more} more of this kind are not listed"
    assert (rest.gravity, rest.mends) == (gravity, ())
    assert rest.line == max(problem.line for problem in listed)
    assert how_many(found) == each * 50


def test_what_is_not_listed_is_kept() -> None:
    document = store.read_text(written("unknown_keys", 50))
    assert len(document.account.unknown) == 3300
    assert store.read_text(store.write_text(document.account)).account == document.account


def test_one_more_than_the_list_is_said_in_the_singular() -> None:
    keys = "".join(f"x{i} = 1\n" for i in range(LISTED + 1))
    document = store.read_text(f'format = 1\n[account]\nname = "A"\n{keys}')
    assert document.problems[-1].what == "1 more of this kind is not listed"


def test_counts_for_machines_are_whole() -> None:
    document = store.read_text(written("unknown_keys", 50), "many.toml")
    checked = [Checked("many.toml", document.problems)]
    assert check_json(checked, TODAY)["counts"]["warnings"] == 3300
    assert check_github(checked, None).splitlines()[-1].endswith("::unknown-key (2300 more)")
