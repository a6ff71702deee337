"""The map as vector graphics: well-formed, whole, self-contained, and nobody's name can break out of it."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from generate import TODAY, random_account
from some import some

from committee.model.account import Account
from committee.paths import samples
from committee.reports.svg import map_svg
from committee.store import read
from committee.text import width
from committee.workspace import analyse

NS = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own output


def drawn(account: Account) -> tuple[str, ET.Element]:
    text = map_svg(analyse(account, some(account.header.reviewed)))
    return text, parsed(text)


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name.partition(".")[0])
def test_every_person_and_tie_of_a_sample_is_there_with_a_title(path: Path) -> None:
    account = read(path).account
    text, root = drawn(account)
    titles = [element.text or "" for element in root.iter(f"{NS}title")]
    assert root.find(f"{NS}title") is not None
    assert root.find(f"{NS}desc") is not None
    people = [person.name for person in account.people.values() if person.status is None or person.status != "left"]
    assert all(any(title.startswith(name) for title in titles) for name in people)
    assert len(root.findall(f".//{NS}polygon")) == sum(" → " in title for title in titles)
    assert not re.search(r"""(href|src|url\(|@import|@font-face)""", text)


def test_names_are_text_and_nothing_else() -> None:
    account = random_account(3, people=4, places=2)
    first = next(iter(account.people))
    hostile = '<script>alert("x")</script>&amp;'
    people = {**account.people, first: replace(account.people[first], name=hostile)}
    account = replace(account, people=people)
    text = map_svg(analyse(account, TODAY))
    root = parsed(text)
    assert not list(root.iter(f"{NS}script"))
    assert any((element.text or "").startswith(hostile[:20]) for element in root.iter(f"{NS}title"))


def test_an_empty_account_has_a_map_too() -> None:
    account = random_account(1, people=0, places=0)
    root = parsed(map_svg(analyse(account, TODAY)))
    assert "0 people" in (some(root.find(f"{NS}desc")).text or "")


def test_a_tie_runs_over_those_that_it_crosses_and_stronger_ones_over_weaker() -> None:
    account = random_account(3, people=12, places=3)
    root = parsed(map_svg(analyse(account, TODAY)))
    order = ("reporting line", "weak influence", "medium influence", "strong influence", "conflict")
    groups = [group for group in root.findall(f"{NS}g") if " → " in (group.findtext(f"{NS}title") or "")]
    words = [(group.findtext(f"{NS}title") or "").rpartition(": ")[2] for group in groups]
    assert len(set(words)) > 2
    assert words == sorted(words, key=order.index)
    for group in groups:
        lines = [path for path in group.findall(f"{NS}path") if path.get("stroke-width") != "2.2"]
        if len(lines) == 2:
            gap, line = lines
            assert gap.get("d") == line.get("d")
            assert gap.get("stroke") == "#ffffff"
            assert float(some(gap.get("stroke-width"))) > float(some(line.get("stroke-width")))
    assert sum(len(group.findall(f"{NS}path")) >= 2 for group in groups) > len(groups) / 2


def test_a_page_that_says_whose_map_it_is_gets_the_map_alone() -> None:
    account = random_account(2, people=5, places=2)
    sheet, part = (parsed(map_svg(analyse(account, TODAY), heading=heading)) for heading in (True, False))
    assert [text.text for text in sheet.findall(f"{NS}text")][2:] == [text.text for text in part.findall(f"{NS}text")]
    boxes = [[float(number) for number in (root.get("viewBox") or "").split()] for root in (sheet, part)]
    assert boxes[1][1] > boxes[0][1]
    assert boxes[1][1] + boxes[1][3] == boxes[0][3], "the lower edge is the same one"
    assert all(float(some(text.get("y"))) > boxes[1][1] + 10 for text in part.findall(f"{NS}text"))


@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name.partition(".")[0])
def test_it_is_one_sheet_says_what_its_signs_mean_and_lets_nothing_out_of_a_card(path: Path) -> None:
    account = read(path).account
    _, root = drawn(account)
    _, _, wide, high = (root.get("viewBox") or "").split()
    assert f"size: {wide}px {high}px" in (root.findtext(f"{NS}style") or "")
    said = ["".join(text.itertext()) for text in root.findall(f"{NS}text")]
    stances = {person.stance for person in account.people.values() if person.status != "left"} - {None}
    legend = next(line for line in said if any(f" {some(stance).value}" in line for stance in stances))
    assert all(f" {some(stance).value}" in legend for stance in stances)
    for group in root.findall(f"{NS}g"):
        box = group.find(f"{NS}rect")
        if box is None:
            continue
        left, top, right = (float(box.get(name) or 0) for name in ("x", "y", "width"))
        lines: dict[str, int] = {}
        for text in group.findall(f"{NS}text"):
            assert (
                top
                < float(text.get("y") or 0) - 8
                < float(text.get("y") or 0) + 3
                < top + float(some(box.get("height")))
            )
            lines[text.get("y") or ""] = lines.get(text.get("y") or "", 0) + width("".join(text.itertext()))
        assert max(lines.values()) * 7.25 <= right - 16, left
