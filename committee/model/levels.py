"""Seniority: what is written, else what the title says (drawn as *assumed*)."""

import re
from functools import lru_cache

from committee.model.account import Person
from committee.model.vocabulary import Level

_WORDS = re.compile(r"[^\W\d_]+")
_OF_WORD = {
    **dict.fromkeys(("chief", "president", "founder", "cofounder"), Level.EXECUTIVE),
    **dict.fromkeys(
        ("ceo", "cfo", "cto", "cio", "coo", "cmo", "cro", "cpo", "cso", "ciso", "chro", "cdo", "cco"),
        Level.EXECUTIVE,
    ),
    **dict.fromkeys(("vp", "svp", "evp"), Level.VP),
    **dict.fromkeys(("director", "head"), Level.DIRECTOR),
    **dict.fromkeys(("manager", "lead"), Level.MANAGER),
}
_ORDER = {level: number for number, level in enumerate(Level)}


@lru_cache(maxsize=4096)
def level_from_title(title: str) -> Level | None:
    """The highest level a word of `title` names; a vice president is a vp. `None` where no word tells.

    Chief, president, founder (and the usual letters: CFO, CTO …) are executives; vp and vice president vps; director
    and head directors; manager and lead managers.
    """
    words = [word.casefold() for word in _WORDS.findall(title)]
    plain = " ".join(words).replace("vice president", "vp")
    found = [_OF_WORD[word] for word in plain.split() if word in _OF_WORD]
    return min(found, key=_ORDER.__getitem__, default=None)


def level_of(person: Person) -> tuple[Level | None, bool]:
    """The person's level, and whether it is only assumed from the title."""
    if person.level is not None:
        return person.level, False
    assumed = level_from_title(person.title)
    return assumed, assumed is not None
