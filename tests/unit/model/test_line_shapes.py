"""Ordinary words, address lists, tables, surnames first: what sellers type and paste into the add line."""

import random
from datetime import date

import pytest
from generate import suffixes
from some import some

from committee.model.account import Account, Header, Person, Place, Teammate
from committee.model.edit import apply
from committee.model.line import Draft, completions, read_line, read_lines
from committee.model.vocabulary import Need, PersonStatus, Role, Side, TieKind

TODAY = date(2026, 11, 21)
ACCOUNT = Account(
    header=Header(name="Northwind"),
    places={"berlin": Place(name="Berlin HQ"), "tulsa": Place(name="Tulsa", timezone="America/Chicago")},
    team={"dana": Teammate(name="Dana Okafor")},
    people={
        "ana-ruiz": Person(name="Ana Ruiz"),
        "tess": Person(name="Tess", status=PersonStatus.PLACEHOLDER),
        "tom-lee": Person(name="Tom Lee"),
    },
)


def read(text: str) -> Draft:
    return read_line(ACCOUNT, text, me="dana", today=TODAY, rng=suffixes(random.Random(1)))


def made(text: str) -> tuple[Account, Person]:
    draft = read(text)
    assert draft.faults == ()
    after = apply(ACCOUNT, some(draft.edit))
    return after, after.people[draft.person_id]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Kim Wu, CFO, no objection", "need", Need.NO_OBJECTION),
        ("Kim Wu, CFO, needs no objection", "need", Need.NO_OBJECTION),
        ("Kim Wu, no-objection", "need", Need.NO_OBJECTION),
        ("Kim Wu, CFO, partner", "side", Side.PARTNER),
        ("Kim Wu, CFO, consultant", "side", Side.ADVISOR),
        ("Kim Wu, ?", "stance", None),
        ("Kim Wu, unknown", "stance", None),
        ("Kim Wu, CFO, power 4", "power", 4),
        ("Kim Wu, CFO, reports to Tom Lee", "reports_to", "tom-lee"),
        ("Kim Wu, CFO; Interim COO", "title", "CFO; Interim COO"),
        ("Kim Wu, CFO, Tulsa", "place", "tulsa"),
        ("Kim Wu\tCFO\tTulsa", "place", "tulsa"),
        ("Kim Wu\tVP, Operations\tTulsa", "title", "VP, Operations"),
        ("Kim Wu\tCounsel\tlegal, approver", "roles", (Role.APPROVER, Role.LEGAL)),
        ("van der Berg, Jan", "name", "Jan van der Berg"),
        ("van der Berg, Jan, CFO", "title", "CFO"),
        ("Nair, Priya, CISO", "name", "Priya Nair"),
        ("Berg, Jan <jan@x.com>", "name", "Jan Berg"),
        ("van der Berg, Jan\tCFO", "name", "Jan van der Berg"),
        ("K\u200bim W\u200du\ufeff, C\u00adFO", "name", "Kim Wu"),
        ("K\u200bim Wu, C\u00adFO", "title", "CFO"),
    ],
)
def test_ordinary_words_are_understood(text: str, field: str, value: object) -> None:
    _, person = made(text)
    assert getattr(person, field) == value
    assert "?" not in (person.title, person.name)


@pytest.mark.parametrize(
    "text", ["Tess, Priya Nair", "Ana Ruiz, Tom", "Priya, Engineer", "Nair, Priya", "May, june bugs"]
)
def test_what_may_be_a_name_and_a_title_stays_so(text: str) -> None:
    assert read(text).summary[0].startswith(text.partition(",")[0])


@pytest.mark.parametrize(
    "text", ["Kim Wu, x Ana Ruiz", "Kim Wu, conflict with Ana Ruiz", "Kim Wu, × Ana", "Kim Wu, x4 Ana"]
)
def test_a_conflict_is_a_few_letters(text: str) -> None:
    after, _ = made(text)
    tie = after.influence["kim-wu", "ana-ruiz"]
    assert (tie.kind, tie.strength) == (TieKind.CONFLICT, 4 if "4" in text else None)
    assert "in conflict with Ana Ruiz" in read(text).summary


