"""From bytes to a parsed TOML document, or to the one thing that keeps it from being one.

What stops the reading is found in this order: size, encoding, git's conflict markers, TOML syntax, the limits of the
format. Nothing here raises.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from committee.garbage import uncollected
from committee.model.account import KeyPath
from committee.model.problem import Gravity, Mend, Problem
from committee.model.values import ELSEWHERE, INTEGER_LIMIT, TEXT_LIMIT, is_too_long, quoted
from committee.store.syntax import SPAN, syntax_problem
from committee.text import REPLACEMENT, clean, is_clean, unseen

NEWEST = 1
"""The newest format this version writes."""

FILE_LIMIT = 5 * 1024 * 1024
"""Most bytes of a file."""

PEOPLE_LIMIT = 5000
DEPTH_LIMIT = 32

_MARKER = re.compile(r"(<{7,}|={7,}|>{7,}|\|{7,})(?: .*)?")
_LONG_KEY = re.compile(r"""(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""")
_ESCAPE = re.compile(r"\\[uUbfrx]")


@dataclass(frozen=True, slots=True)
class Source:
    """Decoded text with LF line ends, the line ends it had, and what is wrong with its bytes."""

    text: str
    newline: str = "\n"
    problem: Problem | None = None


def source_of(data: bytes) -> Source:
    """Decode a file; a byte-order mark is skipped."""
    if len(data) > FILE_LIMIT:
        return Source("", problem=too_large(len(data)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Source("", problem=_not_utf8(data, error.start))
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    return Source(text.replace("\r\n", "\n"), newline)


def parse(source: Source) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The parsed document, cleaned, with what was cleaned; or `None` with what stops the reading."""
    raw = parsed(source)
    if isinstance(raw, list):
        return None, raw
    people = raw.get("people")
    if isinstance(people, dict) and len(people) > PEOPLE_LIMIT:
        return None, [_too_many_people(len(people))]
    if len(source.text) <= TEXT_LIMIT // 4 and is_clean(source.text) and not _ESCAPE.search(source.text):
        return raw, []
    tidy = _Tidy()
    raw = tidy.table((), raw)
    too_long = [problem for problem in tidy.problems if problem.code == "text-too-long"]
    return (None, too_long) if too_long else (raw, tidy.problems)


def parsed(source: Source) -> dict[str, Any] | list[Problem]:
    """The document as tomllib gives it, uncleaned; or what keeps it from being one. Linear in any text."""
    if source.problem is not None:
        return [source.problem]
    text = source.text
    stops = _conflicts(text) or _long_keys(text) or _returns(text)
    if stops:
        return stops
    try:
        with uncollected():
            return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = syntax_problem(text, str(error))
        # What is left of a conflict that was resolved by half.
        marker = _MARKER.fullmatch(text.split("\n")[problem.line - 1])
        return [_conflict(problem.line) if marker else problem]
    except RecursionError:
        return [_too_deep(text)]
    except ValueError:
        # The one other refusal of tomllib: more digits than Python turns into a number.
        return [_too_many_digits(text)]


def too_large(size: int) -> Problem:
    """A file beyond the limit, which is not loaded."""
    return Problem(
        code="too-large",
        line=1,
        column=1,
        what=f"the file has {size / 1024 / 1024:.1f} MB; an account has at most 5 MB",
        remedy="Move long notes elsewhere, or split the account",
    )


class _Tidy:
    """Walks a document, replaces hostile characters, and finds what is too long, too deep or too large."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def table(self, path: KeyPath, raw: dict[str, Any]) -> dict[str, Any]:
        tidy: dict[str, Any] = {}
        for key, value in raw.items():
            name = clean(key)
            inner = (*path, name)
            if name != key:
                self._warn(inner, "a key has", key)
            if name in tidy:
                self.problems.append(
                    Problem(
                        code="key-twice",
                        path=inner,
                        what=f"{quoted(name)} stands twice once it is cleaned",
                        remedy="Rename one of them",
                    )
                )
            tidy[name] = self.value(inner, value)
        return tidy

    def value(self, path: KeyPath, raw: Any) -> Any:
        if isinstance(raw, str):
            if is_too_long(raw):
                self.problems.append(_text_too_long(path))
            text = clean(raw)
            if text != raw.replace("\r\n", "\n"):
                self._warn(path, f"{clean(path[-1])} has", raw)
            return text
        if len(path) > DEPTH_LIMIT + 4:
            return raw
        if isinstance(raw, dict):
            return self.table(path, raw)
        if isinstance(raw, list):
            return [self.value((*path, str(index)), item) for index, item in enumerate(raw)]
        return raw

    def _warn(self, path: KeyPath, whose: str, raw: str) -> None:
        self.problems.append(cleaned_problem(path, whose, raw))


def cleaned_problem(path: KeyPath, whose: str, raw: str, line: int = 0, column: int = 0) -> Problem:
    """The warning that characters of `raw` were replaced or left out on load."""
    replaced = clean(raw).count(REPLACEMENT) > raw.count(REPLACEMENT)
    garbling = "could garble the screen; each is shown as \ufffd"
    hidden = "nobody sees; they are left out"
    ways = [*([garbling] if replaced else []), *([hidden] if unseen(raw) else [])]
    return Problem(
        code="cleaned",
        gravity=Gravity.WARNING,
        path=path,
        line=line,
        column=column,
        what=f"{whose} characters that {', and some that '.join(ways)}",
        remedy="Saving writes it so; remove them in the file where that is not wanted",
    )


def _not_utf8(data: bytes, offset: int) -> Problem:
    before = data[:offset].decode("utf-8-sig", "replace")
    utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return Problem(
        code="not-utf8",
        line=before.count("\n") + 1,
        column=len(before) - (before.rfind("\n") + 1) + 1,
        what="the file is UTF-16 text" if utf16 else "the file is not UTF-8 text",
        remedy="Save it as UTF-8 in your editor",
    )


def _at(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _conflicts(text: str) -> list[Problem]:
    """Each stretch between git's markers, at its first line; linear."""
    if "<" * 7 not in text:
        return []
    found: list[Problem] = []
    opened, parted = 0, False
    for number, line in enumerate(text.split("\n"), 1):
        marker = _MARKER.fullmatch(line) if line[:1] in {"<", "=", ">"} else None
        if marker is None:
            continue
        if marker[1][0] == "<":
            opened = opened or number
        elif marker[1][0] == "=":
            parted = bool(opened)
        elif parted:
            found.append(_conflict(opened))
            opened, parted = 0, False
    return found


def _conflict(line: int) -> Problem:
    return Problem(
        code="conflict",
        line=line,
        column=1,
        what="two versions meet here and git could not join them",
        remedy="Open the file with committee and choose field by field; or keep the lines that hold, and remove the "
        "lines <<<<<<<, ======= and >>>>>>>",
    )


def _long_keys(text: str) -> list[Problem]:
    """Keys of more parts than any account has; tomllib needs quadratic time for them."""
    offset = 0
    for line in text.split("\n"):
        if line.count(".") >= 100:
            found = _LONG_KEY.search(line)
            if found:
                row, column = _at(text, offset + found.start())
                return [
                    Problem(
                        code="too-deep",
                        line=row,
                        column=column,
                        what="a key has too many parts",
                        remedy="Use at most 32 levels",
                    )
                ]
        offset += len(line) + 1
    return []


def _returns(text: str) -> list[Problem]:
    """The first carriage return that is no part of a line end. tomllib would take CR CR LF for one, we would not."""
    offset = text.find("\r")
    if offset < 0:
        return []
    line, column = _at(text, offset)
    return [
        Problem(
            code="line-ends",
            line=line,
            column=column,
            what="there is a carriage return that does not end a line",
            remedy="Save the file with one kind of line ends (LF or CRLF) in your editor",
            mends=(Mend(label="Make every line end alike", path=(SPAN,)),),
        )
    ]


def _too_deep(text: str) -> Problem:
    depth, offset = 0, 0
    for found in re.finditer(r"[\[\]{}\n]", text):
        depth = 0 if found[0] == "\n" and depth < 3 else depth + {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > DEPTH_LIMIT:
            offset = found.start()
            break
    line, column = _at(text, offset)
    return Problem(
        code="too-deep",
        line=line,
        column=column,
        what="lists or tables are nested too deeply",
        remedy="Use at most 32 levels",
    )


def _too_many_digits(text: str) -> Problem:
    found = next(iter(re.finditer(r"[0-9_]{4300,}", text)), None)
    line, column = _at(text, found.start() if found else 0)
    return Problem(
        code="out-of-range",
        line=line,
        column=column,
        what="a number has too many digits",
        remedy=f"Numbers go up to {INTEGER_LIMIT}",
    )


def _too_many_people(count: int) -> Problem:
    return Problem(
        code="too-many-people",
        line=1,
        column=1,
        path=("people",),
        what=f"the file names {count} people; an account has at most {PEOPLE_LIMIT}",
        remedy="Split the account, or keep only those who matter for this decision",
    )


def _text_too_long(path: KeyPath) -> Problem:
    return Problem(
        code="text-too-long",
        path=path,
        what=f"{quoted(path[-1])} has more than 64 KB of text",
        remedy=ELSEWHERE,
    )


def numbers_beyond(raw: Any) -> Iterator[int]:
    """Integers in an unknown value that no TOML writer may write."""
    level = [raw]
    while level:
        value = level.pop()
        if isinstance(value, dict):
            level.extend(value.values())
        elif isinstance(value, list):
            level.extend(value)
        elif isinstance(value, int) and abs(value) > INTEGER_LIMIT:
            yield value
