"""Everything known about one person or tie, as rows of segments: what the inspector shows. Pure."""

from collections.abc import Iterator
from itertools import islice

from committee.graph.arcs import teammates
from committee.graph.evidence import confirmed
from committee.graph.hours import next_shared, schedule, shared_minutes
from committee.graph.standing import standing_of
from committee.model.account import Pair, Person, tie_subject
from committee.model.dates import show_day, show_distance, show_moment
from committee.model.disclosure import withheld, withheld_words
from committee.model.levels import level_of
from committee.model.vocabulary import STRENGTH_OURS, STRENGTH_THEIRS, Claim, Need, PersonStatus, strength_said
from committee.model.words import pair_words
from committee.tui.account.belief import evidence_rows, hollow_mark
from committee.tui.account.wording import talk_time, tie_line
from committee.tui.session.state import ViewState
from committee.tui.theme.glyphs import glyph, stance_glyph
from committee.tui.theme.ink import Line, Segment

NEEDS = {Need.YES: "needs their yes", Need.NO_OBJECTION: "needs no objection from them", Need.NONE: ""}

MOST = 200
"""Rows of one section: nobody reads more of them in a column, and breaking thousands into lines holds every key."""


def selected_rows(state: ViewState) -> list[Line]:
    """What is selected: a tie, a person, or how to begin."""
    account = state.account
    if state.tie is not None and (state.tie in account.influence or state.tie in account.coverage):
        return [*tie_rows(state, state.tie)]
    if state.person is not None and state.person in account.people:
        return [*person_rows(state, state.person)]
    if account.people:
        return [[("Select somebody: arrows, ; or /", "muted")]]
    return [[("Nobody here yet: a adds people", "muted")]]


def person_rows(state: ViewState, identifier: str) -> Iterator[Line]:
    """A person: facts, ties, hours, evidence, findings, and their part in the plan."""
    person = state.account.people[identifier]
    yield from _identity(state, identifier, person)
    if state.companion is not None and state.companion != identifier:
        yield from _section(f"Together with {state.account.name_of(state.companion)}", _together(state, identifier))
    yield from _judgement(state, identifier, person)
    yield from _champion(state, identifier, person)
    yield from _section("Covered by", _covered(state, identifier), "nobody of ours; t says who")
    yield from _section("Ties", _ties(state, identifier), "none yet; i adds one")
    yield from _section("Plan", _talks(state, identifier))
    yield from _section("Findings", _findings(state, identifier))
    yield from _section("Shared hours", _hours(state, identifier))
    yield from _section("Evidence", evidence_rows(state, identifier), "none yet; w writes what they said")
    yield from _section("Notes", _notes(state, identifier, person))


def tie_rows(state: ViewState, pair: Pair) -> Iterator[Line]:
    """A tie: what it is, and why we believe it."""
    account = state.account
    yield [("Tie", "accent bold")]
    yield [(tie_line(account, pair), "foreground")]
    channel = (account.influence.get(pair) or account.coverage[pair]).channel
    if channel is not None:
        yield [("channel ", "muted"), (str(channel), "foreground")]
    shared = _shared(state, pair[0], pair[1])
    if shared:
        yield [("shared hours ", "muted"), shared]
    tie = account.influence.get(pair)
    if tie is not None and tie.notes:
        yield [(tie.notes, "foreground")]
    yield from _section("Evidence", evidence_rows(state, tie_subject(*pair)), "none yet; w writes some")
    yield [("", "")]
    yield [("e", "key bold"), (" edit  ", "muted"), ("d", "key bold"), (" delete  ", "muted"),
           (")", "key bold"), (" next tie", "muted")]  # fmt: skip


def _section(title: str, rows: Iterator[Line], empty: str = "") -> Iterator[Line]:
    found = list(islice(rows, MOST + 1))
    if len(found) > MOST:
        found[MOST:] = [[(f"and more than these {MOST}", "muted")]]
    if not found and not empty:
        return
    yield [("", "")]
    yield [(title, "accent bold")]
    yield from found or [[(empty, "muted")]]


