"""The map on the screen: what stays in view, what a click hits, what is drawn again."""

from dataclasses import replace

import pytest
from desk import desk
from generate import random_account

from committee.layout import Detail
from committee.layout.picture import HEADER, LABELS
from committee.tui.mapping import CROWD, LARGE, first_map, fits, marks_of, pane_of
from committee.tui.pending import TargetPending

WIDE = random_account(3, people=40, places=6, ties_per_person=2, team=3)
HUGE = random_account(4, people=CROWD + 20, places=8, ties_per_person=2, team=3)


def canvas(d):
    return d.screen.map.canvas


async def at_name_detail(d):
    while d.screen.map._detail is not Detail.NAME:
        await d.press("plus" if d.screen.map._detail in {Detail.INITIALS, Detail.TILES} else "minus")


async def test_lane_headers_and_row_labels_stay_while_scrolling():
    async with desk(WIDE) as d:
        await at_name_detail(d)
        drawn = canvas(d)
        drawn.scroll_to(60, 30, animate=False, immediate=True)
        await d.settle()
        assert drawn.scroll_offset.y > 0
        assert drawn.scroll_offset.x > 0
        assert "UTC" in d.lines[3]
        lane = next(lane for lane in drawn.drawn.lanes if lane.x >= drawn.scroll_offset.x)
        shown = lane.x - drawn.scroll_offset.x + LABELS
        assert d.lines[2][shown : shown + 4].strip() == lane.title[:4].strip()


@pytest.mark.parametrize("offset", [(0, 0), (37, 21), (90, 40)])
async def test_a_click_hits_the_card_that_is_drawn_there_after_any_scrolling(offset):
    async with desk(WIDE) as d:
        await at_name_detail(d)
        drawn = canvas(d)
        drawn.scroll_to(*offset, animate=False, immediate=True)
        await d.settle()
        hit = 0
        left, top = drawn.scroll_offset
        for card in drawn.drawn.cards:
            x, y = card.rect.x + 1 - left + LABELS, card.rect.y + 1 - top + HEADER
            if LABELS <= x < drawn.size.width and HEADER <= y < drawn.size.height:
                assert drawn.drawn.at(card.rect.x + 1, card.rect.y + 1) is card
                if hit < 3:
                    left_now, top_now = drawn.scroll_offset
                    where = (card.rect.x + 1 - left_now + LABELS, card.rect.y + 1 - top_now + HEADER + drawn.region.y)
                    if where[0] < drawn.size.width and HEADER + drawn.region.y <= where[1] < drawn.region.bottom:
                        await d.pilot.click(offset=where)
                        await d.settle()
                        assert d.session.person == card.person
                        hit += 1
        assert hit


async def test_arrows_and_vim_keys_go_to_the_same_cards_and_bring_them_into_view():
    async with desk(WIDE) as d:
        await at_name_detail(d)
        for arrow, letter in (("down", "j"), ("right", "l"), ("up", "k"), ("left", "h")):
            start = d.session.person
            await d.press(arrow)
            by_arrow = d.session.person
            d.screen.desk.select(start)
            await d.press(letter)
            assert d.session.person == by_arrow
            card, drawn = canvas(d).drawn.card_of(by_arrow), canvas(d)
            x, y = card.rect.x - drawn.scroll_offset.x, card.rect.y - drawn.scroll_offset.y
            assert 0 <= x <= drawn.size.width - LABELS - card.rect.width
            assert 0 <= y <= drawn.size.height - HEADER - card.rect.height


async def test_the_selected_card_stays_where_it_is_when_the_map_changes():
    async with desk(WIDE) as d:
        await at_name_detail(d)
        await d.press("right", "down", "right")
        drawn = canvas(d)

        def place():
            card = drawn.drawn.card_of(d.session.person)
            return card.rect.x - drawn.scroll_offset.x, card.rect.y - drawn.scroll_offset.y

        before, layout = place(), drawn.drawn
        other = next(person for person in d.account.people if person != d.session.person)
        people = dict(d.account.people)
        for number in range(6):
            people[f"new-{number}"] = replace(people[other], name=f"New {number}", reports_to="")
        d.session.workspace.account = replace(d.account, people=dict(sorted(people.items())))
        d.screen.changed()
        await d.settle()
        assert drawn.drawn is not layout
        assert place() == before


async def test_zoom_goes_through_all_details_and_says_where_it_ends():
    async with desk() as d:
        seen = []
        for _ in range(4):
            seen.append(d.screen.map._detail)
            await d.press("minus")
        await d.press("minus")
        assert "no less" in d.footer
        assert d.screen.map._detail is Detail.TILES
        await d.press("0")
        assert d.screen.map._detail is seen[0]
        for _ in range(4):
            await d.press("plus")
        assert "no more" in d.footer


async def test_ties_cycle():
    async with desk(WIDE) as d:
        drawn = canvas(d)
        default = len(drawn.drawn.routes)
        await d.press("v")
        assert len(drawn.drawn.routes) > default
        await d.press("v", "v")
        assert len(drawn.drawn.routes) == default


async def test_a_crowd_begins_as_tiles_and_is_laid_out_beside_the_keys():
    async with desk(HUGE) as d:
        assert d.screen.map._detail is Detail.TILES
        await d.press("plus")
        assert canvas(d).drawn.detail is Detail.INITIALS
        assert d.session.person in canvas(d).drawn.by_person


async def test_hint_letters_are_on_the_cards_while_a_key_waits():
    async with desk() as d:
        await d.press("semicolon")
        code = d.screen._pending.codes["priya"]
        assert any("Nair" in line and f" {code} " in line for line in d.lines)
        await d.press("escape")
        assert not canvas(d)._marks.hints


def test_a_target_is_marked_without_the_rest_of_the_plan():
    from desk import NOW, TODAY
    from host import small_account

    from committee.tui.state import ViewState

    state = ViewState(account=small_account(), today=TODAY, now=NOW, person="tom")
    pending = TargetPending.start("influence", "tom", "Tom", list(state.account.people), strengths=True).aimed("maria")
    marks = marks_of(state, target=pending.target, codes=pending.codes)
    assert (marks.selected, marks.target, marks.plan) == ("tom", "maria", ())
    assert marks.hints == pending.codes


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_the_first_map_takes_the_most_detail_that_fits(size):
    from desk import NOW, TODAY
    from host import small_account

    from committee.tui.state import ViewState

    state = ViewState(account=small_account(), today=TODAY, now=NOW, person="tom")
    wish, layout = first_map(state, pane_of(*size))
    assert layout is not None
    if wish.detail is Detail.FULL:
        assert fits(layout, pane_of(*size))
    huge, none = first_map(replace(state, account=HUGE), pane_of(*size))
    assert huge.detail is Detail.TILES
    assert none is None
    assert len(WIDE.people) <= LARGE
