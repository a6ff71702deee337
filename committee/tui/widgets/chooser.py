"""One list to search and choose from: help and palette are two fillings of it."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from committee.text import pad, width
from committee.tui.keys.keymap import Situation, actions_of, keys_of, shown
from committee.tui.theme.ink import Line, content
from committee.tui.widgets.dialog import wear_badge
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.one_line import OneLine


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it shows, the words it is found by, and the value chosen with it."""

    line: Line
    words: str
    kind: str
    value: str


def fold(text: str) -> str:
    """Text without case and accents, for searching."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def matches(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Entries that hold every typed word, the earlier in their words the better, and best at the start of one."""
    parts = tuple(dict.fromkeys(fold(typed).split()))
    if not parts:
        return list(entries)
    found = [(entry, fold(entry.words)) for entry in entries]
    found = [(entry, words) for entry, words in found if all(part in words for part in parts)]
    return [entry for entry, words in sorted(found, key=lambda pair: _distance(pair[1], parts))]


def _distance(words: str, parts: Sequence[str]) -> int:
    padded = f" {words}"
    starts = [padded.find(f" {part}") for part in parts]
    return sum(start if start >= 0 else 1000 + padded.find(part) for start, part in zip(starts, parts, strict=True))


class ChooserScreen(Keyed, ModalScreen[Entry | None]):
    """Type to search, arrows to move, enter to choose, esc to leave."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("chooser")

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._title = title
        self._entries = tuple(entries)
        self._found = list(self._entries)

    def compose(self) -> ComposeResult:
        with Vertical(id="chooser") as frame:
            wear_badge(frame, self.app)
            yield Static(Content(self._title), id="chooser-title")
            yield OneLine(placeholder="type to search", id="chooser-input")
            yield OptionList(id="chooser-list", markup=False)

    def on_mount(self) -> None:
        self._fill("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        self._found = matches(self._entries, typed)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(content(entry.line)) for entry in self._found)
        options.highlighted = 0 if self._found else None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the search field takes the highlighted line."""
        event.stop()
        self._choose(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_index)

    def _choose(self, index: int | None) -> None:
        if index is not None and index < len(self._found):
            self.dismiss(self._found[index])

    def verbs(self) -> Verbs:
        """The keys of the chooser."""
        return {
            "chooser.close": lambda: self.dismiss(None),
            "chooser.down": partial(self._move, "cursor_down"),
            "chooser.up": partial(self._move, "cursor_up"),
            "chooser.page-down": partial(self._move, "page_down"),
            "chooser.page-up": partial(self._move, "page_up"),
        }

    def _move(self, how: str) -> None:
        getattr(self.query_one(OptionList), f"action_{how}")()


def help_entries(
    situation: Situation, rebound: Mapping[str, str], *, plain: bool = False, screen: str = "account"
) -> list[Entry]:
    """The actions of a screen with their keys; those not possible now say why."""
    entries = []
    named = {
        entry.id: " ".join(shown(key, plain=plain) for key in keys_of(entry, rebound)) for entry in actions_of(screen)
    }
    widest = max([12, *map(width, named.values())])
    for entry in actions_of(screen):
        keys = named[entry.id]
        reason = entry.available(situation)
        note = f"  ({reason})" if reason else ""
        entries.append(
            Entry(
                (
                    (pad(keys, widest + 1), "muted" if reason else "key bold"),
                    (entry.help, "muted" if reason else "foreground"),
                    (note, "muted"),
                ),
                f"{entry.label} {entry.help} {entry.group} {entry.id} {keys}",
                "action",
                entry.id,
            )
        )
    return entries
