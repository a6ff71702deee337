"""Signs beside words: never colour alone, and an ASCII form of each for terminals without UTF-8."""

from committee.layout.drawing.glyphs import ASCII, UNICODE
from committee.model.vocabulary import Stance

_SIGNS: dict[str, tuple[str, str]] = {
    "won": ("●", "*"),
    "assumed": ("◐", "o"),
    "open": ("○", "-"),
    "unknown": ("?", "?"),
    "set-aside": ("✗", "x"),
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


def stance_glyph(stance: Stance | None, *, hollow: bool, plain: bool) -> str:
    """The sign of a stance as the map draws it; hollow while nothing vouches for it."""
    return (ASCII if plain else UNICODE).stances[stance][hollow]


def glyph(name: str, *, plain: bool) -> str:
    """The sign for a state, a stance, a severity or a separator."""
    return _SIGNS[name][plain]
