"""Pasted lines through whatever reads a line: an answer or a sentence, and soon; what they make is an account.

By hand, in `tests/`: `python -m fuzz.pasted 20000 --seed 1`.
"""

import random
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from generate import random_account, suffixes
from host import TODAY, small_account

from committee import store
from committee.cli.screen import read_day
from committee.consensus.what_if import in_words, what_if
from committee.errors import CommitteeError
from committee.model import vocabulary as v
from committee.model.account import Account, Header
from committee.model.dates import read_date
from committee.model.edit import Edit, apply
from committee.model.ids import slug
from committee.model.line import Draft, completions, read_action_line, read_evidence_line, read_line, read_lines
from committee.model.tables import TABLES
from committee.model.values import Fault, from_text, to_text
from committee.pipeline.portfolio.filters import KEYS, FilterFault, read_filter
from committee.pipeline.portfolio.summary import row_from
from committee.store import Document
from committee.text import clean, cut, fold, is_clean, pad, show, width
from committee.tui.account.find import find_people
from fuzz.hand import allow, by_hand, no_hang, own_folders
from fuzz.mutations import DAYS, HOURS, IDS, NUMBERS, WORDS, ZONES

SIGNS = (
    ",", ",", ", ", " ", " ", ">", "<", "^", "@", "#", "=", "+", "-", "*", "!", "?", ";", ":", "/", "\n", "\t", '"',
    "'", "(", ")", "|", "->",
    "4", "p4", "=2", ">4 ", "<2 ", "by ", "due ", "on ", "says ", "via ", "at ", "until ", "source=", "stance=",
    "owner:", "name:", "…", "—", "–",
    "’", "“", "”", "\u00a0", "\r\n", "\u3000", "，", "；", "\u200b", "\ufeff", "＞", "４",
)  # fmt: skip
VOCABULARY = tuple(
    str(word)
    for kind in (v.Role, v.Stance, v.Level, v.Need, v.WorkMode, v.Channel, v.TieKind, v.Basis, v.Claim, v.Weekday)
    for word in kind
)  # fmt: skip
SAID = (
    "today", "tomorrow", "yesterday", "fri", "next week", "in 3 days", "3 nov", "29 feb", "30 feb", "2026-02-30",
    "31.12.9999", "1/2", "in 99999999 days",
    "0001-01-01", "eom", "heard", "secondhand", "call with Tom", "yes", "no", "won", "lost", "left", "gone", "broken",
    "new", "Head of Security",
    "a@b.c", "x@", "CFO", "remote", "hybrid tue wed", "left", "champion", "coach", "in 1000000000 years", "week 53",
    "-1",
)  # fmt: skip


@cache
def accounts() -> tuple[Account, ...]:
    """What the lines are read against."""
    return small_account(), random_account(3, people=9, places=3), Account(header=Header(name="Nobody yet"))


def line(rng: random.Random, account: Account) -> str:
    """Words that mean something here, words that mean something elsewhere, signs, and what is odd."""
    names = [
        record.name for name in ("people", "team", "places", "rivals") for record in getattr(account, name).values()
    ]
    ids = [*account.people, *account.team, *account.places]
    pools = (
        names or ["Tom"],
        ids or ["tom"],
        SIGNS,
        SIGNS,
        SIGNS,
        VOCABULARY,
        SAID,
        WORDS,
        IDS,
        ZONES,
        HOURS,
        tuple(map(str, (*NUMBERS, *DAYS))),
        tuple(KEYS),
    )
    parts = [str(rng.choice(rng.choice(pools))) for _ in range(rng.choice((1, 2, 4, 8, 8, 16, 30)))]
    text = rng.choice(("", " ", "", ", ")).join(parts)
    if rng.random() < 0.15 and text:
        at = rng.randrange(len(text))
        text = text[:at] + text[at + rng.randrange(6) :]
    if rng.random() < 0.05:
        text *= rng.choice((2, 40, 2000))
    return text[:200_000]


def case(rng: random.Random) -> list[str]:
    """One line for each reader."""
    return list(_faults(rng))


def _faults(rng: random.Random) -> Iterator[str]:
    account = rng.choice(accounts())
    for name, reader in READERS.items():
        text = line(rng, account)
        with no_hang(f"{name} {text[:200]!r}"):
            try:
                found = list(reader(account, text, rng))
            except CommitteeError as said:
                found = [f"says {str(said)!r}"] if not str(said) or not is_clean(str(said)) else []
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is what is wrong
                found = [f"{fault!r} {''.join(traceback.format_tb(fault.__traceback__)[-3:])}"]
        yield from (f"{name} {text[:300]!r}: {fault}" for fault in found)


