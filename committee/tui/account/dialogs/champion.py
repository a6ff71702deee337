"""The three tests of a champion as lamps: unknown, yes, no."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from committee.model import edits
from committee.model.account import Account, Champion
from committee.model.edit import Edit
from committee.tui.widgets.dialog import Dialog
from committee.tui.widgets.keyed import Keyed, Verbs, bindings

TESTS = (
    ("i", "influence", "has power or influence in this decision"),
    ("s", "sells", "sells for us when we are not in the room"),
    ("t", "stake", "has a personal stake in our success"),
)
_NEXT: dict[bool | None, bool | None] = {None: True, True: False, False: None}
_LAMPS: dict[bool | None, tuple[str, str, str]] = {
    True: ("●", "yes", "$ok bold"),
    False: ("✗", "no", "$error bold"),
    None: ("○", "unknown", "$muted"),
}


class ChampionScreen(Keyed, Dialog[Edit | None]):
    """`i`, `s` and `t` turn a lamp; enter keeps them; `d` says they are no champion after all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("champion"),
        Binding("enter,ctrl+s", "keep", "keep", show=False),
    ]

    def __init__(self, account: Account, person: str) -> None:
        claimed = account.people[person].champion
        drop = " · d no champion after all" if claimed else ""
        super().__init__(f"Champion: {account.name_of(person)}", f"i s t turn a lamp · enter keep{drop} · esc leave")
        self.account, self.person, self.claimed = account, person, claimed
        now = claimed or Champion()
        self.tests: dict[str, bool | None] = {name: getattr(now, name) for _, name, _ in TESTS}
        self._lamps = Static(markup=False, classes="text")

    def body(self) -> ComposeResult:
        """The lamps, and what they make of the person."""
        yield self._lamps

    def on_mount(self) -> None:
        self._show()

    def verbs(self) -> Verbs:
        """The keys of the lamps."""
        return {f"champion.{name}": partial(self.turn, name) for _, name, _ in TESTS} | {"champion.drop": self.drop}

    def turn(self, name: str) -> None:
        """Unknown, yes, no, and round again."""
        self.tests[name] = _NEXT[self.tests[name]]
        self._show()

    def action_keep(self) -> None:
        """Answer the edit; claiming somebody without a test answered is one too."""
        if not self._turned() and self.claimed is not None:
            self.dismiss(None)
        else:
            self.dismiss(edits.set_champion(self.account, self.person, **self._turned()))

    def unfinished(self) -> Edit | None:
        """The lamps as they are, where one was turned."""
        return edits.set_champion(self.account, self.person, **self._turned()) if self._turned() else None

    def _turned(self) -> dict[str, bool | None]:
        now = self.claimed or Champion()
        return {name: value for name, value in self.tests.items() if value is not getattr(now, name)}

    def drop(self) -> None:
        """Remove the claim with its tests."""
        if self.claimed is not None:
            self.dismiss(edits.remove(self.account, ("people", self.person, "champion")))

    def _show(self) -> None:
        lines = []
        for key, name, doc in TESTS:
            sign, word, style = _LAMPS[self.tests[name]]
            lines.append(Content.assemble((f" {key} ", "bold $key"), (f" {sign} {word:<9}", style), doc))
        lines.append(Content.assemble(("\n" + self.verdict(), "bold")))
        self._lamps.update(Content("\n").join(lines))

    def verdict(self) -> str:
        """What the tests make of the person, in words."""
        tests = Champion(**self.tests)
        supports = self.account.people[self.person].stance
        if tests.coach:
            return "A coach: they help us, but without influence in this decision"
        if supports is None or not supports.supports:
            return "Counts as champion once they are a supporter or advocate"
        missing = [name for name, value in self.tests.items() if value is not True]
        return "Proven champion" if tests.proven else f"Claimed champion, still to earn: {', '.join(missing)}"
