"""The end of a review: its notes as everybody will read them, where they are kept, and how to keep them elsewhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from committee.errors import CommitteeError, FileFailure
from committee.model.disclosure import Disclosure
from committee.paths import contents, short_path
from committee.pipeline.keeping import reviews
from committee.pipeline.review.notes import Notes, notes_of
from committee.plurals import counted
from committee.reports.content import Block, Document, Facts, Grid, Items, Lines, Section
from committee.reports.markdown import markdown
from committee.reports.review_notes import review_document
from committee.text import show
from committee.tui.keys.keymap import action
from committee.tui.review.heading import badges
from committee.tui.review.lines import clock_text, fold
from committee.tui.review.messages import Committed
from committee.tui.review.session import ReviewSession
from committee.tui.terminal.clipboard import for_clipboard
from committee.tui.theme.ink import Line, content, fitted, spread
from committee.tui.theme.style import look
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.keyed import KeyedScreen, Verbs, bindings
from committee.tui.widgets.line import LineWidget
from committee.tui.widgets.lines import Lines as LineList
from committee.tui.widgets.lines import plain_row
from committee.tui.widgets.messages import Asked
from committee.writing import export

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class NotesTitle(LineWidget):
    """How far the review came, and where its notes are."""

    def __init__(self, session: ReviewSession) -> None:
        super().__init__(id="title")
        self._session = session

    def line(self, cells: int) -> Line:
        """The line in `cells` cells."""
        session = self._session
        spent = session.sitting.spent() if session.sitting else 0.0
        head = f" Notes of the review   {session.record.done} of {len(session.places)} reviewed in {clock_text(spent)}"
        return spread([(head, "accent bold")], badges(session), cells)


class NotesScreen(KeyedScreen, Screen[None]):
    """All notes so far. They are kept already, in the state folder; keys write, copy or commit them.

    Args:
        session: the review.
        rebound: the user's own keys.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("review-notes")
    DEFAULT_CSS = look("review", "NotesScreen")

    def __init__(self, session: ReviewSession, rebound: "Mapping[str, str]") -> None:
        super().__init__()
        self.session = session
        self._text = LineList(id="notes")
        self._text.can_focus = False
        self._where = Where()
        self._footer = KeyFooter(rebound, plain=session.plain, screen="review-notes")

    def compose(self) -> ComposeResult:
        yield NotesTitle(self.session)
        yield self._where
        yield self._text
        yield self._footer

    def on_mount(self) -> None:
        self._where.say(
            f"committee review --since {self.session.today} prints them again; kept in {short_path(reviews())}"
        )
        self._fill()
        self._footer.show(self.session.situation(), ())

    @property
    def disclosure(self) -> Disclosure:
        """What the notes withhold."""
        return Disclosure(names_hidden=self.session.hide)

    @property
    def notes(self) -> Notes:
        """The notes of this sitting."""
        return notes_of([self.session.record], today=self.session.today)

    def verbs(self) -> Verbs:
        """The keys of the notes."""
        return {
            "notes.save": self._save,
            "notes.copy": self._copy,
            "notes.commit": self._commit,
            "notes.back": self._back,
            "notes.end": self._end,
            "notes.up": lambda: self._scroll(-1),
            "notes.down": lambda: self._scroll(1),
            "notes.page-up": lambda: self._scroll(-self._text.size.height),
            "notes.page-down": lambda: self._scroll(self._text.size.height),
        }

    def _scroll(self, lines: int) -> None:
        self._text.scroll_relative(y=lines, animate=False)

    def _save(self) -> None:
        """Beside the accounts; a file that is there already is not overwritten."""
        if not self.session.paths:
            return
        folder = Path(os.path.commonpath([str(path.parent) for path in self.session.paths]))
        text = markdown(review_document(self.notes, self.disclosure))
        name = f"review-{self.session.today.isoformat()}{'-private' if self.session.hide else ''}"
        for number in range(1, 100):
            place = folder / f"{name}{f'-{number}' if number > 1 else ''}.md"
            try:
                if not export(place, text.encode("utf-8")):
                    continue
            except CommitteeError as failure:
                self.say(str(failure), warning=True)
            else:
                self.say(f"saved {show(place.name)}" if self.session.hide else f"saved {short_path(place)}")
            return

    def _copy(self) -> None:
        text, was_cut = for_clipboard(markdown(review_document(self.notes, self.disclosure)))
        self.app.copy_to_clipboard(text)
        self.say(f"the notes are in the clipboard{' (cut: they are too long for it)' if was_cut else ''}")

    def _commit(self) -> None:
        """The files that were changed, as one version; git may take its time."""
        record = self.session.record
        files = [Path(visit.path) for visit in record.visits.values() if any(one.saved for one in visit.made)]
        day = self.session.today

        def compute() -> None:
            from committee.pipeline.review.committing import commit_sitting

            try:
                made = commit_sitting(files, day)
            except CommitteeError as failure:
                self.post_message(Committed(str(failure), failed=True))
            else:
                left = f"; {made.left_out} not kept by git" if made.left_out else ""
                self.post_message(Committed(f"one version in git holds {counted(made.files, 'account')}{left}"))

        if not files:
            self.say("nothing was changed in any file")
            return
        self.say("asking git …")
        self.run_worker(compute, name="commit", group="commit", exclusive=True, thread=True)

    @on(Committed)
    def _committed(self, message: Committed) -> None:
        message.stop()
        words = "git refused; p in the review shows names and why" if message.failed and self.session.hide else None
        self.say(words or message.words, warning=message.failed)

    @on(Asked)
    def _clicked(self, event: Asked) -> None:
        event.stop()
        self.action_do(action(event.action).id)

    @on(LineList.Resized)
    def _resized(self, event: LineList.Resized) -> None:
        event.stop()
        self._fill()

    def _back(self) -> None:
        self.app.pop_screen()

    def _end(self) -> None:
        """The call is over, once everything is written; the next review begins anew."""
        try:
            if not self.session.end():
                self.say("saving …")
        except FileFailure as failure:
            self.say(str(failure), warning=True)

    def _fill(self) -> None:
        rows = [
            plain_row(None, content(line))
            for line in document_lines(review_document(self.notes, self.disclosure), self._text.width)
        ]
        self._text.fill(rows)


