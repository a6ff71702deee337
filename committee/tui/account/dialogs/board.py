"""`S`: everybody who has to agree, whole: need, where they stand and why, who of us, what comes next."""

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

from committee.graph.arcs import teammates
from committee.graph.board import by_urgency, show_state
from committee.graph.standing import Standing, committee_of
from committee.model.dates import show_day, show_distance
from committee.model.vocabulary import Need
from committee.model.words import pair_words
from committee.plurals import counted
from committee.text import pad
from committee.tui.account.belief import evidence_rows
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import board_part, glyph
from committee.tui.theme.ink import Line, Segment, content
from committee.tui.widgets.lines import Row, plain_row, wrapped
from committee.tui.widgets.list_dialog import ListDialog

NEEDED = {Need.YES: "their yes", Need.NO_OBJECTION: "no objection from them", Need.NONE: "one of those of the quorum"}
SAID = 3
"""Lines of evidence for a seat: the claim, what was said last, and how we know."""
KEYS = "↑↓ read · enter to this person on the map · esc back"


class BoardScreen(ListDialog[str | None]):
    """A seat a few lines, the most pressing first. Answers whose seat the cursor stands on, for the map to go there.

    Args:
        state: what is on the screen, names hidden where they are.
    """

    BESIDE: ClassVar[int] = 4

    def __init__(self, state: ViewState) -> None:
        known = state.analysis
        self.state = state
        self.committee = known.committee if state.fresh and known else committee_of(state.account, state.today)
        board = self.committee.board
        quorum = board.quorum
        some = f" · any {quorum.at_least} of {quorum.of}: {quorum.met} so far" if quorum is not None else ""
        super().__init__(f"Who has to agree: yes {board.met} of {board.needed}{some}", KEYS)

    def refill(self) -> None:
        """Every seat."""
        vacant = [self._row(person, self._vacant(person)) for person in self.committee.board.vacant]
        rows = vacant + [self._row(row.person, self._seat(row)) for row in by_urgency(self.committee)]
        nobody = content([("nobody has to agree yet: e gives somebody a role", "muted")])
        self.fill(rows or [plain_row(None, nobody)])

    def entered(self) -> None:
        """To the person."""
        self.dismiss(self.lines.key if isinstance(self.lines.key, str) else None)

    def _row(self, person: str, lines: Iterator[Line]) -> Row:
        first, *rest = lines
        room = self.lines.width - 1
        under = [row for line in rest for row in wrapped(content(list(line)), room, 4)]
        return plain_row(person, content(list(first)), *under)

    def _vacant(self, person: str) -> Iterator[Line]:
        account = self.state.account
        yield self._head(person, "vacant", ("left, and nobody follows: who decides now?", "warn"))
        yield [("next: ", "muted"), (f"find out who follows {account.name_of(person)}", "foreground")]

    def _seat(self, standing: Standing) -> Iterator[Line]:
        person = standing.person
        needed = NEEDED[standing.need]
        if standing.quorum:
            needed += ", in number" if standing.need is not Need.NONE else ""
        yield self._head(person, show_state(self.committee, standing), (needed, "foreground"))
        yield from islice(evidence_rows(self.state, person), SAID)
        yield [("we: ", "muted"), *self._ours(person)]
        yield [("next: ", "muted"), *self._next(person)]

    def _head(self, person: str, shown: str, needed: Segment) -> list[Segment]:
        account = self.state.account
        title = account.people[person].title
        named = board_part(shown, shown, plain=self.state.plain)
        name = (pad(account.name_of(person), 22), "bold")
        return [name, (pad(named[0], 11), named[1]), needed, (f"  {title}" if title else "", "muted")]

    def _ours(self, person: str) -> Iterator[Segment]:
        account, ours = self.state.account, teammates(self.state.account)
        found = [(mate, tie) for (mate, whom), tie in account.coverage.items() if whom == person and mate in ours]
        if not found:
            yield ("nobody of ours has met them; t says who covers them", "warn")
        for place, (mate, tie) in enumerate(found):
            seen = f", {show_distance(tie.last_contact, self.state.today)}" if tie.last_contact else ""
            comma = "; " if place else ""
            yield (f"{comma}{account.name_of(mate)} {tie.strength or '?'}{seen}", "tie.coverage")

    def _next(self, person: str) -> Iterator[Segment]:
        account, known = self.state.account, self.state.analysis
        talk = next((talk for talk in known.plan.talks if talk.listener == person), None) if known else None
        promised = [action for action in account.actions.values() if action.with_ == person and action.done is None]
        if talk is not None and known is not None:
            pair = pair_words(known.account, talk.pair, glyph("arrow", plain=self.state.plain))
            yield (f"talk {talk.number} of the plan, {pair}, {talk.shown_effort}", "plan.talk")
        for action in sorted(promised, key=lambda one: (one.due is None, one.due or self.state.today, one.what))[:1]:
            due = f", due {show_day(action.due)}" if action.due else ""
            more = f", and {counted(len(promised) - 1, 'action')} more" if len(promised) > 1 else ""
            yield (f"{'; ' if talk else ''}{action.what}{due}{more}", "foreground")
        if talk is None and not promised:
            yield ("nothing planned and nothing promised", "muted")
