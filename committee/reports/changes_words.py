"""One change of an account in words a seller would use: what it was, what it is, and what says so."""

from collections.abc import Callable, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from committee.graph.evidence import Value, ledger
from committee.model.access import ABSENT
from committee.model.account import Account, Evidence, KeyPath, tie_subject
from committee.model.dates import show_day
from committee.model.fields import Field, Kind
from committee.model.tables import locate
from committee.model.vocabulary import STRENGTH_OURS, STRENGTH_THEIRS, Claim, PersonStatus, TeamStatus
from committee.reports.words import label_text, strength_text, value_text

UNKNOWN = "unknown"
ARROW = "→"
LINES = 3
"""How many changed lines of a longer text are quoted."""

_CLAIMS = {claim.value: claim for claim in Claim}
_TESTS = {"influence": "influence", "sells": "sells for us", "stake": "own stake"}


class Words:
    """Says changes between two versions. `before` has the ids of `after` already.

    Args:
        before: the older version.
        after: the newer one.
        today: dates of its year are said without the year.
        new: ids of evidence that came with the change; it is looked at first.
    """

    def __init__(self, before: Account, after: Account, today: date, new: frozenset[str] = frozenset()) -> None:
        self.before, self.after, self.today = before, after, today
        self._new = new
        self.used: set[str] = set()
        """Evidence that was named beside what it vouches for."""
        self._known = frozenset(after.ids())
        self._ids = self._known | frozenset(before.ids())

    def name(self, identifier: str) -> str:
        """What somebody or something is called, also when gone."""
        return (self.after if identifier in self._known else self.before).name_of(identifier)

    def day(self, when: date) -> str:
        """`12 Nov`, and the year where it is not this one."""
        return show_day(when, self.today)

    def value(self, field: Field | None, value: Any) -> str:
        """A value; absence is "unknown"."""
        if value is None or value is ABSENT or value in ("", ()):
            return UNKNOWN
        if isinstance(value, tuple):
            return ", ".join(self.value(field, item) for item in value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, str) and value in self._ids and field is not None and field.refers:
            return self.name(value)
        return value_text(self.after, field, value) if field is not None else str(value)

    def turned(self, field: Field | None, before: Any, after: Any) -> str:
        """`neutral → supporter`."""
        return f"{self.value(field, before)} {ARROW} {self.value(field, after)}"

    def basis(self, about: str, claim: str, *values: Value) -> str:
        """What says so, in brackets: ` (heard, 12 Nov)`; the newest that came with the change, else the newest."""
        if claim not in _CLAIMS:
            return ""
        book = ledger(self.after)
        found = [entry for value in values for entry in book.speaking_for(about, _CLAIMS[claim], value)]
        if not found:
            return ""
        best = max(found, key=lambda entry: (entry[0] in self._new, entry[1].date or date.min))
        self.used.update(key for key, _ in found if key in self._new)
        return f" ({self.how(best[1])})"

    def how(self, record: Evidence) -> str:
        """`heard, 12 Nov`, as far as it is known."""
        parts = [str(record.basis) if record.basis is not None else "", self.day(record.date) if record.date else ""]
        return ", ".join(part for part in parts if part) or "evidence without a date"

    def field(self, path: KeyPath, before: Any, after: Any) -> str:
        """A field that changed, of any record."""
        located = locate(path)
        field = located[1] if located is not None else None
        special = _SPECIAL.get((path[0], path[-1]))
        if path[0] == "people" and path[2:3] == ("champion",):
            return self._test(path, before, after)
        if special is not None:
            return special(self, path, before, after)
        if field is not None and field.kind is Kind.PROSE:
            return f"{label_text(path[-1]).lower()}: {prose(before, after)}"
        about = path[1] if path[0] == "people" else ""
        said = f"{_label(path[-1])}{self.turned(field, before, after)}"
        return said + (self.basis(about, path[-1], after) if about else "")

    def _test(self, path: KeyPath, before: Any, after: Any) -> str:
        test = path[-1]
        said = f"champion test, {_TESTS.get(test, test)}: {self.turned(None, _yes(before), _yes(after))}"
        return said + self.basis(path[1], f"champion.{test}", after)

    def roles(self, path: KeyPath, before: Any, after: Any) -> str:
        """Roles that came and went."""
        came, went = ([role for role in one if role not in other] for one, other in ((after, before), (before, after)))
        parts = [f"role {', '.join(came)} added"] * bool(came) + [f"role {', '.join(went)} gone"] * bool(went)
        return ", ".join(parts) + self.basis(path[1], "roles", *(str(role) for role in came))

    def stance(self, path: KeyPath, before: Any, after: Any) -> str:
        """The stance needs no label: its words say what they are."""
        said = self.turned(None, before, after)
        if after is None:
            return f"stance {said}"
        return said + (self.basis(path[1], "stance", after) or " (no evidence)")

    def status(self, path: KeyPath, before: Any, after: Any) -> str:
        """Leaving, coming back, getting a name."""
        if after in {PersonStatus.LEFT, TeamStatus.LEFT}:
            return "left" if path[0] == "team" else "left the company"
        if before in {PersonStatus.LEFT, TeamStatus.LEFT}:
            return "is back"
        if before is PersonStatus.PLACEHOLDER:
            return "is no placeholder any more"
        return f"status {before} {ARROW} {after}"

    def place(self, _path: KeyPath, before: Any, after: Any) -> str:
        """Another lane of the map."""
        if not after:
            return f"no longer at {self.name(before)}; where is unknown"
        return f"moved from {self.name(before)} to {self.name(after)}" if before else f"is at {self.name(after)}"

    def called(self, _path: KeyPath, before: Any, _after: Any) -> str:
        """Another name; the new one stands in front already."""
        return f"was called {before or UNKNOWN} before"

    def strength(self, path: KeyPath, before: Any, after: Any) -> str:
        """How strong a tie is, with the word for it."""
        words = STRENGTH_OURS if path[0] == "coverage" else STRENGTH_THEIRS
        said = f"strength {UNKNOWN if before is None else before} {ARROW} "
        said += UNKNOWN if after is None else strength_text(after, words)
        return said + self.basis(tie_subject(path[1], path[2]), "strength", after)

    def kind(self, path: KeyPath, before: Any, after: Any) -> str:
        """What a tie rests on."""
        return f"{self.turned(None, before, after)}{self.basis(tie_subject(path[1], path[2]), 'kind', after)}"

    def quorum(self, path: KeyPath, before: Any, after: Any) -> str:
        """Who counts for the quorum, and how many of them."""
        if path[-1] == "at_least":
            return f"quorum needs {UNKNOWN if before is None else before} {ARROW} {UNKNOWN if after is None else after}"
        came, went = ([one for one in some if one not in rest] for some, rest in ((after, before), (before, after)))
        parts = [
            f"{word} {', '.join(map(self.name, some))}" for word, some in (("with", came), ("without", went)) if some
        ]
        return f"quorum {', '.join(parts)}"

    def done(self, _path: KeyPath, before: Any, after: Any) -> str:
        """An action that is done, or open again."""
        if after is None:
            return "open again"
        return f"done on {self.day(after)}" + (f" (said {self.day(before)} before)" if before else "")

    def texts(self, path: KeyPath, before: Any, after: Any) -> str:
        """One line of free text, whole."""
        return (
            f"{_label(path[-1])}{quoted(before) if before else UNKNOWN} {ARROW} {quoted(after) if after else UNKNOWN}"
        )


