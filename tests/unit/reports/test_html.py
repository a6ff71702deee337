"""The HTML report: one file that fetches nothing and runs nothing, whatever an account says, and fits its paper."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from extremes import written
from generate import random_account
from poison import BAD, poisoned
from some import some

from committee import store
from committee.model.account import Account
from committee.model.disclosure import Disclosure
from committee.model.masking import mask
from committee.paths import samples
from committee.reports import svg
from committee.reports.account_content import account_document
from committee.reports.content import colophon
from committee.reports.customer_content import customer_document
from committee.reports.html import DARK, html, inline, style
from committee.reports.one_page import PEOPLE, customer_page, one_page
from committee.reports.svg import customer_svg, map_svg
from committee.workspace import analyse

DAY = date(2026, 11, 20)
VOID = {"meta", "br", "line", "path", "rect", "polygon"}
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""


class Page(HTMLParser):
    """Every tag in its place, its attributes kept; a tag that is not closed is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def internal(account: Account) -> str:
    analysis = analyse(account, DAY)
    said = replace(account_document(analysis), colophon=colophon(account, DAY))
    return html(said, disclosed="internal: contains names", picture=map_svg(analysis))


def single(account: Account) -> str:
    analysis = analyse(account, DAY)
    return one_page(analysis, map_svg(analysis), disclosed="internal: contains names", colophon=colophon(account, DAY))


def safe(account: Account) -> str:
    return html(customer_document(account, DAY), disclosed="customer-safe", picture=customer_svg(account, DAY))


def safe_page(account: Account) -> str:
    shown = mask(account, Disclosure(customer_safe=True))
    return customer_page(shown, DAY, customer_svg(shown, DAY), disclosed="customer-safe", colophon="x")


PAGES = {"internal": internal, "one page": single, "customer": safe, "customer page": safe_page}


@pytest.fixture(scope="module")
def hostile() -> Account:
    sample = next(path for path in samples() if path.name.startswith("northwind"))
    account = store.read_text(poisoned(sample.read_text(encoding="utf-8"))).account
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>&lt;a href="javascript:x">'
    people = {
        key: replace(person, name=f"{evil}{person.name}", title=evil, department=evil)
        for key, person in account.people.items()
    }
    return replace(account, people=people, header=replace(account.header, name=evil, deal='fill="#1b2430" x=\''))


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_an_account_says_becomes_markup(hostile: Account, kind: str) -> None:
    text = PAGES[kind](hostile)
    page = Page(text)
    assert not set(page.tags) & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "input"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert {some(value)[:1] for name, value in page.attributes if name in {"href", "src"}} <= {"#"}
    assert "<script>alert(1)</script>" in "".join(page.words)
    assert BAD.search(text.replace("\n", "")) is None


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_fetches_nothing_and_may_not(kind: str) -> None:
    for path in samples():
        text = PAGES[kind](store.read(path).account)
        Page(text)
        assert "default-src 'none'" in text
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|url\(|@import|@font-face|src=", text)


def test_the_colours_of_the_map_are_those_of_the_page() -> None:
    account = random_account(2, people=8, places=3)
    svg = inline(map_svg(analyse(account, DAY)))
    assert re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', svg) == []
    used = set(re.findall(r"var\(--c([0-9a-f]{6})\)", svg))
    assert {f"#{colour}" for colour in used} <= set(DARK)
    assert "prefers-color-scheme: dark" in style()


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_text_of_a_map_can_be_read_in_light_and_dark() -> None:
    grounds, faint = {"#ffffff", "#f7f9fb"}, {"#c9d0d8", "#6b7886"}
    for ink in set(DARK) - grounds - faint:
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
            assert contrast(DARK[ink], DARK[ground]) >= 4.5, (DARK[ink], DARK[ground])


@pytest.mark.parametrize("form", ["internal", "customer"])
@pytest.mark.skipif(not CHROMIUM, reason="needs a browser to print with")
def test_the_one_pager_of_twelve_people_is_one_sheet(tmp_path: Path, form: str) -> None:
    account = random_account(7, people=PEOPLE, places=4)
    long = "a rather long text that takes up several lines wherever it is shown, and then some more of it " * 2
    gates = {key: replace(gate, what=long) for key, gate in account.gates.items()}
    header = replace(account.header, next_step=long, name=long[:60], deal=long[:60])
    page = tmp_path / "page.html"
    text = PAGES["one page" if form == "internal" else "customer page"](replace(account, gates=gates, header=header))
    page.write_text(text, encoding="utf-8")
    subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path / 'browser'}",
            "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}", page.as_uri(),
        ],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", (tmp_path / "page.pdf").read_bytes())) == 1


@pytest.mark.parametrize("form", ["one page", "customer page"])
def test_a_map_nobody_could_read_on_the_page_is_a_sheet_of_its_own(form: str) -> None:
    small, large = (PAGES[form](random_account(7, people=people, places=4)) for people in (PEOPLE, 45))
    assert "<figure>" in small
    assert 'class="apart"' not in small
    assert "<figure>" not in large
    assert large.index("<footer>") < large.index('<figure class="apart"><svg')
    assert large.count("<svg") == 1


@pytest.mark.parametrize(
    ("shape", "most", "to_one", "drawn"), [("star", 5, 3, 3), ("star", 5, 8, 5), ("chain", 4, 2, 4), ("chain", 9, 2, 9)]
)
def test_a_customers_map_of_thousands_draws_the_lines_nearest_the_top_and_says_so(
    shape: str, most: int, to_one: int, drawn: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(svg, "MOST", most)
    monkeypatch.setattr(svg, "REPORTS", to_one)
    found = customer_svg(store.read_text(written(shape, 10)).account, DAY, colophon="x")
    lines = [(f"p-{i - 1}" if shape == "chain" else "p-0", f"p-{i}") for i in range(1, drawn + 1)]
    names = {f"Person {boss[2:]} → Person {person[2:]}: reporting line" for boss, person in lines}
    assert set(re.findall(r"<title>(Person [^<]* → [^<]*)</title>", found)) == names
    note = f"The map draws {drawn} of 9 reporting lines, from the top; the list of people has all. x"
    assert (note in found) is (drawn < 9)


def test_a_customers_map_of_a_thousand_under_one_manager_is_drawn() -> None:
    found = customer_svg(store.read_text(written("star", 1000)).account, DAY)
    assert "The map draws 100 of 999 reporting lines" in found
