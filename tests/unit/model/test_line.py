import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from examples import examples
from generate import random_account, suffixes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import accounts

from committee import store
from committee.model.account import Account, Champion, Coverage, Evidence, Header, Influence, Person, Place, Teammate
from committee.model.edit import apply
from committee.model.line import Draft, completions, read_line, read_lines
from committee.model.problem import Gravity
from committee.model.validity import problems
from committee.model.vocabulary import (
    Basis,
    Claim,
    Level,
    Need,
    PersonStatus,
    PlaceKind,
    Role,
    Stance,
    WorkMode,
)

TODAY = date(2026, 11, 21)
ACCOUNT = Account(
    header=Header(name="Northwind"),
    places={"berlin": Place(name="Berlin HQ"), "tulsa": Place(name="Tulsa", timezone="America/Chicago")},
    team={"dana": Teammate(name="Dana Okafor"), "sam": Teammate(name="Sam Ito")},
    people={
        "ana-ruiz": Person(name="Ana Ruiz"),
        "tess": Person(name="Tess", status=PersonStatus.PLACEHOLDER),
        "tom-lee": Person(name="Tom Lee"),
        "tom-ray": Person(name="Tom Ray", title="CTO"),
    },
)
EXAMPLE = "Priya Nair, Head of Security, security, @Tulsa remote, -, p4, =2, >4 Tom Lee, <2 Ana, ^Ingrid"


def read(text: str, account: Account = ACCOUNT, me: str = "dana") -> Draft:
    return read_line(account, text, me=me, today=TODAY, rng=suffixes(random.Random(1)))


def made(text: str, account: Account = ACCOUNT) -> tuple[Account, Person]:
    draft = read(text, account)
    assert draft.faults == ()
    assert draft.edit is not None
    after = apply(account, draft.edit)
    return after, after.people[draft.person_id]


def kinds(text: str, draft: Draft) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in draft.spans]


def test_the_line_of_the_manual_means_what_it_says() -> None:
    after, priya = made(EXAMPLE)
    assert priya == Person(
        name="Priya Nair",
        title="Head of Security",
        roles=(Role.SECURITY,),
        place="tulsa",
        work_mode=WorkMode.REMOTE,
        stance=Stance.RESERVED,
        power=4,
        reports_to="ingrid",
    )
    assert after.coverage == {("dana", "priya-nair"): Coverage(strength=2)}
    assert after.influence == {
        ("ana-ruiz", "priya-nair"): Influence(strength=2),
        ("priya-nair", "tom-lee"): Influence(strength=4),
    }
    assert after.people["ingrid"] == Person(name="Ingrid", status=PersonStatus.PLACEHOLDER)
    draft = read(EXAMPLE)
    assert kinds(EXAMPLE, draft) == [
        ("name", "Priya Nair"),
        ("title", "Head of Security"),
        ("role", "security"),
        ("place", "@Tulsa"),
        ("mode", "remote"),
        ("stance", "-"),
        ("power", "p4"),
        ("coverage", "=2"),
        ("tie", ">4 Tom Lee"),
        ("tie", "<2 Ana"),
        ("reports", "^Ingrid"),
    ]
    assert "new: Ingrid, a placeholder" in draft.summary
    assert draft.edit is not None
    assert draft.edit.label == "Priya Nair added"


FACTS = [
    ("X, ++", {"stance": Stance.ADVOCATE}),
    ("X, +", {"stance": Stance.SUPPORTER}),
    ("X, 0", {"stance": Stance.NEUTRAL}),
    ("X, --", {"stance": Stance.OPPOSED}),
    ("X, –", {"stance": Stance.RESERVED}),
    ("X, Opposed", {"stance": Stance.OPPOSED}),
    ("X, eb", {"roles": (Role.ECONOMIC_BUYER,)}),
    ("X, economic buyer", {"roles": (Role.ECONOMIC_BUYER,)}),
    ("X, pr se le", {"roles": (Role.LEGAL, Role.PROCUREMENT, Role.SECURITY)}),
    ("X, executive sponsor executive", {"roles": (Role.EXECUTIVE_SPONSOR,), "level": Level.EXECUTIVE}),
    ("X, veto", {"need": Need.NO_OBJECTION}),
    ("X, champion", {"champion": Champion()}),
    ("X, vp", {"level": Level.VP}),
    ("X, hybrid @Berlin", {"work_mode": WorkMode.HYBRID, "place": "berlin"}),
    ("X, Europe/Madrid", {"timezone": "Europe/Madrid"}),
    ("X, x@y.example", {"email": "x@y.example"}),
    ("X <x@y.example>", {"email": "x@y.example"}),
    ("X, Legal Counsel", {"title": "Legal Counsel"}),
    ("X, Manager - EMEA", {"title": "Manager - EMEA"}),
    ('X, "Head of IT, EMEA", ub', {"title": "Head of IT, EMEA", "roles": (Role.USER_BUYER,)}),
    ("X，CTO，p1", {"title": "CTO", "power": 1}),
    ("X\tCTO\tp1", {"title": "CTO", "power": 1}),
    ("X, ^Ana", {"reports_to": "ana-ruiz"}),
    ("X, ^Tom R", {"reports_to": "tom-ray"}),
    ("X, ^t ray remote", {"reports_to": "tom-ray", "work_mode": WorkMode.REMOTE}),
]


