"""Linear text: for a screen reader, for a pipe, for where no terminal is. One fact a line, nothing drawn."""

from collections.abc import Iterator

from committee.reports.content import Block, Document, Facts, Grid, Items, Lines, Section


def plain(document: Document) -> str:
    """The document as text; indentation shows what belongs to what, and nothing depends on it."""
    found = [document.title, ""]
    for section in document.sections:
        found += _section(section, "")
    if document.colophon:
        found += [document.colophon]
    return "\n".join(found).rstrip("\n") + "\n"


def _section(section: Section, indent: str) -> Iterator[str]:
    if section.empty:
        return
    yield f"{indent}{section.title if indent else section.title.upper()}"
    for block in section.blocks:
        for line in _block(block):
            yield f"{indent}  {line}" if line else ""
    for inner in section.inside:
        yield from _section(inner, f"{indent}  ")
    if not indent:
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Facts(rows):
            for label, text in rows:
                yield from _labelled(label, text)
        case Lines(texts):
            for text in texts:
                yield from text.splitlines()
        case Grid(head, rows):
            for row in rows:
                yield _row(head, row)
        case Items(found):
            for number, item in enumerate(found, 1):
                yield f"{number}. {item.title}"
                for label, text in item.details:
                    yield from (f"   {line}" for line in _labelled(label, text))


def _labelled(label: str, text: str) -> Iterator[str]:
    first, *rest = text.splitlines() or [""]
    yield f"{label}: {first}"
    yield from (f"  {line}" for line in rest)


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """The first cell names the row; each other one stands behind its column's name."""
    cells = [f"{label.lower()} {_flat(cell)}" for label, cell in zip(head[1:], row[1:], strict=True) if cell]
    return f"{_flat(row[0])}: {'; '.join(cells)}" if cells else _flat(row[0])


def _flat(cell: str) -> str:
    return " ".join(cell.split())
