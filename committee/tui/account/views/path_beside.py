"""What stands beside the talks of the Path view: what would do instead, what introductions would, whom to win next.

Each piece is a plan solved again, so a worker makes them one by one and the view shows each as it comes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from committee.errors import Stop, never
from committee.model.account import Account
from committee.model.words import pair_words
from committee.tui.account.what_if import side_by_side
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, content
from committee.tui.widgets.lines import Row, plain_row, wrapped

if TYPE_CHECKING:
    from committee.consensus.plan import Plan
    from committee.consensus.ranking import Next
    from committee.consensus.repair import Mended
    from committee.workspace import Analysis

DEADLINE = 1.0
"""Seconds for each plan solved again; what is not proven by then says so."""

RANKED = 3.0
"""Seconds for the list of whom to win next."""

MOST = 8
"""How many of that list are shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What is known so far of one analysis: the plan without each talk, introductions, whom to win next."""

    analysis: "Analysis"
    instead: dict[int, "Plan"] = field(default_factory=dict)
    introductions: "Mended | None" = None
    ranking: "tuple[Next, ...]" = ()
    looking: bool = True
    stopped: bool = False


Piece = Callable[[Beside], Beside]


def pieces(analysis: "Analysis", stop: Stop = never) -> Iterator[Piece]:
    """One piece after the other, each of which adds to what is known; the quick and asked-for ones first.

    Solving happens while iterating.

    Raises:
        Unwanted: `stop`, asked while it solves and between any two, said so.
    """
    from committee.consensus.ranking import rank_next
    from committee.consensus.repair import fallback, introductions

    account, today, plan = analysis.account, analysis.today, analysis.plan
    for talk in plan.talks:
        found = fallback(plan, talk.number, deadline=DEADLINE, stop=stop)
        yield partial(_with_instead, talk.number, found)
    if plan.unreached:
        mended = introductions(account, today, deadline=DEADLINE, stop=stop)
        yield partial(replace, introductions=mended)
    if plan.talks:
        ranking = rank_next(account, today, deadline=RANKED, stop=stop)
        yield partial(replace, ranking=ranking)
    yield partial(replace, looking=False)


def _with_instead(number: int, found: "Plan", known: Beside) -> Beside:
    return replace(known, instead={**known.instead, number: found})


def beside_rows(state: ViewState, known: Beside, cells: int) -> Iterator[Row]:
    """Next best plan, introductions, whom to win next, as far as they are known."""
    account, plan = known.analysis.account, known.analysis.plan
    if 1 in known.instead:
        yield heading("NEXT BEST")
        said = _next_best(state, plan, known.instead[1], account)
        yield plain_row(None, *wrapped(content([(said, "")]), cells - 1, 3))
    if known.introductions is not None:
        yield heading("INTRODUCTIONS")
        yield plain_row(None, *wrapped(content([(known.introductions.sentence(account), "")]), cells - 1, 3))
    worth = [entry for entry in known.ranking if entry.saved > 0][:MOST]
    if worth:
        yield heading(f"WHO TO WIN NEXT  what their support would save, and what winning them takes{_looked_at(known)}")
        for entry in worth:
            yield plain_row(("WIN", entry.person), *wrapped(content(_to_win(state, entry, account)), cells - 1, 3))
    if known.looking:
        said = "stopped; enter on a talk twice looks again" if known.stopped else "looking at what else there is …"
        yield plain_row(None, Content(""), content([(f"   {said}", "muted")]))


def against_today(state: ViewState, cells: int) -> Iterator[Row]:
    """A what-if side by side with today."""
    rows = side_by_side(state)
    if rows:
        yield heading("AGAINST TODAY  esc goes back to it")
        for row in rows:
            yield plain_row(None, *wrapped(content(row), cells - 1, 3))


def _looked_at(known: Beside) -> str:
    """How far the list came, where it had to stop."""
    from committee.consensus.ranking import candidates

    analysis = known.analysis
    everybody, asked = len(candidates(analysis.committee)), len(known.ranking)
    return f" ({asked} of {everybody} looked at)" if asked < everybody else ""


def heading(title: str) -> Row:
    """An empty line and a title."""
    return plain_row(None, Content(""), content([(f" {title}", "accent bold")]))


def dimmed(row: Row) -> Row:
    """A row of a plan that is being made anew."""
    return replace(row, draw=lambda cells: [line.stylize("dim") for line in row.draw(cells)])


def _next_best(state: ViewState, plan: "Plan", other: "Plan", account: Account) -> str:
    first, arrow = plan.talks[0], glyph("arrow", plain=state.plain)
    without = f"Without {pair_words(account, first.pair, arrow)}: "
    if other.unreached_seats > plan.unreached_seats:
        return f"{without}no other plan reaches {'as many' if plan.unreached_seats else 'everybody'}"
    way = ", ".join(pair_words(account, pair, arrow) for pair in other.pairs)
    return f"{without}{other.summary}, effort {other.shown_effort}: {way}"


def _to_win(state: ViewState, entry: "Next", account: Account) -> Line:
    from committee.consensus.effort import in_talks

    arrow = f" {glyph('arrow', plain=state.plain)} "
    least = "" if entry.proven else "about "
    chain = arrow.join(account.name_of(person) for person in entry.chain)
    takes = f"won by {chain}, {in_talks(entry.price)}" if entry.price is not None else "no talk leads to them"
    voices = _voices(state, entry.person)
    takes += f", as the first of {voices} voices" if voices > 1 and entry.price is not None else ""
    return [
        (account.name_of(entry.person), "bold"),
        (f"  saves {least}{in_talks(entry.saved)} of {state_effort(state)}", "ok"),
        (f"  {takes}", "muted"),
    ]


def _voices(state: ViewState, person: str) -> int:
    """How many different people have to speak to somebody."""
    problem = state.analysis.plan.problem if state.analysis else None
    return problem.goal.voices_for(person) if problem else 1


def state_effort(state: ViewState) -> str:
    """The effort of the plan that is shown."""
    return state.analysis.plan.shown_effort if state.analysis else ""
