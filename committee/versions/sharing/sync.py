"""Share one account with the others: commit it, fetch what they did, put ours on top, send it.

A state machine: `begin` gives the first state, `advance` makes one step and gives the next state, and stopping between
two steps (or in one, by `stop`) leaves an ordinary repository: committed but not sent, or joined but not sent. There is
no half-finished rebase, since ours are put on top of theirs without a working tree
(`committee.versions.sharing.replay`), and the branch moves in one step, once everything is decided. What it never
does: stage, stash, reset or overwrite anything but the one account; force a push; run a rebase or merge of git; touch
credentials.
docs/sync.md has each step.
"""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from committee import store
from committee.errors import Stop
from committee.model.problem import Problem
from committee.plurals import counted, first_of
from committee.text import show
from committee.versions.git.calls import literal
from committee.versions.git.leftovers import full
from committee.versions.git.repository import GitFailure, GitStopped, Repository
from committee.versions.git.turn import turn
from committee.versions.git.wording import Nameless, explained, rejected
from committee.versions.sharing.replay import CannotJoin, Open, Replay, edits, empty_tree, one_under_two_ids, renames
from committee.versions.sharing.standing import InTheWay, Moved, Place, place_of
from committee.versions.sharing.taking import refuse_overwriting, status, sweep, take

ROUNDS = 5
"""How often the others may be first with their push before we give up for this time."""

MOST = 200
"""Commits put on top of theirs at most; more than that is nothing that a seller did in a while."""


class Step(StrEnum):
    """What comes next."""

    COMMIT = "commit"
    FETCH = "fetch"
    JOIN = "join"
    TAKE = "take"
    SEND = "send"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Said:
    """A step that was made, and what came of it in words."""

    step: Step
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sync:
    """Where a sync stands.

    `step` comes next; `said` is what happened so far; `message` is what the commit says. `was` is the newest commit
    before it began and `index` what git's index held for the account; with them `take_back` undoes `commit`, the one
    made by this sync. `mine` is the newest commit of ours, `theirs` of the others ("" where they have none), `joined`
    the one that holds both. `asks` waits for an answer before it can go on.
    """

    place: Place
    message: str
    step: Step = Step.COMMIT
    said: tuple[Said, ...] = ()
    was: str = ""
    index: bytes = b""
    mine: str = ""
    theirs: str = ""
    joined: str = ""
    commit: str = ""
    asks: Open | None = None
    answers: Mapping[str, bytes] = field(default_factory=dict)
    rounds: int = 0
    came: tuple[str, ...] = ()
    """Paths that the others changed since we shared last."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Those they gave a new name, by the old one."""
    notices: tuple[Problem, ...] = ()
    """What only both sides together show: one person whom each of them added under another id."""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.step is Step.DONE

    @property
    def file(self) -> Path:
        """Where the account is now: the others may have renamed it."""
        name = self.renamed.get(self.place.path)
        moved = None if name is None else self.place.repository.root / name
        return self.place.file if moved is None or self.place.file.exists() else moved

    @property
    def sent(self) -> bool:
        """Whether the others can have it now."""
        return self.done and bool(self.place.remote)


def begin(place: Place, message: str) -> Sync:
    """A sync of the account at `place`, as it is on disk, saying `message`."""
    return Sync(place=place, message=message, was=place.head, mine=place.head)


def advance(sync: Sync, stop: Stop | None = None) -> Sync:
    """Make the next step.

    Args:
        sync: where it stands; nothing may be asked any more.
        stop: asked while git is at work; what it began is ended then.

    Raises:
        GitFailure: the step could not be made, in words with what to do. `sync` still holds, and can be advanced
            again; what was done before stays done.
    """
    if sync.asks is not None:
        raise InTheWay("Something has to be decided first")
    alone = turn(sync.place.repository.git_folder) if sync.step in {Step.COMMIT, Step.TAKE} else nullcontext()
    with alone:
        _still_here(sync)
        return _made(sync, stop)


def _made(sync: Sync, stop: Stop | None) -> Sync:
    try:
        match sync.step:
            case Step.COMMIT:
                return _commit(sync, stop)
            case Step.FETCH:
                return _fetch(sync, stop)
            case Step.JOIN:
                return _join(sync, stop)
            case Step.TAKE:
                return _take(sync)
            case Step.SEND:
                return _send(sync, stop)
            case Step.DONE:
                return sync
    except (InTheWay, CannotJoin, GitStopped):
        raise
    except GitFailure as failure:
        raise explained(failure, full=full(sync.place.repository.git_folder)) from failure


def answer(sync: Sync, text: bytes) -> Sync:
    """What the file that was asked about is to hold.

    Raises:
        InTheWay: it would have errors; nothing has changed.
    """
    if sync.asks is None:
        return sync
    errors = store.read_text(text.decode("utf-8", "replace")).errors
    if errors:
        raise InTheWay(f"What was decided does not go together: {errors[0].what}", errors[0].remedy)
    return replace(sync, asks=None, answers={**sync.answers, sync.asks.key: text})


def can_take_back(sync: Sync) -> bool:
    """Whether the commit of this sync can be undone: it is ours alone still."""
    return bool(sync.commit) and not sync.done and _head(sync.place.repository) == sync.commit


