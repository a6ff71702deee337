"""One account on one A4 page: who has to agree, the map, what stands in the way, what is next.

The map of a large committee, which nobody could read there, is a second sheet.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from committee.consensus.plan import Status
from committee.findings.rows import rows
from committee.model.account import Account
from committee.model.dates import show_date
from committee.model.levels import level_of
from committee.model.vocabulary import Level, PersonStatus
from committee.model.words import pair_words
from committee.reports.escaping import html as escaped
from committee.reports.html import badge, inline, page
from committee.reports.plan_content import board_line, headline
from committee.text import cut
from committee.workspace import Analysis

FINDINGS, TALKS, STEPS, PEOPLE = 3, 4, 4, 14
"""How many of each fit; the page says how many more there are."""

_WIDTH = re.compile(r'<svg [^>]*?width="(\d+)"')
BROAD = 1290
"""Widest map, in its own units, that can still be read on the upright page; a wider one has a sheet of its own."""

STYLE = """
body { width: 190mm; max-width: none; padding: 0; font-size: 8.5pt; line-height: 1.35; overflow-wrap: anywhere }
.sheet { height: 276mm; display: flex; flex-direction: column }
h1 { font-size: 15pt; margin: 0; display: inline-block; margin-right: 3mm }
h2 { font-size: 10pt; margin: 2.5mm 0 .8mm; padding: 0 } p { margin: .5mm 0 } .soft { color: var(--soft) }
figure { margin: 2mm .3mm; border-radius: 2mm; flex: 0 1 auto; min-height: 30mm; overflow: hidden; display: flex;
  flex-direction: column }
svg { width: 100%; height: auto; min-width: 0; flex: 0 1 auto; min-height: 0 }
table { font-size: 8pt } th, td { padding: .35mm 2mm .35mm 0; line-height: 1.25 }
ul, ol { margin: 0; padding-left: 4mm } li { margin: 0 } footer { margin-top: auto; padding-top: 1mm; font-size: 7pt }
@media screen { body { margin: 8mm auto } }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm }
@page { size: A4; margin: 10mm }
@page map { size: A4 landscape; margin: 8mm }
figure.apart { page: map; break-before: page; flex: none; margin: 8mm .3mm 0 }
@media print { body { width: auto; font-size: 8.5pt } svg { max-height: none } figure { overflow: hidden }
  figure.apart { margin-top: 0; height: 188mm } figure.apart svg { max-height: 186mm } }
