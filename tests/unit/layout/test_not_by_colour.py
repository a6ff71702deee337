"""Selection, plan, finding in focus, severity and stance read differently as bare text, in plain ASCII, everywhere."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from generate import TODAY, random_account

from committee.layout import Detail, Rect, arrange
from committee.layout.drawing.face import faces_of
from committee.layout.drawing.glyphs import ASCII, UNICODE, Glyphs
from committee.layout.drawing.legend import legend
from committee.layout.drawing.marks import Marks, talk_marks
from committee.layout.drawing.neutral import neutral_faces
from committee.layout.drawing.overview import overview
from committee.layout.drawing.picture import lane_header, lane_title
from committee.layout.drawing.raster import Run, raster
from committee.layout.layout import Layout
from committee.model.account import Account, Coverage, Header, Influence, Person, Place, Teammate
from committee.model.vocabulary import Level, Role, Stance, WorkMode
from committee.text import width

SEVERITIES = ("critical", "high", "medium", "low")
CARDS = (Detail.FULL, Detail.NAME, Detail.BARE, Detail.INITIALS)


def text_of(lines: list[list[Run]]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def bare(
    layout: Layout,
    account: Account,
    *,
    glyphs: Glyphs = ASCII,
    marks: Marks | None = None,
    badges: dict[str, list[str]] | None = None,
) -> str:
    """The whole map without a colour in it."""
    faces = faces_of(account, TODAY, glyphs=glyphs, badges=badges)
    window = Rect(0, 0, layout.width, layout.height)
    return "\n".join(text_of(raster(layout, window, faces=faces, glyphs=glyphs, marks=marks)))


@pytest.fixture(scope="module")
def account() -> Account:
    return random_account(3, people=12, places=3)


@pytest.fixture(scope="module", params=CARDS)
def layout(request: pytest.FixtureRequest, account: Account) -> Layout:
    return arrange(account, TODAY, detail=request.param)


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_who_is_selected_aimed_at_or_kept(layout: Layout, account: Account, glyphs: Glyphs) -> None:
    one, other, *_ = sorted(account.people)
    pictures = [
        bare(layout, account, glyphs=glyphs, marks=marks)
        for marks in (Marks(), Marks(selected=one), Marks(selected=other), Marks(target=one), Marks(companion=other))
    ]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_which_tie_is_selected(layout: Layout, account: Account, glyphs: Glyphs) -> None:
    pictures = [bare(layout, account, glyphs=glyphs, marks=Marks(tie=route.pair)) for route in layout.routes]
    assert len({*pictures, bare(layout, account, glyphs=glyphs)}) == len(pictures) + 1


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_what_is_on_the_plan_and_which_talk_is_in_focus(layout: Layout, account: Account, glyphs: Glyphs) -> None:
    talks = [(number, *route.pair) for number, route in enumerate(layout.routes[:3], 1)]
    plan = talk_marks(account, talks)
    shown = [bare(layout, account, glyphs=glyphs, marks=Marks(plan=plan, talk=talk)) for talk in range(4)]
    assert len({*shown, bare(layout, account, glyphs=glyphs)}) == 5


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_whom_and_which_ties_the_finding_in_focus_is_about(layout: Layout, account: Account, glyphs: Glyphs) -> None:
    person, route = min(account.people), layout.routes[0]
    for severity in SEVERITIES:
        found = [
            Marks(people=frozenset({person}), severity=severity),
            Marks(ties=frozenset({route.pair}), severity=severity),
            Marks(people=frozenset(route.pair), severity=severity),
        ]
        pictures = [bare(layout, account, glyphs=glyphs, marks=marks) for marks in found]
        assert len({*pictures, bare(layout, account, glyphs=glyphs)}) == 4


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
@pytest.mark.parametrize("detail", [*CARDS, Detail.TILES])
def test_how_severe_findings_are(account: Account, glyphs: Glyphs, detail: Detail) -> None:
    layout = arrange(account, TODAY, detail=detail)
    one = min(account.people)
    levels = (None, "high") if detail is Detail.TILES else (None, *SEVERITIES)
    pictures = {bare(layout, account, glyphs=glyphs, badges={one: [level]} if level else {}) for level in levels}
    assert len(pictures) == len(levels)


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
@pytest.mark.parametrize("detail", [*CARDS, Detail.TILES])
def test_where_somebody_stands(account: Account, glyphs: Glyphs, detail: Detail) -> None:
    one = min(account.people)
    pictures = set()
    for stance in (*Stance, None):
        people = {**account.people, one: replace(account.people[one], stance=stance)}
        changed = replace(account, people=people, evidence={})
        pictures.add(bare(arrange(changed, TODAY, detail=detail), changed, glyphs=glyphs))
    assert len(pictures) == len(Stance) + 1


def test_a_full_card_says_the_stance_in_words_in_ascii_too() -> None:
    account = random_account(3, people=12, places=3)
    people = {key: replace(person, stance=None, power=5) for key, person in account.people.items()}
    account = replace(account, people=people, evidence={})
    text = bare(arrange(account, TODAY), account)
    assert text.count("[?] unknown") == len(people)


def test_every_kind_of_line_is_another_character_in_ascii() -> None:
    for lines in (ASCII.lines, UNICODE.lines):
        for one, other in combinations(lines.values(), 2):
            assert one[3] != other[3]  # across
            assert one[12] != other[12]  # upright
    assert len(set(ASCII.severity.values())) == len(ASCII.severity)
    assert all(text.isascii() for pair in ASCII.stances.values() for text in pair)


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
@pytest.mark.parametrize("seed", range(2))
def test_no_mark_makes_a_card_wider(glyphs: Glyphs, seed: int) -> None:
    account = random_account(seed, people=(7, 25)[seed], places=3)
    for detail in Detail:
        layout = arrange(account, TODAY, detail=detail)
        people = sorted(account.people)
        badges = dict.fromkeys(people, ["critical"] * 12)
        plan = talk_marks(account, [(n, "nobody-of-ours", person) for n, person in enumerate([*people, *people], 1)])
        hints = {card.person: "as" for card in layout.cards}
        for marks in (Marks(plan=plan, talk=2), Marks(people=frozenset(people)), Marks(plan=plan, hints=hints)):
            for line in bare(layout, account, glyphs=glyphs, marks=marks, badges=badges).splitlines():
                assert width(line) == layout.width


@pytest.mark.parametrize("detail", [Detail.FULL, Detail.NAME])
def test_no_talk_covers_a_name(detail: Detail) -> None:
    for seed in range(3):
        account = random_account(seed, people=8, places=2)
        layout = arrange(account, TODAY, detail=detail)
        before = bare(layout, account, glyphs=UNICODE)
        plan = talk_marks(account, [(n, "us", person) for n, person in enumerate(sorted(account.people), 1)])
        after = bare(layout, account, glyphs=UNICODE, marks=Marks(plan=plan))
        for person in account.people.values():
            assert after.count(person.name) == before.count(person.name)


def remote(zones: tuple[str, str, str]) -> Account:
    people = {
        f"p{i}": Person(name=f"P {i}", level=Level.VP, place="home", timezone=zone, work_mode=WorkMode.REMOTE)
        for i, zone in enumerate(zones)
    }
    ties = {("p0", "p1"): Influence(strength=4)}
    return Account(header=Header(name="X"), places={"home": Place(name="Home")}, people=people, influence=ties)


def test_titles_of_remote_lanes_are_not_cut_where_a_sign_says_as_much() -> None:
    layout = arrange(remote(("America/Sao_Paulo", "Europe/Lisbon", "Asia/Kolkata")), TODAY, detail=Detail.NAME)
    first = layout.lanes[0]
    assert lane_title(first, 40) == first.title
    place = first.title.partition(", ")[2]
    assert lane_title(first, width(place) + 2) == f"⌂ {place}"
    assert lane_title(first, width(place) + 2, ASCII) == f"@ {place}"
    assert lane_title(first, width(place)) == place
    # The gap to the next lane is room, too, but for one cell.
    upper, _ = text_of(lane_header(layout, 0, layout.width))
    assert "…" not in upper
    assert all(upper[lane.x - 1] == " " for lane in layout.lanes[1:])


def test_the_small_picture_marks_where_somebody_needs_a_look_in_the_character_set_of_the_map() -> None:
    account = random_account(1, people=40, places=5)
    layout = arrange(account, TODAY, detail=Detail.NAME)
    people = [card.person for card in layout.cards]
    worst = dict.fromkeys(people, "medium")
    window = Rect(0, 0, 80, 26)
    for glyphs in (ASCII, UNICODE):
        plain = "".join(text_of(overview(layout, window, None, (80, 20), worst=worst, glyphs=glyphs)))
        assert not {"!", "‼"} & set(plain)
        marked = overview(layout, window, None, (80, 20), worst={**worst, people[-1]: "high"}, glyphs=glyphs)
        assert [run for line in marked for run in line if run.text == "!"] == [("!", "severity.high")]
        assert {width(line) for line in text_of(marked)} == {width(text_of(marked)[0])}
        assert glyphs is UNICODE or "".join(text_of(marked)).isascii()


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_the_legend_says_what_is_there_and_nothing_else(glyphs: Glyphs) -> None:
    account = random_account(3, people=12, places=3)
    layout = arrange(account, TODAY, detail=Detail.NAME)
    faces = faces_of(account, TODAY, glyphs=glyphs, badges={"nobody": ["high"]})
    lines = text_of(legend(layout, faces, 80, glyphs=glyphs))
    said = "\n".join(lines)
    assert all(width(line) <= 80 for line in lines)
    stances = {person.stance for person in account.people.values()}
    for stance in Stance:
        assert (f" {stance.value}" in said) == (stance in stances)
    assert ("reporting line" in said) == any(route.look.value == "tie.derived" for route in layout.routes)
    assert "high finding" not in said
    assert glyphs is UNICODE or said.isascii()


def test_the_legend_of_what_a_customer_sees_names_no_stance() -> None:
    account = random_account(3, people=12, places=3)
    layout = arrange(account, TODAY)
    said = "\n".join(text_of(legend(layout, neutral_faces(account), 100)))
    assert not any(stance.value in said for stance in Stance)
    assert "power" not in said


def test_the_legend_explains_the_codes_of_the_card_that_has_most_of_them() -> None:
    people = {
        "ana": Person(name="Ana", power=3, place="here"),
        "bo": Person(name="Bo", power=4, place="here", roles=(Role.ECONOMIC_BUYER,)),
    }
    account = Account(
        header=Header(name="X"),
        places={"here": Place(name="Here")},
        people=people,
        team={"dana": Teammate(name="Dana Okafor")},
    )

    def said(account: Account) -> str:
        layout = arrange(account, TODAY, detail=Detail.NAME)
        return "\n".join(text_of(legend(layout, faces_of(account, TODAY), 80)))

    assert "eb p4 role, power; small letters: not confirmed yet" in said(account)
    covered = replace(account, coverage={("dana", "bo"): Coverage(strength=3)})
    assert "eb p4 DO3 role, power, who of us; small letters: not confirmed yet" in said(covered)


@pytest.mark.parametrize("glyphs", [ASCII, UNICODE], ids=["ascii", "unicode"])
def test_the_legend_explains_what_full_cards_say_in_few_cells(glyphs: Glyphs) -> None:
    people = {"ana": Person(name="Ana", title="VP Sales", power=3, place="here"), "bo": Person(name="Bo", place="here")}
    account = Account(
        header=Header(name="X"),
        places={"here": Place(name="Here")},
        people=people,
        team={"dana": Teammate(name="Dana Okafor")},
        coverage={("dana", "ana"): Coverage(strength=3, last_contact=TODAY - timedelta(4))},
    )

    def said(account: Account) -> str:
        layout, faces = arrange(account, TODAY, detail=Detail.FULL), faces_of(account, TODAY, glyphs=glyphs)
        return "\n".join(text_of(legend(layout, faces, 80, glyphs=glyphs)))

    assert f"Dana 3 {glyphs.dot} 4d who of us, how well of 5, days since" in said(account)
    assert f"{glyphs.power[1] * 3}{glyphs.power[2] * 2} power" in said(account)
    assert f"{glyphs.assumed} level by the title" in said(account)
    bare = said(replace(account, people={"bo": people["bo"]}, coverage={}))
    assert not any(word in bare for word in ("power", "who of us", "level by"))


def test_hollow_is_said_as_it_looks() -> None:
    account = random_account(3, people=12, places=3)
    layout = arrange(account, TODAY, detail=Detail.NAME)
    for glyphs, shape in ((UNICODE, "hollow"), (ASCII, "round brackets")):
        lines = text_of(legend(layout, faces_of(account, TODAY, glyphs=glyphs), 80, glyphs=glyphs))
        assert any(f"{shape}: not confirmed yet" in line for line in lines)


def test_a_crowd_has_no_legend() -> None:
    account = random_account(1, people=130, places=3)
    assert legend(arrange(account, TODAY, detail=Detail.TILES), faces_of(account, TODAY), 200) == []
