"""The glossary holds: what it says is not said stands in no text that is shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHOWN = ("cli", "tui", "reports", "findings", "consensus", "pipeline", "workspace", "model", "store")


def not_said() -> list[str]:
    """The words of the last table of the glossary."""
    table = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").partition("| not | but |\n|---|---|\n")[2]
    cells = (line.split("|")[1] for line in table.strip().splitlines())
    return [word.strip() for cell in cells for word in cell.split(",")]


def texts(tree: ast.Module) -> Iterator[str]:
    """The sentences and headings of a module: no docstrings, no keys."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in silent)
    values = (node.value for node in found if isinstance(node.value, str))
    yield from (value for value in values if not re.fullmatch(r"[a-z_-]+", value))


def said_in(text: str, words: list[str]) -> list[str]:
    return [word for word in words if re.search(rf"\b{re.escape(word)}s?\b", text)]


def test_no_text_says_what_is_not_said() -> None:
    words = not_said()
    assert {"lamp", "arborescence", "Chg", "Rev"} <= set(words)
    files = [path for room in SHOWN for path in sorted((ROOT / "committee" / room).rglob("*.py"))]
    assert len(files) > 300
    found = {
        (path.relative_to(ROOT).as_posix(), text)
        for path in files
        for text in texts(ast.parse(path.read_text(encoding="utf-8")))
        if said_in(text, words)
    }
    assert found == set()


def test_an_offender_would_be_found() -> None:
    tree = ast.parse('"""A lamp."""\nKEYS = f"i s t turn {1} lamps · enter"\n')
    assert [text for text in texts(tree) if said_in(text, not_said())] == [" lamps · enter"]