def take_back(sync: Sync) -> Sync:
    """Undo the commit of this sync; the file keeps what it holds, and so does everything else.

    Raises:
        GitFailure: somebody else moved the branch meanwhile.
    """
    with turn(sync.place.repository.git_folder):
        return _taken_back(sync)


def _taken_back(sync: Sync) -> Sync:
    if not can_take_back(sync):
        raise InTheWay("There is nothing to take back any more")
    repository, place = sync.place.repository, sync.place
    branch = f"refs/heads/{place.branch}"
    if sync.was:
        repository.act("update-ref", "-m", "committee: take back", branch, sync.was, sync.mine)
    else:
        repository.act("update-ref", "-d", branch, sync.mine)
    line = sync.index or f"0 {'0' * len(sync.mine)}\t{place.path}\0".encode("utf-8", "surrogateescape")
    repository.act("update-index", "-z", "--index-info", stdin=line)
    return replace(
        sync, step=Step.COMMIT, said=(), mine=sync.was, commit="", joined="", asks=None, theirs="", answers={}
    )


def _still_here(sync: Sync) -> None:
    """Refuse where the branch is not where we left it: somebody used git meanwhile, or has begun something."""
    now = place_of(sync.place.file)
    if now.branch != sync.place.branch or now.head not in {sync.mine, sync.joined or sync.mine}:
        raise Moved(
            "Somebody used git here meanwhile, and the branch is another one than before", "Begin the sync again"
        )


def _commit(sync: Sync, stop: Stop | None) -> Sync:
    place, repository = sync.place, sync.place.repository
    sweep(repository)
    head = _head(repository)
    sync = replace(sync, mine=head, was=head)
    path = literal(place.path)
    index = repository.act("ls-files", "-s", "-z", "--", path)
    if not status(repository, path):
        return _next(sync, Step.FETCH, Step.COMMIT, "nothing new here since the last commit")
    new = not index
    if new:
        # A commit of one path takes it only where git knows it; this says so without staging what it holds.
        repository.act("add", "--intent-to-add", "--", path)
    try:
        repository.act(
            *("commit", "--only", "--quiet", "--cleanup=whitespace", "-F", "-", "--", path),
            stdin=sync.message.encode(),
            stop=stop,
        )
    except GitFailure:
        if new and _head(repository) == sync.mine:
            repository.act("rm", "--cached", "--quiet", "--force", "--", path, check=False)
        raise
    head = _head(repository)
    made = replace(sync, mine=head, commit=head, index=index)
    return _next(made, Step.FETCH, Step.COMMIT, "committed")


def _fetch(sync: Sync, stop: Stop | None) -> Sync:
    place, repository = sync.place, sync.place.repository
    if not place.remote:
        return _next(sync, Step.DONE, Step.FETCH, "kept here: this repository is shared with nobody yet")
    try:
        repository.talk("fetch", "--progress", place.remote, f"refs/heads/{place.there}", stop=stop)
    except GitFailure as failure:
        if "couldn't find remote ref" not in failure.said:
            raise
        _refuse_to_make_anew(place, stop)
        return _next(replace(sync, theirs=""), Step.SEND, Step.FETCH, f'nobody has shared "{show(place.there)}" yet')
    theirs = _text(repository, "rev-parse", "--verify", "--quiet", place.tracking)
    theirs = theirs or _text(repository, "rev-parse", "--verify", "--quiet", "FETCH_HEAD")
    base = _text(repository, "merge-base", sync.mine, theirs) if sync.mine else ""
    came = tuple(edit.path for edit in edits(repository, base, theirs)) if base else ()
    renamed = renames(repository, base, theirs) if base else {}
    authors = _authors(repository, base, theirs)
    if base == theirs:
        words = "nothing new from the others"
    elif authors:
        words = f"fetched what {authors} did"
    else:
        words = "fetched what the others have"
    return _next(replace(sync, theirs=theirs, came=came, renamed=renamed), Step.JOIN, Step.FETCH, words)


def _refuse_to_make_anew(place: Place, stop: Stop | None) -> None:
    """Refuse where the branch was shared before and is not there any more: to send it would make a second one.

    A branch that was never shared, or a repository that was cloned while it was empty, is simply sent.
    """
    repository = place.repository
    listed = repository.talk("ls-remote", "--heads", place.remote, stop=stop).decode("utf-8", "replace")
    heads = [line.split("\t") for line in listed.splitlines()]
    known = _text(repository, "rev-parse", "--verify", "--quiet", place.tracking)
    if not place.followed or not (known or heads):
        return
    names = [name.removeprefix("refs/heads/") for _, name in heads]
    alike = [name.removeprefix("refs/heads/") for commit, name in heads if commit == known]
    new = (alike or names if len(alike or names) == 1 else ["NAME"])[0]
    others = f" (there is: {', '.join(map(show, names[:5]))})" if names else ""
    raise InTheWay(
        f'The others have no "{show(place.there)}" any more; it was renamed or removed{others}',
        f"Nothing was sent. Ask them which one counts now; then, in a terminal: git fetch, and"
        f" git branch --set-upstream-to={show(place.remote)}/{show(new)}",
    )


