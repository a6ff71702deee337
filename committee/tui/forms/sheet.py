"""What a form holds while it is filled in, as a value: the boxes, their texts, their faults, and the edit they make.

No widget here. A `Sheet` is made from the field table for one record (`record_sheet`) or for one that does not exist
yet (`new_sheet`); typing gives a new sheet; `edit` gives one `Edit` with one label that changes only what was changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from committee.errors import EditRefused
from committee.model.access import ABSENT, get
from committee.model.account import Account, KeyPath, tie_of
from committee.model.disclosure import END_PRIVATE, REFUSED, Hidden
from committee.model.fields import Field, Kind, Table
from committee.model.tables import locate, table
from committee.model.values import Fault
from committee.model.vocabulary import Claim
from committee.tui.forms.words import claim_field, claimed_value, read, show

CLAIMED = Field(
    name="champion", kind=Kind.BOOLEAN, doc="claimed as champion; earned by the three tests", default=None, omit=None
)
"""Stands for the presence of the champion table, which has no key of its own."""

_NESTED = {"people": "champion", "decision": "quorum"}
_LABELS = {
    "at_least": "how many",
    "by": "heard by",
    "field": "claim",
    "not_needed": "roles not needed",
    "of": "of whom",
    "ours": "who of us",
    "says": "what was said",
    "theirs": "who of them",
    "voices_for_reserved": "voices if reserved",
}
_ENDS = {"influence": ("from", "to"), "coverage": ("teammate", "person")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One field of a form; `path` is where its value goes."""

    path: KeyPath
    field: Field
    before: str = ""
    options: tuple[str, ...] = ()
    """The words to choose from, where they are fewer than the field's own."""

    @property
    def label(self) -> str:
        """The field's name as words."""
        return _LABELS.get(self.field.name, self.field.name.replace("_", " "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The boxes of one record."""

    title: str
    path: KeyPath
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form being filled in.

    `texts` holds what stands in a box where it differs from what stood there at first. `new` names the table of a
    record that is still to be made; its boxes have `"+"` for the id.
    """

    account: Account
    today: date
    title: str
    sections: tuple[Section, ...]
    new: str = ""
    texts: Mapping[KeyPath, str] = field(default_factory=dict)

    def boxes(self) -> Iterator[Box]:
        """Every box, in order."""
        for section in self.sections:
            yield from section.boxes

    def box(self, path: KeyPath) -> Box:
        """The box at `path`; `KeyError` if there is none."""
        found = next((box for box in self.boxes() if box.path == path), None)
        if found is None:
            raise KeyError(path)
        return found

    def text(self, path: KeyPath) -> str:
        """What stands in a box now."""
        return self.texts[path] if path in self.texts else self.box(path).before

    def typed(self, path: KeyPath, text: str) -> "Sheet":
        """The sheet after `text` was typed into a box."""
        texts = {key: value for key, value in self.texts.items() if key != path}
        if text != self.box(path).before:
            texts[path] = text
        return self._follow_claim(replace(self, texts=texts), path)

    def value(self, path: KeyPath) -> Any:
        """The value of a box, or the `Fault` its text has."""
        box = self.box(path)
        return read(self.account, box.field, self.text(path), self.today)

    def fault(self, path: KeyPath) -> Fault | None:
        """What is wrong with a box, if anything."""
        value = self.value(path)
        if isinstance(value, Fault):
            return value
        if self.box(path).field.required and not value:
            return Fault(code="missing", what="this cannot be empty", remedy=self.box(path).field.doc)
        return None

    def faults(self) -> dict[KeyPath, Fault]:
        """Every box that has something wrong with it."""
        return {box.path: fault for box in self.boxes() if (fault := self.fault(box.path)) is not None}

    def changed(self) -> tuple[KeyPath, ...]:
        """The boxes whose value is no longer the one of before; retyping the same value is no change."""
        return tuple(box.path for box in self.boxes() if box.path in self.texts and self._differs(box))

    def values(self, section: Section) -> dict[str, Any]:
        """The changed values of one section, by field name; call it only when nothing is faulty."""
        changed = set(self.changed())
        return {box.field.name: self.value(box.path) for box in section.boxes if box.path in changed}

    def _differs(self, box: Box) -> bool:
        now, then = self.value(box.path), read(self.account, box.field, box.before, self.today)
        return bool(now != then)

    def _follow_claim(self, sheet: "Sheet", path: KeyPath) -> "Sheet":
        """When the claim of new evidence changes, its value becomes the one believed now, in the claim's own kind."""
        if path[0] != "evidence" or path[-1] not in {"field", "about"}:
            return sheet
        record, claim, about = path[:-1], sheet.value((*path[:-1], "field")), sheet.value((*path[:-1], "about"))
        claim = claim if isinstance(claim, Claim) else None
        changed = claim_field(claim)
        sheet = sheet.with_field((*record, "value"), changed)
        believed = claimed_value(self.account, about, claim) if isinstance(about, str) and claim else None
        return sheet.typed((*record, "value"), show(self.account, changed, believed))

    def with_field(self, path: KeyPath, changed: Field) -> "Sheet":
        """The sheet with another field behind one box."""
        sections = tuple(
            replace(s, boxes=tuple(replace(b, field=changed) if b.path == path else b for b in s.boxes))
            for s in self.sections
        )
        return replace(self, sections=sections)


def record_sheet(account: Account, path: KeyPath, today: date) -> Sheet:
    """The form for a record that exists, with the tables inside it (a person's champion tests, the quorum)."""
    entry = _table(path)
    inner = _NESTED.get(path[0])
    sections = [section_of(account, path, entry)]
    if inner is not None and path[-1] != inner:
        sections.append(section_of(account, (*path, inner), _table((*path, inner))))
    return Sheet(account=account, today=today, title=title_of(account, path), sections=tuple(sections))


def acceptance_sheet(account: Account, code: str, subject: str, title: str, today: date) -> Sheet:
    """The form for living with a finding, accepted before or not; a reason is asked for."""
    path = ("accepted", code, subject)
    section = section_of(account, path, table("accepted", "*", "*"))
    boxes = tuple(replace(b, field=replace(b.field, required=b.field.name == "reason")) for b in section.boxes)
    return Sheet(account=account, today=today, title=title, sections=(replace(section, boxes=boxes),))


def field_sheet(account: Account, path: KeyPath, today: date) -> Sheet:
    """The form for a single field.

    Raises:
        EditRefused: it is hidden in private mode.
    """
    section = section_of(account, path[:-1], _table(path[:-1]))
    box = next((b for b in section.boxes if b.path == path), None)
    if box is None:
        raise EditRefused(REFUSED, END_PRIVATE)
    return Sheet(
        account=account, today=today, title=title_of(account, path[:-1]), sections=(replace(section, boxes=(box,)),)
    )


def new_sheet(
    account: Account, table_name: str, today: date, preset: Mapping[str, Any] | None = None, order: tuple[str, ...] = ()
) -> Sheet:
    """The form for a record still to be made; `preset` holds values by field name, `order` the fields to ask first."""
    entry = next(t for t in _tables_of(table_name))
    path = (table_name, "+")
    ends = _ENDS.get(table_name, ())
    fields = [
        Field(name=end, kind=Kind.REFERENCE, doc=f"whose {entry.noun} it is", refers=refers, required=True, default="")
        for end, refers in zip(ends, entry.keys, strict=True)
    ]
    fields += sorted(entry.fields, key=lambda f: order.index(f.name) if f.name in order else len(order))
    about = str((preset or {}).get("about", ""))
    boxes = tuple(Box(path=(*path, f.name), field=f, options=claims_about(about, f)) for f in fields)
    title = f"New {entry.noun}"
    sheet = Sheet(
        account=account,
        today=today,
        title=title,
        sections=(Section(title=title, path=path, boxes=boxes),),
        new=table_name,
    )
    for name, value in (preset or {}).items():
        box = sheet.box((*path, name))
        sheet = sheet.typed(box.path, show(account, box.field, value))
    return sheet


def title_of(account: Account, path: KeyPath) -> str:
    """What a record is called, in words: `Tom Lee`, `Tom Lee > María Gómez`, `gate Data processing agreement`."""
    entry = _table(path)
    names = [account.name_of(part) for part in path[1:]]
    if entry.name in {"influence", "coverage"}:
        return " > ".join(names)
    if entry.name in {"gates", "actions", "evidence"}:
        record = get(account, path)
        said = getattr(record, "what", "") or getattr(record, "says", "")
        return f"{entry.noun} {said.splitlines()[0]}" if said else entry.noun
    if entry.name == "account":
        return account.header.name
    return names[0] if names else entry.noun


def _table(path: KeyPath) -> Table:
    found = locate(path)
    if found is None:
        raise KeyError(path)
    return found[0]


def _tables_of(name: str) -> Iterator[Table]:
    for stars in (1, 2):
        try:
            yield table(name, *["*"] * stars)
        except KeyError:
            continue


def section_of(account: Account, path: KeyPath, entry: Table) -> Section:
    """The boxes of one record, which may not exist yet: then every box is empty. What is hidden has no box."""
    record = get(account, path)
    boxes = []
    for found in entry.fields:
        if record is not ABSENT and isinstance(get(account, (*path, found.name)), Hidden):
            continue
        shown = _claimed_field(account, path, found)
        before = "" if record is ABSENT else show(account, shown, get(account, (*path, found.name)))
        boxes.append(Box(path=(*path, found.name), field=shown, before=before, options=_claims(account, path, found)))
    if path[-1] == "champion":
        claimed = "" if record is ABSENT else show(account, CLAIMED, value=True)
        boxes.insert(0, Box(path=path, field=CLAIMED, before=claimed))
    return Section(title=entry.noun, path=path, boxes=tuple(boxes))


def claims_about(about: str, found: Field) -> tuple[str, ...]:
    """The claims there can be about a person, or about a tie; no restriction for any other field."""
    if found.choices is not Claim or not about:
        return ()
    of_tie = tie_of(about) is not None
    return tuple(claim.value for claim in Claim if claim.of_tie is of_tie)


def _claims(account: Account, path: KeyPath, found: Field) -> tuple[str, ...]:
    record = account.evidence.get(path[1]) if path[0] == "evidence" else None
    return claims_about(record.about, found) if record else ()


def _claimed_field(account: Account, path: KeyPath, found: Field) -> Field:
    if path[0] == "evidence" and found.name == "value":
        return claim_field(account.evidence[path[1]].field)
    return found
