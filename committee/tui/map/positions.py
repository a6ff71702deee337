"""Where everybody stood in the last sitting with a file, kept in the state folder so that nobody moves between two.

Ids, names and places are kept as fingerprints only: what lies in the state folder tells nothing about an account.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from committee import writing
from committee.layout import Detail, Layout
from committee.layout.lanes import lanes_of, rows_of
from committee.layout.shapes import Slot, Style
from committee.model.account import Account
from committee.paths import map_file

_MOST = 40
"""No lane or level is taken to be wider or deeper than this."""
_OTHER = 4
"""Where the number of people has changed by more than one in this many, the map is made afresh."""


def remembered(path: Path | None, account: Account, today: date) -> Layout | None:
    """The positions kept for a file, as a layout without cards to begin from; `None` where there are none that fit."""
    if path is None:
        return None
    try:
        text = map_file(path).read_text(encoding="utf-8")
        import json

        kept = json.loads(text)
        return _positions(kept, account, today)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(path: Path | None, layout: Layout | None) -> None:
    """Keep the positions of a map; what cannot be written is not worth a word."""
    if path is None or layout is None or not layout.slots:
        return
    words = {
        "people": len(layout.slots),
        "columns": {_print(key): n for key, n in layout.columns.items()},
        "depths": {_print(key): n for key, n in layout.depths.items()},
        "slots": {_print(person, slot.lane, slot.row): slot.index for person, slot in layout.slots.items()},
        "style": asdict(layout.style),
    }
    import json

    writing.kept_or_not(map_file(path), json.dumps(words, sort_keys=True).encode())


def _positions(kept: dict[str, Any], account: Account, today: date) -> Layout | None:
    lanes, rows = lanes_of(account, today), rows_of(account)
    here = {person: (lane.key, row.key) for lane in lanes for row in rows for person in _both(lane.people, row.people)}
    if abs(len(here) - int(kept["people"])) * _OTHER > len(here):
        return None
    columns = _sizes(kept["columns"], (lane.key for lane in lanes))
    depths = _sizes(kept["depths"], (row.key for row in rows))
    slots: dict[str, Slot] = {}
    for person, (lane, row) in here.items():
        index = kept["slots"].get(_print(person, lane, row))
        slot = Slot(lane, row, index) if isinstance(index, int) else None
        if slot and 0 <= slot.index < columns.get(lane, 0) * depths.get(row, 0) and slot not in slots.values():
            slots[person] = slot
    if not slots:
        return None
    style = Style(**{name: type(usual)(kept["style"][name]) for name, usual in asdict(Style()).items()})
    return Layout(Detail.NAME, (), (), (), (), 0, 0, {}, slots, columns, depths, style)


def _both(some: Iterable[str], others: Iterable[str]) -> set[str]:
    return set(some) & set(others)


def _sizes(kept: dict[str, Any], keys: Iterable[str]) -> dict[str, int]:
    found = {key: kept.get(_print(key)) for key in keys}
    return {key: n for key, n in found.items() if isinstance(n, int) and 0 < n <= _MOST}


def _print(*words: str) -> str:
    from hashlib import blake2b

    return blake2b("\0".join(words).encode(), digest_size=8).hexdigest()
