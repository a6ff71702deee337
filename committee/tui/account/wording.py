"""Facts in words, as segments with meaning: what footer, strip and clipboard show. Pure."""

from typing import TYPE_CHECKING

from committee.graph.claims import meter
from committee.model.account import Account, Pair
from committee.model.dates import show_day, show_moment
from committee.model.vocabulary import STRENGTH_OURS, STRENGTH_THEIRS, strength_said
from committee.model.words import pair_words
from committee.text import show
from committee.tui.session.state import SECONDS, ViewState
from committee.tui.theme.glyphs import glyph
from committee.tui.theme.ink import Line, Segment

if TYPE_CHECKING:
    from committee.consensus.plan import Talk
    from committee.findings.finding import Finding
    from committee.workspace import Analysis


def tie_line(account: Account, pair: Pair) -> str:
    """A tie in a sentence."""
    source, target = (show(account.name_of(end)) for end in pair)
    if pair in account.coverage:
        covered = account.coverage[pair]
        seen = f", last contact {show_day(covered.last_contact)}" if covered.last_contact else ""
        return f"{source} covers {target}: {_graded(covered.strength, STRENGTH_OURS)}{seen}"
    tie = account.influence[pair]
    verb = "is in conflict with" if tie.kind == "conflict" else "influences"
    return f"{source} {verb} {target}: {_graded(tie.strength, STRENGTH_THEIRS)}"


def _graded(strength: int | None, words: tuple[str, ...]) -> str:
    return strength_said(strength, words) + (f" ({strength})" if strength else "")


def finding_line(found: "Finding", *, plain: bool) -> list[Segment]:
    """A finding on one line: how severe, which, and what it says."""
    meaning = "muted" if found.accepted else f"severity.{found.severity}"
    mark = f"{glyph(str(found.severity), plain=plain):<2} "
    accepted = [("accepted: ", "muted")] if found.accepted else []
    nested = [(f"  +{len(found.nested)} more", "muted")] if found.nested else []
    return [(mark, meaning), (f"{found.code} ", meaning), *accepted, (found.explanation, "foreground"), *nested]


def talk_line(account: Account, talk: "Talk", *, plain: bool) -> list[Segment]:
    """A talk on one line: who speaks to whom, how hard, when, and what it unlocks."""
    arrow = glyph("arrow", plain=plain)
    notes = [note for note in (talk.kind.said, talk_time(account, talk), _unlocks(account, talk)) if note]
    tail = f"  {'; '.join(notes)}" if notes else ""
    return [
        (f" {talk.number} ", "plan.talk"),
        (f" {pair_words(account, talk.pair, arrow)}", "foreground bold"),
        (f"  effort {talk.shown_effort}", "muted"),
        (tail, "muted"),
    ]


def talk_time(account: Account, talk: "Talk") -> str:
    """When the two next work at the same time, on both clocks."""
    if talk.window is None:
        return ""
    from committee.graph.hours import schedule

    clocks = [talk.window.local(schedule(account, end).zone)[0] for end in (talk.speaker, talk.listener)]
    first = show_moment(clocks[0])
    same = clocks[0].utcoffset() == clocks[1].utcoffset()
    return first if same else f"{first} / {clocks[1]:%H:%M} for {account.name_of(talk.listener)}"


def _unlocks(account: Account, talk: "Talk") -> str:
    from committee.consensus.plan import opened

    others = opened(account, talk)
    return f"opens the way to {others}" if others else ""


def strip_focus(state: ViewState) -> int:
    """The row in focus, -1 for none."""
    if state.analysis is None:
        return -1
    return state.talk - 1 if state.plan_on else state.finding


def strip_text(state: ViewState) -> tuple[str, list[Line]]:
    """Title and rows of the bottom strip, whatever is in focus or selected. O(findings)."""
    analysis = state.analysis
    if analysis is None:
        return "Findings", [[(" working out who can reach whom …", "muted")]]
    stage = state.account.header.stage
    if stage is not None and stage.closed:
        return "Findings", [[(f" this deal is {stage}: no findings and no plan", "muted")]]
    if state.plan_on:
        return _plan_rows(state, analysis)
    new = _new_findings(state)
    rows: list[Line] = []
    for found in analysis.findings:
        mark: list[Segment] = [("new ", "warn bold")] if (found.code, found.subject) in new else []
        rows.append([*mark, *finding_line(found, plain=state.plain)])
    claims = meter(state.account, state.today)
    counted = f"  {claims}" if claims else ""
    counted += "" if analysis.complete else "  looking further …"
    if not rows:
        quiet = " nothing stands in the way that the map shows" if state.account.people else " a adds people"
        return f"Findings{counted}", [[(quiet, "muted")]]
    return f"Findings {len(rows)}{counted}  (f next, m mend, x accept)", rows


def _new_findings(state: ViewState) -> frozenset[tuple[str, str]]:
    """What a what-if would add, by code and subject."""
    from committee.tui.account.what_if import beside_today

    both = beside_today(state)
    return frozenset((found.code, found.subject) for found in both.findings_new) if both else frozenset()


def _plan_rows(state: ViewState, analysis: "Analysis") -> tuple[str, list[Line]]:
    made = analysis.plan
    rows: list[Line] = [talk_line(analysis.account, talk, plain=state.plain) for talk in made.talks]
    if not state.fresh:
        rows = [[(text, "muted") for text, _ in row] for row in rows]
    rows += [[(f" {analysis.account.name_of(gap.person)} is not reached: {gap.why}", "warn")] for gap in made.unreached]
    if not rows:
        rows = [[(f" {made.summary}; 5 says why", "muted")]]
    later = f", not proven: ended after {SECONDS:.0f} s" if made.proof.value == "gap" else ""
    later += "" if state.fresh else "  looking again …"
    rests = analysis.footing.short(analysis.account) if analysis.footing and state.fresh else ""
    numbers = f" · {rests}" if rests else ""
    return f"Path to consensus: {made.summary}{numbers}{later}  (. , step)", rows


def plan_and_findings(analysis: "Analysis") -> str:
    """Plan and findings as plain text, for the clipboard."""
    from committee.reports.plan_content import plan_text

    account = analysis.account
    lines = [account.header.name, "", plan_text(analysis).rstrip(), "", "Findings"]
    lines += [f"{found.severity:<8} {found.code} {found.explanation}" for found in analysis.findings] or ["none"]
    return "\n".join(lines) + "\n"
