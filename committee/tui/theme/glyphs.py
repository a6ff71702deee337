"""Signs beside words: never colour alone, and an ASCII form of each for terminals without UTF-8."""

from committee.layout.drawing.glyphs import ASCII, UNICODE
from committee.model.vocabulary import Stance
from committee.text import Segment

_SIGNS: dict[str, tuple[str, str]] = {
    "won": ("●", "*"),
    "assumed": ("◐", "o"),
    "open": ("○", "-"),
    "unknown": ("?", "?"),
    "against": ("✗", "x"),
    "spare": ("·", "."),
    "vacant": ("✗", "x"),
    "critical": ("‼", "!!"),
    "high": ("!", "!"),
    "medium": ("▵", "^"),
    "low": ("·", "i"),
    "vouched": ("●", "*"),
    "hollow": ("○", "o"),
    "unsaved": ("●", "*"),
    "dot": ("·", "|"),
    "arrow": ("→", "->"),
    "focus": ("▶", ">"),
    "yes": ("✓", "y"),
    "no": ("✗", "n"),
    "dash": ("–", "-"),
    "line": ("─", "-"),
    "bar": ("│", "|"),
}


_BOARD = {
    "count": "accent bold",
    "quorum": "accent",
    "open": "state.open",
    "unknown": "stance.unknown",
    "assumed": "state.assumed",
    "against": "state.aside",
    "spare": "muted",
    "vacant": "state.aside",
    "won": "state.won",
    "gate": "muted",
    "plan": "plan.talk",
}
"""What a part of the yes board means to a theme."""


def stance_glyph(stance: Stance | None, *, hollow: bool, plain: bool) -> str:
    """The sign of a stance as the map draws it; hollow while nothing vouches for it."""
    return (ASCII if plain else UNICODE).stances[stance][hollow]


def glyph(name: str, *, plain: bool) -> str:
    """The sign for a state, a stance, a severity or a separator."""
    return _SIGNS[name][plain]


def board_part(text: str, kind: str, *, plain: bool) -> Segment:
    """A part of the yes board in its colour; who has to agree carries the sign of how they stand."""
    if kind in {"open", "unknown", "assumed", "against", "vacant", "won", "spare"}:
        text = f"{text.removesuffix(kind)}{glyph(kind, plain=plain)} {kind}"
    return text, _BOARD[kind]
