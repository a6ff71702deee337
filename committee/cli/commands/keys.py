"""`committee keys`: every key, what it does, and the id it is rebound by."""

from collections.abc import Mapping

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import result_options


@click.command(
    epilog="""\b
Examples:
  committee keys
  committee keys --format json"""
)
@result_options("text", "json", "markdown")
def command(*, form: str) -> int:
    """List every key with what it does and its id; your own keys from the settings are already in the list."""
    from committee.cli.output import emit, emit_json
    from committee.settings import load
    from committee.tui.keys.keymap import ACTIONS, document, keys_of, rebinding, shown

    if form == "markdown":
        emit(document())
        return FINE
    rebound, _ = rebinding(load(actions=[action.id for action in ACTIONS]).keys)
    rows = [(action, tuple(shown(key) for key in keys_of(action, rebound))) for action in ACTIONS]
    if form == "json":
        emit_json(
            [
                {"id": a.id, "keys": list(keys), "help": a.help, "group": a.group, "screens": list(a.screens)}
                for a, keys in rows
            ]
        )
    else:
        emit(_table([(" ".join(keys), action.help, action.id, action.group) for action, keys in rows]))
    return FINE


def _table(rows: list[tuple[str, str, str, str]]) -> str:
    """Grouped, in three columns."""
    from committee.text import pad, width

    first, second = (max(width(row[i]) for row in rows) for i in (0, 1))
    groups: Mapping[str, None] = dict.fromkeys(row[3] for row in rows)
    found = []
    for group in groups:
        found.append(group.upper())
        found += [f"  {pad(keys, first)}  {pad(said, second)}  {i}" for keys, said, i, of in rows if of == group]
        found.append("")
    return "\n".join(found).rstrip()
