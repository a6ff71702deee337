"""What is drawn: exact widths, every arrowhead, marks that do not need colour."""

import datetime as dt
import random
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from examples import examples
from generate import TODAY, random_account
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import text_picture
from strategies import accounts

from committee.graph.arcs import arcs
from committee.layout import Detail, Rect, arrange, reveal
from committee.layout.drawing.face import ROLE_CODES, faces_of
from committee.layout.drawing.glyphs import ASCII, UNICODE, Glyphs
from committee.layout.drawing.marks import Marks, talk_marks
from committee.layout.drawing.names import initials_of, shortened
from committee.layout.drawing.picture import lane_header, row_labels
from committee.layout.drawing.raster import Run, raster
from committee.layout.layout import Layout
from committee.layout.ties import ties_of
from committee.model.account import Account, Coverage, Evidence, Header, Influence, Person, Place, Teammate
from committee.model.disclosure import Disclosure
from committee.model.masking import mask
from committee.model.vocabulary import Basis, Claim, Level, PersonStatus, Role, Stance, TieKind
from committee.text import width


def text_of(lines: list[list[Run]]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def whole(layout: Layout, account: Account, *, glyphs: Glyphs = UNICODE, marks: Marks | None = None) -> list[str]:
    faces = faces_of(account, TODAY, glyphs=glyphs)
    window = Rect(0, 0, layout.width, layout.height)
    return text_of(raster(layout, window, faces=faces, glyphs=glyphs, marks=marks))


def three(**fields: Any) -> Account:
    made = {
        "ana": Person(name="Ana Ruiz", level=Level.VP, place="here", **fields),
        "bo": Person(name="Bo", level=Level.MANAGER, place="here"),
        "cy": Person(name="Cy", level=Level.MANAGER, place="there"),
    }
    return Account(
        header=Header(name="X"),
        places={"here": Place(name="Here", timezone="Europe/Berlin"), "there": Place(name="There")},
        people=made,
        influence={("ana", "bo"): Influence(strength=4)},
        team={"dana": Teammate(name="Dana Okafor")},
    )


@settings(max_examples=examples(25), deadline=None)
@given(accounts(), st.sampled_from(Detail), st.sampled_from((UNICODE, ASCII)), st.integers(0, 2**32))
def test_every_line_of_every_window_is_exactly_as_wide_as_the_window(
    account: Account, detail: Detail, glyphs: Glyphs, seed: int
) -> None:
    rng = random.Random(seed)
    layout = arrange(account, TODAY, detail=detail)
    faces = faces_of(account, TODAY, glyphs=glyphs)
    for _ in range(6):
        x, y = rng.randint(-9, layout.width + 3), rng.randint(-4, layout.height + 3)
        window = Rect(x, y, rng.randint(0, 120), rng.randint(0, 30))
        lines = raster(layout, window, faces=faces, glyphs=glyphs)
        assert len(lines) == window.height
        for line in lines:
            assert width("".join(run.text for run in line)) == window.width
            assert all(first.style != second.style for first, second in pairwise(line))
            for run in line:
                assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in run.text)


def test_windows_side_by_side_are_the_whole_picture() -> None:
    account = random_account(6, people=40, places=5)
    layout, faces = arrange(account, TODAY), faces_of(account, TODAY)
    full = text_of(raster(layout, Rect(0, 0, layout.width, layout.height), faces=faces))
    cut = layout.width // 3
    west = text_of(raster(layout, Rect(0, 0, cut, layout.height), faces=faces))
    east = text_of(raster(layout, Rect(cut, 0, layout.width - cut, layout.height), faces=faces))
    assert [a + b for a, b in zip(west, east, strict=True)] == full
    single = [text_of(raster(layout, Rect(0, y, layout.width, 1), faces=faces))[0] for y in range(layout.height)]
    assert single == full


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("size", [12, 40])
def test_there_is_an_arrowhead_for_every_tie(size: int, glyphs: Glyphs) -> None:
    account = random_account(8, people=size, places=5)
    account = replace(
        account, people={i: Person(name=i.upper(), level=p.level, place=p.place) for i, p in account.people.items()}
    )
    layout = arrange(account, TODAY, ties=frozenset(account.influence))
    lines = whole(layout, account, glyphs=glyphs)
    assert len(layout.routes) == len(account.influence)
    for route in layout.routes:
        x, y = route.head
        assert lines[y][x] == glyphs.heads[route.heads]
    if glyphs is UNICODE:
        assert sum(line.count(head) for line in lines for head in glyphs.heads.values()) == len(layout.routes)


def test_the_ascii_set_is_ascii() -> None:
    account = random_account(1, people=40, places=5)
    account = replace(
        account,
        people={i: replace(p, name=i, title="") for i, p in account.people.items()},
        places={i: replace(p, name=i) for i, p in account.places.items()},
        team={i: replace(p, name=i) for i, p in account.team.items()},
    )
    layout = arrange(account, TODAY)
    marks = Marks(plan=talk_marks(account, [(1, *layout.routes[0].pair)]), talk=1)
    assert "\n".join(whole(layout, account, glyphs=ASCII, marks=marks)).replace("…", "").isascii()


