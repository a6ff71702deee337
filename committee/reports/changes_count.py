"""How much changed, in a line that gives nothing away: for messages of commits and heads of lists."""

from collections import Counter
from collections.abc import Iterable

from committee.model.access import COMMENT, UNKNOWN
from committee.model.account import KeyPath
from committee.plurals import counted
from committee.versions.changes import Change, record_of


def short_count(made: Iterable[Change]) -> str:
    """How much changed, and nothing of what: `2 people, 1 tie changed`; empty for no change."""
    found = Counter(noun_of(path) for path in dict.fromkeys(record_of(change.path) for change in made))
    parts = [counted_noun(found[noun], noun) for noun in NOUNS if found[noun]]
    return f"{', '.join(parts)} changed" if parts else ""


NOUNS = (
    "the deal", "person", "tie", "relationship of ours", "piece of evidence", "step", "rival", "place", "teammate",
    "reporting line", "action", "accepted finding", "setting", "comment",
)  # fmt: skip
"""What is counted, in this order."""
_NOUN_OF = {
    "account": "the deal",
    "decision": "the deal",
    "people": "person",
    "influence": "tie",
    "coverage": "relationship of ours",
    "evidence": "piece of evidence",
    "gates": "step",
    "rivals": "rival",
    "places": "place",
    "team": "teammate",
    "actions": "action",
    "accepted": "accepted finding",
    "effort": "setting",
    "thresholds": "setting",
}


def noun_of(path: KeyPath) -> str:
    """What the record at a path is counted as."""
    return "comment" if path[0] in {COMMENT, UNKNOWN} else _NOUN_OF[path[0]]


def counted_noun(number: int, noun: str) -> str:
    """`2 people`; the deal is there once."""
    if noun == "the deal":
        return noun
    return counted(number, noun)
