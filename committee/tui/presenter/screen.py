"""The presenter: the map alone, as a customer may see it, one person after the other."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from committee.layout import Detail, Direction, Layout, arrange
from committee.layout.drawing.marks import Marks
from committee.model.account import Account
from committee.model.disclosure import Disclosure
from committee.model.masking import mask
from committee.tui.map.canvas import MapCanvas
from committee.tui.map.wish import fits
from committee.tui.presenter.lines import about_rows, heading
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import Line
from committee.tui.theme.style import look
from committee.tui.widgets.footer import KeyFooter
from committee.tui.widgets.keyed import KeyedScreen, Verbs, bindings
from committee.tui.widgets.line import LineWidget
from committee.tui.widgets.messages import Asked, Selected

if TYPE_CHECKING:
    from datetime import date

    from textual.types import AnimationLevel

    from committee.tui.program import Program
    from committee.tui.session.session import Clock
    from committee.workspace import Workspace


BESIDE = 4
"""Lines that title, the two lines about the selected person and the footer take."""


class _Row(LineWidget):
    """A line that is told what it says."""

    def __init__(self, identifier: str) -> None:
        super().__init__(id=identifier)
        self._said: Line = ()

    def say(self, said: Line) -> None:
        """Draw this."""
        self._said = said
        self.refresh()

    def line(self, cells: int) -> Line:  # noqa: ARG002 - the screen cuts it
        """The line as it is."""
        return self._said


class PresenterScreen(KeyedScreen, Screen[None]):
    """Cards with names, titles and ways of working, as large as lets all be in view; who somebody is below.

    Nothing moves by itself.

    Args:
        account: the account as it is; only `mask` of it is kept.
        disclosure: whether names are hidden too.
        today: the date of the analysis.
        clock: the time now.
        rebound: the user's own keys.
        plain: draw with ASCII only.
        person: who to begin with.
        private: turns hiding names on or off; says whether they are hidden now.
        left: what leaving does; without it the screen goes away.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("presenter")
    DEFAULT_CSS = look("presenter", "PresenterScreen")

    def __init__(  # noqa: PLR0913 - by keyword, what there is to present
        self,
        account: Account,
        *,
        disclosure: Disclosure,
        today: "date",
        clock: "Clock",
        rebound: Mapping[str, str],
        plain: bool,
        person: str | None = None,
        private: Callable[[], bool],
        left: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._today, self._clock, self._plain = today, clock, plain
        self._private, self._left = private, left
        self._real = account
        self._person = person
        self._title = _Row("present-title")
        self._canvas = MapCanvas(plain=plain)
        self._who, self._where = _Row("present-who"), _Row("present-where")
        self._footer = KeyFooter(rebound, plain=plain, screen="presenter")
        self._animated: AnimationLevel = "full"
        self._take(names_hidden=disclosure.names_hidden)

    def _take(self, *, names_hidden: bool) -> None:
        self._disclosure = Disclosure(names_hidden=names_hidden, customer_safe=True)
        self._account = mask(self._real, self._disclosure)
        ties = frozenset((person.reports_to, key) for key, person in self._account.people.items() if person.reports_to)
        self._maps: dict[Detail, Layout] = {}
        self._ties = ties
        self._layout: Layout = self._map(Detail.FULL)
        cards = sorted(self._layout.cards, key=lambda card: (card.row, card.rect.y, card.rect.x, card.person))
        self._order = [card.person for card in cards]
        if self._person not in self._order:
            self._person = self._order[0] if self._order else None

    def _map(self, detail: Detail) -> Layout:
        if detail not in self._maps:
            self._maps[detail] = arrange(self._account, self._today, detail=detail, ties=self._ties)
        return self._maps[detail]

    def _fitting(self) -> Layout:
        """Large cards, or small ones where all of them are in view only so: on a shared screen none is to be cut."""
        pane = self.size.width, self.size.height - BESIDE
        made = (self._map(detail) for detail in (Detail.FULL, Detail.NAME))
        return next((layout for layout in made if fits(layout, pane)), self._map(Detail.FULL))

    def on_resize(self) -> None:
        """Another size has room for other cards."""
        self._show()

    def compose(self) -> ComposeResult:
        yield self._title
        with Container(id="present-map"):
            yield self._canvas
        yield self._who
        yield self._where
        yield self._footer

    def on_mount(self) -> None:
        """Draw it; nothing moves by itself on a screen that is shown."""
        self._animated, self.app.animation_level = self.app.animation_level, "none"
        self._canvas.toggle_overview()
        self._canvas.focus()
        self._show()

    def on_unmount(self) -> None:
        self.app.animation_level = self._animated

    def _show(self) -> None:
        state = ViewState(
            account=self._account,
            today=self._today,
            now=self._clock(),
            person=self._person,
            plain=self._plain,
            disclosure=self._disclosure,
        )
        at = self._order.index(self._person) + 1 if self._person in self._order else 0
        self._title.say(heading(state, at, len(self._order)))
        self._layout = self._fitting()
        if self._canvas.drawn is not self._layout:
            self._canvas.put(self._layout, state)
        self._canvas.mark(Marks(selected=self._person), state)
        who, where = about_rows(state)
        self._who.say(who)
        self._where.say(where)
        self._footer.refresh()

    def verbs(self) -> Verbs:
        """The keys of the presenter."""
        return {
            "present.next": lambda: self._step(1),
            "present.previous": lambda: self._step(-1),
            "present.down": lambda: self._row(Direction.DOWN),
            "present.up": lambda: self._row(Direction.UP),
            "present.private": self._turn_private,
            "present.leave": self._leave,
            "present.back": self._back,
        }

    def _turn_private(self) -> None:
        self._take(names_hidden=self._private())
        self._show()

    def _back(self) -> None:
        if self._left is None:
            self._leave()
        else:
            # Nobody shall show everything by one esc too many, where only this was asked for.
            self.say("P leaves and shows everything we know")

    def _step(self, step: int) -> None:
        """The next or previous person in reading order; not past the ends, so that one sees where they are."""
        if self._person is not None:
            at = self._order.index(self._person) + step
            if 0 <= at < len(self._order):
                self._person = self._order[at]
                self._show()

    def _row(self, way: Direction) -> None:
        found = self._layout.neighbour(self._person, way) if self._person is not None else None
        if found is not None:
            self._person = found
            self._show()

    def _leave(self) -> None:
        if self._left is None:
            self.dismiss(None)
        else:
            self._left()

    @on(Selected)
    def _clicked(self, message: Selected) -> None:
        message.stop()
        if message.person is not None:
            self._person = message.person
            self._show()

    @on(Asked)
    def _asked(self, message: Asked) -> None:
        """A click on a key of the footer; a double click on a card edits nothing here."""
        message.stop()
        if message.action.startswith("present."):
            self.action_do(message.action)


def presenter_of(
    app: "Program", workspace: "Workspace", *, person: str | None = None, left: Callable[[], None] | None = None
) -> PresenterScreen:
    """What a customer may see of an account; `left` is what leaving it does, else it goes away."""
    return PresenterScreen(
        workspace.account,
        disclosure=app.disclosure,
        today=workspace.today,
        clock=app.clock,
        rebound=app.rebound,
        plain=app.plain,
        person=person,
        private=app.turn_private,
        left=left,
    )
