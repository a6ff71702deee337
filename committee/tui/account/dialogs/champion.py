"""The three tests of a champion: unknown, yes or no, each on a key."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from committee.model import edits
from committee.model.account import Account, Champion
from committee.model.edit import Edit, apply
from committee.plurals import counted
from committee.tui.widgets.dialog import Dialog
from committee.tui.widgets.keyed import Keyed, Verbs, bindings

TESTS = (
    ("i", "influence", "has power or influence in this decision"),
    ("s", "sells", "sells for us when we are not in the room"),
    ("t", "stake", "has a personal stake in our success"),
)
_NEXT: dict[bool | None, bool | None] = {None: True, True: False, False: None}
_SIGNS: dict[bool | None, tuple[str, str, str]] = {
    True: ("●", "yes", "$ok bold"),
    False: ("✗", "no", "$error bold"),
    None: ("○", "unknown", "$muted"),
}


class ChampionScreen(Keyed, Dialog[Edit | None]):
    """`i`, `s` and `t` answer a test; enter keeps the answers; `d` says they are no champion after all.

    Args:
        account: as it is.
        people: whose tests, ids. Of several only what is answered here is written, and nobody is claimed by it alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("champion"),
        Binding("enter,ctrl+s", "keep", "keep", show=False),
    ]

    def __init__(self, account: Account, people: tuple[str, ...]) -> None:
        claimed = account.people[people[0]].champion if len(people) == 1 else None
        drop = " · d no champion after all" if claimed else ""
        called = account.name_of(people[0]) if len(people) == 1 else counted(len(people), "person", "people")
        super().__init__(f"Champion: {called}", f"i s t answer: yes, no, unknown · enter keep{drop} · esc leave")
        self.account, self.people, self.claimed = account, people, claimed
        now = claimed or Champion()
        self.tests: dict[str, bool | None] = {name: getattr(now, name) for _, name, _ in TESTS}
        self._said = Static(markup=False, classes="text")

    def body(self) -> ComposeResult:
        """The tests, and what they make of the person."""
        yield self._said

    def on_mount(self) -> None:
        self._show()

    def verbs(self) -> Verbs:
        """The keys of the tests."""
        return {f"champion.{name}": partial(self.turn, name) for _, name, _ in TESTS} | {"champion.drop": self.drop}

    def turn(self, name: str) -> None:
        """Unknown, yes, no, and round again."""
        self.tests[name] = _NEXT[self.tests[name]]
        self._show()

    def action_keep(self) -> None:
        """Answer the edit; claiming somebody without a test answered is one too."""
        if self._turned() or (self.claimed is None and len(self.people) == 1):
            self.dismiss(self.edit())
        else:
            self.dismiss(None)

    def edit(self) -> Edit:
        """The answers as they are, for everybody."""
        now, made = self.account, []
        for person in self.people:
            edit = edits.set_champion(now, person, **self._turned())
            now = apply(now, edit, check=False)
            made.append(edit)
        return made[0] if len(made) == 1 else edits.batch(f"champion tests of {len(made)} people", *made)

    def unfinished(self) -> Edit | None:
        """The tests as they are, where one was answered."""
        return self.edit() if self._turned() else None

    def _turned(self) -> dict[str, bool | None]:
        now = self.claimed or Champion()
        return {name: value for name, value in self.tests.items() if value is not getattr(now, name)}

    def drop(self) -> None:
        """Remove the claim with its tests."""
        if self.claimed is not None:
            self.dismiss(edits.remove(self.account, ("people", self.people[0], "champion")))

    def _show(self) -> None:
        lines = []
        for key, name, doc in TESTS:
            sign, word, style = _SIGNS[self.tests[name]]
            lines.append(Content.assemble((f" {key} ", "bold $key"), (f" {sign} {word:<9}", style), doc))
        if len(self.people) == 1:
            lines.append(Content.assemble(("\n" + self.verdict(), "bold")))
        self._said.update(Content("\n").join(lines))

    def verdict(self) -> str:
        """What the tests make of the person, in words."""
        tests = Champion(**self.tests)
        supports = self.account.people[self.people[0]].stance
        if tests.coach:
            return "A coach: they help us, but without influence in this decision"
        if supports is None or not supports.supports:
            return "Counts as champion once they are a supporter or advocate"
        missing = [name for name, value in self.tests.items() if value is not True]
        return "Proven champion" if tests.proven else f"Claimed champion, still to earn: {', '.join(missing)}"
