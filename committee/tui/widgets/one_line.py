"""A text box of one line: what is pasted into it is cleaned, joined to one line, and no longer than a file can hold."""

from textual import events
from textual.widgets import Input

from committee.model.values import TEXT_LIMIT
from committee.text import pasted

LONGEST = TEXT_LIMIT // 4
"""Characters of a line that can be saved, whatever they are; a longer one would only hold the screen."""


class OneLine(Input):
    """An `Input` that takes what is pasted up to a length, and says where it stopped."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text, _ = pasted(event.text)
        self.paste_lines([line for line in text.splitlines() if line.strip()])

    def paste_lines(self, lines: list[str]) -> None:
        """What was pasted, without its empty lines: here all of it goes into the box."""
        if lines:
            self._take_in(" ".join(lines))

    def _take_in(self, text: str) -> None:
        start, end = sorted(self.selection)
        room = max(LONGEST - (len(self.value) - (end - start)), 0)
        if len(text) > room:
            self.notify(f"a line takes {LONGEST:,} characters: {len(text) - room:,} were left out", markup=False)
        self.replace(text[:room], start, end)
