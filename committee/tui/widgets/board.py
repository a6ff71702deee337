"""The yes board: who has to agree, and who does already."""

from committee.graph.board import board_text
from committee.graph.standing import committee_of
from committee.tui.glyphs import glyph
from committee.tui.ink import Line, Segment, measure
from committee.tui.state import ViewState
from committee.tui.widgets.line import LineWidget

ALWAYS = 4
"""Parts that stay while there is a gate or a plan to leave out: the count, the quorum, two people."""

_MEANINGS = {
    "count": "accent bold",
    "quorum": "accent",
    "open": "state.open",
    "unknown": "stance.unknown",
    "assumed": "state.assumed",
    "set-aside": "state.aside",
    "won": "state.won",
    "gate": "muted",
    "plan": "plan.talk",
}


class YesBoard(LineWidget):
    """`YES 1 of 4 · Jens ○ open · … · next gate DPA 20 Jan · 4 talks, hard`."""

    def __init__(self) -> None:
        super().__init__(id="board")
        self._state: ViewState | None = None

    def show(self, state: ViewState) -> None:
        """Draw this state."""
        self._state = state
        self.refresh()

    def line(self, cells: int) -> Line:
        """The board in `cells` cells; who does not fit is counted."""
        return () if self._state is None else board_line(self._state, cells)


def board_line(state: ViewState, cells: int) -> list[Segment]:
    """The yes board of a state, from the account itself: it is right even while the analysis runs."""
    plain = state.plain
    effort = state.analysis.plan.summary if state.fresh and state.analysis is not None else None
    parts = [_part(text, kind, plain=plain) for text, kind in _board(state, effort)]
    tail = [part for part in parts if part[1] in {"muted", "plan.talk"}]
    head = [part for part in parts if part not in tail]
    hidden = 0
    while measure(_joined(head, tail, hidden, plain=plain)) > cells:
        # A few people matter more than gate and plan, those more than the rest of the people.
        if tail and len(head) <= ALWAYS:
            tail.pop(0)
        elif len(head) > 1:
            head.pop()
            hidden += 1
        else:
            break
    return _joined(head, tail, hidden, plain=plain)


def _board(state: ViewState, effort: str | None) -> tuple[Segment, ...]:
    committee = state.analysis.committee if state.fresh and state.analysis else committee_of(state.account, state.today)
    segments = board_text(state.account, committee, effort)
    if not committee.board.rows:
        return (*segments, ("nobody has to agree yet: a adds people, e gives them a role", "gate"))
    return segments


def _part(text: str, kind: str, *, plain: bool) -> Segment:
    if kind in {"open", "unknown", "assumed", "set-aside", "won"}:
        words = kind.replace("-", " ")
        text = f"{text.removesuffix(words)}{glyph(kind, plain=plain)} {words}"
    return text, _MEANINGS[kind]


def _joined(head: list[Segment], tail: list[Segment], hidden: int, *, plain: bool) -> list[Segment]:
    more: list[Segment] = [(f"+{hidden} more", "muted")] if hidden else []
    dot = (f" {glyph('dot', plain=plain)} ", "muted")
    joined: list[Segment] = [(" ", "")]
    for place, part in enumerate((*head, *more, *tail)):
        joined += [part] if place == 0 else [dot, part]
    return joined
