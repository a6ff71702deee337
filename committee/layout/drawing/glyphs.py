"""The characters the map is drawn with: one set for terminals that know line drawing, one of plain ASCII.

What a line is drawn with is looked up by the sides of its cell it touches.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from committee.layout.shapes import ACROSS, CROSSING, EAST, NORTH, SOUTH, UPRIGHT, WEST, Direction
from committee.model.vocabulary import Stance

_BITS = (
    ACROSS,
    UPRIGHT,
    EAST | SOUTH,
    WEST | SOUTH,
    EAST | NORTH,
    WEST | NORTH,
    CROSSING,
    ACROSS | SOUTH,
    ACROSS | NORTH,
    UPRIGHT | WEST,
    UPRIGHT | EAST,
)


def _lines(characters: str) -> Mapping[int, str]:
    table = dict(zip(_BITS, characters, strict=True))
    table.update(dict.fromkeys((WEST, EAST), characters[0]))
    table.update(dict.fromkeys((NORTH, SOUTH), characters[1]))
    return table


@dataclass(frozen=True, slots=True)
class Frame:
    """A card's border: corners from top left clockwise, the two lines, and how ties leave its four edges."""

    corners: str
    across: str
    upright: str
    ports: Mapping[Direction, str]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Everything the map draws beside text.

    `lines` maps a weight (`heavy`, `normal`, `weak`, `derived`) to a character per bits; `mixed` is where a heavy line
    crosses another one: (heavy across?, heavy upright?).
    """

    name: str
    lines: Mapping[str, Mapping[int, str]]
    mixed: Mapping[tuple[bool, bool], str]
    heads: Mapping[Direction, str]
    conflict: str
    frames: Mapping[str, Frame]
    stances: Mapping[Stance | None, tuple[str, str]]
    """Evidenced and hollow (not yet vouched for)."""
    power: tuple[str, str, str]
    """Vouched for, not yet, and what is missing to five."""
    unvouched: str
    """Behind a claim in words that nothing vouches for."""
    stub: str
    severity: Mapping[str, str]
    champion: tuple[str, str]
    """Proven, and claimed."""
    dot: str
    dash: str
    ellipsis: str
    number: tuple[str, str]
    """Brackets of a talk's number on its line."""
    now: tuple[str, str, str, str]
    """Those of the talk in focus, then what stands above and below its number on an upright line."""
    chosen: str
    """In the middle of the selected tie."""
    remote: str
    """Before a place where people work from home."""
    voiceless: str
    assumed: str
    at_work: str
    """Before the clock of a lane that is at work."""


def _frame(corners: str, across: str, upright: str, ports: str) -> Frame:
    ways = (Direction.UP, Direction.DOWN, Direction.LEFT, Direction.RIGHT)
    return Frame(corners, across, upright, dict(zip(ways, ports, strict=True)))


UNICODE = Glyphs(
    name="unicode",
    lines={
        "heavy": _lines("━┃┏┓┗┛╋┳┻┫┣"),
        "normal": _lines("─│╭╮╰╯┼┬┴┤├"),
        "weak": _lines("╌╎╭╮╰╯┼┬┴┤├"),
        "derived": _lines("┈┊╭╮╰╯┼┬┴┤├"),
    },
    mixed={(False, False): "┼", (True, False): "┿", (False, True): "╂", (True, True): "╋"},
    heads={Direction.UP: "▴", Direction.DOWN: "▾", Direction.LEFT: "◂", Direction.RIGHT: "▸"},
    conflict="╳",
    frames={
        "normal": _frame("╭╮╯╰", "─", "│", "┴┬┤├"),
        "placeholder": _frame("╭╮╯╰", "╌", "╎", "┴┬┤├"),
        "selected": _frame("┏┓┛┗", "━", "┃", "┻┳┫┣"),
        "target": _frame("╔╗╝╚", "═", "║", "╧╤╢╟"),
    },
    stances={
        Stance.ADVOCATE: ("▲", "△"),
        Stance.SUPPORTER: ("●", "○"),
        Stance.NEUTRAL: ("■", "□"),
        Stance.RESERVED: ("▼", "▽"),
        Stance.OPPOSED: ("✖", "✕"),
        None: ("?", "?"),
    },
    power=("▰", "▱", "·"),
    unvouched="○",
    stub="┄",
    severity={"critical": "‼", "high": "!", "medium": "▵", "low": "·"},
    champion=("★", "☆"),
    dot="·",
    dash="–",
    ellipsis="…",
    number=("┫", "┣"),
    now=("▐", "▌", "▄", "▀"),
    chosen="◆",
    remote="⌂",
    voiceless="∅",
    assumed="~",
    at_work="☼",
)

ASCII = Glyphs(
    name="ascii",
    lines={
        "heavy": _lines("=H+++++++++"),
        "normal": _lines("-|+++++++++"),
        "weak": _lines("~!+++++++++"),
        "derived": _lines(".:+++++++++"),
    },
    mixed=dict.fromkeys(((False, False), (True, False), (False, True), (True, True)), "+"),
    heads={Direction.UP: "^", Direction.DOWN: "v", Direction.LEFT: "<", Direction.RIGHT: ">"},
    conflict="X",
    frames={
        "normal": _frame("..''", "-", "|", "++++"),
        "placeholder": _frame("..''", ".", ":", "++++"),
        "selected": _frame("####", "#", "#", "####"),
        "target": _frame("@@@@", "@", "@", "@@@@"),
    },
    stances={
        Stance.ADVOCATE: ("[*]", "(*)"),
        Stance.SUPPORTER: ("[+]", "(+)"),
        Stance.NEUTRAL: ("[=]", "(=)"),
        Stance.RESERVED: ("[-]", "(-)"),
        Stance.OPPOSED: ("[x]", "(x)"),
        None: ("[?]", "[?]"),
    },
    power=("#", "o", "-"),
    unvouched="o",
    stub="~",
    severity={"critical": "!!", "high": "!", "medium": "^", "low": "i"},
    champion=("*", "o"),
    dot=",",
    dash="-",
    ellipsis=".",
    number=("[", "]"),
    now=("#", "#", "#", "#"),
    chosen="#",
    remote="@",
    voiceless="(!)",
    assumed="~",
    at_work="*",
)
