"""View 6, Matrix: rows influence columns. For committees whose ties are too many to follow as lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from committee.graph.arcs import arcs
from committee.layout.drawing.names import initials_of, without_place
from committee.layout.lanes import lanes_of, rows_of
from committee.layout.shapes import Look
from committee.layout.ties import Tie, ties_of
from committee.model.account import Account, Pair
from committee.text import cut, pad, show
from committee.tui.map.canvas import style_of
from committee.tui.session.state import ViewState
from committee.tui.theme.themes import Theme
from committee.tui.widgets.line import room_of
from committee.tui.widgets.messages import Asked, Selected
from committee.tui.widgets.view import View

NAME, CELL, HEAD = 20, 4, 3
"""Columns of the names, columns of a cell, lines above the rows: what the cell means, initials, a rule."""


@dataclass(frozen=True, slots=True)
class Table:
    """What the matrix shows: people level by level from the top, west to east, and the ties between them."""

    order: tuple[str, ...]
    names: Mapping[str, str]
    short: Mapping[str, str]
    place: Mapping[str, int]
    ties: Mapping[Pair, Tie]


def table_of(account: Account, state: ViewState) -> Table:
    """The matrix of an account. O(n log n) in people and ties."""
    lanes = {person: i for i, lane in enumerate(lanes_of(account, state.today)) for person in lane.people}
    order = tuple(
        person for row in rows_of(account) for person in sorted(row.people, key=lambda one: (lanes[one], one))
    )
    names = {person: show(account.name_of(person)) for person in order}
    return Table(
        order,
        names,
        {person: cut(initials_of(name), CELL - 1) for person, name in names.items()},
        {person: i for i, person in enumerate(order)},
        ties_of(account, arcs(account)),
    )


def cell_text(tie: Tie | None, *, plain: bool) -> str:
    """What stands in a cell: the strength; a conflict as a cross; what follows from the reporting line in dots."""
    if tie is None:
        return ""
    if tie.look is Look.CONFLICT:
        return "X" if plain else "╳"
    return f"({tie.strength})" if tie.look is Look.DERIVED else str(tie.strength)


class MatrixTable(ScrollView, can_focus=True, inherit_bindings=False):
    """The cells in view and no others; names and initials stay in sight. A click selects, a second one opens."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "MatrixTable { width: 100%; height: 100%; scrollbar-size: 1 1; background: $background; }"

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.at = (0, 0)
        """Row and column of the cursor."""
        self._state: ViewState | None = None
        self._talks: Mapping[Pair, int] = {}

    def fill(self, state: ViewState) -> None:
        """Show this state; the cursor's row is the selected person, its column the tie's other end."""
        before = self._state
        self._state = state
        if self.table is None or before is None or before.account is not state.account:
            self.table = table_of(state.account, state)
            size = len(self.table.order)
            self.virtual_size = Size(NAME + CELL * size, HEAD + size)
        place = self.table.place
        row, column = self.at
        row = place.get(state.person or "", min(row, max(len(place) - 1, 0)))
        if state.tie is not None and state.tie[0] == state.person:
            column = place.get(state.tie[1], column)
        self.at = row, min(column, max(len(place) - 1, 0))
        plan = state.analysis.plan.talks if state.analysis and state.plan_on else ()
        self._talks = {talk.pair: talk.number for talk in plan}
        self.reveal()
        self.refresh()

    def step(self, direction: str) -> None:
        """The next cell that way; says upward who is selected."""
        if self.table is None or not self.table.order:
            return
        dx, dy = {"left": (0, -1), "right": (0, 1), "up": (-1, 0), "down": (1, 0)}[direction]
        last = len(self.table.order) - 1
        self.choose(min(max(self.at[0] + dx, 0), last), min(max(self.at[1] + dy, 0), last))

    def choose(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        table = self.table
        if table is None:
            return
        self.at = row, column
        pair = table.order[row], table.order[column]
        self.reveal()
        self.refresh()
        self.post_message(Selected(pair[0], pair if pair in table.ties else None))

    def reveal(self) -> None:
        """Scroll until the cursor is in view."""
        row, column = self.at
        x, y = self.scroll_offset
        size = room_of(self)
        wide, high = size.width - NAME, size.height - HEAD
        if wide > 0 and high > 0:
            left = min(max(x, CELL * (column + 1) - wide), CELL * column)
            top = min(max(y, row + 1 - high), row)
            if (left, top) != (x, y):
                self.scroll_to(left, top, animate=False, immediate=True)

    def on_resize(self) -> None:
        self.reveal()

    def render_line(self, y: int) -> Strip:
        """One line: the meaning of the cell, the initials, the rule, or a person's row."""
        theme: Theme = self.app.meanings  # type: ignore[attr-defined]  # the app's own attribute
        cells = self.size.width
        table, state = self.table, self._state
        if table is None or state is None or not table.order:
            text = "  Nobody here yet: a adds people" if y == 1 else ""
            return _line(theme, [(text, "base.muted")], cells)
        if y == 0:
            return _line(theme, self._meaning(table), cells, "base.surface")
        first, last = self._columns(table, cells)
        offset = CELL * first - self.scroll_offset.x
        if y < HEAD:
            body = (
                self._head(table, first, last) if y == 1 else [(("-" if state.plain else "─") * cells, "base.border")]
            )
            return self._joined(theme, [(" " * NAME, "")], body, offset, cells)
        row = y - HEAD + self.scroll_offset.y
        if row >= len(table.order):
            return _line(theme, [], cells)
        here = row == self.at[0]
        mark = ">" if state.plain else "▌"
        name = pad(cut(without_place(table.names[table.order[row]], NAME - 3), NAME - 3), NAME - 2)
        left = [(mark if here else " ", "base.accent"), (f"{name} ", "card.selected" if here else "card.name")]
        return self._joined(theme, left, self._row(table, row, first, last), offset, cells)

    def _columns(self, table: Table, cells: int) -> tuple[int, int]:
        first = self.scroll_offset.x // CELL
        return first, min(len(table.order), first + (cells - NAME) // CELL + 2)

    def _meaning(self, table: Table) -> list[tuple[str, str]]:
        """The cell under the cursor in words."""
        source, target = (table.order[i] for i in self.at)
        names = f" {table.names[source]} → {table.names[target]}"
        tie = table.ties.get((source, target))
        if source == target:
            return [(names.partition(" →")[0], "card.name"), ("  rows influence columns", "base.muted")]
        words = "no tie" if tie is None else _WORDS.get(tie.look, f"strength {tie.strength}")
        talk = self._talks.get((source, target))
        said = f"  {words}{f', talk {talk} of the path' if talk else ''}"
        return [(names, "card.name"), (said, tie.look.value if tie else "base.muted")]

    def _head(self, table: Table, first: int, last: int) -> list[tuple[str, str]]:
        return [
            (f"{table.short[person]:^{CELL}}", "card.selected" if i == self.at[1] else "lane.header")
            for i, person in enumerate(table.order[first:last], first)
        ]

    def _row(self, table: Table, row: int, first: int, last: int) -> list[tuple[str, str]]:
        source = table.order[row]
        plain = bool(self._state and self._state.plain)
        found = []
        for column in range(first, last):
            pair = source, table.order[column]
            tie, talk = table.ties.get(pair), self._talks.get(pair)
            text, style = cell_text(tie, plain=plain), tie.look.value if tie else "base.border"
            if talk:
                text, style = f"[{text or talk}]", "plan.number"
            elif not text:
                text = ("=" if plain else "╲") if row == column else "." if plain else "·"
            if (row, column) == self.at:
                text, style = f"[{text.strip('[]()')}]", "card.selected"
            found.append((f"{text:^{CELL}}", style))
        return found

    @staticmethod
    def _joined(
        theme: Theme, left: Sequence[tuple[str, str]], body: Sequence[tuple[str, str]], offset: int, cells: int
    ) -> Strip:
        """Names, then the part of the cells that is in view."""
        right = Strip([Segment(text, style_of(theme, style)) for text, style in body])
        right = right.crop(-offset, -offset + cells - NAME)
        names = Strip([Segment(text, style_of(theme, style)) for text, style in left])
        return Strip.join([names, right]).adjust_cell_length(cells, style_of(theme, ""))

    def on_click(self, event: events.Click) -> None:
        """Select the cell, or the row of a name; twice opens the details."""
        table = self.table
        row = event.y - HEAD + self.scroll_offset.y
        if table is None or event.y < HEAD or row >= len(table.order):
            return
        column = (event.x - NAME + self.scroll_offset.x) // CELL if event.x >= NAME else self.at[1]
        if column < len(table.order):
            self.choose(row, column)
            if event.chain == 2:
                self.post_message(Asked("open"))


_WORDS = {Look.CONFLICT: "conflict", Look.DERIVED: "reporting line"}


class MatrixView(View):
    """View 6. Arrows move from cell to cell; the row is the selected person."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = MatrixTable()

    def compose(self) -> ComposeResult:
        yield self.cells

    def show(self, state: ViewState) -> None:
        """Draw this state."""
        self.cells.fill(state)

    def focus_target(self) -> MatrixTable:
        """The table takes the keys."""
        return self.cells

    def move(self, direction: str) -> bool:
        """The next cell that way."""
        self.cells.step(direction)
        return True


def _line(theme: Theme, segments: Sequence[tuple[str, str]], cells: int, ground: str = "base.background") -> Strip:
    strip = Strip([Segment(text, style_of(theme, style, ground)) for text, style in segments])
    return strip.adjust_cell_length(cells, style_of(theme, "", ground))
