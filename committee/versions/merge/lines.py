"""Three-way merge of text by line: which lines each side changed, and where the two cannot both stand.

The regions are those of Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007), with one difference:
changes that only touch (this line, the next line) do not clash, because a line of a note is a statement of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of lines: merged where `clash` is false (then all three are the result), else what each text has."""

    base: Lines
    ours: Lines
    theirs: Lines
    clash: bool = False


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Base lines `start` to `end` (exclusive) became `lines`."""

    start: int
    end: int
    lines: Lines
    mine: bool


def merge_text(base: str, ours: str, theirs: str, *, gather: bool) -> tuple[str, str, str, bool]:
    """The merged text with each clash as base, ours and theirs have it, and whether there is none.

    Args:
        base: the common ancestor.
        ours: one descendant.
        theirs: the other.
        gather: keep both where both only added lines at one place, in the order of the alphabet.
    """
    regions = merge_lines(_split(base), _split(ours), _split(theirs), gather=gather)
    pick: tuple[Callable[[Region], Lines], ...] = (lambda r: r.base, lambda r: r.ours, lambda r: r.theirs)
    texts = ["\n".join(line for region in regions for line in side(region)) for side in pick]
    return texts[0], texts[1], texts[2], not any(region.clash for region in regions)


def both_texts(base: str, ours: str, theirs: str) -> str:
    """The merged text with the lines of both where they clash: ours, then those of theirs that ours lacks."""
    found: list[str] = []
    for region in merge_lines(_split(base), _split(ours), _split(theirs), gather=False):
        found += region.ours
        if region.clash:
            found += [line for line in region.theirs if line not in region.ours]
    return "\n".join(found)


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], *, gather: bool) -> tuple[Region, ...]:
    """The regions of the three texts in order; O(n·m) at worst, as difflib is."""
    hunks = sorted(
        [*_hunks(base, ours, mine=True), *_hunks(base, theirs, mine=False)], key=lambda h: (h.start, h.end, h.lines)
    )
    regions: list[Region] = []
    at = 0
    while hunks:
        group = [hunks.pop(0)]
        low, high = group[0].start, group[0].end
        while hunks and _meets(low, high, hunks[0]):
            group.append(hunks.pop(0))
            high = max(high, group[-1].end)
        _settled(regions, tuple(base[at:low]))
        regions.append(_region(base, low, high, group, gather=gather))
        at = high
    _settled(regions, tuple(base[at:]))
    return tuple(regions)


def _settled(regions: list[Region], lines: Lines) -> None:
    if lines:
        regions.append(Region(lines, lines, lines))


def _meets(low: int, high: int, hunk: _Hunk) -> bool:
    """Whether a later hunk overlaps a range; insertions meet at the same point only."""
    return hunk.start < high or (hunk.start == low == high == hunk.end)


def _region(base: Sequence[str], low: int, high: int, group: list[_Hunk], *, gather: bool) -> Region:
    ours = _applied(base, low, high, [h for h in group if h.mine])
    theirs = _applied(base, low, high, [h for h in group if not h.mine])
    before = tuple(base[low:high])
    if theirs in (ours, before):
        return Region(ours, ours, ours)
    if ours == before:
        return Region(theirs, theirs, theirs)
    if gather and not before:
        both = gathered(ours, theirs)
        return Region(both, both, both)
    return Region(before, ours, theirs, clash=True)


def gathered(one: Lines, other: Lines) -> Lines:
    """Both blocks of lines, what begins and ends them alike once, the rest in an order that no side decides."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    first, second = sorted((one[start : len(one) - end], other[start : len(other) - end]))
    return (*one[:start], *first, *second, *one[len(one) - end :])


def _applied(base: Sequence[str], low: int, high: int, hunks: list[_Hunk]) -> Lines:
    found: list[str] = []
    at = low
    for hunk in hunks:
        found += [*base[at : hunk.start], *hunk.lines]
        at = hunk.end
    return (*found, *base[at:high])


def _hunks(base: Sequence[str], side: Sequence[str], *, mine: bool) -> list[_Hunk]:
    codes = SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
    return [_Hunk(b1, b2, tuple(side[s1:s2]), mine) for tag, b1, b2, s1, s2 in codes if tag != "equal"]


def _split(text: str) -> tuple[str, ...]:
    """No text has no lines; otherwise the last line may be empty, which is how a final line break looks."""
    return tuple(text.split("\n")) if text else ()
