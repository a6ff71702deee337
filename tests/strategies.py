"""Hypothesis strategies for whole valid accounts: every table and field, hostile-looking but allowed text, comments.

`accounts()` is what most tests want. An account made here has no errors (warnings it may have), holds only values in
their normal form, and therefore equals what reading its own file gives back.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from committee.model import vocabulary as v
from committee.model.access import ABSENT, get, paths
from committee.model.account import (
    Acceptance,
    Account,
    Action,
    Champion,
    Comment,
    Coverage,
    Decision,
    Evidence,
    Gate,
    Header,
    Influence,
    Person,
    Place,
    Quorum,
    Rival,
    Teammate,
    tie_subject,
)
from committee.model.fields import Field
from committee.model.ids import new_id
from committee.model.tables import locate
from committee.model.tunables import EFFORT, THRESHOLDS
from committee.model.values import normal
from committee.text import is_clean, show

TODAY = dt.date(2026, 11, 21)

_WORDS = [
    "Ana",
    "María",
    "Jürgen",
    "Łukasz",
    "Zoë",
    "Nguyễn",
    "李小龙",
    "さくら",
    "김민수",
    "محمد",
    "अनिता",
    "Олена",
    "Ångström",
    "O'Brien",
    "[bold]",
    "#tag",
    '"quoted"',
    "back\\slash",
    "=",
    "'single'",
    "👩🏽\u200d💻",
    "🇩🇪",
    "{x}",
    "@home",
    "50%",
    "re-port",
    "a.b",
    "ﬁ",
    "İstanbul",
    "می\u200cخواهم",
]
_ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "America/Chicago",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "Asia/Kathmandu",
    "UTC",
)
_HOURS = ("09:00-17:30", "08:15-16:00", "00:00-23:59", "13:00-21:30", "10:00-24:00")


def seeded(make: Callable[[random.Random], Any], simplest: Any) -> st.SearchStrategy[Any]:
    """What `make` makes of randomness from one drawn number, where a draw for every part of it would only be slower.

    Shrinks to `simplest`, which is drawn as well.
    """
    return st.integers(0, 2**16).map(lambda seed: make(random.Random(seed)) if seed else simplest)


words = seeded(lambda rng: " ".join(rng.choices(_WORDS, k=rng.randint(1, 3))), _WORDS[0])
lines = st.one_of(words, st.text(max_size=12).map(show), st.sampled_from(["", "ends with \\", '"""']))
"""One-line text, possibly empty."""
names = st.one_of(words, st.text(min_size=1, max_size=10).map(show).filter(str.strip))
"""One-line text that is not blank."""
_prose = st.one_of(
    lines,
    st.lists(lines, min_size=2, max_size=4).map("\n".join),
    st.sampled_from(["\n", "\nfirst line empty", "last line empty\n", "tab\there", ' " "" """ \\', "a\n\n\nb"]),
)
prose = _prose.filter(is_clean)
_FIRST, _LAST = dt.date(2020, 1, 1), dt.date(2030, 12, 31)
dates = st.integers(0, (_LAST - _FIRST).days).map(lambda days: _FIRST + dt.timedelta(days))
_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def _stem(rng: random.Random) -> str:
    """Up to six characters, and sometimes up to four more behind a hyphen."""
    head = "".join(rng.choices(_CHARACTERS, k=rng.randint(1, 6)))
    return f"{head}-{''.join(rng.choices(_CHARACTERS, k=rng.randint(1, 4)))}" if rng.random() < 0.5 else head


stems = seeded(_stem, "a")


def maybe(strategy: st.SearchStrategy[Any], absent: Any = None) -> st.SearchStrategy[Any]:
    """The strategy, or absence."""
    return st.one_of(st.just(absent), strategy)


def one(options: Iterable[Any], absent: Any = None) -> st.SearchStrategy[Any]:
    """One of some values, or absence, which is as likely as all of them together."""
    there = tuple(options)
    return st.sampled_from((absent,) * len(there) + there)


def choice(enum: type[StrEnum], absent: Any = None) -> st.SearchStrategy[Any]:
    """A word of a vocabulary, or absence."""
    return one(enum, absent)


