"""A report as one HTML file: no script, nothing fetched from anywhere, light and dark, and a style for paper.

Every value is escaped; the map stands in it as SVG whose colours follow the page.
"""

import re
from collections.abc import Iterator

from committee.model.disclosure import INTERNAL
from committee.model.ids import slug
from committee.reports.content import Block, Document, Facts, Grid, Items, Lines, Section
from committee.reports.escaping import html as escaped

DARK = {
    "#1b2430": "#e4eaf0",
    "#55606e": "#9fabb7",
    "#c9d0d8": "#3a4552",
    "#ffffff": "#12171d",
    "#f7f9fb": "#1b222b",
    "#4b5a6a": "#a4b1be",
    "#6b7886": "#8594a3",
    "#b3261e": "#ff8a80",
    "#8a5a00": "#e0b050",
    "#0b6b3f": "#5ed09a",
    "#197a50": "#6fcfa0",
    "#44505d": "#b3bec9",
    "#8a4b00": "#f0a860",
    "#a31515": "#ff8f8f",
    "#a33a00": "#ff9f70",
}
"""What each colour of a map on white paper is on a dark page; contrast at least 4.5 to 1 for text."""

_COLOURED = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')
_SECURE = "default-src 'none'; style-src 'unsafe-inline'"

STYLE = """
:root { color-scheme: light dark; --ink: #1b2430; --soft: #55606e; --rule: #c9d0d8; --paper: #ffffff; --card: #f7f9fb;
  --accent: #0b5cad; --warn: #8a4b00; %(light)s }
@media (prefers-color-scheme: dark) { :root { --ink: #e4eaf0; --soft: #9fabb7; --rule: #3a4552; --paper: #12171d;
  --card: #1b222b; --accent: #7db8f5; --warn: #f0a860; %(dark)s } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 74rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.6rem; margin: .2rem 0 1rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem;
  border-bottom: 1px solid var(--rule); padding-bottom: .2rem } h3 { font-size: 1rem; margin: 1.2rem 0 .3rem }
h4 { font-size: .9rem; margin: .8rem 0 .2rem; color: var(--soft) }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: .05rem .7rem;
  font-size: .8rem; font-weight: 600; color: var(--accent) } .badge.internal { color: var(--warn) }
nav { font-size: .85rem } nav a { color: var(--accent); margin-right: 1rem; white-space: nowrap }
figure { margin: 1rem 0; overflow-x: auto; border: 1px solid var(--rule); border-radius: .5rem } svg { display: block;
  max-width: 100%%; height: auto; min-width: 40rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .3rem 0 }
dt { color: var(--soft) } dd { margin: 0; white-space: pre-line }
ul, ol { margin: .3rem 0; padding-left: 1.4rem } li { margin: .15rem 0; white-space: pre-line }
.table { overflow-x: auto } table { border-collapse: collapse; width: 100%%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--rule) }
td, th { overflow-wrap: break-word } th { color: var(--soft); font-weight: 600; white-space: nowrap }
footer { margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .5rem; color: var(--soft);
  font-size: .8rem }
@page { size: A4; margin: 14mm 12mm }
@media print { :root { color-scheme: light; --ink: #1b2430; --soft: #55606e; --rule: #c9d0d8; --paper: #ffffff;
  --card: #f7f9fb; --accent: #0b5cad; --warn: #8a4b00; %(light)s }
  body { max-width: none; padding: 0; font-size: 9.5pt } nav { display: none } h2, h3 { break-after: avoid }
  figure, li, tr { break-inside: avoid } figure { overflow: visible } svg { min-width: 0; max-height: 245mm }
  .table { overflow: visible } }
"""


def style() -> str:
    """The style sheet, with the colours of maps as variables."""
    light = "; ".join(f"--c{colour[1:]}: {colour}" for colour in DARK)
    dark = "; ".join(f"--c{colour[1:]}: {other}" for colour, other in DARK.items())
    return STYLE.strip() % {"light": light, "dark": dark}


def html(document: Document, *, disclosed: str, picture: str = "") -> str:
    """The document as a page, ending in one line break.

    Args:
        document: what it says, its colophon included.
        disclosed: what it withholds, in the words of `Disclosure.footer`: the badge on top.
        picture: an SVG of ours, which stands before the first section.
    """
    sections = [section for section in document.sections if not section.empty]
    links = " ".join(
        f'<a href="#{_anchor(section, number)}">{escaped(section.title)}</a>' for number, section in enumerate(sections)
    )
    body = [
        f"<header>{badge(disclosed)}<h1>{escaped(document.title)}</h1><nav>{links}</nav></header>",
        "<main>",
        *([f"<figure>{inline(picture)}</figure>"] if picture else []),
        *(line for number, section in enumerate(sections) for line in _section(section, 2, _anchor(section, number))),
        "</main>",
        *([f"<footer>{escaped(document.colophon)}</footer>"] if document.colophon else []),
    ]
    return page(document.title, body)


def page(title: str, body: list[str], more_style: str = "") -> str:
    """A whole HTML file around a body that is HTML already."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_SECURE}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="robots" content="noindex">',
            f"<title>{escaped(title)}</title>",
            f"<style>{style()}{more_style}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        )
    )


def badge(disclosed: str) -> str:
    """What the page gives away, where nobody misses it."""
    kind = " internal" if disclosed == INTERNAL else ""
    return f'<span class="badge{kind}">{escaped(disclosed)}</span>'


def inline(svg: str) -> str:
    """An SVG of ours for a page: its colours are the page's, its own style sheet and size are left out."""
    without = re.sub(r"<style>.*?</style>\n?", "", svg, count=1, flags=re.DOTALL)
    coloured = _COLOURED.sub(lambda m: f'{m[1]}="var(--c{m[2][1:]})"' if m[2] in DARK else m[0], without)
    return coloured.rstrip("\n")


def _anchor(section: Section, number: int) -> str:
    return slug(section.title) or f"section-{number}"


def _section(section: Section, level: int, anchor: str = "") -> Iterator[str]:
    if section.empty:
        return
    named = f' id="{anchor}"' if anchor else ""
    yield f"<section{named}><h{min(level, 6)}>{escaped(section.title)}</h{min(level, 6)}>"
    for block in section.blocks:
        yield block_html(block)
    for inner in section.inside:
        yield from _section(inner, level + 1)
    yield "</section>"


def block_html(block: Block) -> str:
    """One block: a list of facts, of lines or of things, or a table."""
    match block:
        case Facts(rows):
            return _facts(rows)
        case Lines(texts):
            return f"<ul>{''.join(f'<li>{escaped(text)}</li>' for text in texts)}</ul>"
        case Grid(head, rows):
            return _table(head, rows)
        case Items(found):
            shown = (f"<li><strong>{escaped(one.title)}</strong>{_facts(one.details)}</li>" for one in found)
            return f"<ol>{''.join(shown)}</ol>"


def _facts(rows: tuple[tuple[str, str], ...]) -> str:
    found = "".join(f"<dt>{escaped(label)}</dt><dd>{escaped(text)}</dd>" for label, text in rows)
    return f"<dl>{found}</dl>" if found else ""


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    top = "".join(f'<th scope="col">{escaped(cell)}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escaped(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="table"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
