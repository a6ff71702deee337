"""Hypothesis strategies for whole valid accounts: every table and field, hostile-looking but allowed text, comments.

`accounts()` is what most tests want. An account made here has no errors (warnings it may have), holds only values in
their normal form, and therefore equals what reading its own file gives back.
"""

import datetime as dt
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

words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join)
lines = st.one_of(words, st.text(max_size=12).map(show), st.just("ends with \\"), st.just('"""'))
"""One-line text, possibly empty."""
names = st.one_of(words, st.text(min_size=1, max_size=10).map(show).filter(str.strip))
"""One-line text that is not blank."""
_prose = st.one_of(
    lines,
    st.lists(lines, min_size=2, max_size=4).map("\n".join),
    st.sampled_from(["\n", "\nfirst line empty", "last line empty\n", "tab\there", ' " "" """ \\', "a\n\n\nb"]),
)
prose = _prose.filter(is_clean)
dates = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
stems = st.from_regex(r"\A[a-z0-9]{1,6}(-[a-z0-9]{1,4})?\Z")


def maybe(strategy: st.SearchStrategy[Any], absent: Any = None) -> st.SearchStrategy[Any]:
    """The strategy, or absence."""
    return st.one_of(st.just(absent), strategy)


def choice(enum: type[Any], absent: Any = None) -> st.SearchStrategy[Any]:
    """A word of a vocabulary, or absence."""
    return maybe(st.sampled_from(list(enum)), absent)


def choices(enum: type[Any]) -> st.SearchStrategy[Any]:
    """Several words of a vocabulary, in its order."""
    return st.sets(st.sampled_from(list(enum)), max_size=4).map(lambda some: tuple(m for m in enum if m in some))


def of(ids: list[str], absent: Any = "") -> st.SearchStrategy[Any]:
    """One of some ids, or absence."""
    return maybe(st.sampled_from(ids), absent) if ids else st.just(absent)


def _ids(taken: set[str], minimum: int, maximum: int) -> st.SearchStrategy[list[str]]:
    free = stems.map(lambda stem: new_id(stem, taken, lambda n: "x" * n)).filter(lambda i: i not in taken)
    return st.lists(free, min_size=minimum, max_size=maximum, unique=True).map(sorted)


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
    groups: dict[str, list[str]] = {}
    for group, low, high in (("people", min_people, max_people), ("team", 0, 3), ("places", 0, 3), ("rivals", 0, 2)):
        groups[group] = draw(_ids(taken, low, high))
        taken.update(groups[group])
    people, team, rivals = groups["people"], groups["team"], groups["rivals"]
    gates = draw(_ids(set(), 0, 2))
    rank = {person: draw(st.integers(0, 9)) for person in people}
    coverage = draw(
        _pairs(team, people, Coverage, strength=_strength, channel=choice(v.Channel), last_contact=maybe(dates))
    )
    influence = draw(
        _pairs(
            people,
            people,
            Influence,
            strength=_strength,
            kind=choice(v.TieKind),
            channel=choice(v.Channel),
            notes=maybe(prose, ""),
        )
    )
    account = Account(
        header=draw(_header(team)),
        decision=Decision(
            not_needed=draw(choices(v.Role)),
            voices_for_reserved=draw(st.one_of(st.none(), st.integers(1, 5))),
            quorum=draw(_quorum(people)),
        ),
        gates={g: draw(_gate(team, people)) for g in gates},
        rivals={r: Rival(name=draw(names)) for r in rivals},
        places={p: _tidy(("places", p), draw(_place)) for p in groups["places"]},
        team={t: _tidy(("team", t), draw(_teammate)) for t in team},
        people={p: draw(_person(p, people, rank, groups)) for p in people},
        coverage=coverage,
        influence=influence,
        evidence=draw(_keyed(_evidence(people, team, rivals, [*coverage, *influence]))),
        actions=draw(_keyed(_action(team, people))),
        accepted=draw(_accepted([*people, *team, *groups["places"]])),
        effort=draw(_numbers(EFFORT)),
        thresholds=draw(_numbers(THRESHOLDS)),
    )
    if unknown:
        account = draw(_with_unknown(account))
    return draw(_with_comments(account)) if comments else account


def _tidy(path: tuple[str, ...], record: Any) -> Any:
    """The record with every value in its normal form."""
    found = locate(path)
    assert found is not None
    values = {f.attribute: normal(f, getattr(record, f.attribute)) for f in found[0].fields}
    return type(record)(**values)


