"""From text to an account and all its problems, in one pass.

Faulty fields count as absent, everything else is read; unknown keys and tables are kept as they are. Positions are
looked up only when there is a problem to place, and comments only in a text that has a `#`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from committee.model import validity
from committee.model.account import Account, Champion, Header, KeyPath
from committee.model.fields import Field, Table
from committee.model.problem import Gravity, Listing, Mend, Problem
from committee.model.suggest import sparing
from committee.model.tables import TABLES, table
from committee.model.values import INTEGER_LIMIT, Check, Fault, check_of, items_from_toml, meant, nearest, quoted
from committee.store.comments import comments_of
from committee.store.document import Document, digest
from committee.store.scanner import scan
from committee.store.source import NEWEST, Source, numbers_beyond, parse, source_of, too_large
from committee.text import show


def read_text(source: str | bytes, name: str = "") -> Document:
    """Read an account from text or bytes; `name` stands before every problem's line and column. Never raises."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    text = source_of(data)
    return _document(text, name, None, digest(data))


def read_bytes(data: bytes, path: Path) -> Document:
    """Read an account from the bytes of the file at `path`."""
    return _document(source_of(data), show(path.name), path, digest(data))


def unread(size: int) -> Document:
    """What stands for an account of more bytes than the limit, which nobody loaded."""
    return _document(Source("", problem=too_large(size)), "", None, "")


def _document(source: Source, name: str, path: Path | None, content: str) -> Document:
    raw, problems = parse(source)
    account = Account(header=Header(name=""))
    found = Listing()
    for problem in problems:
        found.add(problem)
    if raw is not None:
        reading = _Reading(found)
        with sparing():
            account = reading.account(raw)
        for problem in validity.problems(account):
            if not reading.explains(problem):
                found.add(problem)
        if "#" in source.text:
            comments, cleaned = comments_of(source.text, raw)
            account = replace(account, comments=comments)
            for problem in cleaned:
                found.add(problem)
    placed = _placed(found.problems(), source.text, name)
    return Document(
        account=account, text=source.text, problems=placed, path=path, digest=content, newline=source.newline
    )


def _placed(problems: tuple[Problem, ...], text: str, name: str) -> tuple[Problem, ...]:
    """The problems with their file, line and column, in the order of the text; a rest behind the last of its kind."""
    placed = []
    places = None
    ends: dict[str, tuple[int, int, KeyPath]] = {}
    for problem in problems:
        if problem.more:
            line, column, path = ends[problem.code]
            placed.append(replace(problem, file=name, line=line, column=column, path=path))
            continue
        line, column = problem.line, problem.column
        if not line:
            places = places or scan(text)
            line, column = places.line_column(places.place(problem.path))
        placed.append(replace(problem, file=name, line=line, column=column))
        ends[problem.code] = max(ends.get(problem.code, (0, 0, ())), (line, column, problem.path))
    return tuple(sorted(placed, key=lambda p: (p.line, p.column, p.path, p.code)))


@dataclass(slots=True)
class _Plan:
    """How one kind of record is read: by key, the field, its attribute and its check."""

    table: Table
    checks: dict[str, tuple[Field, str, Check]]
    required: tuple[Field, ...]
    nested: dict[str, "_Plan"]


def _plan(entry: Table, nested: dict[str, _Plan]) -> _Plan:
    checks = {field.name: (field, field.attribute, check_of(field)) for field in entry.fields}
    return _Plan(entry, checks, tuple(field for field in entry.fields if field.required), nested)


_NESTED = {
    ("people", "*"): {"champion": _plan(table("people", "*", "champion"), {})},
    ("decision",): {"quorum": _plan(table("decision", "quorum"), {})},
}
_PLANS = {
    entry.name: _plan(entry, _NESTED.get(entry.pattern, {}))
    for entry in TABLES
    if entry.pattern not in {("people", "*", "champion"), ("decision", "quorum")}
}
_HEADER_NAME = "header"