_SPECIAL: Mapping[tuple[str, str], Callable[[Words, KeyPath, Any, Any], str]] = {
    ("people", "stance"): Words.stance,
    ("people", "roles"): Words.roles,
    ("people", "place"): Words.place,
    ("people", "name"): Words.called,
    ("team", "name"): Words.called,
    ("places", "name"): Words.called,
    ("rivals", "name"): Words.called,
    ("people", "status"): Words.status,
    ("team", "status"): Words.status,
    ("coverage", "strength"): Words.strength,
    ("influence", "strength"): Words.strength,
    ("influence", "kind"): Words.kind,
    ("actions", "done"): Words.done,
    ("decision", "at_least"): Words.quorum,
    ("decision", "of"): Words.quorum,
    ("account", "name"): Words.called,
    ("people", "cares_about"): Words.texts,
    ("account", "next_step"): Words.texts,
    ("evidence", "source"): Words.texts,
}


def quoted(text: str, width: int = 120) -> str:
    """`“Wants payback”`, on one line, cut where it is long."""
    line = " ".join(str(text).split())
    return f"“{line if len(line) <= width else line[: width - 1].rstrip() + '…'}”"


def prose(before: str, after: str) -> str:
    """Which lines of a longer text came and went: the first of each are quoted, the others counted."""
    old, new = (text.strip("\n").split("\n") if text.strip() else [] for text in (before or "", after or ""))
    came, went = [], []
    for tag, low, high, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            went += [line for line in old[low:high] if line.strip()]
            came += [line for line in new[start:end] if line.strip()]
    parts = [_some("added", came)] * bool(came) + [_some("gone", went)] * bool(went)
    return "; ".join(parts) or "only blank lines changed"


def _some(word: str, lines: list[str]) -> str:
    more = f" and {len(lines) - LINES} more lines" if len(lines) > LINES else ""
    return f"{word} {', '.join(quoted(line) for line in lines[:LINES])}{more}"


def _label(name: str) -> str:
    return f"{label_text(name).lower()} ".replace("crm id", "CRM id")


def _yes(value: Any) -> str:
    return UNKNOWN if value is None else "yes" if value else "no"
