"""The header of an account file without reading the rest: what a list can show before anything was analysed.

Some ten times quicker than reading the account. Nothing is judged here: a header that is not where it is written by
`committee`, or has faults, yields less, and reading the whole file says the rest a moment later.
"""

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.row import Row
from committee.pipeline.portfolio.summary import name_of
from committee.store import digest
from committee.store.source import parsed, source_of
from committee.text import show

_HEADER: Final = re.compile(rb"^\[account\][ \t]*(?:#[^\n]*)?\r?\n", re.MULTILINE)
_NEXT: Final = re.compile(rb"^\[", re.MULTILINE)
_CLOSE: Final = re.compile(rb"^close_date = (\d{4}-\d\d-\d\d)[ \t\r]*$", re.MULTILINE)
_OVER: Final = re.compile(rb'^stage = "(?:won|lost|no-decision)"', re.MULTILINE)

_Choice = TypeVar("_Choice", bound=StrEnum)


def skimmed(data: bytes, path: Path, today: date) -> Row:
    """The row of a file as far as its header says it; not analysed."""
    raw = _table(data, _HEADER)
    owner = _text(raw, "owner")
    return Row(
        path=path,
        today=today,
        digest=digest(data),
        name=_text(raw, "name") or name_of(path),
        deal=_text(raw, "deal"),
        stage=_choice(Stage, raw.get("stage")),
        forecast=_choice(Forecast, raw.get("forecast")),
        value=value if type(value := raw.get("value")) is int else None,
        currency=_text(raw, "currency"),
        close_date=_day(raw, "close_date"),
        owner=_owner(data, owner),
        owner_id=owner,
        reviewed=_day(raw, "reviewed"),
        next_step=_text(raw, "next_step"),
        next_due=_day(raw, "next_step_due"),
        next_owner=_owner(data, owner) if raw.get("next_step") else "",
    )


def close_date(data: bytes) -> date | None:
    """What is written like the close date in the header of a file: good enough to count how often it moved."""
    found = _CLOSE.search(_under(data, _HEADER))
    try:
        return date.fromisoformat(found[1].decode("ascii")) if found else None
    except ValueError:
        return None


def over(data: bytes) -> bool:
    """Whether the header says that the deal is won, lost or ended, as far as a glance tells."""
    return _OVER.search(_under(data, _HEADER)) is not None


def _table(data: bytes, header: re.Pattern[bytes]) -> dict[str, Any]:
    """The keys under the first header that matches, up to the next one."""
    found = parsed(source_of(_under(data, header)))
    return found if isinstance(found, dict) else {}


def _under(data: bytes, header: re.Pattern[bytes]) -> bytes:
    """The lines under the first header that matches, up to the next one."""
    begin = header.search(data)
    if begin is None:
        return b""
    end = _NEXT.search(data, begin.end())
    return data[begin.end() : end.start() if end else len(data)]


def _owner(data: bytes, identifier: str) -> str:
    """What the teammate of that id is called; the id where nobody is."""
    if not identifier:
        return ""
    name = re.escape(identifier.encode("utf-8", "replace"))
    header = re.compile(rb"^\[team\." + name + rb"\][ \t]*(?:#[^\n]*)?\r?\n", re.MULTILINE)
    return _text(_table(data, header), "name") or identifier


def _text(raw: dict[str, Any], key: str) -> str:
    value = raw.get(key)
    return show(value) if isinstance(value, str) else ""


def _day(raw: dict[str, Any], key: str) -> date | None:
    value = raw.get(key)
    return value if type(value) is date else None


def _choice(kind: type[_Choice], value: Any) -> _Choice | None:
    try:
        return kind(value)
    except ValueError:
        return None
