"""The map of a version of the past: whoever came, went or changed carries a sign, the rest is dimmed."""

from committee.layout import Detail, Layout
from committee.layout.drawing.marks import Marks
from committee.model.account import Pair
from committee.tui.history.versions import Picture
from committee.tui.keys.pending import Pending
from committee.tui.map.view import MapView
from committee.tui.map.wish import Wish
from committee.tui.session.state import ViewState


class PastMap(MapView):
    """A map that marks differences instead of findings and plan."""

    def __init__(self, *, plain: bool, before: Layout | None = None) -> None:
        super().__init__(plain=plain, before=before)
        self._plain = plain
        self._picture: Picture | None = None

    def show_version(self, picture: Picture, state: ViewState) -> None:
        """Draw a version; whoever was on the map before stays in place."""
        self._picture = picture
        self.show(state)

    def mark(self, pending: Pending | None) -> None:
        """Nothing is ever pending here."""

    def wished(self, state: ViewState, detail: Detail) -> Wish:
        """Also with the ties that came or went."""
        wish = super().wished(state, detail)
        return wish if self._picture is None else Wish(wish.account, wish.today, detail, wish.ties | self._ties())

    def _ties(self) -> frozenset[Pair]:
        return frozenset() if self._picture is None else self._picture.ties

    def _mark(self) -> None:
        picture, state = self._picture, self._state
        if picture is None or state is None:
            return
        signs = {person: sign.replace("−", "-") if self._plain else sign for person, sign in picture.signs.items()}
        self.canvas.mark(
            Marks(selected=state.person, people=picture.people, ties=self._ties(), severity="low", hints=signs), state
        )
