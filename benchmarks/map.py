"""The map, measured: faults, crossings, size and time, on seeded committees and on every sample account.

    python benchmarks/map.py [most people]

The second table counts over many seeds: how many maps fit the pane, and crossings on average and at most.

The third table is the real screen of 120x40 under a pilot: p95 of selecting the next card (new ties, marks, details,
board, strip) and of panning by a screen, each from the call to the last line drawn; then what a terminal is sent.

Faults are overlapping cards, ties through cards and ties sharing cells: always 0. Every time is printed as a ratio to
the fixed Python loop of `benchmarks/load.py`, best of several, in the same run, in time of the processor; that ratio is
what is compared from one day to the next. "compact" committees have all people at four or five
offices, "spread" ones some remote.
"""

import asyncio
import io
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from generate import TODAY, random_account  # noqa: E402 - from tests/, put on the path above
from load import loop  # noqa: E402 - likewise

from committee.graph.arcs import arcs  # noqa: E402 - likewise
from committee.layout import Detail, Layout, Rect, arrange, reveal  # noqa: E402 - likewise
from committee.layout.drawing.face import faces_of  # noqa: E402 - likewise
from committee.layout.drawing.marks import Marks, rows_touched  # noqa: E402 - likewise
from committee.layout.drawing.raster import raster  # noqa: E402 - likewise
from committee.layout.measure import quality  # noqa: E402 - likewise
from committee.layout.ties import ties_of  # noqa: E402 - likewise
from committee.model.account import Account, Pair  # noqa: E402 - likewise
from committee.model.vocabulary import WorkMode  # noqa: E402 - likewise
from committee.store import read  # noqa: E402 - likewise

PANE = Rect(0, 0, 79, 26)
"""What a 120×40 terminal leaves for the canvas, headers and labels off."""
SCREEN = Rect(0, 0, 200, 60)


@dataclass(frozen=True)
class Subject:
    """An account to draw, and the date it is drawn as of."""

    name: str
    account: Account
    ties: frozenset[Pair] | None = None
    detail: Detail = Detail.NAME


def compact(seed: int, people: int, places: int, ties: float = 1.8) -> Account:
    """A seeded committee whose people all sit in an office."""
    account = random_account(seed, people=people, places=places, ties_per_person=ties)
    rng = random.Random(seed)
    offices = list(account.places)
    moved = {
        key: replace(person, work_mode=WorkMode.ONSITE, place=person.place or rng.choice(offices))
        for key, person in account.people.items()
    }
    return replace(account, people=moved)


def best(call: Callable[[], object], times: int = 3) -> float:
    """The shortest of several runs, in seconds of the processor: other programs matter less so."""
    found = []
    for _ in range(times):
        start = time.process_time()
        call()
        found.append(time.process_time() - start)
    return min(found)


def subjects(most: int) -> list[Subject]:
    """What is measured, small committees first."""
    found = [
        Subject("12 compact, default", compact(1, 12, 4, 1.2)),
        Subject("12 compact, default, full", compact(1, 12, 4, 1.2), None, Detail.FULL),
        Subject("12 compact, all ties", compact(1, 12, 4), every(compact(1, 12, 4))),
    ]
    for people, places in ((40, 5), (60, 6), (200, 8), (1000, 14), (2000, 20)):
        if people > most:
            break
        account = compact(1, people, places)
        found.append(Subject(f"{people} compact, default", account))
        if people <= 200:
            found.append(Subject(f"{people} compact, written ties", account, frozenset(account.influence)))
        found.append(Subject(f"{people} spread, default", random_account(1, people=people, places=places)))
    samples = sorted((ROOT / "sample_accounts").glob("*.account.toml"))
    found += [Subject(path.name.partition(".")[0], read(path).account) for path in samples]
    return found


def written(account: Account) -> frozenset[Pair]:
    """The ties somebody wrote down: all but those of the reporting line."""
    return frozenset(account.influence)


def every(account: Account) -> frozenset[Pair]:
    """All ties, derived ones and conflicts included."""
    return frozenset(ties_of(account, arcs(account)))


def seconds_of(subject: Subject) -> float:
    """One fresh layout."""
    times = 5 if len(subject.account.people) <= 200 else 2
    return best(lambda: arrange(subject.account, TODAY, detail=subject.detail, ties=subject.ties), times)


