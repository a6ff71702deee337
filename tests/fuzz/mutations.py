"""Accounts changed at random: bytes, tokens, lines, and tables, the last so that most of them stay accounts."""

import datetime as dt
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import tomli_w
from every_way import whole
from extremes import SHAPES
from generate import random_account
from poison import PAYLOAD, escaped

from committee import store
from committee.model.fields import Field, Kind, Table
from committee.model.tables import TABLES, locate
from committee.paths import samples

Raw = dict[str, Any]
Path = tuple[str, ...]

BYTES = (
    b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\r", b"\r\r\n", b"\n", b"\\", b'"', b"'", b'"""', b"'''", b"[", b"]]",
    b"{", b"}", b"=", b".", b",", b"#", b" ", b"\t", b"\x0b", b"\x0c", b"\x1b", b"\x7f", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xef\xbb\xbf", b"\xe2\x80\xae", b"<<<<<<< ", b"=======", b">>>>>>> ", b"0", b"-", b"_", b"1e999", b"nan",
)  # fmt: skip
WORDS = (
    "", " ", "\u00a0", "\u2003", "\t", "\n", "a\nb", "\u200b", "\ufeff", "\u00ad", "\U000e0041", "\u202e", "\u2066",
    "\r",
    "\x1b[31m", "\x07", "\x85", "[bold]x[/]", "[/]", "\\", "`|*_#<!--", "]]>", "</svg>", "&amp;", "=1+1", "@SUM(A1)",
    "-1", "+1", '"', "'", '"""', "'''", "é", "e\u0301", "\u0301" * 40, "李小龙" * 20, "👩🏽\u200d💻", "🇩🇪🇩", "ﬁ", "İ",
    "ß", "ǅ",
    "x" * 300, "word " * 400, "a > b", " > ", "account", "none", "null", "None", "0", "1", "True", "..", "/", "a/b",
    "~",
    "$(x)", "%s", "{x}", "{0}", "café\\n", "\ud7ff", "\U0010ffff", PAYLOAD,
)  # fmt: skip
IDS = (
    "",
    " ",
    "account",
    "a",
    "A",
    "a.b",
    "a b",
    "a-",
    "-a",
    "é",
    "people",
    "0",
    "x" * 64,
    "x" * 65,
    "[x]",
    '"',
    "a > b",
    "\n",
)
NUMBERS = (0, 1, -1, 2, 5, 6, 100, 1000, 100_000, 100_001, 2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 10**30)
DAYS = tuple(
    dt.date.fromisoformat(day)
    for day in (
        "0001-01-01", "0001-01-07", "1582-10-15", "1899-12-31", "1970-01-01", "2024-02-29", "2026-03-29", "2026-11-20",
        "2026-11-21", "2027-01-31", "2038-01-20", "9999-12-01", "9999-12-31",
    )
)  # fmt: skip
ZONES = ("UTC", "Etc/GMT+5", "Etc/GMT-14", "Pacific/Kiritimati", "Africa/Monrovia", "Australia/Lord_Howe", "EST5EDT",
         "America/Nuuk", "Asia/Kathmandu", "Europe/Dublin", "Antarctica/Troll", "europe/berlin", "..")  # fmt: skip
HOURS = (
    "00:00-24:00",
    "00:00-00:01",
    "23:59-24:00",
    "09:00-09:00",
    "17:00-09:00",
    "9-17",
    "09:00 - 17:00",
    "24:00-24:01",
)
LOOSE: tuple[Any, ...] = (
    True, False, 0.5, -0.0, 1e308, float("inf"), float("nan"), dt.time(1, 2, 3),
    dt.datetime.fromisoformat("2026-01-01"),
    dt.datetime(2026, 1, 1, tzinfo=dt.UTC), [], {}, [[]], [{}], [1, "a", True], ["a", "a"], {"a": {"b": []}}, [""],
    [[["x"]]],
)  # fmt: skip


@cache
def texts() -> tuple[str, ...]:
    """What is mutated: the samples, one with every field, generated ones, small ones of odd shapes."""
    read = [path.read_text("utf-8") for path in samples()]
    made = [
        store.write_text(random_account(seed, people=2 + seed % 7, places=seed % 4, team=seed % 3))
        for seed in range(12)
    ]
    shaped = [SHAPES[name](4) for name in sorted(SHAPES) if name not in {"texts", "dense"}]
    everything = tomli_w.dumps(whole())
    return (everything, everything, everything, *read[:3], *made, *shaped)


def mutated(rng: random.Random, base: str = "") -> tuple[str, bytes]:
    """One account, or the one given, and what it was changed into; mostly in its tables."""
    text = base or rng.choice(texts())
    kind = rng.choices((tables, tokens, lines, bytes_), (14, 3, 2, 2))[0]
    found = kind(rng, text)
    return text, found if isinstance(found, bytes) else found.encode("utf-8", "surrogatepass")


