"""A what-if beside today, as segments: a line of what it changes, and every measure that differs. Pure."""

from typing import TYPE_CHECKING

from committee.model.words import pair_words
from committee.tui.session.state import ViewState
from committee.tui.session.what_if import words
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment

if TYPE_CHECKING:
    from committee.reports.comparison import Comparison


def beside_today(state: ViewState) -> "Comparison | None":
    """Both sides held against each other, once the what-if is analysed."""
    if state.supposed is None or state.analysis is None or not (state.fresh and state.analysis.complete):
        return None
    from committee.reports.comparison import compared

    return compared(state.supposed.today, state.analysis)


def summary_line(state: ViewState) -> list[Segment]:
    """What is supposed and what it changes, in a line; the most important first."""
    supposed = state.supposed
    if supposed is None:
        return []
    line: list[Segment] = [(" WHAT IF ", "warn bold reverse"), (f" {words(supposed)}", "warn bold")]
    both = beside_today(state)
    if both is None:
        return [*line, ("  working it out …", "muted")]
    arrow, dot = glyph("arrow", plain=state.plain), glyph("dot", plain=state.plain)
    today, then = both.today.plan, both.then.plan
    new, gone = len(both.findings_new), len(both.findings_gone)
    # Less effort is no good news where it is less because somebody cannot be won any more.
    aside = [person for person in both.then.committee.against if person not in both.today.committee.against]
    names = ", ".join(both.then.account.name_of(person) for person in aside)
    parts = (
        *((f"{names} against",) if names else ()),
        *(("blocked",) if then.blocked_seats > today.blocked_seats else ()),
        *(("not everyone reached",) if then.unreached_seats else ()),
        f"effort {today.shown_effort} {arrow} {then.shown_effort}",
        f"talks {len(today.talks)} {arrow} {len(then.talks)}",
        f"findings {new} new, {gone} gone",
        "esc back to today",
    )
    return [*line, *((f" {dot} {part}", "foreground") for part in parts)]


def side_by_side(state: ViewState) -> list[Line]:
    """Every measure, talk and finding that differs: label, today, what if."""
    both = beside_today(state)
    if both is None:
        return []
    account, arrow = both.today.account, glyph("arrow", plain=state.plain)
    rows: list[Line] = [
        [(f"{label:<10}", "muted"), (f" {today}", ""), (f" {arrow} ", "muted"), (then, "bold" if today != then else "")]
        for label, today, then in both.rows
        if (today, then) != ("–", "–")
    ]
    for sign, style, talks in (("+", "warn", both.talks_new), ("-", "muted", both.talks_gone)):
        rows += [
            [(f"{sign} talk ", style), (f"{pair_words(account, t.pair, arrow)}, {t.shown_effort}", style)]
            for t in talks
        ]
    for sign, style, found in (("+", "warn", both.findings_new), ("-", "muted", both.findings_gone)):
        rows += [[(f"{sign} {one.severity} {one.code} ", style), (one.explanation, style)] for one in found]
    return rows
