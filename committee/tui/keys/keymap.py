"""Everything a key can do: the tables of `key_tables` as one.

Bindings, footer, help, palette, the `keys` command and docs/keys.md are all made from `ACTIONS`. Pure Python: the
command line prints this table without loading Textual.
"""

from collections.abc import Iterator, Mapping

from committee.tui.keys.action import GROUPS, Action
from committee.tui.keys.conditions import Situation
from committee.tui.keys.tables import account, history, lists, portfolio, presenter, promises, review, sharing

ACTIONS: tuple[Action, ...] = (
    *account.ACTIONS,
    *history.ACTIONS,
    *lists.ACTIONS,
    *portfolio.ACTIONS,
    *presenter.ACTIONS,
    *promises.ACTIONS,
    *review.ACTIONS,
    *sharing.ACTIONS,
)

_BY_ID = {action.id: action for action in ACTIONS}
_SIGNS = {
    "semicolon": ";", "slash": "/", "right_parenthesis": ")", "left_parenthesis": "(", "full_stop": ".", "comma": ",",
    "plus": "+", "equals_sign": "=", "minus": "-", "exclamation_mark": "!", "question_mark": "?", "colon": ":",
    "left_square_bracket": "[", "right_square_bracket": "]",
    "escape": "esc", "delete": "del", "left": "←", "right": "→", "up": "↑", "down": "↓", "space": "space",
}  # fmt: skip
_NAMES = {sign: name for name, sign in _SIGNS.items() if len(sign) == 1 and sign.isascii()} | {"esc": "escape"}
_ARROWS = {"←": "left", "→": "right", "↑": "up", "↓": "down"}


def action(identifier: str) -> Action:
    """The action of that id; `KeyError` if there is none."""
    return _BY_ID[identifier]


def actions_of(screen: str) -> Iterator[Action]:
    """The actions that work on a screen, in table order."""
    return (entry for entry in ACTIONS if screen in entry.screens)


def keys_of(entry: Action, rebound: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action after rebinding, as Textual key names."""
    own = rebound.get(entry.id)
    return tuple(key_name(part) for part in _parts(own)) if own else entry.keys


def key_name(sign: str) -> str:
    """The name Textual gives a key that somebody wrote as a sign: `;` -> `semicolon`."""
    return _NAMES.get(sign, sign)


def shown(key: str, *, plain: bool = False) -> str:
    """A key as people read it: `semicolon` -> `;`; arrows as words where only ASCII can be drawn."""
    sign = _SIGNS.get(key, key)
    return _ARROWS.get(sign, sign) if plain else sign


def first_key(identifier: str, rebound: Mapping[str, str], *, plain: bool = False) -> str:
    """The first key of an action after rebinding, as people read it; empty where it has none."""
    return next((shown(key, plain=plain) for key in keys_of(action(identifier), rebound)), "")


def rebinding(keys: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Check the key bindings of the settings.

    Args:
        keys: action id -> keys, separated by commas or spaces; a comma itself is written `comma`.

    Returns:
        The bindings in Textual's form, and what is wrong with the rest, in sentences.
    """
    good: dict[str, str] = {}
    faults: list[str] = []
    for identifier, written in sorted(keys.items()):
        if identifier not in _BY_ID:
            from difflib import get_close_matches

            near = get_close_matches(identifier, _BY_ID, 1)
            hint = f' Did you mean "{near[0]}"?' if near else ' "committee keys" lists them.'
            faults.append(f'keys: there is no action "{identifier}".{hint}')
        elif not _parts(written):
            faults.append(f'keys: "{identifier}" has no key. Remove the line to keep the default.')
        else:
            good[identifier] = ",".join(key_name(part) for part in _parts(written))
    return good, (*faults, *_clashes(good))


def _parts(written: str) -> list[str]:
    return written.replace(",", " ").split()


def _clashes(rebound: Mapping[str, str]) -> Iterator[str]:
    taken: dict[tuple[str, str], str] = {}
    for entry in ACTIONS:
        for key in keys_of(entry, rebound):
            for screen in entry.screens:
                other = taken.setdefault((screen, key), entry.id)
                if other != entry.id:
                    yield f'keys: "{shown(key)}" is bound to both "{other}" and "{entry.id}". Give one another key.'


__all__ = [
    "ACTIONS",
    "GROUPS",
    "Action",
    "Situation",
    "action",
    "actions_of",
    "key_name",
    "keys_of",
    "rebinding",
    "shown",
]


def document() -> str:
    """docs/keys.md: the table in Markdown."""
    lines = [
        "# Keys",
        "",
        "Generated from `committee/tui/keys/keymap.py`. Every key can be changed in the settings file, by its id:",
        "",
        "```toml",
        "[keys]",
        'stance = "s"',
        'undo = "u, ctrl+z"   # several; a comma itself is written "comma"',
        "```",
    ]
    for group in GROUPS:
        lines += ["", f"## {group}", "", "| key | does | id |", "|---|---|---|"]
        for entry in ACTIONS:
            if entry.group == group:
                keys = " ".join(f"`{shown(key)}`" for key in entry.keys) or "palette"
                lines.append(f"| {keys} | {entry.help} | `{entry.id}` |")
    return "\n".join(lines) + "\n"
