"""How much changed, in a line that gives nothing away: for messages of commits and heads of lists."""

from collections import Counter
from collections.abc import Iterable

from committee.model.access import COMMENT, UNKNOWN
from committee.model.account import KeyPath
from committee.versions.changes import Change, record_of


def short_count(made: Iterable[Change]) -> str:
    """How much changed, and nothing of what: `2 people, 1 tie changed`; empty for no change."""
    found = Counter(noun_of(path) for path in dict.fromkeys(record_of(change.path) for change in made))
    parts = [counted_noun(found[noun], noun) for noun in NOUNS if found[noun]]
    return f"{', '.join(parts)} changed" if parts else ""


NOUNS = {
    "the deal": "the deal",
    "person": "people",
    "tie": "ties",
    "relationship of ours": "relationships of ours",
    "piece of evidence": "pieces of evidence",
    "step": "steps",
    "rival": "rivals",
    "place": "places",
    "teammate": "teammates",
    "reporting line": "reporting lines",
    "action": "actions",
    "accepted finding": "accepted findings",
    "setting": "settings",
    "comment": "comments",
}
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
    return f"{number} {noun if number == 1 else NOUNS[noun]}"