def bytes_(rng: random.Random, text: str) -> bytes:
    """Bytes taken out, doubled, put in, turned."""
    data = bytearray(text.encode())
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(data) or 1)
        end = at + rng.choice((1, 1, 2, 9, 120))
        way = rng.randrange(5)
        if way == 0:
            del data[at:end]
        elif way == 1:
            data[at:at] = rng.choice(BYTES)
        elif way == 2:
            data[at : at + 1] = rng.choice(BYTES)
        elif way == 3:
            data[at:at] = data[at:end]
        else:
            data[at : at + 1] = bytes([rng.randrange(256)])
    if rng.random() < 0.1:
        del data[rng.randrange(len(data) or 1) :]
    return bytes(data)


def lines(rng: random.Random, text: str) -> str:
    """Lines taken out, doubled, moved, commented, ended otherwise."""
    found = text.split("\n")
    for _ in range(rng.choice((1, 2, 4))):
        one, other = rng.randrange(len(found)), rng.randrange(len(found))
        way = rng.randrange(7)
        if way == 0:
            del found[one : one + rng.choice((1, 1, 3, 20))]
            found = found or [""]
        elif way == 1:
            found.insert(other, found[one])
        elif way == 2:
            found[one], found[other] = found[other], found[one]
        elif way == 3:
            found.insert(
                one,
                rng.choice(("# note", "#", "   # x = [", "<<<<<<< a", "=======", ">>>>>>> b", "\ufeff", "# é\u202e")),
            )
        elif way == 4:
            found[one] += rng.choice((" # trailing", "\r", "  ", "\t#", "\\", ","))
        elif way == 5:
            found[one] = rng.choice(("\t", "  ", "\u00a0")) + found[one]
        else:
            found.extend(found[one : one + rng.choice((5, 30))])
    return rng.choice(("\n",) * 8 + ("\r\n", "\r\n", "\r", "\r\r\n")).join(found)


_TOKEN = re.compile(r'"[^"\n]*"|\b\d[\w:.-]*|[A-Za-z_][\w-]*|[\[\]{}=,.#]')