@pytest.mark.parametrize(("text", "fields"), FACTS, ids=[text for text, _ in FACTS])
def test_facts(text: str, fields: dict[str, Any]) -> None:
    assert made(text)[1] == replace(Person(name="X"), **fields)


def test_places_are_made_only_where_asked_for() -> None:
    after, person = made("X, @Lodz(Europe/Warsaw)")
    assert after.places[person.place] == Place(name="Lodz", timezone="Europe/Warsaw", kind=PlaceKind.OFFICE)
    assert made("X, @Lodz(Warsaw)")[0].places["lodz"].timezone == "Europe/Warsaw"
    assert made("X, @Paris()")[0].places["paris"].timezone == "Europe/Paris"
    assert made("X, remote @Nowhere()")[0].places["nowhere"] == Place(name="Nowhere")
    assert made("X, @Tulsa(Chicago)")[0].places == ACCOUNT.places
    assert "new place: Paris (an office), Europe/Paris" in read("X, @Paris()").summary


def test_what_was_said_becomes_evidence_for_the_stance() -> None:
    after, _ = made('X, 0, says "Payback first, then scope"')
    (record,) = after.evidence.values()
    assert record == Evidence(
        about="x",
        field=Claim.STANCE,
        value="neutral",
        says="Payback first, then scope",
        basis=Basis.HEARD,
        date=TODAY,
        by="dana",
    )


def test_coverage_of_another_of_us() -> None:
    assert made("X, =3 Sam security")[0].coverage == {("sam", "x"): Coverage(strength=3)}
    assert made("X, =")[0].coverage == {("dana", "x"): Coverage()}


def test_a_placeholder_that_gets_a_name_is_filled_in_and_keeps_its_id() -> None:
    after, tess = made("Tess Mo, CFO")
    assert tess == Person(name="Tess Mo", title="CFO")
    assert after.people["tess"] is tess
    assert 'fills in the placeholder "Tess"' in read("Tess Mo, CFO").summary
    assert read('"Tess Mo", CFO').person_id == "tess-mo"


def test_one_unknown_name_is_one_placeholder() -> None:
    after, _ = made("X, >4 Zed, <2 zed, ^Zed")
    assert set(after.people) - set(ACCOUNT.people) == {"x", "zed"}


FAULTS = [
    ("X, >4 Tom", ">4 Tom", "Tom Lee or Tom Ray (CTO)"),
    ("X, suporter, Head of IT", "suporter", 'Did you mean "supporter"?'),
    ("X, Head of IT, suporter", "suporter", 'Did you mean "supporter"?'),
    ("X, Head of IT, also Head of Sales", "also Head of Sales", "The title is already"),
    ("X, p4 Head of IT", "Head of IT", "is not understood"),
    ("X, p9", "p9", "p1 to p5"),
    ("X, =7", "=7", "1 to 5"),
    ("X, >4", ">4", "needs a name"),
    ("X, >4 Dana", ">4 Dana", "our side"),
    ("X, >4 X", ">4 X", "themselves"),
    ("X, ^3 Ana", "^3", "no number"),
    ("X, @Pariss remote", "@Pariss", "@Pariss(its time zone)"),
    ("X, @Berlim HQ", "@Berlim HQ", 'Did you mean "Berlin HQ"?'),
    ("X, @Lodz(Nowhere)", "@Lodz(Nowhere)", "no time zone"),
    ("X, @Here(Ber)", "@Here(Ber)", "Atlantic/Bermuda or Europe/Berlin"),
    ("X, @Tulsa(Warsaw)", "@Tulsa(Warsaw)", "there already, in America/Chicago"),
    ("X, +, -", "-", "said twice"),
    ("X, p1 p2", "p2", "said twice"),
    ('X, "open', '"open', "not closed"),
    ("@Berlin", "@Berlin", "begins with the name"),
    (", CFO", "", "begins with the name"),
    ("X, =3Bob", "=3Bob", "nobody of ours"),
]