_strength = maybe(st.integers(1, 5))
_working = {"timezone": maybe(st.sampled_from(_ZONES), ""), "hours": maybe(st.sampled_from(_HOURS), "")}
_place = st.builds(Place, name=names, days=choices(v.Weekday), kind=choice(v.PlaceKind), **_working)
_teammate = st.builds(
    Teammate,
    name=names,
    title=maybe(lines, ""),
    days=choices(v.Weekday),
    expertise=choices(v.Expertise),
    status=st.sampled_from(v.TeamStatus),
    **_working,
)


def _header(team: list[str]) -> st.SearchStrategy[Header]:
    return st.builds(
        Header,
        name=names,
        deal=maybe(lines, ""),
        stage=choice(v.Stage),
        forecast=choice(v.Forecast),
        value=maybe(st.integers(0, 10**12)),
        currency=maybe(st.sampled_from(("EUR", "USD", "JPY")), ""),
        close_date=maybe(dates),
        owner=of(team),
        next_step=maybe(lines, ""),
        next_step_due=maybe(dates),
        reviewed=maybe(dates),
        notes=maybe(prose, ""),
    )


def _gate(team: list[str], people: list[str]) -> st.SearchStrategy[Gate]:
    return st.builds(
        Gate, what=maybe(lines, ""), ours=of(team), theirs=of(people), due=maybe(dates), status=choice(v.GateStatus)
    )


@st.composite
def _quorum(draw: st.DrawFn, people: list[str]) -> Quorum | None:
    if not people or not draw(st.booleans()):
        return None
    some = tuple(sorted(draw(st.sets(st.sampled_from(people), min_size=1, max_size=4))))
    return Quorum(at_least=draw(st.integers(1, len(some))), of=some)


@st.composite
def _person(
    draw: st.DrawFn, identifier: str, people: list[str], rank: dict[str, int], groups: dict[str, list[str]]
) -> Person:
    above = [p for p in people if rank[p] < rank[identifier]]  # ranks rise along every line, so none is a circle
    others = [p for p in people if p != identifier]
    text = maybe(lines, "")
    return draw(
        st.builds(
            Person,
            name=names,
            title=st.one_of(
                text, st.sampled_from(["CFO", "VP Engineering", "Head of Legal", "Plant manager", "Buyer"])
            ),
            department=text,
            side=st.sampled_from(v.Side),
            level=choice(v.Level),
            place=of(groups["places"]),
            work_mode=choice(v.WorkMode),
            office_days=choices(v.Weekday),
            days=choices(v.Weekday),
            roles=choices(v.Role),
            need=choice(v.Need),
            stance=choice(v.Stance),
            power=_strength,
            prefers=of([*groups["rivals"], "status-quo", "build"]),
            cares_about=text,
            reports_to=of(above),
            status=st.sampled_from(v.PersonStatus),
            replaced_by=of(others),
            email=text,
            crm_id=text,
            last_contact=maybe(dates),
            notes=maybe(prose, ""),
            champion=maybe(st.builds(Champion, influence=_test, sells=_test, stake=_test)),
            **_working,
        )
    )


_test = maybe(st.booleans())


@st.composite
def _pairs(draw: st.DrawFn, first: list[str], second: list[str], record: type[Any], **fields: Any) -> dict[Any, Any]:
    possible = [(a, b) for a in first for b in second if a != b]
    if not possible:
        return {}
    chosen = sorted(draw(st.sets(st.sampled_from(possible), max_size=8)))
    return {pair: draw(st.builds(record, **fields)) for pair in chosen}


@st.composite
def _keyed(draw: st.DrawFn, records: st.SearchStrategy[Any]) -> dict[str, Any]:
    keys = st.builds(lambda day, tail: f"{day.isoformat()}-{tail}", dates, st.from_regex(r"\A[a-z0-9]{4}\Z"))
    return {key: draw(records) for key in sorted(draw(st.sets(keys, max_size=4)))}


@st.composite
def _evidence(
    draw: st.DrawFn, people: list[str], team: list[str], rivals: list[str], ties: list[tuple[str, str]]
) -> Evidence:
    about = draw(st.sampled_from(["", *people, *(tie_subject(*tie) for tie in sorted(set(ties)))]))
    claim = draw(maybe(st.sampled_from([c for c in v.Claim if c.of_tie is (">" in about)])))
    return Evidence(
        about=about,
        field=claim,
        value=draw(maybe(_vouched(claim, people, rivals))),
        says=draw(maybe(prose, "")),
        basis=draw(choice(v.Basis)),
        source=draw(maybe(lines, "")),
        date=draw(maybe(dates)),
        by=draw(of(team)),
    )