BULLETS = " \n\r\t-*•–—·\u00a0\u3000"
"""A list of nothing but these says nothing."""
Reader = Callable[[Account, str, random.Random], Iterator[str]]


def _draft(account: Account, text: str, draft: Draft) -> Iterator[str]:
    """What a line would do can be done, and what is marked of it stands in it."""
    for span in draft.spans:
        if not 0 <= span.start <= span.end <= len(text):
            yield f"marks {span}"
    for words in (*draft.summary, *draft.faults):
        if not words.strip():
            yield "says nothing"
    if draft.edit is None and not draft.faults and text.strip().strip(BULLETS):
        yield "does nothing and says not why"
    if draft.edit is not None:
        yield from _made(account, draft.edit)


def _made(account: Account, edit: Edit) -> Iterator[str]:
    after = apply(account, edit)
    written = store.write_text(after)
    document = store.read_text(written)
    if document.errors or document.account != after:
        yield f"makes an account that is not read: {document.errors}"
    if not is_clean(written):
        yield "writes what steers a terminal"
    if apply(after, edit.inverse()) != account:
        yield "cannot be undone"


def _line(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    given = {"me": rng.choice(("", *account.team)), "today": rng.choice((TODAY, *DAYS)), "rng": suffixes(rng)}
    yield from _draft(account, text, read_line(account, text, **given))
    cursor = rng.randint(0, len(text))
    for one in completions(account, text, cursor):
        if not 0 <= one.start <= cursor:
            yield f"completes {one}"


def _lines(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    given = {"me": rng.choice(("", *account.team)), "today": TODAY, "rng": suffixes(rng)}
    yield from _draft(account, text, read_lines(account, text, **given))


def _action(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    given = {"me": rng.choice(("", *account.team)), "today": rng.choice((TODAY, *DAYS)), "rng": suffixes(rng)}
    yield from _draft(account, text, read_action_line(account, text, **given))


def _evidence(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    about = [*account.people, *(" > ".join(pair) for pair in account.influence)]
    if about:
        given = {"me": rng.choice(("", *account.team)), "today": rng.choice((TODAY, *DAYS)), "rng": suffixes(rng)}
        yield from _draft(account, text, read_evidence_line(account, text, about=rng.choice(about), **given))


def _search(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    if unknown := [one for one in find_people(account, text) if one not in account.people]:
        yield f"finds {unknown}"


def _filter(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    row = row_from(Document(account=account), Path("a.account.toml"), TODAY)
    saved = {"mine": "owner:me", "twice": "@twice", "odd": rng.choice(WORDS)}
    try:
        found = read_filter(text, rng.choice((TODAY, *DAYS)), saved, "Dana Okafor")
    except FilterFault as said:
        if not is_clean(str(said)):
            yield f"says {said}"
        return
    found.holds(row)


def _what_if(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    after = what_if(account, text)
    if store.read_text(store.write_text(after)).errors:
        yield "makes an account with errors"
    in_words(account, text)


def _dates(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    read_date(text, rng.choice((TODAY, *DAYS)), past=rng.random() < 0.5)
    read_day(text)
    yield from ()


def _fields(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    """What is typed into a field of a form: a value that is shown as the same value, or a fault in words."""
    for entry in TABLES:
        for field in entry.fields:
            value = from_text(field, text)
            if isinstance(value, Fault):
                if not value.what:
                    yield f"{entry.name}.{field.name}: a fault without words"
                continue
            shown = to_text(field, value)
            if from_text(field, shown) != value:
                yield f"{entry.name}.{field.name}: {value!r} is shown as {shown!r}, which means something else"


def _texts(account: Account, text: str, rng: random.Random) -> Iterator[str]:
    """What every text goes through on its way to a line of the screen."""
    shown, cells = show(text), rng.randint(0, 30)
    if not is_clean(shown) or "\n" in shown or "\t" in shown or not is_clean(clean(text)):
        yield f"is shown as {shown!r}"
    if width(cut(shown, cells)) > cells or width(pad(shown, cells)) != cells:
        yield f"in {cells} cells it is {cut(shown, cells)!r} and {pad(shown, cells)!r}"
    fold(text)
    slug(text)


READERS: dict[str, Reader] = {
    "line": _line,
    "lines": _lines,
    "action": _action,
    "evidence": _evidence,
    "search": _search,
    "filter": _filter,
    "what-if": _what_if,
    "dates": _dates,
    "fields": _fields,
    "texts": _texts,
}

if __name__ == "__main__":
    with own_folders():
        allow(
            lambda: read_lines(accounts()[1], "Ann Doe, CFO\n" * 90, me="", today=TODAY, rng=suffixes(random.Random(1)))
        )
        sys.exit(by_hand("pasted", case))