def _identity(state: ViewState, identifier: str, person: Person) -> Iterator[Line]:
    account = state.account
    yield [(person.name, "card.name bold")]
    if person.title:
        yield [(person.title, "foreground")]
    about = [part for part in (person.department, _level(person)) if part]
    if about:
        yield [(", ".join(about), "muted")]
    if person.status is not PersonStatus.ACTIVE:
        heir = f", replaced by {account.name_of(person.replaced_by)}" if person.replaced_by else ""
        yield [(f"{person.status}{heir}", "warn")]
    where = [account.name_of(person.place)] if person.place else ["place unknown"]
    where += [str(person.work_mode)] if person.work_mode else []
    plan = schedule(account, identifier)
    where += [plan.zone or "zone unknown"]
    yield [(", ".join(where), "muted")]


def _level(person: Person) -> str:
    level, assumed = level_of(person)
    return "" if level is None else f"{level}{' (assumed)' if assumed else ''}"


def _judgement(state: ViewState, identifier: str, person: Person) -> Iterator[Line]:
    standing = standing_of(state.account, identifier, state.today)
    yield [("", "")]
    word = str(person.stance) if person.stance else "unknown"
    sure = person.stance is None or confirmed(state.account, identifier, Claim.STANCE, state.today)
    row: list[Segment] = [
        (f"{stance_glyph(person.stance, hollow=not sure, plain=state.plain)} {word}", f"stance.{word} bold"),
        ("" if sure else " (no evidence)", "muted"),
        (f"  power {person.power or '?'}", "foreground"),
        hollow_mark(state, identifier, Claim.POWER),
    ]
    yield row
    roles: list[Segment] = []
    for role in person.roles:
        roles += [(", " if roles else "", "muted"), (role.replace("-", " "), "foreground")]
        roles.append(hollow_mark(state, identifier, Claim.ROLES, str(role)))
    if roles:
        yield roles
    if NEEDS[standing.need]:
        kind = str(standing.state) if standing.state else "open"
        meaning = {"against": "state.aside", "spare": "muted"}.get(kind, f"state.{kind}")
        text = f": {glyph(kind, plain=state.plain)} {kind.replace('-', ' ')}" if standing.state else ""
        yield [(NEEDS[standing.need], "foreground"), (text, meaning)]
    if person.cares_about:
        yield [("cares about ", "muted"), (person.cares_about, "foreground")]
    if person.prefers:
        rival = state.account.name_of(person.prefers).replace("-", " ")
        yield [("prefers ", "muted"), (rival, "warn"), hollow_mark(state, identifier, Claim.PREFERS)]


def _champion(state: ViewState, identifier: str, person: Person) -> Iterator[Line]:
    tests = person.champion
    if tests is None:
        return
    head = "proven champion" if tests.proven else "coach: no influence here" if tests.coach else "champion, unproven"
    said: list[Segment] = []
    for name in ("influence", "sells", "stake"):
        passed = getattr(tests, name)
        sign, meaning = ("?", "muted") if passed is None else ("yes", "ok") if passed else ("no", "error")
        mark = sign if sign == "?" else glyph(sign, plain=state.plain)
        hollow, style = hollow_mark(state, identifier, Claim(f"champion.{name}"))
        said += [(f"{mark} {name}", meaning), (f"{hollow.strip()}  ", style)]
    yield [(head, "ok" if tests.proven else "warn")]
    yield said


def _covered(state: ViewState, identifier: str) -> Iterator[Line]:
    ours = frozenset(teammates(state.account))
    for (mate, person), tie in state.account.coverage.items():
        if person == identifier and mate in ours:
            seen = f", {show_distance(tie.last_contact, state.today)}" if tie.last_contact else ""
            word = strength_said(tie.strength, STRENGTH_OURS)
            yield [
                (f"{tie.strength or '?'} ", "tie.coverage bold"),
                (state.account.name_of(mate), "foreground bold" if state.tie == (mate, person) else "foreground"),
                (f"  {word}{seen}", "muted"),
            ]


