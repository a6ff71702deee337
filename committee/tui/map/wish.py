"""Which map is wanted for a state: detail, ties, marks, badges. Pure; the widgets draw what this decides."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from committee.errors import Stop, never
from committee.graph.arcs import arcs
from committee.graph.arcs import people as people_of
from committee.graph.standing import Committee, State, committee_of
from committee.layout import Detail, Layout, arrange
from committee.layout.around import around
from committee.layout.drawing.marks import Marks, talk_marks
from committee.layout.drawing.picture import HEADER, LABELS
from committee.layout.engine import METRICS
from committee.layout.lanes import lanes_of, rows_of
from committee.layout.routing.grid import FLAT_HEIGHT, SLIM_WIDTH
from committee.layout.shapes import Lane
from committee.layout.ties import Tie, shown_of, ties_of
from committee.model.account import Account, Pair
from committee.model.vocabulary import PersonStatus
from committee.tui.session.state import ViewState

if TYPE_CHECKING:
    from committee.layout.story import Story


DETAILS = tuple(Detail)
LARGE = 60
"""Up to this many people the first map is made while one waits; beyond, tiles are shown until it is there."""
CROWD = 200
"""From this many people on, the map begins with tiles: a place and level each."""
WIDE, TALL = 100, 32
"""From this size on, the account screen has its details beside the map, and a strip of seven lines."""
DETAILS_WIDTH = 35
STRIP_TALL, STRIP_SHORT = 7, 4

Cells = tuple[int, int]
"""Width and height."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The layout that is wanted: of which account, in which detail, with which ties."""

    account: Account
    today: date
    detail: Detail
    ties: frozenset[Pair]
    focus: str = ""
    """Somebody to draw the map around, instead of all places."""
    story: "Story | None" = None
    """Who matters, where that is told instead of everybody in all places; `detail` then counts for nothing."""

    def make(self, previous: Layout | None, stop: Stop = never) -> Layout:
        """The layout, keeping people where they were in `previous`.

        Raises:
            Unwanted: `stop` said that nobody waits for it any more.
        """
        if self.story is not None:
            from committee.layout.story import told

            return told(self.account, self.today, self.story, self.ties, stop)
        if self.focus:
            return around(self.account, self.focus, self.detail, ties=self.ties)
        return arrange(self.account, self.today, detail=self.detail, previous=previous, ties=self.ties, stop=stop)

    def like(self, other: "Wish | None") -> bool:
        """Wants the same. The same account object counts, not its value: comparing 2,000 people would be felt."""
        return other is not None and self.but_for_ties(other) and self.ties == other.ties

    def but_for_ties(self, other: "Wish") -> bool:
        """Wants the same, perhaps with other ties."""
        mine, theirs = (self.today, self.detail, self.focus), (other.today, other.detail, other.focus)
        return self.account is other.account and mine == theirs and self.story == other.story


def pane_of(width: int, height: int) -> Cells:
    """The cells the map gets of a screen: beside the details, above strip and footer, below title and board."""
    strip = STRIP_TALL if height >= TALL else STRIP_SHORT
    return (width - DETAILS_WIDTH if width >= WIDE else width), height - 3 - strip


def fits(layout: Layout, pane: Cells) -> bool:
    """Whether a whole layout, its strips included, is in view at once."""
    return layout.width + LABELS <= pane[0] and layout.height + HEADER <= pane[1]


def fitting(
    wishes: Iterable[Wish], last: Wish, pane: Cells, previous: Layout | None, stop: Stop = never
) -> tuple[Wish, Layout]:
    """The first of these maps that is in view at once, else the last resort.

    Raises:
        Unwanted: `stop` said so.
    """
    for wish in wishes:
        layout = wish.make(previous, stop)
        if fits(layout, pane):
            return wish, layout
    return last, last.make(previous, stop)


FirstMap = tuple[Wish, Layout | None]
"""What is wanted to begin with, and the layout where it was made already."""


def first_map(state: ViewState, pane: Cells, previous: Layout | None = None) -> FirstMap:
    """The map to begin with: full cards where they all fit, names of a small committee, what matters of a large one.

    `previous` is where everybody was in the last sitting.

    Returns:
        What is wanted, and the layout where it was made on the way.
    """
    detail, layout = first_detail(state, pane, previous)
    if detail is not Detail.FULL and large(state):
        wish = Wish(state.account, state.today, Detail.BARE, story_ties(state), story=story_of(state, pane))
        return wish, wish.make(None)
    wish = Wish(state.account, state.today, detail, wanted_ties(state, "default"))
    return wish, wish.make(layout or previous) if detail is Detail.NAME else layout