@pytest.mark.parametrize(("text", "where", "why"), FAULTS, ids=[text for text, _, _ in FAULTS])
def test_a_wrong_word_is_underlined_with_the_reason(text: str, where: str, why: str) -> None:
    draft = read(text)
    assert draft.edit is None
    (span,) = [span for span in draft.spans if span.kind == "error"]
    assert text[span.start : span.end].startswith(where)
    assert why in span.message
    assert draft.faults == (span.message,)


def test_a_probable_slip_in_the_title_is_said() -> None:
    draft = read("X, suporter")
    assert draft.edit is not None
    assert any('did you mean "supporter"?' in line for line in draft.summary)


def test_a_second_person_of_the_same_name_is_said() -> None:
    draft = read("Tom Lee, CFO")
    assert draft.person_id != "tom-lee"
    assert "there is a Tom Lee already: this adds a second one" in draft.summary


def test_nobody_is_me() -> None:
    assert read("X, =3", me="").faults == ("who of us? Write a name behind it, as in =3 Dana",)
    assert read("X, =3 Sam", me="").faults == ()


def test_nothing_typed_is_nothing_to_say() -> None:
    assert read("   ") == Draft()


def test_a_pasted_list_makes_a_person_a_line_in_any_order() -> None:
    text = "- Bo Li, CTO, >4 Cy, @Lodz(Warsaw)\r\n\r\n2. Cy Do\tCFO\t@Lodz()\n* Di, ^Bo\n"
    draft = read_lines(ACCOUNT, text, me="dana", today=TODAY, rng=suffixes(random.Random(1)))
    assert draft.faults == ()
    assert draft.edit is not None
    assert draft.edit.label == "3 people added"
    after = apply(ACCOUNT, draft.edit)
    assert after.influence == {("bo-li", "cy-do"): Influence(strength=4)}
    assert after.people["di"].reports_to == "bo-li"
    assert {after.people[i].place for i in ("bo-li", "cy-do")} == {"lodz"}
    assert [text[s.start : s.end] for s in draft.spans if s.kind == "name"] == ["Bo Li", "Cy Do", "Di"]


def test_a_fault_in_a_list_names_its_line() -> None:
    draft = read_lines(ACCOUNT, "Bo\n\nDi, p9", me="", today=TODAY, rng=suffixes(random.Random(1)))
    assert draft.faults == ("line 3: power is p1 to p5, not p9",)


CALL = [
    "Maria Gomez, CFO, eb, @Madrid(), 0, says payback under 18 months",
    "Tom Lee, Plant director, ub +, @Lodz(Warsaw), champion, >4 Mar, says the line stops twice a week",
    "Priya Nair, CISO, se -, @Tulsa(Chicago), >3 Mar, says no data outside the EU",
    "Ana Ruiz, Buyer, pr 0, @Mad, ^Mar, <2 Tom",
    "Jens Holm, IT lead, tb +, @Oslo(), >4 Pri, >2 Tom, <3 Ana",
]


def test_a_discovery_call_of_five_people_is_within_420_keys() -> None:
    account = Account(header=Header(name="Northwind"), team={"dana": Teammate(name="Dana")})
    keys = 0
    for line in CALL:
        draft = read(line, account)
        assert draft.faults == ()
        assert draft.edit is not None
        account = apply(account, draft.edit)
        keys += len(line) + 1
    assert keys <= 420 - len("a") - len("esc") - len("ctrl+s")
    assert len(account.people) == 5
    assert len(account.places) == 4
    assert len(account.influence) == 6
    assert len(account.evidence) == 3
    assert sum(person.champion is not None for person in account.people.values()) == 1
    assert all(person.stance and person.roles for person in account.people.values())
    assert all(place.timezone for place in account.places.values())


