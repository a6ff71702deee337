"""Whatever has keys in the action table says what each of them does: no key can end in a `KeyError`."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import committee.tui
from committee.tui.account.screen import AccountScreen
from committee.tui.app import account_commands
from committee.tui.history.commands import COMMANDS as HISTORY
from committee.tui.history.screen import HistoryScreen
from committee.tui.keys.keymap import action
from committee.tui.portfolio.commands import COMMANDS as PORTFOLIO
from committee.tui.portfolio.screen import PortfolioScreen
from committee.tui.review.account_map import ReviewMapScreen
from committee.tui.review.commands import COMMANDS as REVIEW
from committee.tui.review.screen import ReviewScreen
from committee.tui.widgets.keyed import Keyed

for found in walk_packages(committee.tui.__path__, "committee.tui."):
    import_module(found.name)

COMMANDED: dict[type[Any], Any] = {
    AccountScreen: account_commands(),
    HistoryScreen: HISTORY,
    PortfolioScreen: PORTFOLIO,
    ReviewMapScreen: account_commands(),
    ReviewScreen: REVIEW,
}


def descendants(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def bound(kind: type[Any]) -> set[str]:
    """The actions that the keys of a class ask `action_do` for, those it has from its bases included."""
    bindings = [entry for base in kind.__mro__ for entry in base.__dict__.get("BINDINGS", ())]
    asked = (re.fullmatch(r"do\('(.+)'\)", entry.action) for entry in bindings if isinstance(entry, Binding))
    return {match[1] for match in asked if match}


OURS = sorted(
    {kind for kind in descendants(DOMNode) if kind.__module__.startswith("committee.") and bound(kind)},
    key=lambda kind: kind.__qualname__,
)


def verbs_of(kind: type[Any]) -> Any:
    """What keys of a class may ask for; asked of one that was never set up."""
    make: Any = kind.__new__
    return COMMANDED.get(kind) or make(kind).verbs()


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__qualname__)
def test_every_key_has_a_verb(kind: type[Any]) -> None:
    assert issubclass(kind, Keyed)
    verbs = verbs_of(kind)
    assert not bound(kind) - verbs.keys()


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__qualname__)
def test_every_verb_is_in_the_table(kind: type[Any]) -> None:
    for identifier in verbs_of(kind):
        assert action(identifier).id == identifier


def test_all_of_them_are_found() -> None:
    assert len(OURS) > len(COMMANDED) + 20
