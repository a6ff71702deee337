"""Odd and hostile text in every field of every table, and in the name of the file, wherever it is shown.

On the screen, in every report format, in what is said of versions: nothing steers a terminal, is taken for markup or a
formula, or is in the way. By hand, in `tests/`: `python -m fuzz.fields 5000 --seed 1`.
"""

import asyncio
import copy
import os
import random
import shutil
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

from desk import desk
from every_way import whole
from markdown_it import MarkdownIt
from own_git import ENVIRONMENT
from poison import BAD, escaped
from rest import at_rest
from team import git

from committee import store
from committee.model.fields import Kind
from committee.paths import bundled
from committee.tui.account.screen import AccountScreen
from fuzz.accounts import DATED, ONE, SIDES
from fuzz.hand import allow, by_hand, own_folders
from fuzz.mutations import HOURS, WORDS, ZONES, Raw, known
from fuzz.shell import DAY, call, wrong

PARTS = (
    *WORDS, "\u2028", "\u2029", "\u061c", "\u2069", "\u200d\u200d", "\ufe0f", "a\u0308\u0323", "\u0e33",
    "\u1100\u1161\u11a8", "𝕏", "\U0001f468\u200d" * 9,
    "\u3164", "\u2800", "\u180e", "\u00ad\u00ad", "ﷺ" * 9, "\x1b]0;t\x07", "\x1b[2J", "\x9b2J", "\x1bP", "\x08\x08",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", '" onload="x', "<!--", "-->", "&#x3c;", "javascript:x", "[a](javascript:x)",
    "![i](http://x/i.png)", "<http://x>",
    "http://example.com", "www.example.com", "# h", "- l", "> q", "1. n", "***", "```", "~~~", "|a|b|", "---", "===",
    "\\*", "    code", "<b>",
    '=HYPERLINK("http://x")', "=cmd|'/c x'!A1", "\t=1", "\r=1", "-2+3", "+3", "@x", "%0a", "\n=1", ",", ";", '""',
    "BEGIN:VCALENDAR", "\\n", ":", "{{7*7}}",
    "${x}", "[@click=app.quit]x[/]", "[link=x]", "\\[", "$accent", "name.toml", "--help", "-x", "x" * 70, "日" * 70,
)  # fmt: skip
TEXTS = {Kind.TEXT, Kind.PROSE, Kind.SCALAR}


@cache
def bases() -> tuple[Raw, ...]:
    """Accounts with every table."""
    sample = (bundled("sample_accounts") / "northwind.account.toml").read_text("utf-8")
    return tomllib.loads(sample), whole(), whole()


def odd(rng: random.Random) -> str:
    """A text somebody, or something, left in a field."""
    parts = [rng.choice(PARTS) for _ in range(rng.choice((1, 1, 2, 3, 5)))]
    text = rng.choice(("", " ", "x")).join(parts)
    if rng.random() < 0.06:
        text = (text or "x") * 70_000
        text = text.encode("utf-8", "replace")[: rng.choice((5_000, 60_000, 65_536))].decode("utf-8", "ignore")
    return text


def filled(rng: random.Random) -> tuple[Raw, str]:
    """An account, and the same with odd text in some fields or in all."""
    raw = rng.choice(bases())
    changed, share = copy.deepcopy(raw), rng.choice((0.02, 0.2, 1))
    for _, entry, record in known(changed):
        for field in entry.fields:
            if rng.random() < share and field.kind in TEXTS:
                record[field.name] = odd(rng)
            elif rng.random() < 0.01 and field.kind is Kind.ZONE:
                record[field.name] = rng.choice((*ZONES, *WORDS))
            elif rng.random() < 0.01 and field.kind is Kind.HOURS:
                record[field.name] = rng.choice((*HOURS, *WORDS))
    return raw, escaped(changed)


def file_name(rng: random.Random) -> str:
    """A name a file system takes, of up to 255 bytes; mostly the usual."""
    if rng.random() < 0.7:
        return "odd.account.toml"
    stem = "".join(c for c in odd(rng) if c not in "/\x00").encode("utf-8", "ignore")[: rng.choice((20, 242))]
    return f"{stem.decode('utf-8', 'ignore') or 'x'}.account.toml"


def case(rng: random.Random, *, each: int = 4, screens: float = 0.05) -> list[str]:
    """One account in the current folder: `each` of the formats, now and then git and the screen."""
    return list(_faults(rng, each, screens))


def _faults(rng: random.Random, each: int, screens: float) -> Iterator[str]:
    raw, text = filled(rng)
    folder = Path("fields")
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.toml"):
        old.unlink()
    file, other = folder / file_name(rng), folder / "before.account.toml"
    file.write_text(text, encoding="utf-8", newline="")
    other.write_text(escaped(raw), encoding="utf-8")
    checked = ("check", "--fail-on", "never", str(file), *DATED)
    ran = call(*checked)
    yield from wrong(ran, checked)
    clean = ran.code == 0
    commands = [(*one, str(file)) for one in rng.sample(ONE, each if clean else 1)]
    commands.append(("diff", *rng.sample([str(file), str(other)], 2), "--format", rng.choice(SIDES), *DATED))
    commands.append(("fmt", "--check", str(file)))
    for command in commands:
        ran = call(*command)
        yield from wrong(ran, command)
        if clean and ran.code not in {0, 1}:
            yield f"{command} says {ran.code}: {ran.err}"
        if ran.code in {0, 1}:
            yield from (f"{command}: {fault}" for fault in _markup(ran.out, command))
    if clean and rng.random() < screens:
        yield from _git(folder, file, text, rng)
    if clean and rng.random() < screens:
        yield from asyncio.run(_screen(file, rng))