def _ties(state: ViewState, identifier: str) -> Iterator[Line]:
    account, arrow = state.account, glyph("arrow", plain=state.plain)
    for (source, target), tie in account.influence.items():
        if identifier not in (source, target):
            continue
        other = account.name_of(target if source == identifier else source)
        sign = f"{arrow} {other}" if source == identifier else f"{other} {arrow}"
        if tie.kind == "conflict":
            yield [("x ", "tie.conflict bold"), (f"{sign}", "foreground"), ("  conflict", "tie.conflict")]
        else:
            word = strength_said(tie.strength, STRENGTH_THEIRS)
            yield [(f"{tie.strength or '?'} ", "tie.strong"), (sign, "foreground"), (f"  {word}", "muted")]
    person = account.people[identifier]
    if person.reports_to:
        yield [("^ ", "tie.derived"), ("reports to ", "muted"), (account.name_of(person.reports_to), "foreground")]
    for other_id, other_person in account.people.items():
        if other_person.reports_to == identifier:
            yield [("v ", "tie.derived"), ("leads ", "muted"), (account.name_of(other_id), "foreground")]


def _talks(state: ViewState, identifier: str) -> Iterator[Line]:
    if state.analysis is None:
        return
    account, arrow = state.analysis.account, glyph("arrow", plain=state.plain)
    for talk in state.analysis.plan.talks:
        if identifier in (talk.speaker, talk.listener):
            yield [
                (f"{talk.number} ", "plan.talk"),
                (pair_words(account, talk.pair, arrow), "foreground"),
                (f"  {talk.shown_effort}", "muted"),
            ]
            when = talk_time(account, talk)
            if when:
                yield [(f"  {when}", "muted")]


def _findings(state: ViewState, identifier: str) -> Iterator[Line]:
    if state.analysis is None:
        return
    for found in state.analysis.findings:
        if identifier in found.people or found.subject == identifier:
            yield [(f"{found.code} ", f"severity.{found.severity}"), (found.explanation, "foreground")]


def _hours(state: ViewState, identifier: str) -> Iterator[Line]:
    account = state.account
    ours = frozenset(teammates(account))
    mates = [mate for mate, person in account.coverage if person == identifier and mate in ours]
    ties = [source for source, target in account.influence if target == identifier]
    for other in dict.fromkeys((*mates, *ties)):
        shared = _shared(state, other, identifier)
        if shared:
            yield [(account.name_of(other), "foreground"), ("  ", ""), shared]


def _together(state: ViewState, identifier: str) -> Iterator[Line]:
    """The hours the two share: how long a day, and the next ones on both clocks."""
    other = state.companion or ""
    account = state.account
    one, two = schedule(account, identifier), schedule(account, other)
    shared = _shared(state, identifier, other)
    if shared:
        yield [("share ", "muted"), shared, (" a day", "muted")]
    window = next_shared(one, two, state.today, state.now)
    if window is not None:
        for who, zone in ((identifier, one.zone), (other, two.zone)):
            start, end = window.local(zone)
            when = f"{show_moment(start)}-{end:%H:%M}"
            yield [(when, "foreground"), (f"  {account.name_of(who)}", "muted")]


def _shared(state: ViewState, one: str, other: str) -> Segment | None:
    account = state.account
    minutes = shared_minutes(schedule(account, one), schedule(account, other), state.today)
    if minutes is None:
        return ("zone unknown", "muted")
    if minutes == 0:
        return ("none", "error")
    hours, rest = divmod(minutes, 60)
    text = f"{hours} h {rest:02} min" if rest else f"{hours} h"
    return (text, "foreground" if minutes >= 120 else "warn")


def _notes(state: ViewState, identifier: str, person: Person) -> Iterator[Line]:
    if state.disclosure:
        hidden = withheld_words(withheld(state.account, identifier))
        if hidden:
            yield [(hidden, "muted")]
    elif person.notes:
        yield [(person.notes, "foreground")]
    if person.email:
        yield [(person.email, "muted")]
    if person.last_contact:
        yield [(f"last contact {show_day(person.last_contact)}", "muted")]
