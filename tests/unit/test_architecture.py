"""The shape of the program, as failing tests: layers, what is imported when, and how large things may grow."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from committee.cli.registry import COMMANDS

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "committee").rglob("*.py"))
WRITERS: dict[str, str] = {
    "cli/output.py": "gives Python the null device to flush its streams to",
    "pipeline/portfolio/work.py": "gives child processes the null device for stderr",
    "versions/git/leftovers.py": "asks a disk whether it takes anything more",
}
"""Modules outside of `writing` that open something for writing, each with its reason."""
Node = TypeVar("Node", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef
Named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
SAMPLE = ROOT / "sample_accounts" / "northwind.account.toml"

HOOKS = re.compile(r"(compose|on_|action_|render|watch_|notify_style_update|get_content_)")
"""Methods of the screen that Textual names and calls: their names say when, and nobody else calls them."""

LONG_MODULES: dict[str, str] = {}
"""Modules over 400 lines, each with its reason."""
LONG_FUNCTIONS: dict[str, str] = {}
"""Functions over 60 lines, `module.py:name`, each with its reason."""
WIDE_CLASSES: dict[str, str] = {}
"""Classes of more than 30 methods, properties included, `module.py:name`, each with its reason."""


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """Every module by name, parsed once for all that is asked of it."""
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def nodes(trees: dict[str, ast.Module], kind: type[Node]) -> Iterator[tuple[str, Node]]:
    """Every node of this kind, with the name of its module."""
    for name, tree in trees.items():
        yield from ((name, node) for node in ast.walk(tree) if isinstance(node, kind))


def imports_of(trees: dict[str, ast.Module]) -> Iterator[tuple[str, ast.Import | ast.ImportFrom]]:
    yield from nodes(trees, ast.Import)
    yield from nodes(trees, ast.ImportFrom)


def functions_of(trees: dict[str, ast.Module]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    yield from nodes(trees, ast.FunctionDef)
    yield from nodes(trees, ast.AsyncFunctionDef)


def test_rooms_import_only_downwards() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_only_the_screen_names_textual(trees: dict[str, ast.Module]) -> None:
    """Future rooms included, which the contract in pyproject.toml has to name one by one."""
    naming = {
        name
        for name, node in imports_of(trees)
        if any(module.partition(".")[0] == "textual" for module in imported(node))
    }
    assert naming
    assert all(name.startswith("tui/") for name in naming)


def test_one_module_speaks_to_the_collector(trees: dict[str, ast.Module]) -> None:
    """Two would undo what the other asked for: the collector does not count."""
    assert [name for name, node in imports_of(trees) if "gc" in imported(node)] == ["garbage.py"]


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if not node.level else []


def loaded(*calls: list[str], before: str = "") -> list[set[str]]:
    """Top-level packages in memory after each of these calls of the program, one after the other in one new process.

    What one call imports stays for the later ones, so nothing that any of them imports is missed.
    """
    program = f"""
