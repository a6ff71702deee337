"""From a filled-in sheet to the one edit it makes."""

from collections.abc import Callable, Mapping
from typing import Any

from committee.model import edits
from committee.model.access import ABSENT, get
from committee.model.edit import Edit
from committee.model.ids import Randomness
from committee.tui.forms.sheet import CLAIMED, Section, Sheet

Adder = Callable[..., Edit]

_ADDERS: Mapping[str, Adder] = {
    "people": edits.add_person,
    "team": edits.add_teammate,
    "places": edits.add_place,
    "rivals": edits.add_rival,
    "gates": edits.add_gate,
}
_DATED: Mapping[str, Adder] = {"evidence": edits.add_evidence, "actions": edits.add_action}
_TIES: Mapping[str, tuple[Adder, str, str]] = {
    "influence": (edits.set_tie, "from", "to"),
    "coverage": (edits.set_coverage, "teammate", "person"),
}


def sheet_edit(sheet: Sheet, rng: Randomness) -> Edit | None:
    """The edit that makes the account say what the sheet says; `None` where nothing was changed.

    Only changed fields are in it. Call it when `sheet.faults()` is empty.
    """
    if sheet.new:
        return _make(sheet, rng)
    made = [edit for section in sheet.sections if (edit := _change(sheet, section)) is not None]
    if len(made) < 2:
        return made[0] if made else None
    return edits.batch(f"{sheet.title}: {_fields_in_words(sheet)}", *made)


def _make(sheet: Sheet, rng: Randomness) -> Edit:
    values = sheet.values(sheet.sections[0])
    if sheet.new in _TIES:
        builder, first, second = _TIES[sheet.new]
        return builder(sheet.account, values.pop(first), values.pop(second), **values)
    if sheet.new in _DATED:
        return _DATED[sheet.new](sheet.account, rng, today=sheet.today, **values)
    return _ADDERS[sheet.new](sheet.account, rng, **values)


def _change(sheet: Sheet, section: Section) -> Edit | None:
    values = sheet.values(section)
    if not values:
        return None
    if section.path[-1:] == ("champion",):
        return _champion(sheet, section, values)
    return edits.set_fields(sheet.account, section.path, values)


def _champion(sheet: Sheet, section: Section, values: dict[str, Any]) -> Edit | None:
    """The tests; saying that somebody is claimed makes the table, saying that they are not removes it."""
    path = section.path
    claimed = values.pop(CLAIMED.name, None) if CLAIMED.name in values else sheet.value(path)
    there = get(sheet.account, path) is not ABSENT
    if not claimed and there and not any(value is not None for value in values.values()):
        return edits.remove(sheet.account, path)
    if not claimed and not values:
        return None
    return edits.set_champion(sheet.account, path[1], **values)


def _fields_in_words(sheet: Sheet) -> str:
    return ", ".join(sheet.box(path).label for path in sheet.changed())