def test_a_small_map_looks_like_this() -> None:
    assert text_picture(arrange(three(), TODAY), faces_of(three(), TODAY)) == (
        "         Here                         There\n"
        "         UTC+1 · 2 people             zone unknown · 1 person\n"
        "VP       ╭ Ana Ruiz ──────────────╮\n"
        "         │ no title               │\n"
        "         │                        │\n"
        "         │ ? stance unknown       │\n"
        "         ╰ not met ───┬───────────╯\n"
        "                      ▾\n"
        "Manager  ╭ Bo ────────────────────╮   ╭ Cy ────────────────────╮\n"
        "         │ no title               │   │ no title               │\n"
        "         │                        │   │                        │\n"
        "         │ ? stance unknown       │   │ ? stance unknown       │\n"
        "         ╰ not met ───────────────╯   ╰ not met ───────────────╯\n"
    )


def test_selection_and_target_can_be_seen_without_colour() -> None:
    account = three()
    layout = arrange(account, TODAY)
    plain = whole(layout, account)
    selected = whole(layout, account, marks=Marks(selected="bo"))
    target = whole(layout, account, marks=Marks(target="bo"))
    assert len({tuple(plain), tuple(selected), tuple(target)}) == 3
    assert any("┏ Bo" in line for line in selected)
    assert any("╔ Bo" in line for line in target)


def test_a_plan_dims_the_rest_and_numbers_its_talks() -> None:
    account = three()
    layout = arrange(account, TODAY)
    marks = Marks(plan=talk_marks(account, [(1, "dana", "ana"), (2, "ana", "bo")]))
    window = Rect(0, 0, layout.width, layout.height)
    lines = raster(layout, window, faces=faces_of(account, TODAY), marks=marks)
    text = "\n".join(text_of(lines))
    assert "┫1┣ Dana" in text
    numbers = {run.text for line in lines for run in line if run.style == "plan.number"}
    assert any("1" in text for text in numbers)
    styles = {run.style for line in lines for run in line if "Cy" in run.text}
    assert styles == {"base.muted"}
    assert any(run.style == "plan.talk" for line in lines for run in line)


def test_a_talk_on_a_long_line_carries_its_number_in_brackets() -> None:
    account = three()
    layout = arrange(account, TODAY, ties={("ana", "cy")})
    text = "\n".join(whole(layout, account, marks=Marks(plan=talk_marks(account, [(12, "ana", "cy")]))))
    assert "┫12┣" in text


def test_a_conflict_is_crossed_out() -> None:
    account = replace(three(), influence={("ana", "cy"): Influence(kind=TieKind.CONFLICT)})
    layout = arrange(account, TODAY)
    lines = raster(layout, Rect(0, 0, layout.width, layout.height), faces=faces_of(account, TODAY))
    assert {run.style for line in lines for run in line if "╳" in run.text} == {"tie.conflict"}


def test_a_finding_lights_its_people_and_ties_alone() -> None:
    account = three()
    layout = arrange(account, TODAY)
    marks = Marks(people=frozenset({"cy"}), severity="critical")
    lines = raster(layout, Rect(0, 0, layout.width, layout.height), faces=faces_of(account, TODAY), marks=marks)
    style_of = {name: run.style for line in lines for run in line for name in ("Ana", "Cy") if name in run.text}
    assert style_of == {"Ana": "base.muted", "Cy": "card.name"}
    assert any(run.style == "severity.critical" for line in lines for run in line)


def test_stances_differ_by_shape_and_are_hollow_until_something_vouches() -> None:
    glyphs = [UNICODE.stances[stance] for stance in (*Stance, None)]
    assert len({full for full, _ in glyphs}) == len(glyphs)
    account = three(stance=Stance.SUPPORTER)
    assert faces_of(account, TODAY)["ana"].stance == ("○", "stance.supporter")
    heard = Evidence(about="ana", field=Claim.STANCE, value="supporter", basis=Basis.HEARD, date=TODAY)
    assert faces_of(replace(account, evidence={"e": heard}), TODAY)["ana"].stance == ("●", "stance.supporter")


def test_a_face_says_role_need_power_coverage_and_findings() -> None:
    account = three(roles=(Role.ECONOMIC_BUYER, Role.INFLUENCER), power=4, title="Chief\nFinancial Officer")
    account = replace(account, coverage={("dana", "ana"): Coverage(strength=3, last_contact=TODAY)})
    layout = arrange(account, TODAY)
    faces = faces_of(account, TODAY, badges={"ana": ("critical", "low")})
    text = text_picture(layout, faces)
    for part in ("Chief Financial Officer", "economic buye", "open", "▱▱▱▱·", "Dana 3 · 0d", "‼2"):
        assert part in text
    near = text_picture(arrange(account, TODAY, detail=Detail.NAME), faces)
    assert "? eb p4 DO3" in near
    assert set(ROLE_CODES) == set(Role)


