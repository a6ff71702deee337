"""The footer: what was just said, what a pending key waits for, and the keys that work here and now."""

from collections.abc import Mapping

from textual.events import Click

from committee.tui.keys.keymap import Situation, actions_of, keys_of, shown
from committee.tui.theme.ink import Line, Segment, fitted, measure, spread
from committee.tui.widgets.line import LineWidget
from committee.tui.widgets.messages import Asked


class KeyFooter(LineWidget):
    """One line. A message stays until the next key; a click on a key is that key."""

    def __init__(self, rebound: Mapping[str, str], *, plain: bool, screen: str = "account") -> None:
        super().__init__(id="footer")
        self._of = screen
        self._rebound = rebound
        self._plain = plain
        self._situation = Situation()
        self._prompt: Line = ()
        self._said: Segment | None = None
        self._places: list[tuple[int, int, str]] = []

    def show(self, situation: Situation, prompt: Line = ()) -> None:
        """The keys for this situation, or what a pending key asks for."""
        self._situation, self._prompt = situation, prompt
        self.renew()

    def say(self, text: str, *, warning: bool = False) -> None:
        """A message, in front of the keys until `hush`."""
        self._said = (text, "warn" if warning else "ok")
        self.renew()

    def hush(self) -> None:
        """The message was read."""
        if self._said is not None:
            self._said = None
            self.renew()

    def line(self, cells: int) -> Line:
        """Message, prompt or keys in `cells` cells; at the end that a call goes on, where no title says so."""
        call = getattr(self.app, "call_badge", "") if self._of != "account" else ""
        if not call:
            return self._line(cells)
        badge: list[Segment] = [(f" {call} ", "warn bold reverse")]
        return spread(self._line(cells - measure(badge) - 1), badge, cells)

    def _line(self, cells: int) -> Line:
        head: list[Segment] = [(" ", "")]
        self._places = []
        if self._said is not None:
            head += [self._said, ("  ", "")]
        if self._prompt:
            return fitted([*head, *self._prompt], cells)
        taken = measure(head)
        for identifier, keys, label in self._hints():
            need = measure([(f"{keys} {label}  ", "")])
            if taken + need > cells:
                break
            self._places.append((taken, taken + need, identifier))
            head += [(keys, "key bold"), (f" {label}  ", "muted")]
            taken += need
        return fitted(head, cells)

    def _hints(self) -> list[tuple[str, str, str]]:
        return key_hints(self._situation, self._rebound, plain=self._plain, screen=self._of)

    def on_click(self, event: Click) -> None:
        for start, end, identifier in self._places:
            if start <= event.x < end:
                self.post_message(Asked(identifier))


def key_hints(
    situation: Situation, rebound: Mapping[str, str], *, plain: bool, screen: str = "account"
) -> list[tuple[str, str, str]]:
    """Id, key and label of the actions worth showing that are possible now, most useful first."""
    found = [entry for entry in actions_of(screen) if entry.footer and entry.available(situation) is None]
    found.sort(key=lambda entry: entry.footer)
    return [
        (entry.id, shown(keys[0], plain=plain), entry.label) for entry in found if (keys := keys_of(entry, rebound))
    ]
