"""A book pasted into a box of one line: it takes what a file can hold, says where it stopped, and goes on."""

import ast
from pathlib import Path

import pytest
from desk import desk
from textual.events import Paste
from textual.widgets import Input

import committee.tui
from committee.tui.widgets.one_line import LONGEST

BOXES = {
    "add": ("a",), "edit": ("e",), "deal": ("g", "enter"), "stance": ("s", "4"), "evidence": ("w",),
    "action": ("A", "a"), "call": ("C",), "find": ("/",), "people": ("2", "/"), "palette": (":",), "help": ("?",),
    "accept": ("f", "x"),
}  # fmt: skip


@pytest.mark.parametrize("box", BOXES)
async def test_a_book_is_cut_that_is_said_and_the_next_key_is_answered(box: str) -> None:
    async with desk() as d:
        await d.press(*BOXES[box])
        focused = d.app.focused
        assert isinstance(focused, Input)
        before = focused.value
        focused.selection = focused.selection.cursor(len(before))
        for words in (8_000, 20_000):
            d.app.post_message(Paste("word " * words))
            await d.settle()
            assert len(focused.value) == LONGEST
            assert focused.value.startswith(f"{before}word word")
            assert any("were left out" in told.message for told in d.app._notifications)
        await d.press("backspace", "z")
        assert focused.value.endswith("z")


def test_every_box_is_of_this_kind() -> None:
    """Textual's own takes all that is pasted, and draws all of it at each key."""
    made = set()
    for file in sorted(Path(committee.tui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            used = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
            if any(isinstance(name, ast.Name) and name.id == "Input" for name in used):
                made.add(file.name)
    assert made == {"one_line.py"}
