"""View 7, Coverage: our team beside their members; who knows whom, how well, how lately, and whose expertise fits."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from committee.consensus.covering import Cell, CoverageGrid, coverage_grid
from committee.consensus.effort import in_talks
from committee.consensus.handover import handover
from committee.graph.standing import standing_of
from committee.layout.drawing.names import without_place
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.ids import random_suffix
from committee.model.vocabulary import STRENGTH_OURS, strength_said
from committee.plurals import counted
from committee.text import cut, pad
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Segment, content
from committee.tui.theme.style import look
from committee.tui.widgets.chooser import ChooserScreen, Entry
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Lines, Row, wrapped
from committee.tui.widgets.list_view import ListView
from committee.tui.widgets.messages import Proposed, Said, Selected

NAME = 22
STATE = 12
CELL = 15


class CoverageLines(Lines):
    """The rows; left and right go from one of ours to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", "the one before", show=False),
        Binding("right", "cursor_right", "the next", show=False),
    ]

    def action_cursor_left(self) -> None:
        self.query_ancestor(CoverageView).step(-1)

    def action_cursor_right(self) -> None:
        self.query_ancestor(CoverageView).step(1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which teammates are in sight: as many as fit, around the one with the cursor."""

    shown: tuple[str, ...]
    chosen: str
    left: int
    right: int


class CoverageView(Keyed, ListView):
    """Members down, our team across. `t` writes how well the chosen one knows them, space an action to meet them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("coverage")
    DEFAULT_CSS = look("account", "CoverageView")

    def __init__(self) -> None:
        super().__init__(CoverageLines())
        self.told = Static(markup=False, id="cell")
        self.chosen = ""
        self._grid: CoverageGrid | None = None
        self._grid_of: Account | None = None

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self.told

    @property
    def teammate(self) -> str:
        """The one of ours whose column has the cursor."""
        return self.chosen

    def show(self, state: ViewState) -> None:
        """Draw this state; a selected coverage brings its column with it."""
        self.state = state
        if self._grid_of is not state.account:
            known = state.analysis.committee if state.analysis is not None and state.fresh else None
            self._grid, self._grid_of = coverage_grid(state.account, state.today, known), state.account
        ours = self.grid.teammates
        if state.tie is not None and state.tie[0] in ours:
            self.chosen = state.tie[0]
        if self.chosen not in ours:
            self.chosen = state.me if state.me in ours else next(iter(ours), "")
        self._refill()

    @property
    def grid(self) -> CoverageGrid:
        """What is shown."""
        if self._grid is None:
            raise RuntimeError("nothing is shown yet")
        return self._grid

    def step(self, by: int) -> None:
        """The next of ours, round."""
        ours = self.grid.teammates
        if ours:
            self.chosen = ours[(ours.index(self.chosen) + by) % len(ours)]
            self.moved(self.lines.key)

    def verbs(self) -> Verbs:
        """The keys of this view."""
        return {"coverage.meet": self.take_up, "coverage.hand-over": self.hand_over}

    def take_up(self) -> None:
        """An action: the chosen one of ours meets the person of this row, or talks to them again."""
        state, person = self.state, self.lines.key
        if state is None or not isinstance(person, str) or not self.chosen:
            self.post_message(Said("T adds our team, a adds people", warning=True))
            return
        met = self.grid.cells[self.chosen, person].covered
        name = state.account.name_of(person)
        facts = {"what": f"{'Talk to' if met else 'Meet'} {name}", "with": person, "owner": self.chosen}
        self.post_message(Proposed(edits.add_action(state.account, random_suffix, today=state.today, **facts)))

    def hand_over(self) -> None:
        """Everything of the chosen one to another of ours: to whom is asked, with what each choice means."""
        state = self.state
        others = [mate for mate in self.grid.teammates if mate != self.chosen]
        if state is None or not others:
            self.post_message(Said("there is nobody else of ours to hand over to; T adds the team", warning=True))
            return
        name = state.account.name_of(self.chosen)
        entries = [heir_entry(state, self.chosen, heir) for heir in others]
        self.app.push_screen(ChooserScreen(f"{name} leaves this account. Who takes over?", entries), self._taken_over)

    def _taken_over(self, entry: Entry | None) -> None:
        if entry is not None and self.state is not None:
            edit: Edit = edits.hand_over(self.state.account, self.chosen, entry.value)
            self.post_message(Proposed(edit))

    def moved(self, key: object) -> None:
        """Tell who is selected, and which coverage where there is one."""
        if self.state is None or not isinstance(key, str):
            return
        pair = (self.chosen, key)
        self.post_message(Selected(key, pair if pair in self.state.account.coverage else None))
        self._refill()

    def _refill(self) -> None:
        state = self.state
        if state is None:
            return
        grid, here = self.grid, self.lines.key
        if not grid.teammates or not grid.people:
            words = (
                "Nobody of ours here yet: T adds the team." if grid.people else "Nobody to cover yet: a adds people."
            )
            self.lines.fill([], [Content(""), *wrapped(Content(words), self.lines.width, 2)])
            self.told.update("")
            return
        columns = columns_for(grid.teammates, self.chosen, self.lines.width)
        rows = [self._row(state, person, columns) for person in grid.people]
        self.lines.fill(rows, head_lines(state, grid, columns, self.lines.width))
        self.lines.go_to(state.person if state.person in grid.people else here)
        person = self.lines.key
        if isinstance(person, str):
            self.told.update(cell_words(state, self.chosen, person, grid.cells[self.chosen, person]))

    def _row(self, state: ViewState, person: str, columns: Columns) -> Row:
        def draw(_: int) -> list[Content]:
            return [content(row_line(state, self.grid, person, columns))]

        return Row(person, draw)


def heir_entry(state: ViewState, leaver: str, heir: str) -> Entry:
    """One of ours who could take over: what they would take, and what the plan would cost then."""
    solved = state.analysis.plan if state.analysis is not None and state.fresh else None
    found = handover(state.account, leaver, heir, state.today, solved=solved)
    ties = sum(tie.after is not None and tie.after >= (tie.before or 0) for tie in found.ties)
    name = state.account.name_of(heir)
    facts = (
        f"  {counted(len(found.ties), 'tie')}, {ties} as strong as before; "
        f"{counted(len(found.promises), 'promise')}; plan {in_talks(found.effort)} → {in_talks(found.effort_after)}"
    )
    line = ((name, "foreground bold"), (facts if not state.plain else facts.replace("→", "->"), "muted"))
    return Entry(line, name, "heir", heir)


def columns_for(ours: tuple[str, ...], chosen: str, cells: int) -> Columns:
    """As many of ours as fit beside the names, the chosen one always among them."""
    room = max((cells - NAME - STATE - 2) // CELL, 1)
    at = ours.index(chosen)
    first = min(max(0, at - room // 2), max(0, len(ours) - room))
    shown = ours[first : first + room]
    return Columns(shown, chosen, first, len(ours) - first - len(shown))


def head_lines(state: ViewState, grid: CoverageGrid, columns: Columns, cells: int) -> list[Content]:
    """What the keys do, and the names of ours with how many of theirs each covers."""
    legend = "left right: whose · t cover · space meet · O hand over"
    more = f"{columns.left} before, {columns.right} after · " if columns.left or columns.right else ""
    names: list[Segment] = [(pad("person", NAME + STATE), "muted")]
    counts: list[Segment] = [(pad(f"{len(grid.people)} of theirs", NAME + STATE), "muted")]
    for mate in columns.shown:
        style = "accent bold" if mate == columns.chosen else "tie.coverage"
        names.append((pad(cut(without_place(state.account.name_of(mate), CELL - 2), CELL - 2), CELL), style))
        counts.append((pad(f"covers {grid.reach(mate)}", CELL), "muted"))
    return [content([(cut(f"{more}{legend}", cells), "muted")]), content(names), content(counts)]


def row_line(state: ViewState, grid: CoverageGrid, person: str, columns: Columns) -> list[Segment]:
    """A member: name, where they stand if the decision needs them, then a cell for each of ours in sight."""
    standing = standing_of(state.account, person, state.today)
    kind = str(standing.state) if standing.state else ""
    words = f"{glyph(kind, plain=state.plain)} {kind.replace('-', ' ')}" if kind else ""
    meaning = {"against": "state.aside", "spare": "muted", "": "muted"}.get(kind, f"state.{kind}")
    line: list[Segment] = [
        (pad(cut(without_place(state.account.name_of(person), NAME - 1), NAME - 1), NAME), ""),
        (pad(words, STATE), meaning),
    ]
    for mate in columns.shown:
        text = pad(cut(cell_text(grid.cells[mate, person], plain=state.plain), CELL - 1), CELL - 1)
        covered = grid.cells[mate, person].covered
        style = "accent bold" if mate == columns.chosen else "tie.coverage" if covered else "muted"
        line.append((text + " ", style))
    return line


def cell_text(cell: Cell, *, plain: bool) -> str:
    """`4 video 12d ✓`: strength, channel, days since, expertise that fits; a dash where nobody covers them."""
    expert = f" {glyph('yes', plain=plain)}" if cell.expert else ""
    if not cell.covered:
        return f"{glyph('dash', plain=plain)}{expert}"
    days = "" if cell.days is None else f" {cell.days}d"
    channel = f" {cell.channel.short}" if cell.channel else ""
    return f"{cell.strength or '?'}{channel}{days}{expert}"


def cell_words(state: ViewState, mate: str, person: str, cell: Cell) -> Content:
    """The chosen cell in a sentence."""
    one, other = state.account.name_of(mate), state.account.name_of(person)
    expert = "; their expertise fits this role" if cell.expert else ""
    if not cell.covered:
        return Content(f"{one} has not met {other}{expert}.")
    seen = "last contact unknown" if cell.days is None else "today" if cell.days == 0 else f"{cell.days} days ago"
    how = f" by {cell.channel}" if cell.channel else ""
    return Content(f"{one} covers {other}: {strength_said(cell.strength, STRENGTH_OURS)}{how}, {seen}{expert}.")