def _join(sync: Sync, stop: Stop | None) -> Sync:
    repository, mine, theirs = sync.place.repository, sync.mine, sync.theirs
    if mine and _contains(repository, mine, theirs):
        return _next(replace(sync, joined=mine), Step.SEND, Step.JOIN, "nothing to join")
    if not mine or _contains(repository, theirs, mine):
        return _next(replace(sync, joined=theirs), Step.TAKE, Step.JOIN, "taking theirs")
    ours = repository.act("rev-list", "--reverse", "--topo-order", f"{theirs}..{mine}").decode().split()
    merges = repository.act("rev-list", "--merges", "-n", "1", f"{theirs}..{mine}").strip()
    if merges or len(ours) > MOST:
        why = "a merge" if merges else f"{len(ours)} commits"
        raise CannotJoin(
            f"There is {why} here that was not sent, and the others went on meanwhile",
            "Nothing was changed. Somebody who knows git can join the two: git pull",
        )
    made = Replay(
        repository=repository,
        onto=theirs,
        commits=ours,
        accounts=frozenset({sync.place.path}),
        renamed=sync.renamed,
        answers=sync.answers,
        stop=stop,
    ).run()
    if isinstance(made, Open):
        return replace(sync, asks=made)
    path = sync.place.path
    twice = one_under_two_ids(repository, mine, theirs, path, sync.renamed.get(path, path))
    # Where somebody else was first with their push, this is asked again.
    notices = tuple(dict.fromkeys((*sync.notices, *twice)))
    return _next(replace(sync, joined=made, notices=notices), Step.TAKE, Step.JOIN, "put what is here on top of theirs")


def _take(sync: Sync) -> Sync:
    """Bring branch and files to the joined state; every file with changes of its own stays or the step is refused."""
    if _head(sync.place.repository) != sync.joined:  # else another sync here, or a pull, has brought them there
        _bring(sync)
    following = Step.DONE if sync.joined == sync.theirs else Step.SEND
    taken = replace(sync, mine=sync.joined)
    return _next(taken, following, Step.TAKE, _count_words(len(sync.came)))


def _bring(sync: Sync) -> None:
    repository, place = sync.place.repository, sync.place
    before = sync.mine or empty_tree(repository)
    refuse_overwriting(repository, place.path, edits(repository, before, sync.joined))
    repository.act("update-index", "-q", "--refresh", check=False)
    try:
        take(repository, f"refs/heads/{place.branch}", sync.mine, before, sync.joined)
    except InTheWay:
        raise
    except GitFailure as failure:
        known = explained(failure, full=full(repository.git_folder))
        if isinstance(known, Nameless):
            raise known from failure
        raise InTheWay("Git would not bring the files up to date", failure.what) from failure
    if sync.mine:
        repository.act("update-ref", "ORIG_HEAD", sync.mine, check=False)


def _send(sync: Sync, stop: Stop | None) -> Sync:
    place, repository = sync.place, sync.place.repository
    if not sync.mine or sync.mine == sync.theirs:
        return _next(sync, Step.DONE, Step.SEND, "nothing to send")
    target = f"refs/heads/{place.there}"
    what = (
        ["push", "--progress", place.remote, f"{sync.mine}:{target}"]
        if place.followed
        else ["push", "--progress", "-u", place.remote, f"refs/heads/{place.branch}:{target}"]
    )
    try:
        repository.talk(*what, stop=stop)
    except GitStopped:
        raise
    except GitFailure as failure:
        if not rejected(failure):
            raise
        if sync.rounds + 1 >= ROUNDS:
            raise InTheWay(
                f"Somebody else was first, {ROUNDS} times", "What you did is kept here; sync again in a moment"
            ) from failure
        again = replace(sync, rounds=sync.rounds + 1, joined="")
        return _next(again, Step.FETCH, Step.SEND, "somebody else was first; once more")
    return _next(sync, Step.DONE, Step.SEND, f"sent to {show(place.remote)}")


def _next(sync: Sync, step: Step, made: Step, words: str) -> Sync:
    return replace(sync, step=step, said=(*sync.said, Said(made, words)))


def _authors(repository: Repository, base: str, theirs: str) -> str:
    """The names of those who went on, at most three."""
    if not base or base == theirs:
        return ""
    raw = repository.act("log", "--format=%an", f"{base}..{theirs}", check=False).decode("utf-8", "replace")
    names = list(dict.fromkeys(show(line) for line in raw.splitlines() if line.strip()))
    return first_of(names, 3)


def _count_words(files: int) -> str:
    if files == 0:
        return "up to date"
    return f"{counted(files, 'file')} of theirs came"


def _contains(repository: Repository, commit: str, other: str) -> bool:
    """Whether the history of `commit` holds `other`."""
    return _text(repository, "merge-base", commit, other) == other


def _head(repository: Repository) -> str:
    return _text(repository, "rev-parse", "--verify", "--quiet", "HEAD")


def _text(repository: Repository, *args: str) -> str:
    return repository.act(*args, check=False).decode("utf-8", "replace").strip()
