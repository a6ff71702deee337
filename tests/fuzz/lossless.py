"""What a file says by the letter of docs/format.md, whatever its layout; read by `tomllib` and nothing of ours."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from poison import BAD, UNSEEN

from committee.model.fields import Field, Kind
from committee.model.tables import locate

_WEEK = {"mon", "tue", "wed", "thu", "fri"}


def said(text: str) -> Any:
    """Values by path, with what means nothing left out: empty text, empty lists, what is so anyway."""
    return _table((), tomllib.loads(text))


def differences(old: str, new: str) -> list[str]:
    """Where two texts say something else."""
    one, other = (dict(_flat((), said(text))) for text in (old, new))
    return [
        f"{path}: {one.get(path)} became {other.get(path)}"
        for path in sorted({*one, *other})
        if one.get(path) != other.get(path)
    ]


def _flat(path: tuple[str, ...], value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        if not value:
            yield repr(path), {}
        for key, inner in value.items():
            yield from _flat((*path, key), inner)
    else:
        yield repr(path), value


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return UNSEEN.sub("", BAD.sub("\ufffd", value.replace("\r\n", "\n")))
    if isinstance(value, dict):
        return {_clean(key): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    return value


def _one_line(value: Any) -> Any:
    """Breaks and tabs of a text of one line count as spaces, blanks alone as nothing; `check` warns of both."""
    if not isinstance(value, str):
        return value
    return _BREAK.sub(" ", value).strip() if not value.strip() or _BREAK.search(value) else value


_BREAK = re.compile(r"\s*[\n\t]\s*")


def _table(path: tuple[str, ...], raw: dict[str, Any]) -> Any:
    found = {}
    for key, given in raw.items():
        here, value = (*path, key), _clean(given)
        at = locate(here)
        field = at[1] if at else None
        if field is not None:
            value = value if field.kind is Kind.PROSE else _one_line(value)
            if not _means_nothing(path, field, value):
                found[key] = repr(sorted(set(value))) if field.many else repr(value)
        elif isinstance(value, dict) and (at or _holds_records(here)):
            inner = _table(here, value)
            if inner or (at and "*" in at[0].pattern):
                found[key] = inner
        else:
            found[_clean(key)] = _raw(_clean(value))
    return found


def _raw(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _raw(inner) for key, inner in value.items()}
    return [_raw(inner) for inner in value] if isinstance(value, list) else repr(value)


def _holds_records(path: tuple[str, ...]) -> bool:
    return any(locate((*path, *more)) is not None for more in (("x",), ("x", "y"), ("x", "y", "z")))


def _means_nothing(path: tuple[str, ...], field: Field, value: Any) -> bool:
    if value in ("", []) and not field.required:
        return True
    if (path[0], field.name) == ("people", "side"):
        return bool(value == "customer")
    if field.name == "status" and path[0] in {"people", "team"}:
        return bool(value == "active")
    return field.name == "days" and path[0] in {"places", "team"} and set(value) == _WEEK
