"""View 4, Findings: what stands in the way, worst first, each with its numbers and what would mend it."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from committee.findings.finding import Finding, Severity
from committee.findings.remedies import take_up
from committee.findings.rows import WORST, FindingRow, rows
from committee.graph.claims import meter
from committee.model.dates import show_date
from committee.model.ids import random_suffix
from committee.plurals import counted
from committee.text import width
from committee.tui.account.dialogs.texts import finding_screen
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Segment, content
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Row, plain_row, wrapped
from committee.tui.widgets.list_view import ListView
from committee.tui.widgets.messages import FindingChosen, Proposed, Said

if TYPE_CHECKING:
    from committee.workspace import Analysis

INDENT = 4
LEGEND = "enter what it means · space take up the fix · m what can be done · x accept"


class FindingsView(Keyed, ListView):
    """Findings by severity. The one with the cursor shows its evidence and its fix; enter shows the definition."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("findings")

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[int, list[Content]] = {}
        self._made_for: tuple[Analysis | None, int, bool] = (None, 0, False)

    def moved(self, key: object) -> None:
        """Tell which finding is chosen."""
        if isinstance(key, int):
            self.post_message(FindingChosen(key))

    def enter(self) -> bool:
        """The definition of the finding under the cursor."""
        key, state = self.lines.key, self.state
        if state is None or state.analysis is None or not isinstance(key, int):
            return False
        self.app.push_screen(finding_screen(state.account, state.analysis.findings[key]))
        return True

    def verbs(self) -> Verbs:
        """The key of this view."""
        return {"findings.act": self.act}

    def act(self) -> None:
        """Take up the fix of the finding under the cursor."""
        key, state = self.lines.key, self.state
        if state is None or state.analysis is None or not isinstance(key, int):
            return
        found = state.analysis.findings[key]
        remedy = take_up(state.account, found, state.today, me=state.me, rng=random_suffix)
        if remedy is not None:
            self.post_message(Proposed(remedy.edit))
        elif found.step is None:
            self.post_message(Said("this fix is a decision, not something to do", warning=True))
        else:
            self.post_message(Said("this is an open action already: A lists it", warning=True))

    def _refill(self) -> None:
        state = self.state
        if state is None:
            return
        empty = empty_words(state)
        if empty:
            self.lines.fill([], [Content(""), *wrapped(Content(empty), self.lines.width, 2)])
            return
        chosen = state.finding if state.finding >= 0 else self.lines.key if isinstance(self.lines.key, int) else 0
        asked = (state.analysis, self.lines.width, state.plain)
        if self._made_for[0] is not asked[0] or self._made_for[1:] != asked[1:]:
            self._made, self._made_for = {}, asked
        rows = finding_rows(state, chosen, self.lines.width, self._made)
        self.lines.fill(rows, [content(counts_line(state)), content([(f" {LEGEND}", "muted")])])
        self.lines.go_to(chosen)


def empty_words(state: ViewState) -> str:
    """What stands there when there is nothing to list, with the key that leads on; empty if there is."""
    stage = state.account.header.stage
    if stage is not None and stage.closed:
        return f"This deal is closed ({stage}): no findings any more."
    if state.analysis is None:
        return "Looking at the account …"
    if not state.account.people:
        return "Nobody here yet: a adds people, then findings appear."
    return "" if state.analysis.findings else "Nothing stands in the way. c shows the path to consensus."


def counts_line(state: ViewState) -> list[Segment]:
    """`1 critical · 3 high · 2 accepted`."""
    if state.analysis is None:
        return []
    standing = [finding for finding in state.analysis.findings if finding.accepted is None]
    line: list[Segment] = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in standing)
        if count:
            line += [(" · " if line else " ", "muted"), (f"{count} {severity}", f"severity.{severity}")]
    accepted = len(state.analysis.findings) - len(standing)
    if accepted:
        line += [(" · " if line else " ", "muted"), (f"{accepted} accepted", "muted")]
    claims = meter(state.account, state.today)
    if claims:
        line += [(" · " if line else " ", "muted"), (claims, "muted")]
    return line if state.fresh else [*line, ("  looking again …", "muted")]