@pytest.mark.parametrize("text", ["Xu, Xenia Labs", "Kim Wu, Xerox liaison", "Kim Wu, x"])
def test_an_x_that_is_no_conflict_is_none(text: str) -> None:
    after, _ = made(text)
    assert after.influence == ACCOUNT.influence


@pytest.mark.parametrize("between", [", ", "; ", ";"])
def test_an_address_list_is_a_person_an_address(between: str) -> None:
    draft = read(f"Kim Wu <kim@x.com>{between}Ada Poe <ada@x.com>{between}Jo Do <jo@x.com>")
    after = apply(ACCOUNT, some(draft.edit))
    made_of = {person.name: person.email for key, person in after.people.items() if key not in ACCOUNT.people}
    assert made_of == {"Kim Wu": "kim@x.com", "Ada Poe": "ada@x.com", "Jo Do": "jo@x.com"}
    assert not any(person.title for person in after.people.values() if person.email)


def test_surnames_first_in_an_address_list() -> None:
    after = apply(ACCOUNT, some(read("Lee, Kim <kim@x.com>; van der Berg, Jan <jan@x.com>").edit))
    assert {"Kim Lee", "Jan van der Berg"} <= {person.name for person in after.people.values()}


def test_a_table_with_its_heading() -> None:
    text = (
        "First name\tLast name\tJob Title\tE-mail\tPhone\tOffice\tManager\tRole\n"
        "Jan\tvan der Berg\tVP, Operations\tjan@x.com\t+1 555\tTulsa\t\t\n"
        "Ida\tFox\tGeneral Counsel\tida@x.com\t\tLeeds\tJan van der Berg\tlegal, approver\n"
    )
    draft = read_lines(ACCOUNT, text, me="dana", today=TODAY, rng=suffixes(random.Random(1)))
    assert draft.faults == ()
    after = apply(ACCOUNT, some(draft.edit))
    jan, ida = after.people["jan-van-der-berg"], after.people["ida-fox"]
    assert (jan.title, jan.email, jan.place) == ("VP, Operations", "jan@x.com", "tulsa")
    assert (ida.title, ida.reports_to, ida.roles) == (
        "General Counsel",
        "jan-van-der-berg",
        (Role.APPROVER, Role.LEGAL),
    )
    assert after.places[ida.place].name == "Leeds"
    assert len(after.people) == len(ACCOUNT.people) + 2


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("General Counsel", Role.LEGAL),
        ("CISO", Role.SECURITY),
        ("Head of Information Security", Role.SECURITY),
        ("Head of Procurement", Role.PROCUREMENT),
        ("Leiter Einkauf", Role.PROCUREMENT),
        ("Chief Financial Officer", Role.ECONOMIC_BUYER),
        ("CTO", Role.TECHNICAL_BUYER),
        ("Plant Director", None),
        ("Counsellor", None),
    ],
)
def test_a_title_suggests_a_role_and_makes_none(title: str, role: Role | None) -> None:
    draft = read(f"Kim Wu, {title}")
    assert draft.suggests == role
    _, person = made(f"Kim Wu, {title}")
    assert person.roles == ()
    line = f"Kim Wu, {title}"
    offered = [one for one in completions(ACCOUNT, line, len(line)) if one.text.endswith(" ?")]
    assert [one.insert for one in offered] == ([f", {role}"] if role else [])
    if role is not None:
        taken = f"{line}{offered[0].insert}"
        assert made(taken)[1].roles == (role,)
        assert read(taken).suggests is None
        assert completions(ACCOUNT, f"{line}, ", len(line) + 2)[0].insert == role


@pytest.mark.parametrize("text", ["van der Berg, Jan, CFO", "1899-12-31 ( , -1 a.b jonas", "Ruiz, Ana"])
def test_a_name_that_is_turned_round_is_marked_from_its_first_letter_to_its_last(text: str) -> None:
    (span,) = [span for span in read(text).spans if span.kind == "name"]
    assert 0 <= span.start < span.end <= len(text)
