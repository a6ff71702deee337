"""Where the texts of an account name somebody: by their whole name, mail or id, or by one word of their name.

Compared without capitals and accents, word by word; scripts without spaces between words anywhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from committee.model.access import COMMENT, UNKNOWN
from committee.model.account import Account, KeyPath
from committee.model.fields import Kind
from committee.model.ids import slug
from committee.model.tables import TABLES
from committee.text import fold

_FREE: Final = (Kind.TEXT, Kind.PROSE)
_ENDING: Final = 3
"""Letters that may follow a word of a name where languages bend names: Piotr, Piotra, Piotrowi."""
_WORDS = """
april art august autumn bell bill bishop black bliss brook brown buck carol case chance chase chip church clay
cliff cook cross dale dawn day dean dick don drew earl faith fields fisher fox frank gene glen good grace grant
gray green guy hall harmony heath hill holly hope hunter ivy jack jay jewel joy june king knight lance land lane
law lee long love mark marshal may melody mercy miles mills north page park parker patience pearl penny pierce
post price prince prudence ray read reed rich river rob robin rock rose ruby rush sage sandy sky smith south
speaker star sterling stone sue summer sunny swift taylor temple tom van victor violet ward waters way west
white will wood woods young
"""
_ORDINARY: Final = frozenset(_WORDS.split())
"""Names that are English words as well, or nearly: never replaced on their own."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names somebody. `path` as in `committee.model.access`; `word` is what stands there.

    `sure` says that it can only mean them; otherwise it may be an ordinary word, somebody of the same name, or part of
    an id or a key.
    """

    path: KeyPath
    word: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Traces:
    """The words by which somebody is found in texts, folded: `sure` mean them alone, `weak` may mean something else."""

    sure: tuple[str, ...]
    weak: tuple[str, ...]
    spelled: tuple[str, ...]
    """Name, id, mail and CRM id as they are written: what to search other files for."""

    @classmethod
    def of(cls, account: Account, person: str) -> "Traces":
        """Those of a person of the account."""
        record = account.people[person]
        spelled = tuple(dict.fromkeys(text for text in (record.name, person, record.email, record.crm_id) if text))
        whole = {fold(text) for text in spelled if len(text) > 3 or not text.isascii()}
        words = {word for word in re.split(r"[\s.,'’\"()/-]+", fold(record.name)) if _telling(word)}
        others = _words_of_others(account, person)
        sure = {*whole, *(word for word in words if word not in others and word not in _ORDINARY)}
        own = {fold(other.name) for key, other in account.people.items() if key != person}
        sure -= own
        weak = {*words, *(fold(text) for text in spelled)} - sure
        return cls(_longest_first(sure), _longest_first(weak), spelled)


def mentions(account: Account, traces: Traces, skip: str = "") -> tuple[Mention, ...]:
    """Every text, comment, unknown value and telling id that holds a trace, in file order; ids last.

    Args:
        account: where to look.
        traces: what to look for.
        skip: the id of a person whose own name is not looked at.
    """
    found: list[Mention] = []
    for path, text in texts_of(account):
        if path[0] == "people" and path[-1] == "name" and (path[1] == skip or not _first(text, traces.sure)):
            # Somebody else may share a word of the name; that is their name, not a mention.
            continue
        hit = _hit(text, traces)
        if hit is not None:
            found.append(Mention(path, *hit))
    return (*found, *_in_ids(account, traces, skip))


def substituted(text: str, traces: Traces, name: str) -> str:
    """`text` with `name` in the place of every sure trace; what is not sure stays."""
    parts: list[str] = []
    at = 0
    for start, stop in sorted(_places(folded_letters(text), traces.sure, 0), key=_first_longest):
        if start >= at:
            parts += [text[at:start], name]
            at = stop
    return "".join([*parts, text[at:]])


def renamed(identifier: str, traces: Traces, stem: str) -> str:
    """An id made from the name of somebody, with `stem` in its place: `maria-signs` -> `person-7f3k-signs`."""
    word = next((w for w in map(slug, traces.sure) if w and f"-{w}-" in f"-{identifier}-"), None)
    return identifier if word is None else f"-{identifier}-".replace(f"-{word}-", f"-{stem}-", 1).strip("-")


def texts_of(account: Account) -> Iterator[tuple[KeyPath, str]]:
    """Every free text with its path: fields in file order, then comments and unknown values as one text each."""
    for entry in TABLES:
        fields = [field for field in entry.fields if field.kind in _FREE]
        for path, record in _records(account, entry.pattern) if fields else ():
            for field in fields:
                value = getattr(record, field.attribute)
                if value:
                    yield (*path, field.name), value
    for key, comment in account.comments.items():
        yield (COMMENT, *key), "\n".join((*comment.above, comment.trailing, *comment.end))
    for key, value in account.unknown.items():
        yield (UNKNOWN, *key), "\n".join((*key, *_strings(value)))


def folded_letters(text: str) -> list[str]:
    """`text` as `fold` has it, letter for letter of the original: some become none, some become two."""
    return [fold(letter) for letter in text]


def _records(account: Account, pattern: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if pattern == ("account",):
        yield pattern, account.header
    elif pattern[-1] == "*":
        for key, record in getattr(account, pattern[0]).items():
            yield ((pattern[0], key) if isinstance(key, str) else (pattern[0], *key)), record


def _telling(word: str) -> bool:
    """Long enough to be looked for on its own."""
    return len(word) >= 3 or (len(word) == 2 and not word.isascii())


def _words_of_others(account: Account, person: str) -> set[str]:
    names = [other.name for key, other in account.people.items() if key != person]
    names += [mate.name for mate in account.team.values()]
    names += [record.name for family in (account.places, account.rivals) for record in family.values()]
    return {word for name in (*names, account.header.name) for word in re.split(r"[\s.,'’\"()/-]+", fold(name))}


def _longest_first(words: set[str]) -> tuple[str, ...]:
    return tuple(sorted((word for word in words if word), key=lambda word: (-len(word), word)))


def _hit(text: str, traces: Traces) -> tuple[str, bool] | None:
    """The first trace in a text as it is written there, and whether it is sure."""
    letters = folded_letters(text)
    for words, sure, ending in ((traces.sure, True, 0), (traces.sure, False, _ENDING), (traces.weak, False, _ENDING)):
        places = min(_places(letters, words, ending), default=None, key=_first_longest)
        if places is not None:
            return text[places[0] : places[1]], sure
    return None


def _first(text: str, words: tuple[str, ...]) -> bool:
    return next(_places(folded_letters(text), words, 0), None) is not None


def _places(letters: list[str], words: tuple[str, ...], ending: int) -> Iterator[tuple[int, int]]:
    """Where the words stand as words of their own in a text given letter by letter; longer words first.

    With `ending`, up to so many letters may follow a word of four letters or more.
    """
    plain = "".join(letters)
    starts: list[int] = []
    for index, letter in enumerate(letters):
        starts += [index] * len(letter)
    starts.append(len(letters))
    for word in words:
        at = plain.find(word)
        while at >= 0:
            stop = at + len(word)
            bend = re.compile(rf"[^\W\d_]{{0,{ending}}}").match(plain, stop) if len(word) >= 4 else None
            end = bend.end() if bend else stop
            if _parted(plain, at) and (_parted(plain, stop) or _parted(plain, end)):
                yield starts[at], starts[stop if _parted(plain, stop) else end]
            at = plain.find(word, at + 1)


def _first_longest(place: tuple[int, int]) -> tuple[int, int]:
    return place[0], -place[1]


def _parted(text: str, at: int) -> bool:
    """Whether a word may begin or end here: not in the middle of letters that have capitals, or of digits."""
    return not (0 < at < len(text) and _binds(text[at - 1]) and _binds(text[at]))


def _binds(letter: str) -> bool:
    return letter.isdigit() or letter.lower() != letter.upper()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _in_ids(account: Account, traces: Traces, skip: str) -> Iterator[Mention]:
    """Ids of other records made from the name: a gate `maria-signs`, a place `maria-home`."""
    for family in ("gates", "rivals", "places", "evidence", "actions"):
        for identifier in getattr(account, family):
            for words, sure in ((traces.sure, True), (traces.weak, False)):
                word = next((w for w in map(slug, words) if w and f"-{w}-" in f"-{identifier}-"), None)
                if word is not None and identifier != skip:
                    yield Mention((family, identifier), word, sure and family in {"gates", "rivals", "places"})
                    break
