"""Random edits of a given account, as hypothesis draws: every builder, every table, every field."""

from typing import Any, cast

from hypothesis import strategies as st
from strategies import TODAY, accounts, dates, lines, names, prose

from committee.errors import EditRefused
from committee.model import edits
from committee.model.access import paths
from committee.model.account import Account, KeyPath
from committee.model.edit import Edit, apply
from committee.model.fields import Field, Kind
from committee.model.ids import is_id
from committee.model.tables import locate
from committee.model.vocabulary import Stance

ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/Denver")
HOURS = ("09:00-17:30", "10:00-18:00", "07:30-12:00")
RENAMABLE = ("people", "team", "places", "rivals", "gates", "evidence", "actions")


def counting() -> Any:
    """Randomness that never repeats, and always runs the same way."""
    state = iter(range(10**6))
    return lambda length: f"{next(state):0{length}d}"[-length:]


def value_for(account: Account, path: KeyPath, field: Field) -> st.SearchStrategy[Any]:
    """A value the field takes in this account, or `None` to clear it; references may still be refused (circles)."""
    if field.required:
        return names
    return st.one_of(st.none(), _value(account, path, field))


def _value(account: Account, path: KeyPath, field: Field) -> st.SearchStrategy[Any]:
    ids = [i for name in field.refers for i in getattr(account, name) if i != (path[1] if len(path) > 1 else "")]
    if field.kind in {Kind.REFERENCE, Kind.SUBJECT}:
        return st.sampled_from([*ids, *field.words]) if ids or field.words else st.none()
    if field.kind is Kind.REFERENCES:
        return st.sets(st.sampled_from(ids), max_size=4) if ids else st.none()
    if field.choices is not None:
        words = st.sampled_from([member.value for member in field.choices])
        return st.lists(words, max_size=4, unique=True) if field.many else words
    return {
        Kind.TEXT: lines,
        Kind.PROSE: prose,
        Kind.INTEGER: st.integers(field.minimum or 0, field.maximum if field.maximum is not None else 10**6),
        Kind.BOOLEAN: st.booleans(),
        Kind.DATE: dates,
        Kind.ZONE: st.sampled_from(ZONES),
        Kind.HOURS: st.sampled_from(HOURS),
        Kind.CURRENCY: st.sampled_from(("EUR", "CHF")),
        Kind.SCALAR: st.one_of(st.booleans(), st.integers(0, 5), lines),
    }[field.kind]


@st.composite
def edits_of(draw: st.DrawFn, account: Account, rng: Any) -> Edit:
    """Any edit the account takes; where a drawn one is refused, a change of the deal's name."""
    kind = draw(st.sampled_from((change, change, change, add, tie, take, call_it, judge)))
    try:
        return cast("Edit", draw(kind(account, rng)))
    except EditRefused:
        return edits.set_field(account, ("account", "deal"), draw(lines))


@st.composite
def change(draw: st.DrawFn, account: Account, _rng: Any = None) -> Edit:
    """One to three fields of one record."""
    path = draw(st.sampled_from([*paths(account), ("effort",), ("thresholds",)]))
    found = locate(path)
    assert found is not None
    fields = draw(st.lists(st.sampled_from(found[0].fields), min_size=1, max_size=3, unique_by=lambda f: f.name))
    return edits.set_fields(account, path, {f.name: draw(value_for(account, path, f)) for f in fields})


@st.composite
def add(draw: st.DrawFn, account: Account, rng: Any) -> Edit:
    """A new record of any sort."""
    people = st.sampled_from([*account.people, ""])
    ways = {
        "person": lambda: edits.add_person(account, rng, name=draw(names), reports_to=draw(people), power=3),
        "teammate": lambda: edits.add_teammate(account, rng, name=draw(names), expertise=["legal", "commercial"]),
        "place": lambda: edits.add_place(account, rng, name=draw(names), timezone=draw(st.sampled_from(ZONES))),
        "rival": lambda: edits.add_rival(account, rng, name=draw(names)),
        "gate": lambda: edits.add_gate(account, rng, what=draw(lines), theirs=draw(people)),
        "evidence": lambda: edits.add_evidence(account, rng, today=TODAY, about=draw(people), says=draw(prose)),
        "action": lambda: edits.add_action(account, rng, today=TODAY, what=draw(lines), **{"with": draw(people)}),
    }
    return ways[draw(st.sampled_from(sorted(ways)))]()


