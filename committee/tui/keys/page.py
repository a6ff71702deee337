"""The action table as a page: docs/keys.md. Pure Python, like the table."""

from committee.tui.keys.keymap import ACTIONS, GROUPS, shown


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