def frame_seconds(layout: Layout, account: Account) -> tuple[float, float, float]:
    """A frame of a 200×60 screen with warm lines, one panned by ten lines, and a selection with its ties."""
    faces = faces_of(account, TODAY)
    people = [card.person for card in layout.cards]
    marks = Marks(selected=people[0])
    raster(layout, SCREEN, faces=faces, marks=marks)
    frame = best(lambda: raster(layout, SCREEN, faces=faces, marks=marks))
    start = time.process_time()
    raster(layout, replace(SCREEN, y=10), faces=faces, marks=marks)
    pan = time.process_time() - start

    chosen = Marks(selected=people[-1])
    own = {pair for pair in ties_of(account, arcs(account)) if people[-1] in pair}

    def select() -> None:
        more = reveal(layout, own)
        for y in sorted(rows_touched(more, marks, chosen))[: SCREEN.height]:
            raster(more, Rect(0, y, SCREEN.width, 1), faces=faces, marks=chosen)

    return frame, pan, best(select)


async def widget_seconds(account: Account, times: int = 40) -> tuple[float, float]:
    """p95 of a selection and of a pan on the real screen: all of it is drawn line by line."""
    from desk import desk

    async with desk(account, size=(120, 40), today=TODAY) as d:
        view, canvas = d.screen.map, d.screen.map.canvas
        while canvas.drawn is None or canvas.drawn.detail is not Detail.NAME:
            view.zoom(1 if canvas.drawn is not None and canvas.drawn.detail is Detail.FULL else -1)
            await d.settle()
        order = view.reading_order()
        parts = [canvas, *(d.screen.query_one(f"#{name}") for name in ("title", "board", "inspector", "strip"))]
        d.screen.desk.select(order[0])
        await d.settle()
        selects, pans = [], []
        for person in order[1 : times + 1]:
            start = time.process_time()
            d.screen.desk.select(person)
            for part in parts:
                _draw(part)
            selects.append(time.process_time() - start)
            await d.settle()
        for step in range(times):
            x, y = canvas.scroll_offset
            start = time.process_time()
            canvas.scroll_to(x + (step % 3) * 20, y + 20, animate=False, immediate=True)
            _draw(canvas)
            pans.append(time.process_time() - start)
            await d.settle()
    select, pan = (sorted(found)[int(len(found) * 0.95)] for found in (selects, pans))
    return select, pan


