"""Text for the clipboard (OSC 52): plain, cleaned, and short enough for terminals to take."""

from committee.text import clean

LIMIT = 70_000
"""Characters. Common terminals drop an OSC 52 of more than about 100 KB in base64, silently."""


def for_clipboard(text: str) -> tuple[str, bool]:
    """The text as it may be copied, and whether it had to be cut."""
    cleaned = clean(text)
    return (cleaned, False) if len(cleaned.encode()) <= LIMIT else (_cut(cleaned), True)


def _cut(text: str) -> str:
    return text.encode()[:LIMIT].decode("utf-8", "ignore").rsplit("\n", 1)[0] + "\n"
