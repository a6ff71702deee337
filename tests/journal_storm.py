"""Sittings in a real terminal that are killed at any moment; what was on the screen for a second has to come back.

Each sitting hears evidence, adds people, takes back, makes again, opens dialogs and leaves them, and saves, as fast as
the screen follows or with pauses. What it has seen on the screen, and when, is the oracle: what is there afterwards has
to be a state that was shown a second before the kill, or a later one, and the account's file one that was saved.
Every few times the program itself is opened again and asked to take it over. Half of the kills close the terminal.

In the suite with a few moments; by hand: `python tests/journal_storm.py MOMENTS [SEED]`.
"""

import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from host import TODAY, small_account
from terminal import Terminal

from committee import store
from committee.workspace import Workspace
from committee.workspace.rescue import rescued

ROOT = Path(__file__).parents[1]
SECOND = 1.0
LONGEST = 12.0
"""Seconds of a sitting, at most."""
Facts = frozenset[str]
_FACT = re.compile(r"Storm (?:said )?\d{3}")
"""Whole ones: what is half typed when the terminal is closed is made with what is there."""


class Sitting:
    """One sitting: the states it went through, and when each was on the screen."""

    def __init__(self, terminal: Terminal, rng: random.Random, until: float) -> None:
        self.terminal, self.rng, self.until = terminal, rng, until
        self.states: list[Facts] = [frozenset()]
        self.seen: list[float] = [time.monotonic()]
        self.saved: list[Facts] = [frozenset()]
        self._done: list[Facts] = []
        self._undone: list[Facts] = []
        self._number = 0

    def run(self) -> None:
        """Go on until the moment comes."""
        while time.monotonic() < self.until:
            step = self.rng.choices(
                (self._hear, self._add, self._undo, self._redo, self._look, self._save, self._rest),
                (6, 2, 3, 1, 1, 2, 3),
            )[0]
            with suppress(AssertionError):  # the moment came while it was waited for
                step()

    def _until(self, pattern: str) -> None:
        expression = re.compile(pattern, re.DOTALL)
        left = self.until - time.monotonic()
        self.terminal.wait_until(lambda: bool(expression.search(self.terminal.text)), max(left, 0), pattern)

    def _becomes(self, state: Facts, pattern: str) -> None:
        self.states.append(state)
        self._until(pattern)
        self.seen.append(time.monotonic())

    def _made(self, fact: str, pattern: str) -> None:
        self._done.append(self.states[-1])
        self._undone.clear()
        self._becomes(self.states[-1] | {fact}, pattern)

    def _hear(self) -> None:
        self._number += 1
        fact = f"Storm said {self._number:03d}"
        self.terminal.press("w")
        self._until("enter keep|enter ")
        self.terminal.type(fact)
        self.terminal.press("enter")
        self._made(fact, rf'evidence about [^\n]*{fact}"')

    def _add(self) -> None:
        self._number += 1
        fact = f"Storm {self._number:03d}"
        self.terminal.press("a")
        self._until("Add people")
        self.terminal.type(f"{fact}, p2")
        self.terminal.press("enter", "esc")
        self._made(fact, rf"{fact}.*a add  ")

    def _undo(self) -> None:
        if self._done:
            self._undone.append(self.states[-1])
            self.terminal.press("u")
            self._becomes(self._done.pop(), "undone: ")
            self._hush()

    def _redo(self) -> None:
        if self._undone:
            self._done.append(self.states[-1])
            self.terminal.press("ctrl+r")
            self._becomes(self._undone.pop(), "done again: ")
            self._hush()

    def _look(self) -> None:
        self.terminal.press("w")
        self._until("enter ")
        self.terminal.type("half a sentence")
        self._until("half a sentence")
        self.terminal.press("esc")
        self._hush()

    def _save(self) -> None:
        self.saved.append(self.states[-1])
        self.terminal.press("ctrl+s")
        self._until("saved northwind")
        self._hush()

    def _hush(self) -> None:
        """Have the line read, so that the next of the same words is another."""
        self.terminal.press("esc")
        left = self.until - time.monotonic()
        said = re.compile("undone: |done again: |saved northwind|half a sentence")
        self.terminal.wait_until(lambda: not said.search(self.terminal.text), max(left, 0), "the line to go")

    def _rest(self) -> None:
        end = min(time.monotonic() + self.rng.uniform(0.2, 1.5), self.until)
        with suppress(AssertionError):
            self.terminal.wait_until(lambda: False, max(end - time.monotonic(), 0), "the end of a pause")