def choices(enum: type[StrEnum]) -> st.SearchStrategy[Any]:
    """Several words of a vocabulary, in its order."""
    members = tuple(enum)

    def some(rng: random.Random) -> tuple[Any, ...]:
        kept = rng.sample(members, rng.randint(0, min(4, len(members))))
        return tuple(member for member in members if member in kept)

    return seeded(some, ())


# Strategies that depend on a number alone are made once: hypothesis looks through each new one before it draws from it.
_below = cache(lambda count: st.integers(0, count - 1))
_few = cache(lambda count, least, most: st.sets(_below(count), min_size=least, max_size=most))


def pick(draw: st.DrawFn, options: Sequence[Any]) -> Any:
    """One of some values of this very account."""
    return options[draw(_below(len(options)))]


def of(draw: st.DrawFn, ids: Sequence[str], absent: Any = "") -> Any:
    """One of some ids, or absence, which is as likely as all of them together."""
    return pick(draw, [*(absent for _ in ids), *ids] or [absent])


def several(draw: st.DrawFn, options: Sequence[Any], most: int, least: int = 0) -> list[Any]:
    """Up to `most` of some values, in order."""
    return [options[place] for place in sorted(draw(_few(len(options), least, most)))] if options else []


def _ids(draw: st.DrawFn, taken: set[str], minimum: int, maximum: int) -> list[str]:
    """Free ids, in order; from now on taken."""
    # Left alone, hypothesis likes lists short: how many there are is drawn first.
    stems_ = draw(_stems(draw(st.integers(minimum, maximum))))
    found = [new_id(stem, taken, lambda n: "x" * n) for stem in stems_]
    free = sorted(set(found) - taken)
    taken.update(free)
    return free


_stems = cache(lambda count: st.lists(stems, min_size=count, max_size=count, unique=True))


@st.composite
def accounts(
    draw: st.DrawFn,
    *,
    max_people: int = 6,
    min_people: int = 0,
    comments: bool = True,
    unknown: bool = True,
) -> Account:
    """A valid account with up to `max_people` stakeholders and every table and field of the format."""
    taken: set[str] = {"account"}
    people = _ids(draw, taken, min_people, max_people)
    team, places, rivals = (_ids(draw, taken, 0, most) for most in (3, 3, 2))
    rank = {person: draw(_below(10)) for person in people}
    coverage = {pair: draw(_coverage) for pair in several(draw, [(t, p) for t in team for p in people], 8)}
    ties = [(a, b) for a in people for b in people if a != b]
    influence = {pair: draw(_influence) for pair in several(draw, ties, 8)}
    account = Account(
        header=replace(draw(_header), owner=of(draw, team)),
        decision=Decision(
            not_needed=draw(choices(v.Role)),
            voices_for_reserved=draw(st.one_of(st.none(), st.integers(1, 5))),
            quorum=_quorum(draw, people),
        ),
        gates={g: replace(draw(_gate), ours=of(draw, team), theirs=of(draw, people)) for g in _ids(draw, set(), 0, 2)},
        rivals={r: Rival(name=draw(names)) for r in rivals},
        places={p: _tidy(("places", p), draw(_place)) for p in places},
        team={t: _tidy(("team", t), draw(_teammate)) for t in team},
        people={
            p: replace(
                draw(_person),
                place=of(draw, places),
                prefers=of(draw, [*rivals, "status-quo", "build"]),
                # Ranks rise along every line of reports, so none is a circle.
                reports_to=of(draw, [other for other in people if rank[other] < rank[p]]),
                replaced_by=of(draw, [other for other in people if other != p]),
            )
            for p in people
        },
        coverage=coverage,
        influence=influence,
        evidence={k: _evidence(draw, people, team, rivals, [*coverage, *influence]) for k in draw(_keys)},
        actions={k: replace(draw(_action), with_=of(draw, people), owner=of(draw, team)) for k in draw(_keys)},
        accepted={
            (code, subject): draw(_acceptance)
            for code, subject in several(
                draw,
                [
                    (code, subject)
                    for code in ("CH005", "DM003", "RM001")
                    for subject in ["account", "department-finance", *people, *team, *places]
                ],
                3,
            )
        },
        effort=_numbers(draw, EFFORT),
        thresholds=_numbers(draw, THRESHOLDS),
    )
    if unknown:
        account = _with_unknown(draw, account)
    return _with_comments(draw, account) if comments else account


