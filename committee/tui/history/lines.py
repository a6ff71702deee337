"""The words of the history screen: its head, a commit as a row, and the details of a version. Pure."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from committee.model.dates import show_day
from committee.plurals import counted
from committee.reports.authorship_text import Authorship
from committee.reports.timeline import WITHHELD, when_text
from committee.text import pad
from committee.tui.history.versions import Past, Picture
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment, content, fitted, measure, spread
from committee.tui.widgets.lines import wrapped
from committee.versions.git.history import Revision

AUTHOR = 14
"""Cells of an author's name in a row."""

ROOMY = 44
"""From how many cells on a row has room for the hour."""

STYLES = {"+": "stance.supporter", "-": "stance.opposed", "~": "warn"}


def heading(
    past: Past, revision: Revision | None, cells: int, *, to_now: bool, listing: bool, plain: bool
) -> Sequence[Segment]:
    """`Northwind Robotics  HISTORY  Thu 12 Nov 2026 14:02 · Dana Okafor · against now`, and how many commits."""
    dot = (f" {glyph('dot', plain=plain)} ", "muted")
    name = "Customer" if past.disclosure.names_hidden else past.now.header.name
    badge: list[Segment] = [(" ", ""), (f" {past.disclosure.badge} ", "accent bold reverse")] if past.disclosure else []
    front: list[Segment] = [
        (f" {name}", "accent bold"),
        *badge,
        (" ", ""),
        (" HISTORY ", "warn bold reverse"),
        (" ", ""),
    ]
    right: list[Segment] = [(f"{counted(len(past.listed), 'commit')}{' so far …' if listing else ''} ", "muted")]
    if revision is None:
        return spread(
            [*front, ("now", "foreground bold"), dot, ("against the last commit", "foreground")], right, cells
        )
    when = [(when_text(revision), "foreground bold"), dot]
    against = [("against now" if to_now else "against the commit before", "foreground")]
    author = [dot, (past.authors.of(revision.author), "foreground")]
    for left, end in (([*front, *when, *against, *author], right), ([*front, *when, *against], right)):
        if measure(left) + measure(end) + 2 <= cells:
            return spread(left, end, cells)
    return fitted([*front, *when, *against], cells)


def commit_row(past: Past, revision: Revision | None, width: int) -> Line:
    """A commit: when, who, its message; in a narrow list without the hour."""
    days = 13 if width >= ROOMY else 7
    if revision is None:
        return [(f"{'now':<{days}}", "accent bold"), ("as it is on the screen", "muted")]
    when = revision.when
    date = show_day(when, when).rjust(6)
    if when.year != past.today.year:
        date = f"{date} {when.year}" if width >= ROOMY else f"{when:%m/%y}"
    elif width >= ROOMY:
        date = f"{date} {when:%H:%M}"
    # In a list of one account's commits its name says nothing new.
    subject = revision.subject.removeprefix(f"{past.now.header.name}: ")
    subject = WITHHELD if past.disclosure else subject
    author = pad(past.authors.of(revision.author), AUTHOR if width >= ROOMY else AUTHOR - 4)
    return [(f"{date:<{days}}", "foreground"), (f"{author} ", "accent"), (subject, "muted")]


def details(
    past: Past,
    picture: Picture,
    effect: str | None,
    person: str,
    written: tuple[Authorship, ...] | None,
    width: int,
) -> list[Content]:
    """What changed in words, what that did, and who wrote what about the selected person."""
    rows: list[Content] = []
    for line, indent in _lines(past, picture, effect, person, written):
        rows += wrapped(content(line), width, indent) if line else [Content("")]
    return rows


def _lines(
    past: Past, picture: Picture, effect: str | None, person: str, written: tuple[Authorship, ...] | None
) -> Iterator[tuple[Line, int]]:
    yield from _about(past, picture)
    if picture.note:
        yield [(picture.note, "muted")], 0
    for one in picture.said:
        yield [(f"{one.sign} ", STYLES[one.sign]), (one.sentence, "bold" if one.person == person else "")], 0
    if picture.said and effect != "":
        yield [(effect if effect is not None else "findings and path: working them out …", "accent")], 0
    if person:
        yield [], 0
        yield from _who_wrote(past, picture, person, written)


def _about(past: Past, picture: Picture) -> Iterator[tuple[Line, int]]:
    revision = picture.revision
    if revision is None:
        yield [("Not committed yet", "accent bold")], 0
        return
    subject = WITHHELD if past.disclosure else revision.subject
    yield [(subject or "without a message", "accent bold")], 0
    yield [(f"{past.authors.of(revision.author)}, {when_text(revision)}, {revision.short}", "muted")], 0
    if picture.to_now and picture.said:
        yield [("From there to now:", "muted")], 0


def _who_wrote(
    past: Past, picture: Picture, person: str, written: tuple[Authorship, ...] | None
) -> Iterator[tuple[Line, int]]:
    name = picture.account.name_of(person)
    yield [(f"WHO WROTE {name}", "accent bold")], 0
    if written is None:
        yield [("looking …", "muted")], 0
        return
    if not written:
        yield [("nobody yet: not in this version" if past.listed else "no commit yet", "muted")], 0
    for revision, some in _by_commit(written):
        if revision is None:
            yield [("not committed yet", "warn")], 0
        else:
            day = show_day(revision.when)
            yield [(some[0].author, "accent"), (f", {day}, {revision.short}", "muted")], 0
        for one in some:
            yield [(f"{one.label} ", "muted"), (one.value, "")], 2


def _by_commit(written: tuple[Authorship, ...]) -> list[tuple[Revision | None, list[Authorship]]]:
    """The fields by the commit that wrote them, the newest first; what is not committed yet before all."""
    found: dict[Revision | None, list[Authorship]] = {}
    for one in written:
        found.setdefault(one.revision, []).append(one)
    newest = sorted((revision for revision in found if revision is not None), key=lambda r: r.when, reverse=True)
    return [(revision, found[revision]) for revision in ([None] if None in found else []) + [*newest]]
