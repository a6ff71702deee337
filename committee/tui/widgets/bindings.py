"""Textual bindings made from the action table."""

from textual.binding import Binding, BindingType

from committee.tui.keys.keymap import actions_of


def bindings(screen: str) -> list[BindingType]:
    """The bindings of a screen; each runs its `action_do` with the action's id, and is rebound by that id."""
    return [
        Binding(
            ",".join(entry.keys), f"do('{entry.id}')", entry.label, id=entry.id, show=False, priority=entry.priority
        )
        for entry in actions_of(screen)
        if entry.keys
    ]