def first_detail(state: ViewState, pane: Cells, previous: Layout | None = None) -> tuple[Detail, Layout | None]:
    """How much is drawn of each person to begin with; and the map with full cards, where it was made to see."""
    people = len(state.account.people)
    if people > LARGE:
        return Detail.INITIALS if people <= CROWD else Detail.TILES, None
    if not may_fit(state, Detail.FULL, pane):
        return Detail.NAME, None
    layout = Wish(state.account, state.today, Detail.FULL, wanted_ties(state, "default")).make(previous)
    return Detail.FULL if fits(layout, pane) else Detail.NAME, layout


FEW = 20
"""Up to this many people everybody is drawn to begin with; of more, what matters."""
TOLD = 5
"""Findings whose people are part of the story."""


def large(state: ViewState) -> bool:
    """Whether there are so many people that the map begins with what matters."""
    return len(people_of(state.account)) > FEW


def story_of(state: ViewState, pane: Cells, *, first: Iterable[str] = (), scrolls: bool = False) -> "Story":
    """What matters: the plan, the worst findings; further, who has to agree, then everybody by level.

    `first` are people somebody asked for. Where it `scrolls`, all who matter are there, however high it gets.
    """
    from committee.layout.story import LEAST, Story

    room = pane[0] - LABELS, pane[1] - HEADER
    most = room[0] * room[1] // LEAST
    analysis = state.analysis
    seats = _seats(analysis.committee if analysis is not None else committee_of(state.account, state.today))
    others = (person for row in rows_of(state.account) for person in row.people)
    matter = tuple(dict.fromkeys((*first, *plan_people(state), *_found(state))))
    return Story(
        matter, tuple(islice((one for one in (*seats, *others) if one not in matter), most)), room, scrolls=scrolls
    )


def plan_alone(state: ViewState, pane: Cells) -> "Story | None":
    """The people of the plan close together, on the largest cards that have room; `None` without a plan."""
    from committee.layout.story import Story

    people = plan_people(state)
    return Story(people, room=(pane[0] - LABELS, pane[1] - HEADER), alone=True) if people else None


def plan_people(state: ViewState) -> tuple[str, ...]:
    """Who speaks or listens in the plan, talk by talk; none of ours."""
    talks = state.analysis.plan.talks if state.analysis is not None else ()
    people = state.account.people
    return tuple(dict.fromkeys(one for talk in talks for one in talk.pair if one in people))


def story_ties(state: ViewState, mode: str = "default") -> frozenset[Pair]:
    """The talks of the plan, the ties of the worst findings and of the one in focus; all ties where that is wanted."""
    analysis = state.analysis
    if analysis is None:
        return frozenset()
    worst = [one for one in analysis.findings if one.accepted is None][:TOLD]
    focus = [analysis.findings[state.finding]] if 0 <= state.finding < len(analysis.findings) else []
    every = frozenset(_LATEST.of(state.account)) if mode == "all" else frozenset()
    return every.union((talk.pair for talk in analysis.plan.talks), *(one.ties for one in (*worst, *focus)))


def _seats(committee: Committee) -> list[str]:
    """Who has to agree and does not yet, then whose yes is there."""
    needed = {State.OPEN: 0, State.AGAINST: 0, State.ASSUMED: 1, State.WON: 2}
    found = [(needed[one.state], person) for person, one in committee.standings.items() if one.state in needed]
    return [person for _, person in sorted(found)]


def _found(state: ViewState) -> Iterator[str]:
    """Whom the worst findings are about, worst first."""
    findings = state.analysis.findings if state.analysis is not None else ()
    people = state.account.people
    for one in [one for one in findings if one.accepted is None][:TOLD]:
        yield from (who for who in (one.subject, *one.people, *chain(*one.ties)) if who in people)


def may_fit(state: ViewState, detail: Detail, pane: Cells) -> bool:
    """Whether such cards can fit at all, by lanes and rows alone: laying them out in vain is a third of the frame."""
    metrics = METRICS[detail]
    wide, high = (SLIM_WIDTH, FLAT_HEIGHT) if detail is Detail.NAME else (metrics.width, metrics.height)
    lanes, rows = lanes_of(state.account, state.today), rows_of(state.account)
    people = sum(len(lane.people) for lane in lanes)
    width, height = len(lanes) * (wide + metrics.gap_x) - metrics.gap_x, len(rows) * high
    in_view = width + LABELS <= pane[0] and height + HEADER <= pane[1]
    return in_view and people * wide * high <= pane[0] * pane[1]