import sys
{before}
from committee.__main__ import main
for call in {list(calls)!r}:
    main(call)
    print(*sorted({{name.partition(".")[0] for name in sys.modules}}), "END", file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    found = [set(line.split()) for line in done.stderr.splitlines() if line.endswith(" END")]
    assert len(found) == len(calls)
    return found


def test_help_imports_neither_textual_nor_networkx() -> None:
    (found,) = loaded(["--help"])
    assert "click" in found
    assert not found & {"textual", "networkx", "rich", "tomli_w"}


def test_help_of_a_command_imports_neither() -> None:
    commands = [entry.name for entry in COMMANDS]
    for command, found in zip(commands, loaded(*([command, "--help"] for command in commands)), strict=True):
        assert not found & {"textual", "networkx"}, command


def test_no_subcommand_imports_textual() -> None:
    calls = [
        ["keys"],
        ["fmt", "--check", str(SAMPLE)],
        ["diff", str(SAMPLE), str(SAMPLE)],
        ["history", str(SAMPLE), "--limit", "1"],
        ["check", str(SAMPLE)],
        ["plan", str(SAMPLE)],
        ["report", "--plain", str(SAMPLE)],
    ]
    for call, found in zip(calls, loaded(*calls), strict=True):
        assert "textual" not in found, call


def test_a_file_reaches_the_screen_before_click_and_networkx_are_imported() -> None:
    before = """
import types
from committee.cli import screen
screen.has_terminal = lambda: True
sys.modules["committee.tui.run"] = types.ModuleType("committee.tui.run")
sys.modules["committee.tui.run"].run = lambda paths, **_: 0
"""
    (found,) = loaded([str(SAMPLE)], before=before)
    assert "committee" in found
    assert not found & {"click", "networkx"}


def test_only_one_place_outside_the_screen_names_its_entrance() -> None:
    naming = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if "tui" not in path.parts and "committee.tui.run" in path.read_text(encoding="utf-8")
    ]
    assert naming == ["committee/cli/screen.py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "committee").as_posix()


_WRITING_CALLS = {
    "write_bytes", "touch", "mkdir", "makedirs", "symlink", "symlink_to", "hardlink_to", "link", "rename",
    "ftruncate", "mkstemp", "mkdtemp", "TemporaryDirectory", "NamedTemporaryFile", "TemporaryFile", "copy2",
    "copyfile", "copyfileobj", "copytree", "move", "chmod", "chown", "ZipFile",
}  # fmt: skip
_OPENING_FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC"}


def writes(call: ast.Call) -> bool:
    """Whether a call makes, changes or moves a file."""
    name = called(call.func)
    strings = {node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    if name == "open":
        flags = {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
        return bool(flags & _OPENING_FLAGS) or any(
            set(mode) <= set("rwxabt+") and set(mode) & set("wxa+") for mode in strings if mode
        )
    if name == "write_text":  # `store.write_text` and its import by name make a text, no file
        return isinstance(call.func, ast.Attribute) and called(call.func.value) != "store"
    if name == "replace":  # of a text, a date or a record with more or other arguments
        return len(call.args) == 1 and not call.keywords and isinstance(call.func, ast.Attribute)
    if name in {"move", "link", "renames", "truncate"}:
        return isinstance(call.func, ast.Attribute) and called(call.func.value) in {"os", "shutil"}
    return name in _WRITING_CALLS


def called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@pytest.mark.parametrize(
    "line",
    ["p.write_text(x)", "p.write_bytes(x)", "open(p, 'w')", "p.open(mode='ab')", "os.open(p, os.O_WRONLY | os.O_CREAT)",
     "shutil.copyfile(a, b)", "a.replace(b)", "p.mkdir()", "os.rename(a, b)", "p.symlink_to(q)"],
)  # fmt: skip
def test_what_counts_as_writing_a_file(line: str) -> None:
    (call, *_) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert writes(call)


def test_files_are_written_in_one_room(trees: dict[str, ast.Module]) -> None:
    """Whole or not at all, through no link, with no left-over: what is written elsewhere is none of it."""
    found = {name for name, node in nodes(trees, ast.Call) if isinstance(node, ast.Call) and writes(node)}
    assert {name for name in found if not name.startswith("writing/")} == set(WRITERS)
    assert any(name.startswith("writing/") for name in found)


def test_modules_stay_small() -> None:
    long = {name_of(path) for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 400}
    assert long == set(LONG_MODULES)


def test_functions_stay_small(trees: dict[str, ast.Module]) -> None:
    lengths = {
        f"{name}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1 for name, node in functions_of(trees)
    }
    assert {name for name, lines in lengths.items() if lines > 60} == set(LONG_FUNCTIONS)
    assert sorted(lengths.values())[len(lengths) // 2] <= 10


def test_classes_stay_narrow(trees: dict[str, ast.Module]) -> None:
    methods = {
        f"{name}:{node.name}": sum(isinstance(part, Function) for part in node.body)
        for name, node in nodes(trees, ast.ClassDef)
    }
    assert {name for name, count in methods.items() if count > 30} == set(WIDE_CLASSES)


def test_every_module_and_public_name_says_what_it_is(trees: dict[str, ast.Module]) -> None:
    silent = []
    for name, tree in trees.items():
        said = {node.name for node in ast.walk(tree) if isinstance(node, Function) and ast.get_docstring(node)}
        if not ast.get_docstring(tree):
            silent.append(name)
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                own = [one for one in node.body if isinstance(one, Named) and speechless(one) and not overloads(one)]
                hooks = {one.name for one in own if name.startswith("tui/") and HOOKS.match(one.name)}
                silent += [f"{name}:{node.name}.{one.name}" for one in own if one.name not in hooks | said]
            if isinstance(node, Named) and speechless(node):
                silent.append(f"{name}:{node.name}")
    assert silent == []


def speechless(node: Named) -> bool:
    """Whether something is public and does not say what it is."""
    return not node.name.startswith("_") and not ast.get_docstring(node)


def overloads(node: Named) -> bool:
    """Whether it is a setter or a part of a protocol, which say it elsewhere."""
    return any(ast.unparse(one).endswith((".setter", "overload", "override")) for one in node.decorator_list)


def test_every_rule_of_a_style_sheet_is_that_of_a_widget_of_its_room(trees: dict[str, ast.Module]) -> None:
    asked = {
        (Path(name).parts[1], tuple(ast.literal_eval(argument) for argument in node.args))
        for name, node in nodes(trees, ast.Call)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "look"
    }
    sheets = sorted((ROOT / "committee" / "tui").glob("*/style.tcss"))
    there = {
        (path.parent.name, (path.parent.name, widget))
        for path in sheets
        for widget in re.findall(r"^/\* (\w+) \*/$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(there) > 30
    assert asked == there


def test_a_single_account_waits_for_nothing_that_only_a_portfolio_needs() -> None:
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


def possessive_groups(tree: ast.Module) -> list[int]:
    """Lines of texts in which a group is repeated possessively: `(?:...)*+`, `(...)++`, `(...){2,}+`."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str | bytes)
        and re.search(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+", str(node.value))
    ]


def test_no_pattern_repeats_a_group_possessively(trees: dict[str, ast.Module]) -> None:
    """Python before 3.11.5 goes wrong there: Debian's own is 3.11.2."""
    known = """a = r'(?:x|y)*+'\nb = rf"{a}(x){{2,}}+"\nc = r'[xy]*+(?:x)*y\\)*+'"""
    assert possessive_groups(ast.parse(known)) == [1, 2]
    assert {name: lines for name, tree in trees.items() if (lines := possessive_groups(tree))} == {}


OWN_FILES: dict[str, str] = {
    "cli/commands/demo.py": "a sample that comes with the program",
    "model/cities.py": "the table beside it",
    "pipeline/keeping.py": "journals in the state folder",
    "pipeline/portfolio/cache.py": "the cache folder, and its size is looked at",
    "pipeline/portfolio/file_history.py": "the cache and the state folder",
    "tui/map/positions.py": "the state folder",
    "tui/portfolio/last_folder.py": "the state folder",
    "tui/theme/style.py": "style sheets that come with the program",
    "tui/welcome/begin.py": "a sample that comes with the program",
    "workspace/presence.py": "the state folder",
}
"""Modules that read a file without `paths.contents`: only what we have written ourselves, each with the place."""


def test_files_of_others_are_read_in_one_bounded_way(trees: dict[str, ast.Module]) -> None:
    """What lies in a folder may be a pipe, a device, or larger than the memory."""
    reading = {
        name
        for name, node in nodes(trees, ast.Call)
        if (isinstance(node.func, ast.Name) and node.func.id == "open")
        or (
            isinstance(node.func, ast.Attribute)
            and node.func.attr in {"read_bytes", "read_text"}
            and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "store")
        )
    }
    assert reading == OWN_FILES.keys()


def test_only_the_room_that_writes_decides_who_may_read() -> None:
    """A mode written down elsewhere is one that is forgotten when the others change."""
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in SOURCES
        if file.parent != ROOT / "committee" / "writing"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\b0o[67]\d\d\b", line)
    ]
    assert found == []