def finding_rows(state: ViewState, chosen: int, cells: int, closed: dict[int, list[Content]]) -> list[Row]:
    """All rows: the five worst, then the rest folded into one line until the cursor is there, then what is accepted.

    One code is one row; the chosen one is opened, with each of its findings. `closed` keeps the lines of those not
    opened from one call to the next.
    """
    if state.analysis is None:
        return []
    made: list[Row] = []
    number = 0
    found = rows(state.analysis.findings)
    standing = sum(len(row.findings) for row in found)
    first = sum(len(row.findings) for row in found[:WORST])
    for place, row in enumerate(found):
        if place == WORST and not first <= chosen < standing:
            more = counted(len(found) - WORST, "more row")
            made.append(plain_row(first, Content(""), content([(f" {more}: down shows them", "muted")])))
            break
        if place == 0 or row.severity is not found[place - 1].severity or place == WORST:
            title = f" {str(row.severity).upper()}"
            made.append(plain_row(None, Content(""), content([(title, f"severity.{row.severity} bold")])))
        made += _row(state, row, number, chosen, cells, closed)
        number += len(row.findings)
    accepted = list(enumerate(state.analysis.findings))[standing:]
    if accepted:
        made.append(plain_row(None, Content(""), content([(f" ACCEPTED  {len(accepted)}", "muted bold")])))
    for index, finding in accepted:
        made.append(plain_row(index, *finding_lines(state, finding, cells, opened=index == chosen)))
    return made


def _row(
    state: ViewState, row: FindingRow, first: int, chosen: int, cells: int, closed: dict[int, list[Content]]
) -> list[Row]:
    """One code: its sentence while it is closed; each of its findings when the cursor is in it."""
    several = len(row.findings) > 1
    if not first <= chosen < first + len(row.findings):
        if first not in closed:
            closed[first] = _sentence_lines(state, row, cells) if several else _closed(state, row.findings[0], cells)
        return [plain_row(first, *closed[first])]
    made = [plain_row(None, *_sentence_lines(state, row, cells))] if several else []
    for index, finding in enumerate(row.findings, first):
        made.append(plain_row(index, *finding_lines(state, finding, cells, opened=index == chosen)))
    return made


def _closed(state: ViewState, finding: Finding, cells: int) -> list[Content]:
    return finding_lines(state, finding, cells, opened=False)


def _sentence_lines(state: ViewState, row: FindingRow, cells: int) -> list[Content]:
    """What a row says of several: their names and what holds of them all."""
    account = state.analysis.account if state.analysis else state.account
    sign = glyph(row.severity.value, plain=state.plain)
    lead = content([(f" {sign:2} ", f"severity.{row.severity} bold"), (f"{row.code} ", "muted")])
    text = wrapped(Content(row.sentence(account.name_of)), cells - lead.cell_length - 1)
    return [lead + text[0], *(line.pad_left(lead.cell_length) for line in text[1:])]


def finding_lines(state: ViewState, finding: Finding, cells: int, *, opened: bool) -> list[Content]:
    """One finding: its sentence, and when opened what was measured, what to do, and what nests under it."""
    style = "muted" if finding.accepted else f"severity.{finding.severity} bold"
    sign = glyph(finding.severity.value, plain=state.plain)
    lead = content([(f" {sign:2} ", style), (f"{finding.code} ", "muted")])
    text = wrapped(Content(finding.explanation), cells - lead.cell_length - 1)
    lines = [lead + text[0], *(line.pad_left(lead.cell_length) for line in text[1:])]
    if finding.accepted is not None:
        lines += _part("accepted", _accepted_words(finding), cells, "muted")
    if not opened:
        return lines
    if finding.measures:
        lines += _part("measured", "; ".join(str(measure) for measure in finding.measures), cells, "")
    lines += _part("do", finding.fix, cells, "ok")
    for nested in finding.nested:
        lines += _part("also", f"{nested.code} {nested.explanation}", cells, "muted")
    return lines


def _part(label: str, text: str, cells: int, style: str) -> list[Content]:
    lead = content([(" " * INDENT + f"{label:<9}", "muted")])
    lines = wrapped(content([(text, style)]), cells - lead.cell_length - 1)
    return [lead + lines[0], *(line.pad_left(width(lead.plain)) for line in lines[1:])]


def _accepted_words(finding: Finding) -> str:
    accepted = finding.accepted
    if accepted is None:
        return ""
    until = f" until {show_date(accepted.until)}" if accepted.until else ""
    return f"{accepted.reason or 'no reason given'}{until}"
