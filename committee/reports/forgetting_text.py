"""What forgetting somebody does, and what still holds them, with the exact steps to take it away."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Final

from committee.model.access import COMMENT, UNKNOWN
from committee.model.account import KeyPath
from committee.model.edits import Forgotten
from committee.model.mentions import Mention
from committee.pipeline.forgetting import GitTrace, Leftovers
from committee.plurals import counted
from committee.store import Document
from committee.text import show
from committee.workspace.journal import KEPT_DAYS

STAYS: Final = (
    "Stays, under the new id: place, time zone, work mode, level, roles, need, stance, power, preference, champion "
    "tests, who reports to whom, ties with their strength, and that there was evidence, of which kind and which day."
)
"""What the map and the plan are made of."""
FINAL: Final = "It is saved at once, and then nobody can bring it back from this file."

Place = tuple[int, int]


def preview(found: Forgotten, name: str) -> list[str]:
    """What will go and what stays, before anybody says yes."""
    lines = [
        f"{show(name)} becomes {found.identifier}, called {found.name}.",
        f"Goes: {', '.join(found.edit.goes)}.",
        STAYS,
    ]
    if found.blanked:
        lines.append(f"Replaced by the new name in other texts and ids: {found.blanked}.")
    return lines


def mention_lines(mentions: Sequence[Mention], document: Document, *, words: bool = True) -> list[str]:
    """Where the file still names them, a line each with its position in `document`.

    Args:
        mentions: what was found.
        document: the file as it is on disk, for lines and columns.
        words: also the word that stands there; it is a name, or part of one.
    """
    name = show(document.path.name) if document.path else ""
    lines = []
    for mention in mentions:
        line, column = position(document, mention)
        said = f' "{show(mention.word)}"' if words else ""
        doubt = "" if mention.sure else ", which may also mean something else"
        lines.append(f"{name}:{line}:{column}: {place_words(mention.path)}{said}{doubt}")
    return lines


def position(document: Document, mention: Mention) -> Place:
    """Line and column of a mention: of the value, the header, or the comment's own line."""
    path = mention.path
    if path[0] not in {COMMENT, UNKNOWN}:
        return document.position(path)
    if path[0] == COMMENT:
        for number, line in enumerate(document.text.splitlines(), 1):
            at = line.find("#")
            if at >= 0 and mention.word in line[at:]:
                return number, line.index(mention.word, at) + 1
    return document.position(path[1:])


def place_words(path: KeyPath) -> str:
    """What a path is, without the values around it: `next step of account`, `comment`, `id of a gate`."""
    if path[0] == COMMENT:
        return "a comment"
    if path[0] == UNKNOWN:
        return "an unknown key"
    if len(path) == 2 and path[0] != "account":
        return f"an id in {path[0]}"
    return f"{path[0]}: {path[-1].replace('_', ' ')}"


def leftover_lines(left: Leftovers, name: str, *, words: bool = True) -> list[str]:
    """What was taken away, what still holds them, and how to take that away; a step a line.

    Args:
        left: what was found.
        name: what they are called now.
        words: print the words to search for; they are the personal data that is to go.
    """
    lines = [f"Taken away: {', '.join(left.purged)}." if left.purged else "Nothing was kept in state or cache."]
    lines += [f"Not taken away: {fault}" for fault in left.failed]
    lines += ["", "What still holds them:"]
    lines += _git_lines(left, name, words=words)
    lines += _beside_lines(left)
    if left.journals:
        lines.append(
            f"- {counted(left.journals, 'journal')} of this program, for {KEPT_DAYS} days, with what was here before: "
            "B on the map brings it back; ctrl+d here throws it away."
        )
    lines += [
        "- Whatever was made of the account before: reports, maps, tables, calendars, notes of reviews, mails.",
        "  Delete them where they lie; search for the words below." if words else "  Delete them where they lie.",
        "- Backups of this machine and of the server. They go when the backup is renewed; note the date.",
        "- Crash reports of this program hold no names and can stay.",
    ]
    if words:
        lines += ["", "Words to search for:", *(f"  {show(word)}" for word in left.spelled)]
    return lines


