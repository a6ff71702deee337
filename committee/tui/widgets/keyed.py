"""The one switchboard from key to verb: bindings made from the action table, and what they do on a screen."""

from collections.abc import Callable, Mapping

from textual.binding import Binding, BindingType

from committee.tui.keys.conditions import Situation
from committee.tui.keys.keymap import action, actions_of
from committee.tui.program import Commands
from committee.tui.widgets.footer import KeyFooter

Verbs = Mapping[str, Callable[[], object]]
"""By action id, what it does to whom the keys belong."""


def bindings(screen: str) -> list[BindingType]:
    """The bindings of a screen; each runs its `action_do` with the action's id, and is rebound by that id."""
    return [
        Binding(
            ",".join(entry.keys), f"do('{entry.id}')", entry.label, id=entry.id, show=False, priority=entry.priority
        )
        for entry in actions_of(screen)
        if entry.keys
    ]


class Keyed:
    """Whatever has keys in the action table: a screen, a dialog, a view. It says what each of them does."""

    def verbs(self) -> Verbs:
        """By action id, what its key does here; made before anything is shown, too."""
        raise NotImplementedError

    def action_do(self, identifier: str) -> None:
        self.verbs()[identifier]()


class KeyedScreen(Keyed):
    """A whole screen with its keys in a footer, where a line may stand until the next key.

    What a key does is a verb of the screen's own, which is always possible, or one of the commands handed to it by
    whoever opens it: of those the table is asked first whether they are possible now.
    """

    _footer: KeyFooter
    _commands: Commands

    def verbs(self) -> Verbs:
        """Nothing but commands."""
        return {}

    def situation(self) -> Situation:
        """What decides whether a command is possible now."""
        return Situation()

    def command(self, identifier: str) -> None:
        """Do one of the commands."""
        self._commands[identifier](self)

    def say(self, text: str, *, warning: bool = False) -> None:
        """A line in the footer until the next key."""
        self._footer.say(text, warning=warning)

    def hush(self) -> None:
        """The line was read."""
        self._footer.hush()

    def action_do(self, identifier: str) -> None:
        """Do what the action table calls so, or say why it cannot be done now."""
        self.hush()
        verb = self.verbs().get(identifier)
        if verb is not None:
            verb()
            return
        entry = action(identifier)
        reason = entry.available(self.situation())
        if reason is None:
            self.command(identifier)
        else:
            self.say(f"{entry.label}: {reason}", warning=True)