class Where(LineWidget):
    """Where the notes are."""

    def __init__(self) -> None:
        super().__init__(id="where")
        self._words = ""

    def say(self, words: str) -> None:
        """What stands there."""
        self._words = words
        self.refresh()

    def line(self, cells: int) -> Line:
        """The words in `cells` cells."""
        return fitted([(f" {self._words}", "muted")], cells)


def document_lines(document: Document, cells: int) -> "Iterator[Line]":
    """A report as lines for the screen."""
    for section in document.sections:
        yield from _section(section, 0, cells)
        yield []


def _section(section: Section, depth: int, cells: int) -> "Iterator[Line]":
    indent = "  " * depth
    yield [(f"{indent}{section.title}", "accent bold" if not depth else "foreground bold")]
    for block in section.blocks:
        for text in _block(block):
            for number, line in enumerate(fold(text, max(cells - len(indent) - 4, 20), 4)):
                yield [(f"{indent}  {'  ' if number else ''}{line}", "foreground")]
    for inner in section.inside:
        yield from _section(inner, depth + 1, cells)


def _block(block: Block) -> "Iterator[str]":
    match block:
        case Facts(rows):
            yield from (f"{label}: {text}" for label, text in rows)
        case Lines(texts):
            yield from texts
        case Grid(_, rows):
            yield from (" · ".join(cell for cell in row if cell) for row in rows)
        case Items(found):
            yield from (item.title for item in found)


def _says(place: Path, text: bytes) -> bool:
    """Whether these very notes are there already."""
    try:
        return contents(place, len(text)) == text
    except OSError:
        return False
