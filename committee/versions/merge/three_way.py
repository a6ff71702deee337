"""Three-way merge of single values: scalars, sets, text by line, unknown keys, comments.

Every function is symmetric: the two sides change places, and only the sides of clashes change places.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from committee.model.access import ABSENT
from committee.model.account import Comment, KeyPath
from committee.model.edit import same
from committee.model.fields import Field, Kind
from committee.model.values import ordered
from committee.model.vocabulary import WORKING_WEEK
from committee.versions.merge.lines import gathered, merge_lines, merge_text


@dataclass(frozen=True, slots=True)
class Clash:
    """The two sides cannot both stand; what each would leave there, everything else merged."""

    base: Any
    ours: Any
    theirs: Any


def merge_value(field: Field, base: Any, ours: Any, theirs: Any) -> Any:
    """The value of a field, or a `Clash`."""
    if same(ours, theirs) or same(base, theirs):
        return ours
    if same(base, ours):
        return theirs
    if field.many:
        return _merge_set(field, base, ours, theirs)
    if field.kind is Kind.PROSE:
        # What somebody said is one statement; notes are lines of their own.
        found = merge_text(base, ours, theirs, gather=field.name == "notes")
        return found[1] if found[3] else Clash(*found[:3])
    return Clash(base, ours, theirs)


def _merge_set(field: Field, base: Any, ours: Any, theirs: Any) -> Any:
    """Items either side added, without those either side took out.

    No working days written is not an empty week but another statement (the usual week, or the week of the place), so
    a week that was unwritten on any side, or would be after the merge, is a clash.
    """
    whole = set(ours) | set(theirs)
    kept = ordered(field, (item for item in whole if not (item in base and not (item in ours and item in theirs))))
    if field.name == "days":
        if field.omit:
            base, ours, theirs = (days or WORKING_WEEK for days in (base, ours, theirs))
            kept = merge_days(base, ours, theirs)
            if kept:
                return field.default if kept == field.omit else kept
        elif base and ours and theirs and kept:
            return kept
        return Clash(base, ours, theirs)
    return kept


def merge_days(base: Any, ours: Any, theirs: Any) -> Any:
    """Three written weeks, merged as sets, in the order of the week."""
    days = [day for day in type(base[0]) if day in ours or day in theirs]
    return tuple(day for day in days if not (day in base and not (day in ours and day in theirs)))


def merge_unknown(path: KeyPath, base: Any, ours: Any, theirs: Any) -> tuple[Any, list[tuple[KeyPath, Clash]]]:
    """The raw value of a key this version does not know; tables key by key. With clashes, the value is ours there."""
    if same(ours, theirs) or same(base, theirs):
        return ours, []
    if same(base, ours):
        return theirs, []
    if isinstance(ours, dict) and isinstance(theirs, dict):
        before = base if isinstance(base, dict) else {}
        merged: dict[str, Any] = {}
        clashes: list[tuple[KeyPath, Clash]] = []
        for key in dict.fromkeys((*ours, *theirs)):
            value, found = merge_unknown(
                (*path, key), before.get(key, ABSENT), ours.get(key, ABSENT), theirs.get(key, ABSENT)
            )
            clashes += found
            if value is not ABSENT:
                merged[key] = value
        return merged, clashes
    return ours, [(path, Clash(base, ours, theirs))]


def merge_comment(base: Comment | None, ours: Comment | None, theirs: Comment | None) -> Comment | None:
    """Comments never clash: where both changed the same lines, both stay."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    none = Comment()
    before, one, other = base or none, ours or none, theirs or none
    above = _merge_block(before.above, one.above, other.above)
    end = _merge_block(before.end, one.end, other.end)
    trailing = _trailing(before.trailing, one.trailing, other.trailing)
    # A second comment behind a value has no room there.
    merged = Comment(above=(*above, *trailing[1:]), trailing=next(iter(trailing), ""), end=end)
    return None if merged == none else merged


def _trailing(base: str, ours: str, theirs: str) -> tuple[str, ...]:
    if theirs in (ours, base):
        found: Iterable[str] = (ours,)
    elif ours == base:
        found = (theirs,)
    else:
        found = sorted((ours, theirs))
    return tuple(text for text in found if text)


def _merge_block(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    merged: list[str] = []
    for region in merge_lines(base, ours, theirs, gather=True):
        merged += gathered(region.ours, region.theirs) if region.clash else region.ours
    return tuple(merged)