@st.composite
def tie(draw: st.DrawFn, account: Account, _rng: Any = None) -> Edit:
    """A tie or a coverage, made or changed."""
    strength = draw(st.one_of(st.none(), st.integers(1, 5)))
    people, team = list(account.people), list(account.team)
    if bool(team and people) and draw(st.booleans()):
        return edits.set_coverage(
            account, draw(st.sampled_from(team)), draw(st.sampled_from(people)), strength=strength, channel="video"
        )
    if len(people) < 2:
        raise EditRefused("nobody to tie")
    source, target = draw(st.lists(st.sampled_from(people), min_size=2, max_size=2, unique=True))
    return edits.set_tie(account, source, target, strength=strength, kind=draw(st.sampled_from((None, "conflict"))))


@st.composite
def take(draw: st.DrawFn, account: Account, _rng: Any = None) -> Edit:
    """A removal."""
    removable = [path for path in paths(account) if path not in {("account",), ("decision",)}]
    if not removable:
        raise EditRefused("nothing to remove")
    return edits.remove(account, draw(st.sampled_from(removable)))


@st.composite
def call_it(draw: st.DrawFn, account: Account, _rng: Any = None) -> Edit:
    """A new id for something."""
    records = [(name, key) for name in RENAMABLE for key in getattr(account, name)]
    if not records:
        raise EditRefused("nothing to rename")
    name, old = draw(st.sampled_from(records))
    new = draw(st.from_regex(r"\A[a-z]{1,5}(-[0-9]{1,3})?\Z"))
    assert is_id(new)
    return edits.rename_id(account, name, old, new)


@st.composite
def judge(draw: st.DrawFn, account: Account, rng: Any) -> Edit:
    """Stances, champions, calls, acceptances."""
    if not account.people:
        return edits.accept(account, "CH001", "account", draw(lines))
    person = draw(st.sampled_from(list(account.people)))
    by = draw(st.sampled_from([*account.team, ""]))
    ways = {
        "stance": lambda: edits.set_stance(
            account, person, draw(st.sampled_from([None, *Stance])), why=draw(lines), by=by, today=TODAY, rng=rng
        ),
        "champion": lambda: edits.set_champion(account, person, sells=draw(st.booleans())),
        "claim": lambda: edits.set_champion(account, person),
        "call": lambda: edits.stamp_call(account, draw(st.sets(st.sampled_from(list(account.people)))), by, TODAY),
        "accept": lambda: edits.accept(account, "RM001", person, draw(lines), draw(dates)),
    }
    return ways[draw(st.sampled_from(sorted(ways)))]()


def letters(first: str) -> Any:
    """Randomness of one side: never repeats, never that of the other."""
    state = iter(range(10**6))
    return lambda length: f"{first}{next(state):0{length - 1}d}"[:length]


@st.composite
def pairs(draw: st.DrawFn, *, comments: bool = True, renames: bool = True) -> tuple[Account, Account, Account]:
    """A base and two accounts made from it by up to five random edits each."""
    base = draw(accounts(max_people=5, comments=comments, unknown=comments))
    sides = []
    for first in "ab":
        account, rng = base, letters(first)
        for _ in range(draw(st.integers(1, 5))):
            edit = draw(edits_of(account, rng))
            if not renames and ": id " in edit.label:
                continue
            try:
                account = apply(account, edit)
            except EditRefused:
                continue
        sides.append(account)
    return base, sides[0], sides[1]
