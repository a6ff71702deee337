"""Markdown (CommonMark, with the tables that GitHub and most others know).

Text from the account is escaped, so that a name cannot become a link, a heading or HTML.
"""

import re
from collections.abc import Iterator

from committee.reports.content import Block, Document, Facts, Grid, Items, Lines, Section

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~#&]|:(?=//)|(?<=www)\.)")
"""What Markdown reads as markup anywhere in a line, bare addresses included."""
_FRONT = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
"""What it reads as the beginning of a list or a heading."""


def markdown(document: Document) -> str:
    """The document as Markdown, ending in one line break."""
    found = [f"# {escaped(document.title)}", ""]
    for section in document.sections:
        found += _section(section, 2)
    if document.colophon:
        found += ["---", "", escaped(document.colophon)]
    return "\n".join(found).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it stands."""
    return _FRONT.sub(_front, _SIGNS.sub(r"\\\1", text))


def _front(found: re.Match[str]) -> str:
    """What would begin a list or a heading at the front of a line, made ordinary."""
    sign = found[2]
    return f"{found[1]}{sign[:-1]}\\{sign[-1]}"


def _section(section: Section, level: int) -> Iterator[str]:
    if section.empty:
        return
    yield f"{'#' * min(level, 6)} {escaped(section.title)}"
    yield ""
    for block in section.blocks:
        yield from _block(block)
        yield ""
    for inner in section.inside:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Facts(rows):
            for label, text in rows:
                yield f"- **{escaped(label)}**: {_inline(text)}"
        case Lines(texts):
            for text in texts:
                yield f"- {_inline(text)}"
        case Grid(head, rows):
            yield _cells(head)
            yield _cells(("---",) * len(head), raw=True)
            for row in rows:
                yield _cells(row)
        case Items(found):
            for number, item in enumerate(found, 1):
                yield f"{number}. {_inline(item.title)}"
                for label, text in item.details:
                    yield f"   - **{escaped(label)}**: {_inline(text)}"


def _cells(cells: tuple[str, ...], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else _inline(cell) for cell in cells)} |"


def _inline(text: str) -> str:
    """On one line: a break inside a list or a table cell would end it."""
    return "<br>".join(escaped(line) for line in text.splitlines())