def test_roles_and_power_are_hollow_until_something_vouches_for_them() -> None:
    account = three(roles=(Role.ECONOMIC_BUYER,), power=4)

    def drawn(account: Account) -> list[str]:
        faces = faces_of(account, TODAY)
        return [text_picture(arrange(account, TODAY, detail=detail), faces) for detail in (Detail.FULL, Detail.NAME)]

    full, near = drawn(account)
    assert "economic buyer ○" in full
    assert "▱▱▱▱·" in full
    assert "eb p4" in near
    heard: list[tuple[Claim, str | int]] = [(Claim.ROLES, "economic-buyer"), (Claim.POWER, 4)]
    evidence = {
        f"e-{claim}": Evidence(about="ana", field=claim, value=value, basis=Basis.HEARD, date=TODAY)
        for claim, value in heard
    }
    full, near = drawn(replace(account, evidence=evidence))
    assert "economic buyer ○" not in full
    assert "▰▰▰▰·" in full
    assert "EB P4" in near


def test_private_names_replace_the_real_ones_everywhere() -> None:
    account = mask(replace(three(), coverage={("dana", "ana"): Coverage(strength=3)}), Disclosure(names_hidden=True))
    for detail in Detail:
        text = text_picture(arrange(account, TODAY, detail=detail), faces_of(account, TODAY))
        assert not any(name in text for name in ("Ana", "Ruiz", "Bo ", "Dana"))


def test_a_pseudonym_gives_way_to_function_and_number_on_a_narrow_card() -> None:
    assert shortened("Operations director · Chicago 2", 40) == "Operations director · Chicago 2"
    assert shortened("Operations director · Chicago 2", 22) == "Operations director 2"
    assert shortened("Operations director · Chicago 2", 12) == "Operations 2"
    assert shortened("Legal VP · ?", 8) == "Legal VP"


@pytest.mark.parametrize(
    ("room", "said"), [(16, "Jan van der Berg"), (15, "J. van der Berg"), (14, "van der Berg"), (11, "Berg")]
)
def test_a_family_name_keeps_its_particles_as_long_as_there_is_room(room: int, said: str) -> None:
    assert shortened("Jan van der Berg", room) == said


def test_a_placeholder_has_a_broken_border() -> None:
    account = three(status=PersonStatus.PLACEHOLDER)
    assert any("╎ unnamed so far" in line for line in whole(arrange(account, TODAY), account))


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("María Gómez", "MG"),
        ("Bo", "Bo"),
        ("X", "X"),
        ("王美玲", "王"),
        ("Jan van der Berg", "JB"),
        ("", "?"),
        (" ", "?"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_tiles_count_people_and_stances() -> None:
    account = three(stance=Stance.OPPOSED, roles=(Role.APPROVER,))
    text = "\n".join(whole(arrange(account, TODAY, detail=Detail.TILES), account))
    assert "Ana Ruiz" in text
    assert "✖1" in text
    assert "yes 0 of 1" in text


def test_the_lane_header_keeps_a_title_in_view_while_scrolling() -> None:
    layout = arrange(three(), TODAY)
    assert text_of(lane_header(layout, 10, 20))[0].startswith("Here")
    assert text_of(lane_header(layout, 0, 60))[0] == "Here".ljust(29) + "There".ljust(31)
    quiet = text_of(lane_header(layout, 0, 60, silent={"here"}))
    assert "no voice here" in quiet[1]
    assert all(width(line) == 60 for line in quiet)
    assert text_of(row_labels(layout, layout.rows[1].y + 1, 3)) == ["Mgr  ", "     ", "     "]


def test_a_narrow_lane_header_drops_words_before_numbers() -> None:
    layout = arrange(three(), TODAY, detail=Detail.NAME)
    now = dt.datetime(2026, 11, 20, 14, 5, tzinfo=dt.UTC)
    assert text_of(lane_header(layout, 0, 16, now=now))[1] == "15:05 UTC+1 · 2 "
    assert text_of(lane_header(layout, layout.lanes[0].width - 9, 9, now=now))[1] == "15:05 · 2"


@pytest.mark.parametrize("columns", [1, 7, 10**6])
def test_columns_are_worked_out_in_blocks_without_a_trace_of_their_edges(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    account = random_account(4, people=40, places=5)
    whole = text_picture(arrange(account, TODAY), faces_of(account, TODAY))
    monkeypatch.setattr("committee.layout.index._COLUMNS", columns)
    layout = arrange(account, TODAY)
    assert text_picture(layout, faces_of(account, TODAY)) == whole
    person = max(account.people, key=lambda one: sum(one in pair for pair in account.influence))
    more = reveal(layout, {pair for pair in ties_of(account, arcs(account)) if person in pair})
    afresh = replace(more, under=None)
    assert text_picture(more, faces_of(account, TODAY)) == text_picture(afresh, faces_of(account, TODAY))
