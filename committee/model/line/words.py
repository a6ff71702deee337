"""The words and signs a line of text may hold, each with what it means; in the order in which they are offered."""

from dataclasses import dataclass
from typing import Any, Final

from committee.model.vocabulary import Level, Need, Role, Side, Stance, WorkMode


@dataclass(frozen=True, slots=True)
class Word:
    """One known word: what kind of fact it states, its value, and its meaning for somebody who hesitates."""

    spelling: str
    kind: str
    value: Any
    doc: str


ROLE_DOCS: Final = {
    Role.ECONOMIC_BUYER: ("eb", "economic buyer: releases the money"),
    Role.DECISION_MAKER: ("dm", "decision maker: decides what is chosen"),
    Role.APPROVER: ("ap", "approver: must say yes"),
    Role.EXECUTIVE_SPONSOR: ("es", "executive sponsor: backs it from above"),
    Role.TECHNICAL_BUYER: ("tb", "technical buyer: can object on technical grounds"),
    Role.USER_BUYER: ("ub", "user buyer: speaks for those who will use it"),
    Role.EVALUATOR: ("ev", "evaluator: tests and compares"),
    Role.INFLUENCER: ("in", "influencer: is listened to"),
    Role.LEGAL: ("le", "legal: contract and terms"),
    Role.PROCUREMENT: ("pr", "procurement: buying process and price"),
    Role.SECURITY: ("se", "security: can object on security grounds"),
}
STANCE_DOCS: Final = {
    Stance.ADVOCATE: ("++", "advocate: argues for us"),
    Stance.SUPPORTER: ("+", "supporter: wants us"),
    Stance.NEUTRAL: ("0", "neutral: known to have no preference"),
    Stance.RESERVED: ("-", "reserved on this decision"),
    Stance.OPPOSED: ("--", "opposed to this decision"),
}
SIDE_DOCS: Final = {
    Side.CUSTOMER: "of the customer's own people",
    Side.PARTNER: "of a partner's company",
    Side.ADVISOR: "advises the customer from outside",
}
_LEVEL_DOC = "level: the row on the map"


def _all() -> list[Word]:
    made = []
    for role, (code, doc) in ROLE_DOCS.items():
        made += [Word(role.value, "role", role, doc), Word(code, "role", role, doc)]
    for stance, (sign, doc) in STANCE_DOCS.items():
        made += [Word(stance.value, "stance", stance, doc), Word(sign, "stance", stance, doc)]
    made += [Word(f"p{n}", "power", n, f"power {n} of 5 in this decision") for n in range(1, 6)]
    made.append(Word("champion", "champion", "claimed", "claimed as our champion; the tests come later"))
    made.append(Word("?", "stance", None, "where they stand is not known"))
    made.append(Word("veto", "need", Need.NO_OBJECTION, "this decision needs them not to object"))
    made.append(Word("no-objection", "need", Need.NO_OBJECTION, "this decision needs them not to object"))
    made += [Word(side.value, "side", side, doc) for side, doc in SIDE_DOCS.items()]
    modes = {WorkMode.ONSITE: "works on site", WorkMode.HYBRID: "some days on site", WorkMode.REMOTE: "works remotely"}
    made += [Word(mode.value, "mode", mode, doc) for mode, doc in modes.items()]
    made += [Word(level.value, "level", level, _LEVEL_DOC) for level in Level]
    return made


WORDS: Final = tuple(_all())
_OTHER_SPELLINGS = {
    **{f"power-{number}": f"p{number}" for number in range(1, 6)},
    "unknown": "?",
    "no-objections": "no-objection",
    "adviser": "advisor",
    "consultant": "advisor",
    "against": "opposed",
    "on-site": "onsite",
    "–": "-",
    "−": "-",
    "—": "--",
    "––": "--",
    "−−": "--",
}
_BY_SPELLING = {word.spelling: word for word in WORDS}
_BY_SPELLING |= {other: _BY_SPELLING[spelling] for other, spelling in _OTHER_SPELLINGS.items()}
SPELLED: Final = tuple(word.spelling for word in WORDS if len(word.spelling) > 2)
"""The words long enough to be misspelled."""


def known(text: str) -> Word | None:
    """The word spelled so; capitals do not matter, nor whether two words are joined by a hyphen or a space."""
    return _BY_SPELLING.get(text.casefold().replace(" ", "-") if len(text) > 2 else text.casefold())