class _Elements(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.found.update(f"{tag} {name}" for name, _ in attrs)
        self.found.update(
            f"{tag} {name}={value}" for name, value in attrs if name in {"href", "src"} and value and value[0] != "#"
        )

    def handle_comment(self, data: str) -> None:
        self.found.add("comment")


@cache
def _plain(command: tuple[str, ...]) -> frozenset[str]:
    """What the page of an account without odd text is made of."""
    found: set[str] = set()
    for number, raw in enumerate(bases()[:2]):
        file = Path(f"plain{number}.account.toml")
        file.write_text(escaped(raw), encoding="utf-8")
        found |= _elements(call(*command, str(file)).out)
    return frozenset(found)


def _elements(page: str) -> set[str]:
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser.found


def _markup(out: str, command: tuple[str, ...]) -> Iterator[str]:
    if "html" in command or "--one-page" in command:
        if more := _elements(out) - _plain(command[:-1]):
            yield f"a page with {sorted(more)}"
    elif command[:2] == ("report", "--format") and "markdown" in command:
        for block in MarkdownIt("commonmark").parse(out):
            for token in (block, *(block.children or ())):
                if (
                    token.type in {"html_inline", "html_block", "link_open", "image", "fence", "code_block"}
                    and token.content != "<br>"
                ):
                    yield f"Markdown with {token.type}: {token.content[:80]!r} in {block.content[:200]!r}"


def _git(folder: Path, file: Path, text: str, rng: random.Random) -> Iterator[str]:
    """Both versions committed, by somebody with an odd name; what is said of them."""
    git(folder, "init", "--quiet", ".")
    try:
        file.write_text(escaped(rng.choice(bases())), encoding="utf-8")
        who = "".join(c for c in odd(rng) if c not in "<>\n\x00\r")[:80].strip(" .,:;<>\"\\'") or "Ana"
        for version in (file.read_text("utf-8"), text):
            file.write_text(version, encoding="utf-8", newline="")
            git(folder, "add", "--force", "--", file.name)
            message = (odd(rng)[:2000].replace("\x00", "").strip() or "x") + " x"
            git(
                folder,
                "commit",
                "--quiet",
                "--allow-empty",
                "--cleanup=verbatim",
                "-m",
                message,
                GIT_AUTHOR_NAME=f"x{who}",
            )
        for command in (
            ("history", str(file), *DATED),
            ("history", "--format", "json", str(file), *DATED),
            ("history", "--field", "account.name", str(file), *DATED),
            ("diff", "--git", "HEAD~1", str(file), *DATED),
            ("diff", "--git", "HEAD~1", "HEAD", str(file), "--format", "markdown", *DATED),
            ("portfolio", str(folder), *DATED),
            ("review", str(folder), "--format", "text", *DATED),
        ):
            ran = call(*command)
            yield from wrong(ran, command)
            if ran.code not in {0, 1}:
                yield f"{command} says {ran.code}: {ran.err}"
    finally:
        shutil.rmtree(folder / ".git", ignore_errors=True)


KEYS = (*"1234", "enter", *"5671e", "escape", *"gTAwbDCWmx", "exclamation_mark", "Y", "question_mark", "ctrl+p",
        "slash", "semicolon", *"HRPOv", "plus", "minus", *"fcMotirs")  # fmt: skip


async def _screen(file: Path, rng: random.Random) -> Iterator[str]:
    """Every view and dialog, at some size."""
    found = []
    size = rng.choice(((80, 24), (120, 40), (46, 13)))
    with mock.patch("textual.pilot.wait_for_idle", at_rest), mock.patch("textual.app.wait_for_idle", at_rest):
        async with desk(
            file, size=size, today=store.read(file).account.header.reviewed or date.fromisoformat(DAY)
        ) as d:
            for key in KEYS:
                await d.press(key)
                if bad := BAD.search(d.text.replace("\n", "")):
                    found.append(f"{key} at {size}: {bad[0]!r} is on the screen")
                for _ in range(6):
                    if (
                        len(d.app.screen_stack) == 1
                        and isinstance(d.app.screen, AccountScreen)
                        and not d.screen.waiting
                    ):
                        break
                    await d.press("escape")
    return iter(found)


if __name__ == "__main__":
    os.environ.update(ENVIRONMENT)
    with own_folders():
        Path("allow.account.toml").write_text(escaped(bases()[0]), encoding="utf-8")
        allow(lambda: call("check", "allow.account.toml", *DATED))
        sys.exit(by_hand("fields", case))
