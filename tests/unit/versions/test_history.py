"""The history of a file: every commit, under every name, whatever authors and messages hold; who wrote what."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
from changes import counting, edits_of
from commits import Commits
from examples import examples
from host import small_account
from hypothesis import given, settings
from hypothesis import strategies as st
from some import some
from strategies import accounts

from committee import store
from committee.errors import EditRefused
from committee.model import edits
from committee.model.access import get
from committee.model.account import Account, KeyPath
from committee.model.edit import apply
from committee.model.vocabulary import Stance
from committee.versions.git import history as room
from committee.versions.git.authorship import authors
from committee.versions.git.folder import as_of, last_changes
from committee.versions.git.history import account_at, documents, history
from committee.versions.git.reading import Reader
from committee.versions.git.repository import GitFailure, GitStopped, Objects, Repository

pytestmark = pytest.mark.usefixtures("own_git")

NO_OBJECTS = cast("Objects", None)
"""For a reader that is handed the text itself."""
NAME = "northwind.account.toml"
STANCE = ("people", "maria", "stance")
ACCOUNT = small_account()


@pytest.fixture
def commits(tmp_path: Path) -> Commits:
    return Commits(tmp_path / "deals")


def with_(account: Account, path: tuple[str, str, str], value: Stance | int) -> Account:
    return apply(account, edits.set_field(account, path, value))


def test_newest_first_with_who_and_when(commits: Commits) -> None:
    commits.commit(NAME, ACCOUNT, "begin")
    commits.commit("other.txt", "not about it")
    commits.commit(NAME, with_(ACCOUNT, STANCE, Stance.SUPPORTER), "Maria is with us", "Lee Park")
    found = history(commits.root / NAME)
    assert [(one.subject, one.author) for one in found] == [("Maria is with us", "Lee Park"), ("begin", "Dana Okafor")]
    assert found[1].when == datetime.fromisoformat("2026-11-01T10:00:00+01:00")
    assert (found[1].before, found[0].previous) == (("",), found[1].blob)
    assert history(commits.root / NAME, limit=1) == found[:1]


def test_from_anywhere_and_for_files_in_folders(
    commits: Commits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits.commit(f"emea/{NAME}", ACCOUNT)
    monkeypatch.chdir(commits.root / "emea")
    assert len(history(commits.root / "emea" / NAME)) == 1
    monkeypatch.chdir(tmp_path)
    assert len(history(commits.root / "emea" / NAME)) == 1


def test_every_name_it_had(commits: Commits) -> None:
    commits.commit("old.account.toml", ACCOUNT)
    commits.git("mv", "old.account.toml", NAME)
    commits.record("renamed")
    commits.commit(NAME, with_(ACCOUNT, STANCE, Stance.OPPOSED))
    assert [one.path for one in history(commits.root / NAME)] == [NAME, NAME, "old.account.toml"]


def test_hostile_names_and_messages_are_told_apart_and_cleaned(commits: Commits) -> None:
    name = "a\tb\n:100644 é *.account.toml"
    commits.commit(name, ACCOUNT, ":100644 100644 aaaa bbbb M\n\nbody\x1b[31m", "Eve \x1b]0;x [bold]\u202e")
    commits.commit(name, with_(ACCOUNT, STANCE, Stance.OPPOSED), "\x1b[2J[red]gone[/red]")
    newest, first = history(commits.root / name)
    assert first.subject == ":100644 100644 aaaa bbbb M"
    assert (first.path, newest.path) == (name, name)
    assert not any(sign in newest.subject + first.author for sign in "\x1b\u202e\n")
    with Repository(commits.root).objects() as objects:
        assert Reader(objects).account(first.blob) == ACCOUNT


def test_merges_are_listed_where_something_was_decided_in_them(commits: Commits) -> None:
    commits.commit(NAME, ACCOUNT)
    commits.git("checkout", "-q", "-b", "side")
    theirs = with_(ACCOUNT, ("people", "priya", "power"), 2)
    commits.commit(NAME, theirs, "side")
    commits.git("checkout", "-q", "main")
    ours = with_(ACCOUNT, ("people", "ana", "power"), 1)
    commits.commit(NAME, ours, "main")
    commits.git("merge", "-q", "--no-commit", "--no-ff", "side")
    both = with_(with_(ours, ("people", "priya", "power"), 2), STANCE, Stance.RESERVED)
    commits.commit(NAME, both, "joined")
    found = history(commits.root / NAME)
    assert found[0].subject == "joined"
    assert {one.subject for one in found} == {"joined", "main", "side", "changed"}
    assert len(found[0].before) == 2
    wanted = [STANCE, ("people", "priya", "power"), ("people", "ana", "power")]
    wrote = authors(commits.root / NAME, wanted)
    assert [wrote[field].subject for field in wanted] == ["joined", "side", "main"]


def test_no_commits_no_file_no_repository(commits: Commits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history(commits.root / NAME) == ()
    commits.commit("other.txt", "x")
    (commits.root / NAME).write_text(store.write_text(ACCOUNT))
    assert history(commits.root / NAME) == ()
    assert authors(commits.root / NAME, [STANCE]).get(STANCE) is None
    with pytest.raises(GitFailure, match="not under git"):
        history(tmp_path / NAME)


def test_a_removed_file_and_one_that_came_back(commits: Commits) -> None:
    commits.commit(NAME, ACCOUNT)
    commits.git("rm", "-q", NAME)
    commits.record("gone")
    commits.commit(NAME, ACCOUNT, "back")
    found = history(commits.root / NAME)
    assert [bool(one.blob) for one in found] == [True, False, True]
    assert account_at(Repository(commits.root), found[1]) is None


def test_shallow_clones_and_detached_heads(commits: Commits, tmp_path: Path) -> None:
    commits.commit(NAME, ACCOUNT, "one")
    commits.commit(NAME, with_(ACCOUNT, STANCE, Stance.OPPOSED), "two")
    commits.git("clone", "-q", "--depth", "1", f"file://{commits.root}", str(tmp_path / "shallow"))
    (only,) = history(tmp_path / "shallow" / NAME)
    assert only.subject == "two"
    called = ("people", "maria", "name")
    assert authors(tmp_path / "shallow" / NAME, [called]) == {called: only}
    commits.git("checkout", "-q", "--detach", "HEAD~1")
    assert [one.subject for one in history(commits.root / NAME)] == ["one"]


def test_whoever_waits_can_cancel(commits: Commits) -> None:
    commits.commit(NAME, ACCOUNT)
    with pytest.raises(GitStopped):
        history(commits.root / NAME, stop=lambda: True)


def test_a_zone_that_is_none_is_the_moment_in_utc() -> None:
    assert room._when(b"nonsense", b"1767225600") == datetime(2026, 1, 1, tzinfo=UTC)
    assert room._when(b"nonsense", b"x") == datetime(1970, 1, 1, tzinfo=UTC)


def test_who_wrote_a_field_is_the_last_who_gave_it_its_value(commits: Commits) -> None:
    path = commits.root / NAME
    commits.commit(NAME, ACCOUNT, "begin")
    commits.commit(NAME, with_(ACCOUNT, STANCE, Stance.SUPPORTER), "up", "Lee Park")
    commits.commit(NAME, with_(ACCOUNT, STANCE, Stance.OPPOSED), "down", "Ana Rao")
    again = with_(with_(ACCOUNT, STANCE, Stance.SUPPORTER), ("people", "tom", "power"), 1)
    commits.commit(NAME, again, "up again", "Sam Ito")
    wrote = authors(path, [STANCE, ("people", "maria", "name"), ("people", "tom"), ("people", "nobody", "name")])
    assert {key: (one.subject, one.author) for key, one in wrote.items()} == {
        STANCE: ("up again", "Sam Ito"),
        ("people", "maria", "name"): ("begin", "Dana Okafor"),
        ("people", "tom"): ("up again", "Sam Ito"),
    }


def test_who_wrote_follows_ids_that_were_renamed(commits: Commits) -> None:
    path = commits.root / NAME
    commits.commit(NAME, ACCOUNT, "begin")
    renamed = apply(ACCOUNT, edits.rename_id(ACCOUNT, "people", "maria", "maria-gomez"))
    commits.commit(NAME, renamed, "rename")
    commits.commit(NAME, with_(renamed, ("people", "maria-gomez", "power"), 4), "power")
    fields: list[KeyPath] = [("people", "maria-gomez", name) for name in ("stance", "power")]
    fields += [("people", "ana", "reports_to"), ("influence", "tom", "maria-gomez", "strength")]
    wrote = authors(path, fields)
    assert [wrote[field].subject for field in fields] == ["begin", "power", "begin", "begin"]


def test_who_wrote_passes_over_versions_that_cannot_be_read(commits: Commits) -> None:
    path = commits.root / NAME
    commits.commit(NAME, ACCOUNT, "begin")
    commits.commit(NAME, "<<<<<<< a\n=======\n>>>>>>> b\n", "broken")
    commits.commit(NAME, ACCOUNT, "mended")
    wrote = authors(path, [STANCE])[STANCE]
    assert wrote is not None
    assert wrote.subject == "begin"


@settings(max_examples=examples(20))
@given(data=st.data())
def test_tables_read_one_by_one_are_the_account_as_a_whole(data: st.DataObject) -> None:
    """The quick way of reading many versions against the only other one there is."""
    account = data.draw(accounts())
    rng, reader = counting(), Reader(NO_OBJECTS)
    for _ in range(data.draw(st.integers(1, 4))):
        with suppress(EditRefused):
            account = apply(account, data.draw(edits_of(account, rng)))
        text = store.write_text(account)
        text = data.draw(st.sampled_from([text, text.replace("\n", "\r\n"), text.replace("\n\n", "\n# said\n\n", 2)]))
        whole = store.read_text(text)
        if not whole.errors:
            assert reader._read(text.encode()) == whole.account


@pytest.mark.parametrize(
    "text",
    [
        'format = 1\npeople.tom.name = "Tom"\n[account]\nname = "A"\n',
        'format = 1\n[account]\nname = "A"\n[people]\ntom = { name = "Tom" }\n',
        'format = 1\n[account]\nname = "A"\nnotes = """\n[people.tom]\n"""\n[people.tom]\nname = "T"\n',
        "format = 1\n[account]\nname = '''\n[people.tom]\n'''\n",
        'format = 1\n[account]\nname = "A"\n[[people]]\nname = "T"\n',
        'format = 1\n[account]\nname = "A"\n[people."tom"]\nname = "T"\n[people.tom.champion]\nstake = true\n',
        'format = 1\n[people.tom.champion]\nstake = true\n[account]\nname = "A"\n[people.tom]\nname = "T"\n',
        'format = 1\n# one\n[account]\nname = "A"\n# two\n\n# three\n[people.tom] # four\nname = "T"\n# five\n',
        '[account]\nname = "A"\n[account]\nname = "B"\n',
        '[account]\nname = "A"\n[crm.x]\ny = 1\n[crm.z]\ny = 2\n',
        "",
    ],
)
def test_files_in_any_form_are_read_as_they_are_read_alone(text: str) -> None:
    whole = store.read_text(text)
    found = Reader(NO_OBJECTS)._read(text.encode())
    empty = whole.errors and not whole.account.header.name and not whole.account.people
    assert (found is None) if empty else (found == whole.account)


def test_pairs_of_versions_are_those_of_each_commit(commits: Commits) -> None:
    path = commits.root / NAME
    versions = [ACCOUNT]
    for power in (1, 2, 3, 4, 5, 1):
        versions.append(with_(versions[-1], ("people", "ana", "power"), power))
    for account in versions:
        commits.commit(NAME, account)
    found = history(path)
    repository = Repository(commits.root)
    with repository.objects() as objects:
        pairs = [(before, after) for _, before, after in Reader(objects).pairs(iter(found))]
    assert pairs == list(zip([*versions[-2::-1], None], versions[::-1], strict=True))
    read = list(documents(repository, (revision.blob for revision in found)))
    assert [document.account for document in read if document] == versions[::-1]


def test_many_files_as_of_a_day_and_their_last_changes(
    commits: Commits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("TZ", "UTC")
    first = commits.commit("a/one.account.toml", ACCOUNT)
    commits.commit("b/two.account.toml", with_(ACCOUNT, STANCE, Stance.OPPOSED))
    commits.git("mv", "a/one.account.toml", "a/renamed.account.toml")
    commits.record("renamed")
    last = commits.commit("b/two.account.toml", with_(ACCOUNT, STANCE, Stance.ADVOCATE))
    one, two = commits.root / "a" / "renamed.account.toml", commits.root / "b" / "two.account.toml"
    new, outside = commits.root / "new.account.toml", tmp_path / "outside.account.toml"
    assert {path: change.subject for path, change in last_changes([one, two, new, outside]).items()} == {
        one: "renamed",
        two: "changed",
    }
    assert last_changes([two])[two].commit == last
    on = {day: dict(as_of([one, two, outside], date(2026, 11, day))) for day in (1, 2, 4)}
    assert on[1][one] is not None
    assert some(on[1][one]).account == ACCOUNT
    assert on[1][two] is None
    assert get(some(on[2][two]).account, STANCE) is Stance.OPPOSED
    assert get(some(on[4][two]).account, STANCE) is Stance.ADVOCATE
    assert outside not in on[4]
    assert dict(as_of([one], date(2026, 10, 31))) == {one: None}
    assert first
