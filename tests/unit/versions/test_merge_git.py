"""Real `git merge` and `git rebase` in real repositories: no question that need not be asked, none that is not."""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from merge_scenarios import BASE, CLEAN, DISPUTED, Scenario, Side, read, setting
from repository import Ran, Repo
from served import served
from some import some

from committee.model.account import Account
from committee.store import read_text
from committee.store.comments import lines_of
from committee.store.files import same_account
from committee.versions.git.setup import settings
from committee.versions.merge import markers
from committee.versions.merge.merge import merge

EVERY = (*CLEAN, *DISPUTED)
REBASED = tuple(one for place, one in enumerate(CLEAN) if place % 6 != 5)
"""Enough of them: each takes git a commit of its own to look at."""
FILES = {one.file: one for one in EVERY}


def test_there_are_enough_scenarios_and_each_has_a_name() -> None:
    assert len(REBASED) >= 88
    assert len(FILES) == len(EVERY)


def branches(repo: Repo, scenarios: tuple[Scenario, ...]) -> None:
    """`main` with our side of every scenario, `theirs` with the other, from one commit."""
    repo.commit({one.file: one.base for one in scenarios}, "Base")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit({one.file: one.theirs(one.base) for one in scenarios}, "Theirs")
    repo.git("checkout", "-q", "main")
    repo.commit({one.file: one.ours(one.base) for one in scenarios}, "Ours")


@pytest.fixture(scope="module")
def driver() -> Iterator[str]:
    """The merge driver as it is recorded, for a program that need not be started for each of hundreds of files."""
    with served() as program:
        yield settings(program)["merge.committee.driver"]


def wanted(one: Scenario) -> Account:
    """What is to come out where nothing is asked."""
    base = read(one.base)
    return one.result(base) if one.result else read(one.theirs(one.ours(one.base)))


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory, driver: str) -> tuple[Repo, Ran, set[str]]:
    """Every scenario in one repository, merged by one `git merge`."""
    repo = Repo.new(tmp_path_factory.mktemp("merge"))
    repo.git("config", "merge.committee.driver", driver)
    branches(repo, EVERY)
    ran = repo.git("merge", "theirs", ok=False)
    return repo, ran, repo.unmerged()


@pytest.fixture(scope="module")
def rebased(tmp_path_factory: pytest.TempPathFactory, driver: str) -> tuple[Repo, Ran]:
    """Every scenario without a question, rebased: theirs on top of ours."""
    repo = Repo.new(tmp_path_factory.mktemp("rebase"))
    repo.git("config", "merge.committee.driver", driver)
    branches(repo, REBASED)
    repo.git("checkout", "-q", "theirs")
    return repo, repo.git("rebase", "main", ok=False)


@pytest.mark.parametrize("one", CLEAN, ids=lambda one: one.name)
def test_what_can_be_merged_is_merged_right(one: Scenario, merged: tuple[Repo, Ran, set[str]]) -> None:
    repo, _, unmerged = merged
    assert one.file not in unmerged
    found = read_text(repo.read(one.file).encode())
    assert found.errors == ()
    assert same_account(found.account, wanted(one))
    for side in (one.ours, one.theirs):
        known = {line for comment in read(one.base).comments.values() for line in lines_of(comment)}
        new = {line for comment in read(side(one.base)).comments.values() for line in lines_of(comment)}
        assert new - known <= {line for comment in found.account.comments.values() for line in lines_of(comment)}


@pytest.mark.parametrize("one", DISPUTED, ids=lambda one: one.name)
def test_what_is_in_dispute_is_asked_and_nothing_else(one: Scenario, merged: tuple[Repo, Ran, set[str]]) -> None:
    repo, ran, unmerged = merged
    assert ran.code == 1
    assert one.file in unmerged
    texts = markers.sides(repo.read(one.file))
    assert texts is not None
    sides = [read_text(some(text)) for text in (texts.base, texts.ours, texts.theirs)]
    assert all(side.errors == () for side in sides)
    again = merge(*(side.account for side in sides))
    assert tuple(c.key for c in again.conflicts) == tuple(sorted(one.asks))
    whole = merge(read(one.base), read(one.ours(one.base)), read(one.theirs(one.base)))
    assert same_account(again.account, whole.account)
    # Only what is in dispute stands between markers.
    lines = repo.read(one.file).replace("\r\n", "\n").split("\n")
    assert {line[:3] for line in lines if line[:7] in {"<<<<<<<", ">>>>>>>"}} == {"<<<", ">>>"}
    if all(key.startswith("field:") for key in one.asks):
        assert sum(line.startswith("<<<<<<<") for line in lines) == len(one.asks)