"""


def one_page(analysis: Analysis, picture: str, *, disclosed: str, colophon: str) -> str:
    """The internal one-pager, or one with names hidden, as HTML that prints on one A4 page for a committee of 12.

    The map of a large committee follows on a sheet of its own, lengthwise.

    Args:
        analysis: of the account, or of a masked one.
        picture: its map, an SVG of ours.
        disclosed: what it withholds, in the words of `Disclosure.footer`.
        colophon: the last line.
    """
    account, today = analysis.account, analysis.today
    apart = _apart(account, picture)
    body = [
        '<div class="sheet">',
        *_head(account, disclosed, _deal(account, today)),
        f"<p><strong>{escaped(board_line(analysis))}</strong></p>",
        *([] if apart else [f"<figure>{inline(picture)}</figure>"]),
        *_people(account, lambda key: _judged(analysis, key), _JUDGED),
        '<div class="two">',
        f"<div>{_list('In the way', _findings(analysis), 'nothing that the map shows')}</div>",
        f"<div>{_list('Next talks', _talks(analysis), _no_talks(analysis))}</div>",
        "</div>",
        '<div class="two">',
        f"<div>{_list('Paper process', _steps(account, today), 'no open step')}</div>",
        f"<div>{_list('Next step', _next_step(account, today), 'none agreed')}</div>",
        "</div>",
        f"<footer>{escaped(colophon)}</footer>",
        "</div>",
        *apart,
    ]
    return page(f"{account.header.name}: one page", body, STYLE)


def customer_page(account: Account, today: date, picture: str, *, disclosed: str, colophon: str) -> str:
    """The one-pager that a customer may see; `account` is a customer-safe one."""
    ours = (
        tuple(part for part in (mate.name, mate.title, mate.timezone.replace("_", " ")) if part)
        for mate in account.team.values()
    )
    apart = _apart(account, picture)
    body = [
        '<div class="sheet">',
        *_head(account, disclosed, f"Who is who, as of {show_date(today)}"),
        *([] if apart else [f"<figure>{inline(picture)}</figure>"]),
        *_people(account, lambda key: _neutral(account, key), _NEUTRAL),
        _list("Our team", tuple(", ".join(one) for one in ours), "nobody is named yet"),
        f"<footer>{escaped(colophon)}</footer>",
        "</div>",
        *apart,
    ]
    return page(f"{account.header.name}: who is who", body, STYLE)


def _apart(account: Account, picture: str) -> tuple[str, ...]:
    """The map of a large committee as a sheet of its own; nothing where it can be read on the page."""
    wide = _WIDTH.search(picture)
    if wide is None or int(wide[1]) <= BROAD or len(_order(account)) <= PEOPLE:
        return ()
    return (f'<figure class="apart">{inline(picture)}</figure>',)


def _head(account: Account, disclosed: str, below: str) -> Iterator[str]:
    yield f"<header><h1>{escaped(account.header.name)}</h1>{badge(disclosed)}"
    yield f'<p class="soft">{escaped(below)}</p></header>'


def _deal(account: Account, today: date) -> str:
    header = account.header
    parts = (
        header.deal,
        str(header.stage or ""),
        str(header.forecast or ""),
        f"{header.value:,} {header.currency}".strip() if header.value is not None else "",
        f"closes {show_date(header.close_date)}" if header.close_date else "",
        f"owner {account.name_of(header.owner)}" if header.owner else "",
        f"as of {show_date(today)}",
    )
    return " · ".join(part for part in parts if part)


def _order(account: Account) -> tuple[str, ...]:
    ranks = {level: number for number, level in enumerate(Level)}
    people = (key for key, person in account.people.items() if person.status is not PersonStatus.LEFT)

    def rank(key: str) -> tuple[int, int, str]:
        level, _ = level_of(account.people[key])
        return ranks[level] if level else len(ranks), -(account.people[key].power or 0), key

    return tuple(sorted(people, key=rank))


_JUDGED = ("Name", "Title", "Place", "Role", "Stance", "Power", "Needed", "Covered by")
_NEUTRAL = ("Name", "Title", "Department", "Place", "Works", "Reports to")


def _judged(analysis: Analysis, key: str) -> tuple[str, ...]:
    account, person = analysis.account, analysis.account.people[key]
    standing = analysis.committee.standings.get(key)
    needed = str(standing.state).replace("-", " ") if standing and standing.state else ""
    best = max(
        (pair for pair in account.coverage if pair[1] == key and pair[0] in analysis.committee.teammates),
        key=lambda pair: (account.coverage[pair].strength or 0, pair),
        default=None,
    )
    covered = f"{account.name_of(best[0])} {account.coverage[best].strength or ''}".strip() if best else ""
    return (
        person.name,
        person.title,
        account.name_of(person.place) if person.place else "",
        ", ".join(str(role).replace("-", " ") for role in person.roles),
        str(person.stance or "unknown"),
        str(person.power or ""),
        needed,
        covered,
    )


def _neutral(account: Account, key: str) -> tuple[str, ...]:
    person = account.people[key]
    return (
        person.name,
        person.title,
        person.department,
        account.name_of(person.place) if person.place else "",
        str(person.work_mode or ""),
        account.name_of(person.reports_to) if person.reports_to else "",
    )


def _people(account: Account, row_of: Callable[[str], tuple[str, ...]], head: tuple[str, ...]) -> Iterator[str]:
    order = _order(account)
    top = "".join(f"<th>{escaped(cell)}</th>" for cell in head)
    yield f"<table><thead><tr>{top}</tr></thead><tbody>"
    for key in order[:PEOPLE]:
        yield f"<tr>{''.join(f'<td>{escaped(cut(cell, 34))}</td>' for cell in row_of(key))}</tr>"
    yield "</tbody></table>"
    if len(order) > PEOPLE:
        yield f'<p class="soft">and {len(order) - PEOPLE} more on the map</p>'
    if not account.people:
        yield '<p class="soft">Nobody is named yet.</p>'


def _list(title: str, said: tuple[str, ...], empty: str) -> str:
    lines = "".join(f"<li>{escaped(line)}</li>" for line in said)
    return f"<h2>{escaped(title)}</h2>" + (f"<ul>{lines}</ul>" if said else f'<p class="soft">{escaped(empty)}</p>')


def _findings(analysis: Analysis) -> tuple[str, ...]:
    found, name = rows(analysis.findings), analysis.account.name_of
    said = tuple(f"{row.severity} {row.code}: {cut(row.sentence(name), 150)}" for row in found[:FINDINGS])
    return (*said, *_more(len(found) - FINDINGS))


def _talks(analysis: Analysis) -> tuple[str, ...]:
    account, talks = analysis.account, analysis.plan.talks
    said = tuple(
        f"{talk.number}. {pair_words(account, talk.pair)}, effort {talk.shown_effort}" for talk in talks[:TALKS]
    )
    return (*said, *_more(len(talks) - TALKS))


def _no_talks(analysis: Analysis) -> str:
    """Why there are none."""
    return headline(analysis) if analysis.plan.status is Status.BLOCKED else analysis.plan.summary


def _steps(account: Account, today: date) -> tuple[str, ...]:
    left = [gate for gate in account.gates.values() if gate.status != "done"]
    left.sort(key=lambda gate: (gate.due is None, gate.due or today, gate.what))
    said = tuple(
        ", ".join(
            part
            for part in (
                cut(gate.what, 60) or "a step",
                f"due {show_date(gate.due)}" if gate.due else "undated",
                str(gate.status or "") if gate.status == "blocked" else "",
                account.name_of(gate.theirs) if gate.theirs else "",
            )
            if part
        )
        for gate in left[:STEPS]
    )
    return (*said, *_more(len(left) - STEPS))


def _next_step(account: Account, today: date) -> tuple[str, ...]:
    header = account.header
    agreed = ((f"{cut(header.next_step, 110)}{_due(header.next_step_due)}"),) if header.next_step else ()
    left = [action for action in account.actions.values() if action.done is None]
    left.sort(key=lambda action: (action.due is None, action.due or today, action.what))
    said = tuple(
        f"{account.name_of(action.owner) + ': ' if action.owner else ''}{cut(action.what, 80)}{_due(action.due)}"
        for action in left[: STEPS - len(agreed)]
    )
    return (*agreed, *said, *_more(len(left) - len(said)))


def _due(day: date | None) -> str:
    return f", due {show_date(day)}" if day else ""


def _more(count: int) -> tuple[str, ...]:
    return (f"and {count} more",) if count > 0 else ()
