"""What stands on a card: text in named styles, at every level of detail."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from committee.graph.arcs import people as people_of
from committee.graph.arcs import teammates
from committee.graph.evidence import confirmed
from committee.graph.stances import belief, champion_tests, is_champion
from committee.graph.standing import Standing, State, quorum_full, standing_of
from committee.layout.drawing.borders import Segments, bare, edge, filled, lowest
from committee.layout.drawing.glyphs import UNICODE, Frame, Glyphs
from committee.layout.drawing.names import initials_of, more, shortened
from committee.layout.routing.grid import FLAT_HEIGHT
from committee.layout.shapes import Detail
from committee.model.account import Account, Person
from committee.model.levels import level_of
from committee.model.vocabulary import SEVERITIES, Claim, Need, PersonStatus, Role, Stance
from committee.plurals import counted
from committee.text import Segment, cut, show, width

ROLE_CODES: Mapping[Role, str] = {
    Role.ECONOMIC_BUYER: "EB",
    Role.DECISION_MAKER: "DM",
    Role.APPROVER: "AP",
    Role.EXECUTIVE_SPONSOR: "ES",
    Role.TECHNICAL_BUYER: "TB",
    Role.USER_BUYER: "UB",
    Role.EVALUATOR: "EV",
    Role.INFLUENCER: "IN",
    Role.LEGAL: "LE",
    Role.PROCUREMENT: "PR",
    Role.SECURITY: "SE",
}
"""Two letters a role, as in the add line."""

_DRAWN = (Claim.STANCE, Claim.ROLES, Claim.POWER)
"""The claims a card shows, each hollow while nothing vouches for it."""

_NEEDS = {Need.YES: "yes needed", Need.NO_OBJECTION: "no objection", Need.NONE: ""}
_STATES = {
    State.WON: "state.won",
    State.ASSUMED: "state.assumed",
    State.OPEN: "state.open",
    State.AGAINST: "state.aside",
    State.SPARE: "base.muted",
}
_SHORT_NEED = {
    State.WON: "yes",
    State.ASSUMED: "yes?",
    State.OPEN: "open",
    State.AGAINST: "against",
    State.SPARE: "spare",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFace:
    """One person's text, cleaned and on one line each; cut to the card only when drawn.

    `stance` is the glyph alone, `word` the stance in words. `badges` stand at the right of a border, `coverage` in the
    lower one, `short` is the one line of a card at `Detail.NAME`.
    """

    name: str
    initials: str
    title: Segments = ()
    role: Segments = ()
    stance: Segment = ("?", "stance.unknown")
    word: Segment = ("", "stance.unknown")
    power: Segments = ()
    coverage: Segments = ()
    badges: Segments = ()
    short: Segments = ()
    known: Stance | None = None
    state: State | None = None
    worst: str = ""
    """The most severe finding about them, if any."""
    placeholder: bool = False


def faces_of(
    account: Account,
    today: date,
    *,
    badges: Mapping[str, Sequence[str]] | None = None,
    glyphs: Glyphs = UNICODE,
) -> Mapping[str, CardFace]:
    """The face of everyone on the map, by id; each is made when it is first looked at.

    A screen shows a few dozen of 2,000: an edit must not wait for the others.

    Args:
        account: the account.
        today: the date evidence is judged by and days are counted to.
        badges: the severities of the findings about each person, worst first.
        glyphs: the character set.
    """
    return _Faces(account, today, badges or {}, glyphs)


@dataclass(frozen=True, slots=True)
class _Context:
    account: Account
    today: date
    standing: Standing
    glyphs: Glyphs
    badges: Sequence[str]
    covered_by: str | None

    def name(self, identifier: str) -> str:
        return show(self.account.name_of(identifier))


class _Faces(Mapping[str, CardFace]):
    def __init__(self, account: Account, today: date, badges: Mapping[str, Sequence[str]], glyphs: Glyphs) -> None:
        self._account, self._today, self._badges, self._glyphs = account, today, badges, glyphs
        self._known: dict[str, CardFace] = {}

    def __getitem__(self, person: str) -> CardFace:
        found = self._known.get(person)
        if found is None:
            if self._account.people[person].status is PersonStatus.LEFT:
                raise KeyError(person)
            found = self._known[person] = _face(self._account, person, self._context(person))
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(people_of(self._account))

    def __len__(self) -> int:
        return len(people_of(self._account))

    def _context(self, person: str) -> _Context:
        standing = standing_of(self._account, person, self._today, full=self._quorum_full)
        badges = self._badges.get(person, ())
        return _Context(self._account, self._today, standing, self._glyphs, badges, self._covered_by.get(person))

    @cached_property
    def _quorum_full(self) -> bool:
        return quorum_full(self._account, self._today)

    @cached_property
    def _covered_by(self) -> dict[str, str]:
        return _best_coverage(self._account)


def _face(account: Account, identifier: str, context: _Context) -> CardFace:
    person, standing = account.people[identifier], context.standing
    sure = {claim: confirmed(account, identifier, claim, context.today) for claim in _DRAWN}
    hollow = person.stance is not None and not sure[Claim.STANCE]
    style = f"stance.{person.stance.value if person.stance else 'unknown'}"
    glyph = (context.glyphs.stances[person.stance][hollow], style)
    return CardFace(
        name=(name := context.name(identifier)),
        initials=initials_of(name),
        title=_title(person, context),
        role=_role(person, standing, context.glyphs, sure=sure[Claim.ROLES]),
        stance=glyph,
        word=(person.stance.value if person.stance else "stance unknown", style),
        power=_power(person, context.glyphs, sure=sure[Claim.POWER]),
        coverage=_coverage(identifier, context),
        badges=_badges(person, standing, context),
        short=_short(identifier, glyph, standing, context, sure),
        known=person.stance,
        state=standing.state,
        worst=context.badges[0] if context.badges else "",
        placeholder=person.status is PersonStatus.PLACEHOLDER,
    )


def _title(person: Person, context: _Context) -> Segments:
    _, assumed = level_of(person)
    text = show(person.title) or ("unnamed so far" if person.status is PersonStatus.PLACEHOLDER else "")
    if not text:
        return (("no title", "base.muted"),)
    return ((text, "card.text"), (f" {context.glyphs.assumed}", "base.muted")) if assumed else ((text, "card.text"),)


def _role(person: Person, standing: Standing, glyphs: Glyphs, *, sure: bool) -> Segments:
    words = person.roles[0].value.replace("-", " ") if person.roles else ""
    if len(person.roles) > 1:
        words += f" +{len(person.roles) - 1}"
    if words and not sure:
        words += f" {glyphs.unvouched}"
    need = _NEEDS[standing.need]
    if not words and not need:
        return ()
    if not need or standing.state is None:
        return ((words, "card.text"),)
    said = _SHORT_NEED[standing.state] if words else f"{need}: {_SHORT_NEED[standing.state]}"
    return (*(((words, "card.text"),) if words else ()), (said, _STATES[standing.state]))


def _power(person: Person, glyphs: Glyphs, *, sure: bool) -> Segments:
    if person.power is None:
        return ()
    full, hollow, empty = glyphs.power
    return (((full if sure else hollow) * person.power, "card.text"), (empty * (5 - person.power), "base.muted"))


def _badges(person: Person, standing: Standing, context: _Context) -> Segments:
    found: list[Segment] = []
    proven, claimed = context.glyphs.champion
    identifier, today = standing.person, context.today
    if is_champion(person, belief(context.account, identifier, today)):
        tested = champion_tests(context.account, identifier, today) == (True, True, True)
        found.append((proven if tested else claimed, "stance.advocate"))
    if context.badges:
        worst = context.badges[0]
        count = str(len(context.badges)) if len(context.badges) > 1 else ""
        found.append((context.glyphs.severity.get(worst, "!") + count, f"severity.{worst}"))
    return tuple(found)


def _best_coverage(account: Account) -> dict[str, str]:
    """The teammate with the strongest relationship to each person; the first by id among equals."""
    ours = frozenset(teammates(account))
    best: dict[str, tuple[int, str]] = {}
    for (mate, person), tie in sorted(account.coverage.items()):
        if mate in ours:
            rank = (-(tie.strength or 0), mate)
            best[person] = min(best.get(person, rank), rank)
    return {person: mate for person, (_, mate) in best.items()}


def _coverage(identifier: str, context: _Context) -> Segments:
    mate = context.covered_by
    if mate is None:
        return (("not met", "base.muted"),)
    tie = context.account.coverage[mate, identifier]
    first = context.name(mate).split(" ")[0]
    text = f"{cut(first, 10)} {tie.strength}" if tie.strength else cut(first, 10)
    if tie.last_contact is not None:
        days = (context.today - tie.last_contact).days
        if days >= 0:
            text += f" {context.glyphs.dot} {days}d" if days < 1000 else f" {context.glyphs.dot} long ago"
    return ((text, "tie.coverage"),)


def _short(
    identifier: str, glyph: Segment, standing: Standing, context: _Context, sure: Mapping[Claim, bool]
) -> Segments:
    """Stance, role, power and who covers them, in about a dozen cells.

    Capitals are vouched for, small letters are not yet: there is no room for another mark.
    """
    person = context.account.people[identifier]
    found: list[Segment] = [glyph]
    if person.roles:
        state = standing.state
        code = ROLE_CODES[person.roles[0]]
        found.append((f" {code if sure[Claim.ROLES] else code.lower()}", _STATES[state] if state else "card.text"))
    if person.power is not None:
        found.append((f" {'P' if sure[Claim.POWER] else 'p'}{person.power}", "card.text"))
    mate = context.covered_by
    if mate is not None:
        tie = context.account.coverage[mate, identifier]
        found.append((f" {initials_of(context.name(mate))}{tie.strength or ''}", "tie.coverage"))
    return tuple(found)


def plate(  # noqa: PLR0913 - what a card's line is made of, each by name where it matters
    people: Sequence[CardFace],
    detail: Detail,
    line: int,
    size: tuple[int, int],
    frame: Frame,
    border: str,
    *,
    extra: Segments,
    glyphs: Glyphs,
    hidden: int,
) -> list[Segment]:
    """One line of a card, borders included, exactly as wide as the card.

    Args:
        people: the faces on the card: one, or all of a tile.
        detail: the level of detail.
        line: 0 for the upper border, `height - 1` for the lower one.
        size: width and height of the card.
        frame: the border's characters.
        border: the border's style.
        extra: what marks add at the right of the upper border; of the lower one where it would cover the name.
        glyphs: the character set.
        hidden: how many ties are not drawn.
    """
    cells, lines = size
    if detail is Detail.BARE:
        return [(frame.upright, border), *_one_line(people, cells - 2, border, extra), (frame.upright, border)]
    above = not extra or _spare(people, detail, cells, extra)
    if line == 0:
        left, right = _upper(people, detail, border, cells)
        return edge(left, (*right, *extra) if above else right, cells, frame, border, upper=True)
    if line == lines - 1:
        left, right = _lower(people, detail, glyphs, hidden)
        right = right if above else (*right, *extra)
        if lines == FLAT_HEIGHT:
            return lowest(people[0].short, right, cells, frame, border)
        return edge(left, right, cells, frame, border, upper=False)
    return [
        (frame.upright, border),
        *filled(*_body(people, detail, line, glyphs, cells), cells - 2),
        (frame.upright, border),
    ]


def _one_line(people: Sequence[CardFace], cells: int, border: str, extra: Segments) -> list[Segment]:
    """The inside of a bare name: stance, name, what marks add or the worst finding; of a tile how many there are."""
    style = "card.selected" if border == "card.selected" else "card.name"
    face = people[0]
    if len(people) > 1:
        right = extra or _upper(people, Detail.TILES, border, cells)[1]
        return bare(("", ""), lambda room: more(len(people), room), style, right, cells)
    whole = width(face.name) + width(face.stance[0]) + sum(width(text) for text, _ in face.badges[-1:]) <= cells
    badge = face.badges[-1:] if whole else tuple((text.rstrip("0123456789"), ink) for text, ink in face.badges[-1:])
    fitted = (lambda _: face.name) if face.placeholder else (lambda room: shortened(face.name, room))
    return bare(face.stance, fitted, style, extra or badge, cells)


def _spare(people: Sequence[CardFace], detail: Detail, cells: int, extra: Segments) -> bool:
    """Whether the upper border has room for what marks add without losing a letter of the name."""
    if detail in {Detail.TILES, Detail.INITIALS}:
        return True
    badges = people[0].badges if detail is Detail.FULL else ()
    return width(people[0].name) + sum(width(text) + 1 for text, _ in (*badges, *extra)) + 4 <= cells


def _upper(people: Sequence[CardFace], detail: Detail, border: str, cells: int) -> tuple[Segments, Segments]:
    if detail is Detail.TILES:
        worst = [face.worst for face in people if face.worst]
        badge = ((f"{len(worst)}!", f"severity.{_worst(worst)}"),) if worst else ()
        title = shortened(people[0].name, cells - 5) if len(people) == 1 else counted(len(people), "person")
        return ((title, "card.name"),), badge
    if detail is Detail.INITIALS:
        return (), people[0].badges[-1:]
    style = "card.selected" if border == "card.selected" else "card.name"
    face = people[0]
    # At name detail the badges stand in the lower border, so that nothing but the name needs the narrow upper one.
    badges = face.badges if detail is Detail.FULL else ()
    free = cells - 2 - sum(width(text) + 1 for text, _ in badges)
    return ((face.name if face.placeholder else shortened(face.name, free), style),), badges


def _lower(people: Sequence[CardFace], detail: Detail, glyphs: Glyphs, hidden: int) -> tuple[Segments, Segments]:
    stub = ((f"{glyphs.stub}{hidden}", "tie.stub"),) if hidden else ()
    if detail is Detail.FULL:
        return people[0].coverage, stub
    return (), (*people[0].badges, *stub) if detail is Detail.NAME else stub


def _body(
    people: Sequence[CardFace], detail: Detail, line: int, glyphs: Glyphs, cells: int
) -> tuple[Segments, Segments]:
    """Left and right part of an inner line."""
    face = people[0]
    if detail is Detail.TILES:
        return (_tally(people, glyphs), ()) if line == 1 else (_needs(people), ())
    if detail is Detail.NAME:
        return face.short, ()
    if detail is Detail.INITIALS:
        return ((face.initials, "card.name"), (" ", "")), (face.stance,)
    if line == 1:
        return face.title, ()
    if line == 2:
        return (face.role[:1], face.role[1:]) if len(face.role) > 1 else (face.role, ())
    word, style = face.word
    if sum(width(text) for text, _ in (face.stance, face.word, *face.power)) + 6 > cells:
        word = word.removeprefix("stance ")
    return (face.stance, (" ", ""), (word, style)), face.power


def _tally(people: Sequence[CardFace], glyphs: Glyphs) -> Segments:
    counts = Counter(face.known for face in people)
    found: list[Segment] = []
    for stance in (*Stance, None):
        if counts[stance]:
            style = f"stance.{stance.value if stance else 'unknown'}"
            found.append((f"{glyphs.stances[stance][0]}{counts[stance]}", style))
            found.append((" ", ""))
    return tuple(found[:-1])


def _needs(people: Sequence[CardFace]) -> Segments:
    states = [face.state for face in people if face.state not in {None, State.SPARE}]
    met = sum(state in {State.WON, State.ASSUMED} for state in states)
    return ((f"yes {met} of {len(states)}", "state.won" if met == len(states) else "state.open"),) if states else ()


def _worst(severities: Iterable[str]) -> str:
    return min(severities, key=lambda severity: (*SEVERITIES, severity).index(severity))