def test_the_words_name_people_and_nobody_else_is_named_in_dispute(merged: tuple[Repo, Ran, set[str]]) -> None:
    _, ran, _ = merged
    assert "Ana Ruiz: stance: supporter here, reserved there (it was neutral)" in ran.err
    assert "Eva Lind: removed here, but there the tie Finn Voss → Eva Lind was added" in ran.err
    assert "Traceback" not in ran.err
    for one in CLEAN:
        assert f"{one.file}: " not in ran.err


@pytest.mark.parametrize("one", REBASED, ids=lambda one: one.name)
def test_a_rebase_gives_the_same(one: Scenario, rebased: tuple[Repo, Ran]) -> None:
    repo, ran = rebased
    assert ran.code == 0, ran.err
    found = read_text(repo.read(one.file).encode())
    assert found.errors == ()
    assert same_account(found.account, wanted(one))


def named(*names: str) -> tuple[Scenario, ...]:
    known = {one.name: one for one in EVERY}
    return tuple(known[name] for name in names)


SOME = named("a person each", "neighbouring fields", "notes, a line more each", "an id renamed, a tie added")


def test_a_rebase_stops_at_a_question_and_goes_on_after_it(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    question, clean = named("removed, and a tie to them", "neighbouring fields")
    branches(repo, (question, clean))
    repo.git("checkout", "-q", "theirs")
    ran = repo.git("rebase", "main", ok=False)
    assert ran.code != 0
    assert repo.unmerged() == {question.file}
    texts = markers.sides(repo.read(question.file))
    assert texts is not None
    # In a rebase the side that stands is the one we rebase onto.
    assert read(texts.ours).people == read(question.ours(question.base)).people
    repo.write(question.file, texts.theirs)
    repo.git("add", question.file)
    repo.git("rebase", "--continue")
    assert ("finn", "eva") in read(repo.read(question.file)).influence


def test_a_cherry_pick_gives_the_same(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    branches(repo, SOME)
    repo.git("cherry-pick", "theirs")
    for one in SOME:
        assert same_account(read(repo.read(one.file)), wanted(one))


def test_a_stash_gives_the_same(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    repo.commit({one.file: one.base for one in SOME}, "Base")
    for one in SOME:
        repo.write(one.file, one.theirs(one.base))
    repo.git("stash", "-q")
    repo.commit({one.file: one.ours(one.base) for one in SOME}, "Ours")
    repo.git("stash", "pop")
    for one in SOME:
        assert same_account(read(repo.read(one.file)), wanted(one))


def test_a_criss_cross_of_merges_asks_once_and_only_what_is_open(tmp_path: Path) -> None:
    """Two common ancestors that did not agree: git merges them first and hands over a base with markers."""
    name = "deal.account.toml"
    repo = Repo.new(tmp_path)
    repo.commit({name: BASE}, "Base")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit({name: setting("people", "ana", stance="reserved")(BASE)}, "Theirs")
    repo.git("checkout", "-q", "main")
    repo.commit({name: setting("people", "ana", stance="supporter")(BASE)}, "Ours")
    first = repo.git("rev-parse", "main").out.strip()

    def meet(other: str, side: Side) -> None:
        assert repo.git("merge", other, ok=False).code == 1
        texts = markers.sides(repo.read(name))
        assert texts is not None
        repo.commit({name: side(texts.ours)}, "Met")

    meet("theirs", setting("people", "ana", stance="supporter", power=4))
    repo.git("checkout", "-q", "theirs")
    meet(first, setting("people", "ana", stance="reserved", title="CFO"))
    assert repo.git("merge", "main", ok=False).code == 1
    texts = markers.sides(repo.read(name))
    assert texts is not None
    again = merge(*(read(text) for text in (texts.base, texts.ours, texts.theirs)))
    assert [c.key for c in again.conflicts] == ["field:people/ana/stance"]
    assert again.account.people["ana"].power == 4
    assert again.account.people["ana"].title == "CFO"


def test_both_added_the_file(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    clean, asked = "clean.account.toml", "asked.account.toml"
    head = 'format = 1\n\n[account]\nname = "Acme"\n'
    repo.commit({"other.txt": "x"}, "Base")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit({clean: f'{head}\n[people.hal]\nname = "Hal"\n', asked: f'{head}stage = "proposal"\n'}, "Theirs")
    repo.git("checkout", "-q", "main")
    repo.commit({clean: f'{head}\n[people.gus]\nname = "Gus"\n', asked: f'{head}stage = "won"\n'}, "Ours")
    assert repo.git("merge", "theirs", ok=False).code == 1
    assert repo.unmerged() == {asked}
    assert set(read(repo.read(clean)).people) == {"gus", "hal"}


@pytest.mark.parametrize("name", ['deals/it\'s a "big" $(deal) & more; %A.account.toml', "-h.account.toml"])
def test_names_with_spaces_quotes_and_folders(tmp_path: Path, name: str) -> None:
    repo = Repo.new(tmp_path)
    (repo.root / "deals").mkdir()
    one = named("neighbouring fields")[0]
    repo.commit({name: one.base}, "Base")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit({name: one.theirs(one.base)}, "Theirs")
    repo.git("checkout", "-q", "main")
    repo.commit({name: one.ours(one.base)}, "Ours")
    repo.git("merge", "-q", "theirs")
    assert same_account(read(repo.read(name)), wanted(one))


def test_what_is_no_account_is_merged_as_text_with_markers(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    name = "deal.account.toml"
    one = named("stance")[0]
    repo.commit({name: one.base}, "Base")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit({name: one.theirs(one.base).replace('name = "Eva Lind"', "name = Eva Lind")}, "Theirs")
    repo.git("checkout", "-q", "main")
    repo.commit({name: one.ours(one.base)}, "Ours")
    ran = repo.git("merge", "theirs", ok=False)
    assert ran.code == 1
    assert "their version cannot be read as an account, so it was merged line by line" in ran.err
    text = repo.read(name)
    assert '<<<<<<< ours\nstance = "supporter"\n||||||| base\nstance = "neutral"\n=======\nstance = "reserved"' in text
    assert "name = Eva Lind" in text


GONE = settings(("/nowhere/committee",))["merge.committee.driver"]
FAILING = settings((sys.executable, "-c", "raise SystemExit(70)"))["merge.committee.driver"]


BROKEN = settings((sys.executable, "-m", "no_such_module"))["merge.committee.driver"]
"""Python ends with 1 then, which is what a conflict is, too."""


@pytest.mark.parametrize("driver", [GONE, FAILING, BROKEN], ids=["missing", "failing", "broken"])
def test_without_the_program_git_leaves_markers(tmp_path: Path, driver: str) -> None:
    repo = Repo.new(tmp_path)
    asked, clean = named("stance", "fields far apart")
    branches(repo, (asked, clean))
    repo.git("config", "merge.committee.driver", driver)
    assert repo.git("merge", "theirs", ok=False, PATH="/usr/bin:/bin").code == 1
    assert repo.unmerged() == {asked.file}
    assert "<<<<<<< ours" in repo.read(asked.file)
    assert same_account(read(repo.read(clean.file)), wanted(clean))


def test_the_recorded_program_may_be_gone_where_the_path_has_one(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    one = named("neighbouring fields")[0]
    branches(repo, (one,))
    driver = repo.git("config", "merge.committee.driver").out
    program = driver.partition("{ m ")[2].partition(" || ")[0]
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "committee").write_text(f'#!/bin/sh\nexec {program} "$@"\n')
    (tools / "committee").chmod(0o755)
    repo.git("config", "merge.committee.driver", driver.replace(program, shlex.quote("/no where/committee"), 1).strip())
    repo.git("merge", "-q", "theirs", PATH=f"{tools}:/usr/bin:/bin")
    assert same_account(read(repo.read(one.file)), wanted(one))


def test_a_hand_made_layout_survives_a_merge_that_needs_no_help(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    name = "deal.account.toml"
    base = 'format = 1\n\n[account]\nname   = "Acme"   # the big one\n\n\n[people]\n' + "".join(
        f'[people.p{n}]\n  name = "P{n}"\n' for n in range(9)
    )
    repo.commit({name: base}, "Base")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.commit({name: base.replace('"P8"', '"Paul"')}, "Theirs")
    repo.git("checkout", "-q", "main")
    repo.commit({name: base.replace('"P0"', '"Petra"')}, "Ours")
    repo.git("merge", "-q", "theirs")
    assert repo.read(name) == base.replace('"P8"', '"Paul"').replace('"P0"', '"Petra"')


def test_line_ends_are_kept(merged: tuple[Repo, Ran, set[str]], rebased: tuple[Repo, Ran]) -> None:
    for repo in (merged[0], rebased[0]):
        assert repo.read("CRLF-on-both.account.toml").count("\r\n") == repo.read("CRLF-on-both.account.toml").count(
            "\n"
        )
        assert "\r\n" in repo.read("CRLF-on-both.account.toml")
    text = merged[0].read("disputed-in-CRLF.account.toml")
    assert text.count("\r\n") == text.count("\n")