def focus_ties(state: ViewState) -> frozenset[Pair]:
    """What a map around one person shows beside the ties that lead from column to column: the plan while it is on."""
    analysis = state.analysis
    if analysis is None or not state.plan_on:
        return frozenset()
    return frozenset(talk.pair for talk in analysis.plan.talks)


def wanted_ties(state: ViewState, mode: str) -> frozenset[Pair]:
    """The pairs to draw: those of the mode, of the selected person, of the plan while it is on, of the finding."""
    plan: Collection[Pair] = ()
    finding: Collection[Pair] = ()
    analysis = state.analysis
    if analysis is not None:
        if state.plan_on or mode == "plan":
            plan = [talk.pair for talk in analysis.plan.talks]
        if 0 <= state.finding < len(analysis.findings):
            finding = analysis.findings[state.finding].ties
    ties = _LATEST.of(state.account)
    return shown_of(state.account, ties, mode, selected=state.person, plan=plan, finding=finding)


class _Latest:
    """The ties of the account seen last: a selection asks for the same ones again, and most edits leave them."""

    def __init__(self) -> None:
        self._account: Account | None = None
        self._reporting: list[tuple[str, str, bool]] = []
        self._ties: Mapping[Pair, Tie] = {}

    def of(self, account: Account) -> Mapping[Pair, Tie]:
        before, self._account = self._account, account
        if account is before:
            return self._ties
        reporting = [(key, one.reports_to, one.status is PersonStatus.LEFT) for key, one in account.people.items()]
        if before is None or account.influence is not before.influence or reporting != self._reporting:
            self._reporting, self._ties = reporting, ties_of(account, arcs(account))
        return self._ties


_LATEST = _Latest()


def marks_of(
    state: ViewState, *, target: str | None = None, codes: Mapping[str, str] | None = None, beside: bool = False
) -> Marks:
    """What is marked: selection, plan, finding; while somebody aims, targets and hint letters.

    With `beside` the plan belongs to the map: it is there before anybody asks for it, and nothing is dimmed for it.
    """
    analysis = state.analysis
    aiming = bool(codes or target)
    if analysis is None or (aiming and not state.plan_on):
        return Marks(selected=state.person, tie=state.tie, target=target, companion=state.companion, hints=codes or {})
    found = analysis.findings[state.finding] if not aiming and 0 <= state.finding < len(analysis.findings) else None
    beside = beside and not state.plan_on
    talks = analysis.plan.talks if state.plan_on or (beside and found is None) else ()
    return Marks(
        selected=state.person,
        tie=state.tie,
        target=target,
        hints=codes or {},
        companion=state.companion,
        plan=talk_marks(state.account, [(talk.number, talk.speaker, talk.listener) for talk in talks]),
        talk=state.talk,
        beside=beside,
        stale=bool(talks) and not state.fresh,
        people=frozenset(found.people) if found else frozenset(),
        ties=frozenset(found.ties) if found else frozenset(),
        severity=str(found.severity) if found else "high",
    )


MARGIN = 2
"""Cells kept between the selected card and the edge of the view."""


def scroll_to_show(at: int, room: int, start: int, length: int, margin: int = MARGIN) -> int:
    """The scroll position closest to `at` that shows `start` to `start + length` with some margin.

    What is altogether out of view comes to the middle: what is around it is what one wants to see.
    """
    if start >= at + room or start + length <= at:
        return max(0, start + length // 2 - room // 2)
    margin = margin if room >= length + 2 * margin else 0
    if room <= length:
        return start
    return max(0, min(max(at, start + length + margin - room), start - margin)) if start >= margin else 0


def silent_lanes(state: ViewState, lanes: Iterable[Lane]) -> frozenset[str]:
    """Places where nobody speaks for us, as CH004 found, and the lanes in which everybody belongs to such a place."""
    findings = state.analysis.findings if state.analysis else ()
    silent = {one.subject for found in findings for one in (found, *found.nested) if one.code == "CH004"}
    people = state.account.people
    within = [
        lane.key
        for lane in lanes
        if silent and lane.people and all(one in people and people[one].place in silent for one in lane.people)
    ]
    return frozenset((*silent, *within))