async def frame_bytes(account: Account, size: tuple[int, int]) -> tuple[int, int, int]:
    """Bytes a true-colour terminal gets: of a full redraw, and the medians of selecting somebody in view and out of it.

    A selection counts every picture it leads to, details and strip included, until everything has come to rest; out of
    view, the map moves with it. 0 where nobody is.
    """
    from desk import desk
    from rich.console import Console
    from textual.app import App

    console = Console(color_system="truecolor", force_terminal=True, file=io.StringIO(), width=size[0], height=size[1])
    sent: list[int] = [0]
    display = App._display

    def counted(app: App[None], screen: Any, picture: Any) -> None:
        if hasattr(picture, "render_segments"):
            sent[-1] += len(picture.render_segments(console).encode())
        display(app, screen, picture)

    App._display = counted  # type: ignore[method-assign, assignment]  # counts, then does the same
    try:
        async with desk(account, size=size, today=TODAY) as d:
            canvas = d.screen.map.canvas
            d.app.screen.refresh()
            await d.settle()
            full = len(d.app.screen._compositor.render_full_update().render_segments(console).encode())
            found: dict[bool, list[int]] = {False: [], True: []}
            for person in d.screen.map.reading_order()[:24]:
                before = canvas.scroll_offset
                sent.append(0)
                d.screen.desk.select(person)
                await d.settle()
                found[canvas.scroll_offset != before].append(sent[-1])
    finally:
        App._display = display  # type: ignore[method-assign]  # as it was
    seen, unseen = (sorted(found[moved] or [0]) for moved in (False, True))
    return full, seen[len(seen) // 2], unseen[len(unseen) // 2]


def _draw(widget: Any) -> None:
    for y in range(widget.size.height):
        widget.render_line(y)


def widget_table(most: int, yardstick: float) -> None:
    """Print p95 of the real widget."""
    head = f"{'on the screen, p95':32}{'select':>10}{'pan':>10}"
    print(f"\n{head}   (milliseconds here; KB sent at 200x60, at 120x40: full redraw, selection in view, out of view)")
    for people, places in ((12, 4), (40, 5), (200, 8), (1000, 14), (2000, 20)):
        if people <= most:
            select, pan = asyncio.run(widget_seconds(compact(1, people, places)))
            screens = [asyncio.run(frame_bytes(compact(1, people, places), size)) for size in ((200, 60), (120, 40))]
            sent = "; ".join(", ".join(f"{size / 1000:.0f}" for size in sizes) for sizes in screens)
            times = f"{select * 1000:.0f}, {pan * 1000:.0f}; {sent}"
            print(f"{people:<32}{select / yardstick:9.3f}l{pan / yardstick:9.3f}l   ({times})")


def seeds_table(most: int) -> None:
    """Print what holds over many seeds, at the level of names."""
    print(f"\n{'over many seeds':32}{'maps':>7}{'fit':>6}{'cross, mean':>13}{'most':>6}{'area':>9}")
    rows: list[tuple[str, range, Callable[[int], Account], Callable[[Account], frozenset[Pair]] | None]] = [
        ("12 compact, default", range(1, 31), lambda seed: compact(seed, 12, 4, 1.2), None),
        ("12 compact, default, 1.8 ties", range(1, 31), lambda seed: compact(seed, 12, 4), None),
        ("12 compact, written ties", range(1, 9), lambda seed: compact(seed, 12, 4), written),
        ("12 compact, all ties", range(1, 9), lambda seed: compact(seed, 12, 4), every),
        ("40 compact, default", range(1, 9), lambda seed: compact(seed, 40, 5), None),
        ("40 spread, default", range(1, 9), lambda seed: random_account(seed, people=40, places=5), None),
        ("40 compact, written ties", range(1, 9), lambda seed: compact(seed, 40, 5), written),
    ]
    for name, seeds, make, ties in rows:
        if int(name[:2]) > most:
            continue
        accounts = [make(seed) for seed in seeds]
        layouts = [arrange(a, TODAY, detail=Detail.NAME, ties=ties(a) if ties else None) for a in accounts]
        crossed = [quality(layout).crossings for layout in layouts]
        fit = sum(layout.width <= PANE.width and layout.height <= PANE.height for layout in layouts)
        area = sum(layout.width * layout.height for layout in layouts) // len(layouts)
        print(f"{name:32}{len(layouts):7}{fit:6}{sum(crossed) / len(crossed):13.2f}{max(crossed):6}{area:9}")


def main(most: int) -> int:
    """Print the tables; 1 if any map has a fault."""
    yardstick = best(loop, 7)
    print(f"the loop takes {yardstick * 1000:.0f} ms; times are in loops (l)")
    print(
        f"{'committee':32}{'people':>7}{'ties':>6}{'heads':>6}{'faults':>7}{'cross':>7}{'size':>11}{'area':>9}"
        f"{'fits':>6}{'layout':>9}{'frame':>8}{'pan':>8}{'select':>8}"
    )
    faults = 0
    for subject in subjects(most):
        layout = arrange(subject.account, TODAY, detail=subject.detail, ties=subject.ties)
        found = quality(layout)
        wrong = found.overlaps + found.through + found.shared + found.outside
        faults += wrong
        fits = layout.width <= PANE.width and layout.height <= PANE.height
        layout_time = seconds_of(subject) / yardstick
        frame, pan, select = (seconds / yardstick for seconds in frame_seconds(layout, subject.account))
        print(
            f"{subject.name:32}{len(layout.cards):7}{found.routes:6}{found.heads:6}{wrong:7}{found.crossings:7}"
            f"{f'{layout.width}x{layout.height}':>11}{found.area:9}{'yes' if fits else 'no':>6}"
            f"{layout_time:8.2f}l{frame:7.3f}l{pan:7.3f}l{select:7.3f}l"
        )
    seeds_table(most)
    widget_table(most, yardstick)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
