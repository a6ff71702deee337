"""The shape of the program, as failing tests: layers, what is imported when, and how large things may grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "committee").rglob("*.py"))
SAMPLE = ROOT / "sample_accounts" / "northwind.account.toml"

LONG_MODULES: dict[str, str] = {}
"""Modules over 400 lines, each with its reason."""
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions over 60 lines, `module.py:name`, each with its reason."""
WIDE_CLASSES: dict[str, str] = {}
"""Classes of more than 20 methods, `module.py:name`, each with its reason."""


def test_rooms_import_only_downwards():
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_only_the_screen_names_textual():
    """Future rooms included, which the contract in pyproject.toml has to name one by one."""
    naming = {
        name_of(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if any(module.partition(".")[0] == "textual" for module in imported(node))
    }
    assert naming
    assert all(name.startswith("tui/") for name in naming)


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def loaded(arguments: list[str], *, before: str = "") -> set[str]:
    """Top-level packages in memory after the program ran with these arguments, in a process of its own."""
    program = f"""
import sys
{before}
from committee.__main__ import main
main({arguments!r})
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stderr.splitlines()[-1].split())


def test_help_imports_neither_textual_nor_networkx():
    found = loaded(["--help"])
    assert "click" in found
    assert not found & {"textual", "networkx", "rich", "tomli_w"}


@pytest.mark.parametrize(
    "command", ["check", "plan", "report", "fmt", "explain", "keys", "themes", "schema", "diff", "history"]
)
def test_help_of_a_command_imports_neither(command):
    assert not loaded([command, "--help"]) & {"textual", "networkx"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", str(SAMPLE)],
        ["plan", str(SAMPLE)],
        ["report", "--plain", str(SAMPLE)],
        ["fmt", "--check", str(SAMPLE)],
        ["diff", str(SAMPLE), str(SAMPLE)],
        ["history", str(SAMPLE), "--limit", "1"],
        ["keys"],
    ],
)
def test_no_subcommand_imports_textual(arguments):
    assert "textual" not in loaded(arguments)


def test_a_file_reaches_the_screen_before_click_and_networkx_are_imported():
    before = """
import types
from committee.cli import screen
screen.has_terminal = lambda: True
sys.modules["committee.tui.run"] = types.ModuleType("committee.tui.run")
sys.modules["committee.tui.run"].run = lambda paths, **_: 0
"""
    found = loaded([str(SAMPLE)], before=before)
    assert "committee" in found
    assert not found & {"click", "networkx"}


def test_only_one_place_outside_the_screen_names_its_entrance():
    naming = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if "tui" not in path.parts and "committee.tui.run" in path.read_text(encoding="utf-8")
    ]
    assert naming == ["committee/cli/screen.py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "committee").as_posix()


def test_modules_stay_small():
    long = {name_of(path) for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 400}
    assert long == set(LONG_MODULES)


def test_functions_stay_small():
    lengths = {
        f"{name_of(path)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name for name, lines in lengths.items() if lines > 60} == set(LONG_FUNCTIONS)
    assert sorted(lengths.values())[len(lengths) // 2] <= 10


def is_method(node: ast.stmt) -> bool:
    """A property is a value of the class, not one more thing it does."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return not any(ast.unparse(decorator).endswith("property") for decorator in node.decorator_list)


def test_classes_stay_narrow():
    methods = {
        f"{name_of(path)}:{node.name}": sum(map(is_method, node.body))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert {name for name, count in methods.items() if count > 20} == set(WIDE_CLASSES)


def test_every_module_and_public_name_says_what_it_is():
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(name_of(path))
        for node in tree.body:
            public = isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{name_of(path)}:{node.name}")
    assert silent == []


def test_a_single_account_waits_for_nothing_that_only_a_portfolio_needs():
    program = f"""
import sys
from datetime import date
from pathlib import Path
from committee.settings import Settings
from committee.tui.run import _start
_start((Path({str(SAMPLE)!r}),), Settings(), date(2026, 11, 20))
print(*sorted(name for name in sys.modules if name.startswith(("committee.pipeline", "committee.versions"))))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""