def _beside_lines(left: Leftovers) -> Iterator[str]:
    if not left.beside:
        return
    yield "- Copies beside the file, by their names. Look into them, then:"
    for other in left.beside:
        yield f"    rm -- {shlex.quote(show(str(other)))}"


def _git_lines(left: Leftovers, name: str, *, words: bool) -> Iterator[str]:
    if left.git_fault:
        yield f"- Git could not be asked: {show(left.git_fault)}"
        return
    if left.git is None:
        yield "- The file has no history in git here. A copy that somebody else keeps under git may have one."
        return
    git = left.git
    count = counted(git.commits, "earlier version")
    where = (
        f", and so does every copy shared through {', '.join(name for name, _ in git.remotes)}" if git.remotes else ""
    )
    yield f"- Git holds {count} of the file in the history of this folder{where}."
    if git.messages:
        yield f"  {git.messages} of the messages that describe changes name them."
    if git.others:
        yield f"  They are also named in: {', '.join(git.others)}"
        yield "  Change those too. The steps below take only the history of the account away, not that of these files."
    yield "  To take the history of this one account away, and keep that of everything else:"
    yield from (f"    {step}" for step in _recipe(left, git, name, words=words))


def _recipe(left: Leftovers, git: GitTrace, name: str, *, words: bool) -> Iterator[str]:
    """The steps, in order; commands stand on lines of their own."""
    number = iter(range(1, 20))
    yield f"{next(number)}. Ask everybody to share what they have, and to stop until the last step."
    yield f"{next(number)}. Save the forgotten version as a change of its own, and share it:"
    yield f"     git add -- {_quoted(git.names[0])}"
    yield '     git commit -m "Forget one person"'
    yield from (f"     git push {shlex.quote(remote)} HEAD" for remote, _ in git.remotes[:1])
    if not git.tool:
        yield f"{next(number)}. Install git filter-repo once: pip install git-filter-repo"
    yield f"{next(number)}. In the folder {shlex.quote(show(str(git.root)))}:"
    yield f"     cp -- {_quoted(git.names[0])} ../kept.account.toml"
    if git.messages and words:
        spelled = " ".join(shlex.quote(f"{show(word)}==>{name}") for word in left.spelled if len(word) > 3)
        yield f"     printf '%s\\n' {spelled} > ../names.txt"
    elif git.messages:
        yield f"     (write ../names.txt: a line OLD==>{name} for each name, id and address)"
    message = " --replace-message ../names.txt" if git.messages else ""
    paths = " ".join(f"--path {_quoted(path)}" for path in git.names)
    yield f"     git filter-repo --force --invert-paths {paths}{message}"
    yield f"     mkdir -p -- {_quoted(_folder(git.names[0]))}"
    yield f"     mv -- ../kept.account.toml {_quoted(git.names[0])}"
    yield f"     git add -- {_quoted(git.names[0])}"
    yield '     git commit -m "The account, without its history"'
    if git.messages:
        yield "     rm ../names.txt"
    for remote, address in git.remotes:
        if remote == "origin":  # the one that git filter-repo takes away, so that nobody shares by mistake
            yield f"     git remote add origin {shlex.quote(address)}"
        yield f"     git push --force --all {shlex.quote(remote)} && git push --force --tags {shlex.quote(remote)}"
    if git.remotes:
        yield f"{next(number)}. Ask whoever runs the server to delete what no branch holds, and old merge requests."
    yield f"{next(number)}. Everybody else deletes their copy of the folder and fetches a new one (git clone)."
    yield "     A copy that is not replaced brings the history back the next time it is shared."


def _folder(name: str) -> str:
    return name.rpartition("/")[0] or "."


def _quoted(name: str) -> str:
    return shlex.quote(show(name))
