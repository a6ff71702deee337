"""View 5, Path: the plan to consensus talk by talk, what is proven about it, and what stands beside it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.worker import get_current_worker

from committee.errors import Unwanted
from committee.graph.hours import schedule
from committee.graph.standing import need_of
from committee.model.account import Account
from committee.model.dates import show_date, show_distance
from committee.model.vocabulary import GateStatus, Need
from committee.model.words import pair_words
from committee.plurals import joined
from committee.text import width
from committee.tui.account.views.path_beside import (
    Beside,
    Piece,
    against_today,
    beside_rows,
    dimmed,
    heading,
    pieces,
)
from committee.tui.session.state import SECONDS, ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Segment, content
from committee.tui.widgets.lines import Row, plain_row, wrapped
from committee.tui.widgets.list_view import ListView
from committee.tui.widgets.messages import Selected, TalkChosen

if TYPE_CHECKING:
    from committee.consensus.plan import Plan, Talk, ToConfirm
    from committee.workspace import Analysis

STATUS = {
    "optimal": "Proven: no cheaper way on this map",
    "gap": "Not proven to be the best: another plan may take less",
    "no-approver": "Nobody is marked as needed for this decision",
    "no-voice": "There is no voice to start from",
    "infeasible": "Some approvers cannot be reached",
    "blocked": "A decision is due",
}
NEXT_KEY = {
    "no-approver": "e on a person gives them a role or a need; then the path appears.",
    "no-voice": "T adds your team, t says whom they cover.",
    "infeasible": "i adds a tie, t a relationship of ours.",
    "blocked": "e on a person says where they stand, and who follows somebody who left.",
}
NEEDED = {
    Need.YES: "whose yes is needed",
    Need.NO_OBJECTION: "who must not object",
    Need.NONE: "who counts for the quorum",
}


class PathView(ListView):
    """Talks in order. Enter opens one: its effort term by term, and when the two next work at the same time."""

    @dataclass
    class Found(Message):
        """A worker found one more piece of what stands beside the plan of an analysis."""

        analysis: "Analysis"
        piece: Piece

    def __init__(self) -> None:
        super().__init__()
        self.opened: frozenset[int] = frozenset()
        self.known: Beside | None = None
        self._drawn: tuple[ViewState, frozenset[int], int, Beside | None] | None = None
        self._kept = Kept()
        self._behind = False

    def show(self, state: ViewState) -> None:
        """Draw this state, and begin to look at what else there is."""
        self.state = state
        if state.analysis is not None and state.fresh and not self._of(state.analysis.plan):
            self.look()
        self._refill()

    def _of(self, plan: "Plan") -> bool:
        """Whether what is known stands beside this plan."""
        return self.known is not None and self.known.analysis.plan is plan

    def look(self) -> None:
        """Let a worker find what stands beside the plan; the newest wish wins."""
        analysis = self.state.analysis if self.state else None
        if analysis is None:
            return
        self.known = Beside(analysis)

        def work() -> None:
            worker = get_current_worker()
            with suppress(Unwanted):
                for piece in pieces(analysis, lambda: worker.is_cancelled):
                    self.post_message(self.Found(analysis, piece))

        self.run_worker(work, name="beside the plan", group="beside", exclusive=True, thread=True)

    def back(self) -> bool:
        """Esc stops looking, where that still goes on."""
        if self.known is None or not self.known.looking or self.known.stopped:
            return False
        self.workers.cancel_group(self, "beside")
        self.known = replace(self.known, stopped=True)
        self._refill()
        return True

    def enter(self) -> bool:
        """Open or close the talk under the cursor; go to the person of any other row."""
        key = self.lines.key
        if isinstance(key, int):
            self.opened ^= {key}
            if self.known is not None and self.known.stopped:
                self.look()
            self._refill()
        elif isinstance(key, tuple):
            self.post_message(Selected(key[1]))
        return key is not None

    def on_path_view_found(self, event: Found) -> None:
        event.stop()
        if self.known is not None and self.known.analysis is event.analysis and not self.known.stopped:
            self.known = event.piece(self.known)
            if not self._behind:
                # Of a plan of many talks more is found while the rows are made: all that came by then is shown at once.
                self._behind = True
                self.call_later(self._catch_up)

    def _catch_up(self) -> None:
        self._behind = False
        self._refill()

    def moved(self, key: object) -> None:
        """Tell which talk is chosen."""
        if isinstance(key, int):
            self.post_message(TalkChosen(key))

    def _refill(self) -> None:
        state = self.state
        if state is None:
            return
        empty = empty_words(state)
        if empty or state.analysis is None:
            self._drawn = None
            self.lines.fill([], [Content(""), *wrapped(Content(empty), self.lines.width, 2)])
            return
        plan = state.analysis.plan
        if self._same(state):
            self.lines.go_to(state.talk)
            return
        known = self.known if self._of(plan) else None
        self._kept.belong_to(state, self.lines.width)
        rows = list(path_rows(state, plan, self.opened, known, self.lines.width, self._kept))
        self.lines.fill(rows if state.fresh else [dimmed(row) for row in rows], head_lines(state, plan))
        if state.talk:
            self.lines.go_to(state.talk)

    def _same(self, state: ViewState) -> bool:
        """Whether only the selection moved since the rows were made."""
        drawn, self._drawn = self._drawn, (state, self.opened, self.lines.width, self.known)
        if drawn is None or drawn[1:] != self._drawn[1:]:
            return False
        before = drawn[0]
        return (before.analysis is state.analysis and before.account is state.account
                and before.today == state.today and before.plain == state.plain)  # fmt: skip


def empty_words(state: ViewState) -> str:
    """What stands there when there is no plan to show, with the key that leads on; empty if there is one."""
    stage = state.account.header.stage
    if stage is not None and stage.closed:
        return f"This deal is closed ({stage}): no plan any more."
    if state.analysis is None:
        return "Looking for the shortest path …"
    if not state.account.people:
        return "Nobody here yet: a adds people, then the path appears."
    return ""


def head_lines(state: ViewState, plan: "Plan") -> list[Content]:
    """What the plan is worth, in words and with its number."""
    from committee.consensus.effort import in_talks
    from committee.consensus.plan import met_words

    account = state.analysis.account if state.analysis else state.account
    names = [account.name_of(one.person) for one in plan.blocked]
    style = {"optimal": "ok bold", "gap": "warn bold"}.get(plan.status.value, "error bold")
    words = STATUS[plan.status.value]
    if plan.proof.value == "optimal" and not plan.talks:
        words = met_words(plan)
    if plan.blocked_seats:
        words = f"Blocked: a decision is due about {joined(names)}" if names else "Blocked: a decision is due"
    first: list[Segment] = [(f" {words}", style)]
    if plan.proof.value == "gap":
        first.append((f": the search ended after {SECONDS:.0f} s (at most {plan.gap_percent:.1f} % less)", "muted"))
    lines = [content(first)]
    if plan.talks:
        total = f" {plan.summary} · effort {plan.shown_effort}, proven at least {in_talks(plan.lower_bound)}"
        unique = "" if plan.unique else " · another plan may take the same effort"
        later = "" if state.fresh else " · looking again …"
        lines.append(content([(total + unique + later, "muted")]))
    rests = state.analysis.footing if state.analysis else None
    if rests is not None and (said := rests.said(account)):
        lines.append(content([(f" {said}", "muted")]))
    return lines


class Kept:
    """Rows made once for a state and a width: what is found beside the plan comes piece by piece, the rest stays."""

    def __init__(self) -> None:
        self._of: tuple[ViewState, int] | None = None
        self._rows: dict[object, tuple[Row, ...]] = {}

    def belong_to(self, state: ViewState, cells: int) -> None:
        """Forget the rows of any other state or width."""
        if self._of is None or self._of[0] is not state or self._of[1] != cells:
            self._of, self._rows = (state, cells), {}

    def once(self, key: object, make: Callable[[], Iterable[Row]]) -> tuple[Row, ...]:
        """The rows of a key, made the first time they are asked for."""
        if key not in self._rows:
            self._rows[key] = tuple(make())
        return self._rows[key]


def path_rows(
    state: ViewState, plan: "Plan", opened: frozenset[int], known: Beside | None, cells: int, kept: Kept
) -> Iterator[Row]:
    """All rows: a what-if against today, the talks, then what stands beside the plan."""
    yield from kept.once("before", lambda: _before(state, plan, cells))
    for talk in plan.talks:
        instead = known.instead.get(talk.number) if known is not None else None
        shown = (talk.number, talk.number in opened, id(instead))
        yield from kept.once(shown, partial(_talk, state, plan, talk, instead, cells, opened=shown[1]))
    if known is not None:
        yield from beside_rows(state, known, cells)
    yield from kept.once("after", lambda: _after(state, plan, cells))


def _before(state: ViewState, plan: "Plan", cells: int) -> Iterator[Row]:
    """A what-if against today, and which decision is due."""
    from committee.consensus.blocked import decision_due

    yield from against_today(state, cells)
    account = state.analysis.account if state.analysis else state.account
    due = [decision_due(account, plan.blocked)] if plan.blocked_seats else []
    hints = (NEXT_KEY.get(status.value) for status in dict.fromkeys((plan.status, plan.proof)))
    for said in (*due, *filter(None, hints)):
        yield plain_row(None, Content(""), *wrapped(Content(said), cells, 1))


def _talk(
    state: ViewState, plan: "Plan", talk: "Talk", instead: "Plan | None", cells: int, *, opened: bool
) -> Iterator[Row]:
    """A talk, and the plan that would do without it, once that is known."""
    from committee.consensus.effort import in_talks
    from committee.reports.plan_words import instead_words

    account = state.analysis.account if state.analysis else state.account
    lines = talk_lines(state, account, talk, cells, opened=opened)
    if instead is not None:
        said = instead_words(account, plan, instead, arrow=glyph("arrow", plain=state.plain), effort=in_talks)
        lines += labelled("if not", said, cells, "muted")
    yield plain_row(talk.number, *lines)


def _after(state: ViewState, plan: "Plan", cells: int) -> Iterator[Row]:
    """Who is not reached, against, or to be asked again, the gates, and the proof."""
    from committee.reports.plan_words import unreached_words

    account = state.analysis.account if state.analysis else state.account
    yield from _section(
        "EXISTING TIES DO NOT REACH", [(u.person, unreached_words(u)) for u in plan.unreached], account, cells
    )
    yield from _section("AGAINST", [(one.person, " ".join(one.ask)) for one in plan.against], account, cells)
    confirm = [(one.person, _confirm_words(account, one)) for one in plan.to_confirm]
    yield from _section("TO CONFIRM", confirm, account, cells)
    yield from _gates(state, account, cells)
    if plan.certificate:
        yield heading("WHY NOT LESS")
        for sentence in plan.certificate:
            yield plain_row(None, *wrapped(content([(sentence, "muted")]), cells, 3))


def talk_lines(state: ViewState, account: Account, talk: "Talk", cells: int, *, opened: bool) -> list[Content]:
    """One talk: who speaks to whom and how, when, what it unlocks; opened, also its effort term by term."""
    from committee.consensus.effort import in_talks
    from committee.reports.plan_words import talk_kind

    arrow = glyph("arrow", plain=state.plain)
    how = (*talk_kind(talk), f"effort {talk.shown_effort}")
    head: list[Segment] = [
        (f" {talk.number:>2} ", "plan.talk bold"),
        (f" {pair_words(account, talk.pair, arrow)}", "bold"),
        ("  " + " · ".join(how), "muted"),
    ]
    lines = [content([("", "")]), *_clip(content(head), cells)]
    for label, said, style in _about(account, talk):
        lines += labelled(label, said, cells, style)
    if opened:
        for term in talk.terms:
            lines += labelled(in_talks(term.cost).rjust(7), term.why, cells, "muted")
    return lines


def labelled(label: str, said: str, cells: int, style: str = "") -> list[Content]:
    """A word on the left, a text on the right, wrapped."""
    lead = content([(f"      {label:<9}", "muted")])
    lines = wrapped(content([(said, style)]), cells - lead.cell_length - 1)
    return [lead + lines[0], *(line.pad_left(width(lead.plain)) for line in lines[1:])]


def _about(account: Account, talk: "Talk") -> Iterator[tuple[str, str, str]]:
    from committee.consensus.plan import opened
    from committee.reports.plan_words import no_window, voice_words

    when = _window_words(account, talk)
    yield "when", when or no_window(account, *talk.pair), "" if when else "warn"
    if talk.voices > 1:
        yield "voice", voice_words(account, talk), ""
    unlocked = opened(account, talk)
    if talk.reaches:
        needed = NEEDED[need_of(account, talk.listener)]
        yield "reaches", f"{account.name_of(talk.listener)}, {needed}", "ok"
    if unlocked:
        yield "opens", f"the way to {unlocked}", ""
    if talk.after:
        yield "after", ", ".join(f"talk {number}" for number in talk.after), ""


def _window_words(account: Account, talk: "Talk") -> str:
    """The next shared window on both clocks; one clock where both show the same."""
    from committee.consensus.plan import local_times

    one, other = local_times(account, talk)
    if one == other:
        return one
    return f"{one} for {account.name_of(talk.speaker)}, {other} for {account.name_of(talk.listener)}"


def _section(title: str, rows: list[tuple[str, str]], account: Account, cells: int) -> Iterator[Row]:
    if not rows:
        return
    yield heading(f"{title}  {len(rows)}")
    for person, why in rows:
        name = account.name_of(person)
        line = content([("   ", ""), (name, "bold"), ("  " + why.removeprefix(f"{name} "), "muted")])
        yield plain_row((title, person), *_clip(line, cells))


def _gates(state: ViewState, account: Account, cells: int) -> Iterator[Row]:
    left = [gate for gate in account.gates.values() if gate.status is not GateStatus.DONE]
    if not left:
        return
    yield heading(f"GATES  {len(left)}")
    for gate in sorted(left, key=lambda g: (g.due is None, g.due or state.today, g.what)):
        due = (
            f"due {show_date(gate.due, state.today)}, {show_distance(gate.due, state.today)}" if gate.due else "no date"
        )
        owners = (
            " and ".join(account.name_of(owner) for owner in (gate.ours, gate.theirs) if owner) or "nobody drives it"
        )
        late = gate.due is not None and gate.due < state.today
        blocked = " · blocked" if gate.status is GateStatus.BLOCKED else ""
        line = [
            ("   ", ""),
            (gate.what, "bold"),
            (f"  {due} · {owners}{blocked}", "warn" if late or blocked else "muted"),
        ]
        yield plain_row(None, *_clip(content(line), cells))


def _confirm_words(account: Account, one: "ToConfirm") -> str:
    if not one.by:
        return one.why
    when = ""
    if one.window is not None:
        start, end = one.window.local(schedule(account, one.by).zone)
        when = f", {show_date(start.date())} {start:%H:%M}-{end:%H:%M} their time"
    return f"{one.why}; {account.name_of(one.by)} could ask{when}"


def _clip(line: Content, cells: int) -> list[Content]:
    """The line, wrapped under its own beginning where it is too long."""
    first = wrapped(line, cells - 1)[0]
    rest = line[len(first) :]
    if not rest.plain.strip():
        return [first]
    return [first, *wrapped(Content.assemble(rest[len(rest.plain) - len(rest.plain.lstrip()) :]), cells - 1, 5)]