def _tidy(path: tuple[str, ...], record: Any) -> Any:
    """The record with every value in its normal form."""
    found = locate(path)
    assert found is not None
    values = {f.attribute: normal(f, getattr(record, f.attribute)) for f in found[0].fields}
    return type(record)(**values)


_text = maybe(lines, "")
_day = st.one_of(st.none(), dates)
_strength = one(range(1, 6))
_test = one((True, False))
_working = {"timezone": one(_ZONES, ""), "hours": one(_HOURS, "")}
_header = st.builds(
    Header,
    name=names,
    deal=_text,
    stage=choice(v.Stage),
    forecast=choice(v.Forecast),
    value=maybe(st.integers(0, 10**12)),
    currency=one(("EUR", "USD", "JPY"), ""),
    close_date=_day,
    next_step=_text,
    next_step_due=_day,
    reviewed=_day,
    notes=maybe(prose, ""),
)
_gate = st.builds(Gate, what=_text, due=_day, status=choice(v.GateStatus))
_place = st.builds(Place, name=names, days=choices(v.Weekday), kind=choice(v.PlaceKind), **_working)
_teammate = st.builds(
    Teammate,
    name=names,
    title=_text,
    days=choices(v.Weekday),
    expertise=choices(v.Expertise),
    status=st.sampled_from(v.TeamStatus),
    **_working,
)
_person = st.builds(
    Person,
    name=names,
    title=st.one_of(_text, st.sampled_from(["CFO", "VP Engineering", "Head of Legal", "Plant manager", "Buyer"])),
    department=_text,
    side=st.sampled_from(v.Side),
    level=choice(v.Level),
    work_mode=choice(v.WorkMode),
    office_days=choices(v.Weekday),
    days=choices(v.Weekday),
    roles=choices(v.Role),
    need=choice(v.Need),
    stance=choice(v.Stance),
    power=_strength,
    cares_about=_text,
    status=st.sampled_from(v.PersonStatus),
    email=_text,
    crm_id=_text,
    last_contact=_day,
    notes=maybe(prose, ""),
    champion=maybe(st.builds(Champion, influence=_test, sells=_test, stake=_test)),
    **_working,
)
_coverage = st.builds(Coverage, strength=_strength, channel=choice(v.Channel), last_contact=_day)
_influence = st.builds(
    Influence, strength=_strength, kind=choice(v.TieKind), channel=choice(v.Channel), notes=maybe(prose, "")
)
_action = st.builds(Action, what=_text, due=_day, done=_day)
_acceptance = st.builds(Acceptance, reason=_text, until=_day)


def _key(rng: random.Random) -> str:
    day = _FIRST + dt.timedelta(rng.randint(0, (_LAST - _FIRST).days))
    return f"{day.isoformat()}-{''.join(rng.choices(_CHARACTERS, k=4))}"


_keys = st.sets(seeded(_key, f"{_FIRST.isoformat()}-aaaa"), max_size=4).map(sorted)
"""Of records that are named by a day and some characters."""


def _quorum(draw: st.DrawFn, people: list[str]) -> Quorum | None:
    some = tuple(several(draw, people, 4, 1)) if draw(st.booleans()) else ()
    return Quorum(at_least=draw(st.integers(1, len(some))), of=some) if some else None


def _evidence(
    draw: st.DrawFn, people: list[str], team: list[str], rivals: list[str], ties: list[tuple[str, str]]
) -> Evidence:
    about = pick(draw, ["", *people, *(tie_subject(*tie) for tie in sorted(set(ties)))])
    claim = of(draw, [c for c in v.Claim if c.of_tie is (">" in about)], None)
    return replace(
        draw(_said),
        about=about,
        field=claim,
        value=of(draw, _vouched(claim, people, rivals), None),
        by=of(draw, team),
    )