SIGNS = ["X", ",", ", ", " ", '"', "(", ")", ">4 ", "<", "^", "=3", "@", "++", "-", "p4", "p", "0", "\n", "\t", "🙂"]
WORDS = ["Tom", "Ana", "Tulsa", "eb", "remote", "executive", "sponsor", "says", "Ünï", "<a@b.cc>", "Europe/Paris"]
PIECES = st.sampled_from([*SIGNS, *WORDS, "@Paris()"])


@settings(deadline=None, max_examples=examples(200), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_is_read_without_failing_and_without_errors_made(text: str) -> None:
    for reader in (read_line, read_lines):
        draft = reader(ACCOUNT, text, me="dana", today=TODAY, rng=suffixes(random.Random(1)))
        assert all(0 <= span.start <= span.end <= len(text) for span in draft.spans)
        assert (draft.edit is None) or not draft.faults
        if draft.edit is not None:
            after = apply(ACCOUNT, draft.edit)
            assert [p for p in problems(after) if p.gravity is Gravity.ERROR] == []
            assert store.read_text(store.write_text(after)).account == after
            assert draft.person_id in after.people
    for cursor in range(len(text) + 1):
        for offer in completions(ACCOUNT, text, cursor):
            assert 0 <= offer.start <= cursor
            assert offer.doc


@settings(deadline=None, max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow])
@given(accounts(min_people=2), st.data())
def test_every_full_name_finds_its_bearer_or_says_who_it_may_be(account: Account, data: st.DataObject) -> None:
    target = data.draw(st.sampled_from(sorted(account.people)))
    name = account.people[target].name.replace('"', "")
    draft = read(f'Quinn Quist, >3 "{name}"', account)
    if draft.faults or not name.strip():
        assert draft.edit is None
        return
    assert draft.edit is not None
    after = apply(account, draft.edit)
    ties = {pair[1] for pair in after.influence if pair[0] == draft.person_id}
    named = {i for i, person in account.people.items() if person.name.replace('"', "") == name}
    assert ties <= named or not ties & set(account.people)


def test_a_line_gives_the_same_draft_every_time() -> None:
    account = random_account(5, people=60, places=6)
    names = [person.name for person in account.people.values()]
    text = f"Zed Zand, Head of Security, se, -, p4, =2, >4 {names[3]}, <2 {names[9]}, ^Ingvild Ek"
    first = read(text, account, me=next(iter(account.team)))
    assert first.faults == ()
    assert first == read(text, account, me=next(iter(account.team)))


OFFERS = [
    ("X, @Ber", "Berlin HQ", "X, @Berlin HQ"),
    ("X, @Osl", "Oslo(Europe/Oslo)", "X, @Oslo(Europe/Oslo)"),
    ("X, @Lodz(War", "Europe/Warsaw", "X, @Lodz(Europe/Warsaw)"),
    ("X, >4 To", "Tom Ray", "X, >4 Tom Ray"),
    ("X, >4", "Ana Ruiz", "X, >4 Ana Ruiz"),
    ("X, >", ">4", "X, >4 "),
    ("X, ^L", "Tom Lee", "X, ^Tom Lee"),
    ("X, =", "=3", "X, =3"),
    ("X, =3 S", "Sam Ito", "X, =3 Sam Ito"),
    ("X, pro", "procurement", "X, procurement"),
    ("X, eb re", "remote", "X, eb remote"),
    ("X, +", "++", "X, ++"),
    ("X, ", "@", "X, @"),
    ("Te", "Tess", "Tess"),
]


@pytest.mark.parametrize(("text", "offer", "result"), OFFERS, ids=[text for text, _, _ in OFFERS])
def test_completions_by_context(text: str, offer: str, result: str) -> None:
    found = {c.text: c for c in completions(ACCOUNT, text, len(text))}
    assert offer in found
    assert text[: found[offer].start] + found[offer].insert == result


@pytest.mark.parametrize("text", ["", "Priya", "X, Head of s", 'X, "Head of se'])
def test_no_completions_where_text_is_free(text: str) -> None:
    assert completions(ACCOUNT, text, len(text)) == ()


@pytest.mark.parametrize("odd", ["\x1b[31m", "\u202e", "\x00", "\x9b2J", "\u200f"], ids=ascii)
def test_a_mail_address_is_cleaned_as_every_other_text_is(odd: str) -> None:
    after, person = made(f"Priya Nair, priya@example.com{odd}")
    assert odd not in person.email
    assert store.read_text(store.write_text(after)).account == after
