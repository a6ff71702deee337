"""Rows as JSON and back: what the cache keeps. The file's place is not part of it: equal files have equal rows."""

from datetime import date
from pathlib import Path
from sys import intern
from typing import Any, Final

from committee.findings.finding import Severity
from committee.model.vocabulary import Forecast, Stage
from committee.pipeline.portfolio.row import Row, Worst

Json = dict[str, Any]

_PLAIN: Final = (
    "name", "digest", "deal", "value", "currency", "owner", "owner_id", "next_step", "next_owner", "analysed", "met",
    "needed", "accepted", "talks", "difficulty", "effort", "blocked", "unreached", "plan", "confirmed",
    "rests", "fault", "fault_code",
    "errors", "warnings",
)  # fmt: skip
_DAYS: Final = ("close_date", "reviewed", "next_due", "contacted")
_ALIKE: Final = ("currency", "owner", "owner_id", "difficulty", "plan", "next_owner")
"""Words that many rows share; each is kept once."""

_LISTS: Final = ("counts", "codes", "champions", "buyers")

_STAGES: Final = {str(stage): stage for stage in Stage}
_FORECASTS: Final = {str(forecast): forecast for forecast in Forecast}
_SEVERITIES: Final = {str(severity): severity for severity in Severity}


def encoded(row: Row) -> Json:
    """A row as JSON values, without what comes from the history of its file; empty fields are left out."""
    found: Json = {name: value for name in _PLAIN if (value := getattr(row, name)) not in {None, ""}}
    found |= {name: day.isoformat() for name in _DAYS if (day := getattr(row, name)) is not None}
    found |= {name: list(value) for name in _LISTS if (value := getattr(row, name))}
    found |= {name: str(value) for name in ("stage", "forecast") if (value := getattr(row, name)) is not None}
    found["board"] = [list(segment) for segment in row.board]
    found["worst"] = [[w.code, w.name, str(w.severity), w.subject, w.text, list(w.people)] for w in row.worst]
    return found


def decoded(raw: Json, path: Path, today: date) -> Row:
    """The row that `encoded` made, for the file at `path`.

    Raises:
        ValueError, KeyError, TypeError: it did not.
    """
    values: Json = {name: raw[name] for name in _PLAIN if name in raw}
    values |= {name: intern(raw[name]) for name in _ALIKE if name in raw}
    values |= {name: date.fromisoformat(raw[name]) for name in _DAYS if name in raw}
    values |= {name: tuple(map(_one, raw[name])) for name in _LISTS if name in raw}
    if "stage" in raw:
        values["stage"] = _STAGES[raw["stage"]]
    if "forecast" in raw:
        values["forecast"] = _FORECASTS[raw["forecast"]]
    return Row(
        path=path,
        today=today,
        board=tuple((text, intern(kind)) for text, kind in raw["board"]),
        worst=tuple(_worst(*one) for one in raw["worst"]),
        **values,
    )


def _one(value: Any) -> Any:
    return intern(value) if isinstance(value, str) else value


def _worst(code: str, name: str, severity: str, subject: str, text: str, people: list[str]) -> Worst:
    return Worst(
        code=intern(code),
        name=intern(name),
        severity=_SEVERITIES[severity],
        subject=subject,
        text=text,
        people=tuple(people),
    )