def tokens(rng: random.Random, text: str) -> str:
    """Words, numbers and signs replaced by others, of this very text or odd ones."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        found = list(_TOKEN.finditer(text))
        if not found:
            break
        token = rng.choice(found)
        new = rng.choice(
            (
                rng.choice(found)[0],
                _quoted(rng.choice(WORDS)),
                str(rng.choice(NUMBERS)),
                str(rng.choice(DAYS)),
                "true",
                "[]",
                "{}",
            )
        )
        text = text[: token.start()] + new + text[token.end() :]
    return text


def _quoted(word: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in word) + '"'


def tables(rng: random.Random, text: str) -> str:
    """Values, fields, records and tables changed, by what the format knows or beyond it."""
    raw = tomllib.loads(text)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        rng.choices(_WAYS, _WEIGHTS)[0](rng, raw)
    try:
        found = escaped(raw)
    except (TypeError, ValueError):  # an array of tables inside an array, or a character no TOML holds
        return text
    return _commented(rng, found) if rng.random() < 0.3 else found


def _commented(rng: random.Random, text: str) -> str:
    """Comments on some lines that can have one."""
    out = []
    for number, line in enumerate(text.split("\n")):
        if line and line[0] not in " ]" and rng.random() < 0.1:
            out.append(f"# above {number}")
        out.append(line)
    return "\n".join(out)


def _records(raw: Raw) -> list[tuple[Path, Raw]]:
    """Every table of the document, with its path."""
    found: list[tuple[Path, Raw]] = []
    stack: list[tuple[Path, Raw]] = [((), raw)]
    while stack:
        path, table = stack.pop()
        found.append((path, table))
        stack.extend(((*path, key), value) for key, value in table.items() if isinstance(value, dict))
    return sorted(found, key=lambda one: one[0])


def known(raw: Raw) -> list[tuple[Path, Table, Raw]]:
    """Those of the format: path, what the format says of them, and the table."""
    return [(path, at[0], table) for path, table in _records(raw) if path and (at := locate(path)) and at[1] is None]


def _fitting(rng: random.Random, raw: Raw, field: Field) -> Any:
    """A value of the kind of a field: often one it takes."""
    if field.many:
        return [_single(rng, raw, field) for _ in range(rng.choice((0, 1, 2, 4)))]
    return _single(rng, raw, field)


def _single(rng: random.Random, raw: Raw, field: Field) -> Any:
    if field.choices is not None:
        return rng.choice([member.value for member in field.choices])
    if field.refers:
        ids = [key for name in field.refers for key in _table(raw, name)]
        tie = f"{rng.choice(ids or ['x'])} > {rng.choice(ids or ['y'])}"
        return rng.choice([*ids, *ids, *field.words, rng.choice(IDS), *([tie] if field.kind is Kind.SUBJECT else [])])
    if field.kind is Kind.INTEGER and rng.random() < 0.6:
        return rng.choice((field.minimum or 0, field.maximum or 9, 3))
    ways: dict[Kind, Callable[[], Any]] = {
        Kind.INTEGER: lambda: rng.choice(NUMBERS),
        Kind.BOOLEAN: lambda: rng.random() < 0.5,
        Kind.DATE: lambda: rng.choice(DAYS),
        Kind.ZONE: lambda: rng.choice(ZONES),
        Kind.HOURS: lambda: rng.choice(HOURS),
        Kind.CURRENCY: lambda: rng.choice(("EUR", "JPY", "XXX", "BTC", "eur", "KWD")),
        Kind.SCALAR: lambda: rng.choice(
            (rng.choice(WORDS), rng.choice(NUMBERS), True, "supporter", "approver", "yes", "3")
        ),
    }
    return ways.get(field.kind, lambda: rng.choice(WORDS))()


def _table(raw: Raw, name: str) -> Raw:
    found = raw.get(name)
    return found if isinstance(found, dict) else {}


def _set_fitting(rng: random.Random, raw: Raw) -> None:
    found = known(raw)
    if found:
        _, entry, table = rng.choice(found)
        field = rng.choice(entry.fields)
        table[field.name] = _fitting(rng, raw, field)


def _set_odd(rng: random.Random, raw: Raw) -> None:
    _, table = rng.choice(_records(raw))
    if table:
        table[rng.choice(sorted(table))] = _odd(rng)


def _odd(rng: random.Random) -> Any:
    return rng.choice((rng.choice(WORDS), rng.choice(NUMBERS), rng.choice(DAYS), rng.choice(LOOSE), rng.choice(IDS)))


def _drop(rng: random.Random, raw: Raw) -> None:
    _, table = rng.choice(_records(raw))
    if table:
        del table[rng.choice(sorted(table))]


def _add_record(rng: random.Random, raw: Raw) -> None:
    """One more record of some table, with some of its fields."""
    entry = rng.choice([entry for entry in TABLES if "*" in entry.pattern])
    at = raw
    for place, part in enumerate(entry.pattern):
        names = entry.keys[place - 1] if part == "*" and entry.keys else (entry.name,)
        ids = [key for name in names for key in _table(raw, name)]
        key = part if part != "*" else rng.choice([*ids, rng.choice((*IDS, "new", "CH005", "2026-11-02-k3f9"))])
        inner = at.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        at = inner
    for field in rng.sample(entry.fields, rng.randint(0, len(entry.fields))):
        at[field.name] = _fitting(rng, raw, field)
    if "name" in {field.name for field in entry.fields}:
        at.setdefault("name", rng.choice(WORDS))


def _copy(rng: random.Random, raw: Raw) -> None:
    """A record once more under another id, or in place of another."""
    kept = [path for path, _, _ in known(raw) if len(path) > 1]
    if not kept:
        return
    path = rng.choice(kept)
    table = _within(raw, path[:-1])
    table[rng.choice((*sorted(table), *IDS, "copy"))] = dict(table[path[-1]])


def _rename(rng: random.Random, raw: Raw) -> None:
    """Another id, told to nobody who names the old one."""
    kept = [path for path, _, _ in known(raw) if len(path) > 1]
    if kept:
        path = rng.choice(kept)
        table = _within(raw, path[:-1])
        table[rng.choice((*IDS, "other"))] = table.pop(path[-1])


def _unknown(rng: random.Random, raw: Raw) -> None:
    """A key or table that means nothing."""
    _, table = rng.choice(_records(raw))
    table[
        rng.choice(("x_own", "nme", "reportsto", "x y", "é", "", "a.b", "\u202e", "\x00", "format", "people", "weeks"))
    ] = rng.choice((_odd(rng), {"a": _odd(rng), "b": {"c": _odd(rng)}}))


def _within(raw: Raw, path: Path) -> Raw:
    for part in path:
        raw = raw[part]
    return raw


_WAYS: tuple[Callable[[random.Random, Raw], None], ...] = (
    _set_fitting, _set_odd, _drop, _add_record, _copy, _rename, _unknown,
)  # fmt: skip
_WEIGHTS = (10, 2, 2, 6, 3, 1, 2)


LOSSLESS_WAYS = (_set_fitting, _set_fitting, _set_fitting, _add_record, _unknown)
"""Those that take nothing away."""


def comments(text: str) -> Iterator[str]:
    """Every comment of a text that is TOML, in order; knows nothing of the program's scanner."""
    for found in _COMMENTS.finditer(text):
        if found[0][0] == "#":
            yield found[0].rstrip()


_COMMENTS = re.compile(
    r'"""(?:[^\\]|\\[\s\S])*?"{3,5}(?!")|' + r"'''[\s\S]*?'{3,5}(?!')|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|#[^\n]*"
)