def _vouched(claim: v.Claim | None, people: list[str], rivals: list[str]) -> st.SearchStrategy[Any]:
    if claim in {v.Claim.POWER, v.Claim.STRENGTH}:
        return st.integers(1, 5)
    if claim is not None and claim.value.startswith("champion."):
        return st.booleans()
    possible: dict[Any, list[str]] = {
        v.Claim.STANCE: [m.value for m in v.Stance],
        v.Claim.ROLES: [m.value for m in v.Role],
        v.Claim.NEED: [m.value for m in v.Need],
        v.Claim.KIND: [m.value for m in v.TieKind],
        v.Claim.REPORTS_TO: people,
        v.Claim.PREFERS: [*rivals, "status-quo", "build"],
    }
    return st.sampled_from(possible.get(claim) or ["something"])


def _action(team: list[str], people: list[str]) -> st.SearchStrategy[Action]:
    return st.builds(
        Action, what=maybe(lines, ""), with_=of(people), owner=of(team), due=maybe(dates), done=maybe(dates)
    )


@st.composite
def _accepted(draw: st.DrawFn, ids: list[str]) -> dict[tuple[str, str], Acceptance]:
    subjects = st.sampled_from(["account", "department-finance", *ids])
    pairs = st.tuples(st.sampled_from(["CH005", "DM003", "RM001"]), subjects)
    record = st.builds(Acceptance, reason=maybe(lines, ""), until=maybe(dates))
    return {pair: draw(record) for pair in sorted(draw(st.sets(pairs, max_size=3)))}


@st.composite
def _numbers(draw: st.DrawFn, tunables: tuple[Any, ...]) -> dict[str, int]:
    chosen = draw(st.sets(st.sampled_from([t.key for t in tunables]), max_size=3))
    return {t.key: draw(st.integers(t.minimum, t.maximum)) for t in tunables if t.key in chosen}


_raw = st.recursive(
    st.one_of(words, st.integers(-(2**40), 2**40), st.booleans(), dates, st.sampled_from([0.5, -1.25, 1e9])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(("aa", "b-b", "x_1")), inner, min_size=1, max_size=2),
    ),
    max_leaves=4,
)


@st.composite
def _with_unknown(draw: st.DrawFn, account: Account) -> Account:
    """Keys and tables of a version to come, and of somebody's own tools."""
    from dataclasses import replace

    records = [p for p in paths(account) if p[0] not in {"effort", "thresholds"}]
    chosen = draw(
        st.lists(st.tuples(st.sampled_from(records), st.sampled_from(("x_own", "mood"))), max_size=2, unique=True)
    )
    found: dict[tuple[str, ...], Any] = {(*path, key): draw(_raw) for path, key in chosen}
    if draw(st.booleans()):
        found["x_crm",] = draw(st.dictionaries(st.sampled_from(("id", "b-b")), _raw, min_size=1, max_size=2))
    return replace(account, unknown=dict(sorted(found.items())))


_remark = words.map(lambda text: f"# {text}")
_remarks = st.lists(_remark, max_size=2).map(tuple)


@st.composite
def _with_comments(draw: st.DrawFn, account: Account) -> Account:
    """Comments on headers, keys and items that a canonical file writes."""
    from dataclasses import replace

    found: dict[tuple[str, ...], Comment] = {}
    records = [p for p in paths(account) if _writes_header(account, p)]
    for path in draw(st.lists(st.sampled_from(records), max_size=3, unique=True)):
        found[path] = Comment(above=draw(_remarks), trailing=draw(maybe(_remark, "")), end=draw(_remarks))
        written = [f for f in _fields(path) if _written(account, path, f)]
        if written and draw(st.booleans()):
            field = draw(st.sampled_from(written))
            found[*path, field.name] = Comment(above=draw(_remarks), trailing=draw(maybe(_remark, "")))
            if field.many and draw(st.booleans()):
                item = draw(st.sampled_from(get(account, (*path, field.name))))
                found[*path, field.name, str(item)] = Comment(above=draw(_remarks), trailing=draw(maybe(_remark, "")))
    if draw(st.booleans()):
        found[()] = Comment(above=draw(_remarks), end=draw(_remarks))
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