class _Reading:
    """One reading: the problems and unknown keys found so far."""

    __slots__ = ("faulty", "problems", "unknown")

    def __init__(self, problems: Listing) -> None:
        self.problems = problems
        self.unknown: dict[KeyPath, Any] = {}
        self.faulty: set[str] = set()
        """Tables that could not be read at all, so that what refers into them is not blamed."""

    def explains(self, problem: Problem) -> bool:
        """Whether a problem between records only follows from a table that could not be read."""
        return bool(self.faulty) and problem.code.startswith("no-such-")

    def account(self, raw: Mapping[str, Any]) -> Account:
        """The account in a parsed document."""
        self._format(raw)
        parts: dict[str, Any] = {}
        for name, value in raw.items():
            plan = _PLANS.get(name)
            if plan is None:
                if name != "format":
                    self._unknown((name,), value, [*_PLANS, "format"])
            elif type(value) is not dict:
                self.faulty.add(name)
                self._not_a_table((name,), value)
            else:
                parts[_HEADER_NAME if name == "account" else name] = self._family(plan, name, value)
        if _HEADER_NAME not in parts:
            if "account" not in raw:
                self._problem(
                    "missing", ("account",), "the table [account] is missing", "Write [account] and a name under it"
                )
            parts[_HEADER_NAME] = Header(name="")
        return Account(unknown=dict(sorted(self.unknown.items())), **parts)

    def _format(self, raw: Mapping[str, Any]) -> None:
        number = raw.get("format")
        mends = (Mend(label=f"Write format = {NEWEST}", path=("format",), value=NEWEST),)
        if number is None:
            self._problem("missing", ("format",), "format is missing", f"Write format = {NEWEST} at the top", mends)
        elif type(number) is not int or number < 1:
            what = f"format must be {NEWEST}, but is {quoted(number)}"
            self._problem("wrong-type", ("format",), what, f"Write format = {NEWEST}", mends)
        elif number > NEWEST:
            what = f"the file has format {quoted(number)}; it was written by a newer version"
            self._problem("newer-format", ("format",), what, "Install the newest version to edit it")

    def _family(self, plan: _Plan, name: str, raw: dict[str, Any]) -> Any:
        depth = plan.table.depth
        if depth == 1:
            return self._numbers(plan, (name,), raw) if plan.table.record is int else self._record(plan, (name,), raw)
        found: dict[Any, Any] = {}
        for key in sorted(raw):
            inner = raw[key]
            if type(inner) is not dict:
                self._not_a_table((name, key), inner)
                self.faulty.add(name)
            elif depth == 2:
                found[key] = self._record(plan, (name, key), inner)
            else:
                for last in sorted(inner):
                    if type(inner[last]) is dict:
                        found[key, last] = self._record(plan, (name, key, last), inner[last])
                    else:
                        self._not_a_table((name, key, last), inner[last])
        return found

    def _record(self, plan: _Plan, path: KeyPath, raw: dict[str, Any]) -> Any:
        """One record; the loop that reads most of a file."""
        values: dict[str, Any] = {}
        checks = plan.checks
        for key, value in raw.items():
            known = checks.get(key)
            if known is None:
                self._other(plan, path, key, value, values)
                continue
            field, attribute, check = known
            good = check(value)
            if good.__class__ is Fault:
                good = self._fault((*path, key), field, value, good)
                if good.__class__ is Fault:
                    continue
            elif value.__class__ is str and good != value:
                self._one_line((*path, key), field, value)
            values[attribute] = good
        for field in plan.required:
            if field.attribute not in values:
                if field.name not in raw:
                    self._missing(path, field)
                values[field.attribute] = ""
        return plan.table.record(**values)

    def _other(self, plan: _Plan, path: KeyPath, key: str, value: Any, values: dict[str, Any]) -> None:
        nested = plan.nested.get(key)
        if nested is None:
            self._unknown((*path, key), value, [*plan.checks, *plan.nested])
        elif type(value) is dict:
            values[key] = self._record(nested, (*path, key), value)
        else:
            self._not_a_table((*path, key), value)
            if nested.table.record is Champion:
                values[key] = Champion()

    def _numbers(self, plan: _Plan, path: KeyPath, raw: dict[str, Any]) -> dict[str, int]:
        found: dict[str, int] = {}
        for key, (field, _, check) in plan.checks.items():
            if key in raw:
                good = check(raw[key])
                if isinstance(good, Fault):
                    self._fault((*path, key), field, raw[key], good)
                else:
                    found[key] = good
        for key, value in raw.items():
            if key not in plan.checks:
                self._unknown((*path, key), value, plan.checks)
        return found

    def _fault(self, path: KeyPath, field: Field, raw: Any, fault: Fault) -> Any:
        """Report a faulty value; of a list, each faulty item, and give back the good ones."""
        if not field.many or not isinstance(raw, list):
            self._faulty_value(path, field, fault)
            return fault
        good, faults = items_from_toml(field, raw)
        said: set[str] = set()
        for index, item_fault in faults:
            item = raw[index] if isinstance(raw[index], str) else quoted(raw[index])
            if item in said:
                continue
            said.add(item)
            if item_fault.code == "item-twice" and field.choices is not None:
                self._warning(item_fault.code, path, item_fault.what, "It counts once")
            else:
                self._faulty_value((*path, item), field, item_fault)
        return good

    def _faulty_value(self, path: KeyPath, field: Field, fault: Fault) -> None:
        mends = []
        if fault.mend_value is not None:
            mends.append(Mend(label=f"Write {_spelled(fault.mend_value)}", path=path, value=fault.mend_value))
        if fault.code == "item-twice":
            mends.append(Mend(label=f"Leave {quoted(path[-1])} in once", path=path))
        elif not field.required:
            label = field.name if path[-1] == field.name else quoted(path[-1])
            mends.append(Mend(label=f"Leave {label} out", path=path))
        self._problem(fault.code, path, fault.what, fault.remedy, tuple(mends))

    def _missing(self, path: KeyPath, field: Field) -> None:
        name = path[-1].replace("-", " ").title() if len(path) > 1 else ""
        mends = (Mend(label=f"Write {field.name} = {quoted(name)}", path=(*path, field.name), value=name),)
        where = f"[{'.'.join(show(part) for part in path)}]"
        self._problem(
            "missing",
            (*path, field.name),
            f"{field.name} is missing in {where}",
            f"Write {field.name} = {quoted(field.example or '...')} under it",
            mends if name else (),
        )

    def _not_a_table(self, path: KeyPath, raw: Any) -> None:
        self._problem(
            "wrong-type",
            path,
            f"{show(path[-1])} must be a table, but is {quoted(raw)}",
            f"Write [{'.'.join(show(part) for part in path)}] and its keys under it",
            (Mend(label=f"Remove {quoted(path[-1])}", path=path),),
        )

    def _unknown(self, path: KeyPath, value: Any, known: Any) -> None:
        if _too_deep(value):
            self._problem("too-deep", path, f"{quoted(path[-1])} is nested too deeply", "Use at most 32 levels")
            return
        if any(numbers_beyond(value)):
            what = f"{quoted(path[-1])} holds a number that is too large"
            self._problem("out-of-range", path, what, f"Numbers go up to {INTEGER_LIMIT}")
            return
        self.unknown[path] = value
        kind = "table" if isinstance(value, dict) else "key"
        if self.problems.full(f"unknown-{kind}"):
            return
        suggestion = nearest(path[-1], known)
        mends = [Mend(label=f"Remove {quoted(path[-1])}", path=path)]
        if suggestion:
            mends.insert(0, Mend(label=f"Rename it to {quoted(suggestion)}", path=path, rename=suggestion))
        what = f"the {kind} {quoted(path[-1])} is not known; it is kept as it is"
        self._warning(f"unknown-{kind}", path, what, meant(suggestion), tuple(mends))

    def _one_line(self, path: KeyPath, field: Field, value: str) -> None:
        if value.isspace():
            mends = (Mend(label=f"Leave {field.name} out", path=path),)
            what = f"{field.name} holds only blanks; it counts as empty"
            self._warning("blank-text", path, what, "Write what it is, or leave it out", mends)
            return
        self._warning("one-line", path, f"{field.name} is one line; its breaks and tabs count as spaces", "")

    def _warning(self, code: str, path: KeyPath, what: str, remedy: str, mends: tuple[Mend, ...] = ()) -> None:
        self.problems.add(Problem(code=code, gravity=Gravity.WARNING, path=path, what=what, remedy=remedy, mends=mends))

    def _problem(self, code: str, path: KeyPath, what: str, remedy: str, mends: tuple[Mend, ...] = ()) -> None:
        self.problems.add(Problem(code=code, path=path, what=what, remedy=remedy, mends=mends))


def _spelled(value: Any) -> str:
    return f"[{', '.join(quoted(item) for item in value)}]" if isinstance(value, list) else quoted(value)


def _too_deep(value: Any, limit: int = 32) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True
