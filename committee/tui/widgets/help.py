"""What every key does, as a list that runs them."""

from collections.abc import Mapping

from committee.text import pad
from committee.tui.keys.keymap import Situation, actions_of, keys_of, shown
from committee.tui.widgets.chooser import Entry


def help_entries(
    situation: Situation, rebound: Mapping[str, str], *, plain: bool = False, screen: str = "account"
) -> list[Entry]:
    """The actions of a screen with their keys; those not possible now say why."""
    entries = []
    for entry in actions_of(screen):
        keys = " ".join(shown(key, plain=plain) for key in keys_of(entry, rebound))
        reason = entry.available(situation)
        note = f"  ({reason})" if reason else ""
        entries.append(
            Entry(
                (
                    (pad(keys, 13), "muted" if reason else "key bold"),
                    (entry.help, "muted" if reason else "foreground"),
                    (note, "muted"),
                ),
                f"{entry.label} {entry.help} {entry.group} {entry.id} {keys}",
                "action",
                entry.id,
            )
        )
    return entries
