"""Signs beside words: never colour alone, and an ASCII form of each for terminals without UTF-8."""

_SIGNS: dict[str, tuple[str, str]] = {
    "won": ("●", "*"),
    "assumed": ("◐", "o"),
    "open": ("○", "-"),
    "unknown": ("?", "?"),
    "set-aside": ("✗", "x"),
    "advocate": ("▲", "A"),
    "supporter": ("△", "+"),
    "neutral": ("◇", "="),
    "reserved": ("▽", "-"),
    "opposed": ("▼", "x"),
    "critical": ("‼", "!!"),
    "high": ("!", "!"),
    "medium": ("•", "*"),
    "low": ("·", "."),
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


def glyph(name: str, *, plain: bool) -> str:
    """The sign for a state, a stance, a severity or a separator."""
    return _SIGNS[name][plain]
