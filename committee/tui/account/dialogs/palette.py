"""What the palette offers: people, findings, themes, every action, other accounts."""

from typing import TYPE_CHECKING

from committee.text import pad
from committee.tui.keys.keymap import actions_of, keys_of, shown
from committee.tui.widgets.chooser import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from committee.tui.account.desk import Desk


def palette_entries(desk: "Desk") -> list[Entry]:
    """Everything one can go to or do, people first."""
    return [*_people(desk), *_findings(desk), *_actions(desk), *_accounts(desk), *_themes()]


def _people(desk: "Desk") -> "Iterator[Entry]":
    for identifier, person in desk.session.account.people.items():
        title = f", {person.title}" if person.title else ""
        line = ((pad("person", 9), "muted"), (person.name, "foreground bold"), (title, "muted"))
        roles = " ".join(person.roles)
        yield Entry(line, f"{person.name} {person.title} {person.department} {roles}", "person", identifier)


def _findings(desk: "Desk") -> "Iterator[Entry]":
    analysis = desk.session.analysis
    for index, found in enumerate(analysis.findings if analysis else ()):
        line = (
            (pad("finding", 9), "muted"),
            (found.code, f"severity.{found.severity}"),
            (f" {found.explanation}", "foreground"),
        )
        yield Entry(line, f"{found.code} {found.name} {found.explanation}", "finding", str(index))


def _actions(desk: "Desk") -> "Iterator[Entry]":
    situation = desk.session.situation(desk.view_name)
    for entry in actions_of("account"):
        if entry.palette and entry.available(situation) is None:
            keys = " ".join(shown(key, plain=desk.session.plain) for key in keys_of(entry, desk.rebound))
            line = ((pad("do", 9), "muted"), (entry.help, "foreground"), (f"  {keys}", "key"))
            yield Entry(line, f"{entry.label} {entry.help} {entry.id}", "action", entry.id)


def _accounts(desk: "Desk") -> "Iterator[Entry]":
    here = desk.session.workspace.path
    privacy = desk.session.privacy
    names = {path: path.name for path in desk.accounts} if privacy is None else privacy.files(desk.accounts)
    for path in desk.accounts:
        if path != here:
            yield Entry(((pad("account", 9), "muted"), (names[path], "foreground")), names[path], "account", str(path))


def _themes() -> "Iterator[Entry]":
    from committee.tui.theme.appearance import theme_names

    for name, doc in theme_names():
        line = ((pad("theme", 9), "muted"), (name, "foreground"), (f"  {doc}", "muted"))
        yield Entry(line, f"theme {name} {doc}", "theme", name)