def facts(text: str) -> Facts:
    """What of the storm a text says."""
    return frozenset(_FACT.findall(text))


def started(file: Path, home: Path) -> Terminal:
    """The program on the file, with folders of its own."""
    environment: dict[str, str | None] = {
        "PYTHONPATH": str(ROOT),
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "CACHE", "DATA")},
    }
    command = [sys.executable, "-m", "committee", "--date", TODAY.isoformat(), str(file)]
    return Terminal(command, environment=environment, folder=file.parent)


def killed(folder: Path, count: int, seed: int = 7, *, opened: int = 5) -> Iterator[str]:
    """The faults of `count` sittings killed at a random moment; each `opened`-th is opened again on the screen."""
    rng = random.Random(seed)
    home = folder / "home"
    settings = home / "config" / "committee" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('me = "Dana Okafor"\n', encoding="utf-8")
    os.environ["XDG_STATE_HOME"] = str(home / "state")
    for turn in range(count):
        file = folder / f"{turn}" / "northwind.account.toml"
        file.parent.mkdir()
        file.write_text(store.write_text(small_account()), encoding="utf-8")
        terminal = started(file, home)
        terminal.wait_for("a add")
        sitting = Sitting(terminal, rng, time.monotonic() + rng.uniform(0.5, LONGEST))
        sitting.run()
        moment = time.monotonic()
        if rng.random() < 0.5:
            terminal.kill(signal.SIGKILL)
            terminal.wait_exit()
            terminal.__exit__(None, None, None)
        else:
            closed(terminal)
        yield from (f"turn {turn}: {fault}" for fault in judged(file, sitting, moment))
        if turn % opened == 0:
            yield from (f"turn {turn}, on the screen: {fault}" for fault in taken(file, home, sitting, moment))


def closed(terminal: Terminal) -> None:
    """The terminal goes away with its window; the program hears of it and ends by itself."""
    os.close(terminal._descriptor)
    os.waitpid(terminal.pid, 0)


def judged(file: Path, sitting: Sitting, moment: float) -> Iterator[str]:
    """What is wrong with what is there now."""
    document = store.read(file)
    if document.problems and document.errors:
        yield f"the file is damaged: {document.errors[0].what}"
        return
    if facts(document.text) not in sitting.saved:
        yield f"the file holds {sorted(facts(document.text))}, which was never saved"
    space = Workspace.open(file, today=TODAY)
    found, faults = rescued(file, space.account, space.account)
    yield from (f"not read: {fault}" for fault in faults)
    account = space.account
    for one in found:
        if not one.merged.clean:
            yield "it does not join with its own file"
        account = one.merged.account
    yield from wrong(facts(store.write_text(account)), sitting, moment)


def wrong(now: Facts, sitting: Sitting, moment: float) -> Iterator[str]:
    """Whether `now` is what was shown a second before the moment, or later."""
    sure = max((at for at, seen in enumerate(sitting.seen) if seen <= moment - SECOND), default=0)
    if now not in sitting.states[sure:]:
        shown = [sorted(state) for state in sitting.states[sure:]]
        yield f"{sorted(now)} is there, and one of {shown} had to be"


def taken(file: Path, home: Path, sitting: Sitting, moment: float) -> Iterator[str]:
    """The same, asked of the program: opened again, taken over, saved."""
    with started(file, home) as terminal:
        terminal.wait_for("a add")
        space = Workspace.open(file, today=TODAY)
        if rescued(file, space.account, space.account)[0]:
            terminal.wait_for("Unsaved work of an earlier sitting")
            terminal.press("enter")
            terminal.wait_gone("Unsaved work of an earlier sitting")
            terminal.press("ctrl+s")
            terminal.wait_for("saved northwind")
        terminal.press("q")
        terminal.wait_exit()
    yield from wrong(facts(file.read_text(encoding="utf-8")), sitting, moment)
    if rescued(file, small_account(), small_account())[0]:
        yield "it is offered once more"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        number = int(sys.argv[1])
        found = list(killed(Path(scratch), number, *map(int, sys.argv[2:3])))
    sys.stdout.write(f"{number} sittings killed, {len(found)} faults\n" + "".join(f"  {fault}\n" for fault in found))