_said = st.builds(Evidence, says=maybe(prose, ""), basis=choice(v.Basis), source=_text, date=_day)


def _vouched(claim: v.Claim | None, people: list[str], rivals: list[str]) -> Sequence[Any]:
    if claim in {v.Claim.POWER, v.Claim.STRENGTH}:
        return range(1, 6)
    if claim is not None and claim.value.startswith("champion."):
        return (True, False)
    possible: dict[Any, list[str]] = {
        v.Claim.STANCE: [m.value for m in v.Stance],
        v.Claim.ROLES: [m.value for m in v.Role],
        v.Claim.NEED: [m.value for m in v.Need],
        v.Claim.KIND: [m.value for m in v.TieKind],
        v.Claim.REPORTS_TO: people,
        v.Claim.PREFERS: [*rivals, "status-quo", "build"],
    }
    return possible.get(claim) or ["something"]


def _numbers(draw: st.DrawFn, tunables: tuple[Any, ...]) -> dict[str, int]:
    return {t.key: draw(st.integers(t.minimum, t.maximum)) for t in several(draw, tunables, 3)}


_raw = st.recursive(
    st.one_of(words, st.integers(-(2**40), 2**40), st.booleans(), dates, st.sampled_from([0.5, -1.25, 1e9])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(("aa", "b-b", "x_1")), inner, min_size=1, max_size=2),
    ),
    max_leaves=4,
)


def _with_unknown(draw: st.DrawFn, account: Account) -> Account:
    """Keys and tables of a version to come, and of somebody's own tools."""
    records = [p for p in paths(account) if p[0] not in {"effort", "thresholds"}]
    own = several(draw, [(*path, key) for path in records for key in ("x_own", "mood")], 2)
    found: dict[tuple[str, ...], Any] = {path: draw(_raw) for path in own}
    if draw(st.booleans()):
        found["x_crm",] = draw(_raw_table)
    return replace(account, unknown=dict(sorted(found.items())))


_raw_table = st.dictionaries(st.sampled_from(("id", "b-b")), _raw, min_size=1, max_size=2)
_remark = words.map(lambda text: f"# {text}")
_remarks = st.lists(_remark, max_size=2).map(tuple)
_beside = st.builds(Comment, above=_remarks, trailing=maybe(_remark, ""))
"""At a key or an item."""
_around = st.builds(Comment, above=_remarks, trailing=maybe(_remark, ""), end=_remarks)
"""At a table."""
_at_the_ends = st.builds(Comment, above=_remarks, end=_remarks)
"""Of the file."""


def _with_comments(draw: st.DrawFn, account: Account) -> Account:
    """Comments on headers, keys and items that a canonical file writes."""
    found: dict[tuple[str, ...], Comment] = {}
    for path in several(draw, [p for p in paths(account) if _writes_header(account, p)], 3):
        found[path] = draw(_around)
        written = [f for f in _fields(path) if _written(account, path, f)]
        if bool(written) and draw(st.booleans()):
            field = pick(draw, written)
            found[*path, field.name] = draw(_beside)
            if field.many and draw(st.booleans()):
                item = pick(draw, get(account, (*path, field.name)))
                found[*path, field.name, str(item)] = draw(_beside)
    if draw(st.booleans()):
        found[()] = draw(_at_the_ends)
    kept = {path: comment for path, comment in sorted(found.items()) if comment != Comment()}
    return replace(account, comments=kept)


def _fields(path: tuple[str, ...]) -> tuple[Field, ...]:
    found = locate(path)
    assert found is not None
    return found[0].fields


def _written(account: Account, path: tuple[str, ...], field: Field) -> bool:
    value = get(account, (*path, field.name))
    return value is not ABSENT and value not in (None, "", ()) and value != field.omit


def _writes_header(account: Account, path: tuple[str, ...]) -> bool:
    """A record whose table stands in the file; `[decision]` and the like only where they hold something."""
    decision = account.decision
    return path != ("decision",) or bool(decision.not_needed) or decision.voices_for_reserved is not None
