"""Mutated accounts through read, check, fmt, plan, every report, comparing and merging.

Nothing of it fails by a fault of ours or takes long; `fmt` loses nothing and has nothing to do a second time; an
account that `check` calls clean is refused by nothing. By hand, in `tests/`: `python -m fuzz.accounts 20000 --seed 1`.
"""

import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fuzz.hand import allow, by_hand, own_folders
from fuzz.lossless import differences
from fuzz.mutations import comments, mutated, texts
from fuzz.shell import DAY, call, wrong

ODD = "odd.account.toml"
DATED = ("--date", DAY)
ONE: tuple[tuple[str, ...], ...] = (
    ("plan", *DATED),
    ("plan", "--format", "json", "--private", *DATED),
    ("check", "--private", *DATED),
    ("check", "--format", "github", *DATED),
    *((("report", "--format", form, *DATED)) for form in ("markdown", "plain", "html", "json", "svg")),
    *((("report", "--format", form, "--private", *DATED)) for form in ("markdown", "plain", "json", "svg")),
    *((("report", "--format", form, "--customer-safe", *DATED)) for form in ("markdown", "plain", "json", "svg")),
    ("report", "--format", "html", "--internal", *DATED),
    ("report", "--one-page", *DATED),
    ("report", "--one-page", "--internal", *DATED),
    ("portfolio", *DATED),
    ("portfolio", "--format", "json", "--private", *DATED),
    ("portfolio", "--format", "csv", *DATED),
    *((("actions", "--done", "--format", form, *DATED)) for form in ("text", "json", "csv", "ics")),
    ("review", "--format", "text", *DATED),
    ("review", "--format", "json", *DATED),
    ("plan", "--date", "0001-01-01"),
    ("report", "--format", "plain", "--date", "9999-12-31"),
    ("check", "--date", "9999-12-31"),
    ("portfolio", "--date", "0001-01-02"),
)
"""Every command that reads one file and prints."""
SIDES = ("text", "markdown", "json")


def case(rng: random.Random, *, each: int = 3) -> list[str]:
    """One mutated account in the current folder, and `each` of the commands; what was wrong."""
    return list(_faults(rng, each))


def _faults(rng: random.Random, each: int) -> Iterator[str]:
    base, data = mutated(rng)
    odd = Path(ODD)
    odd.write_bytes(data)
    checked = ("check", "--format", "json", "--fail-on", "never", ODD, *DATED)
    ran = call(*checked)
    yield from wrong(ran, checked)
    clean = ran.code == 0
    commands = [(*one, ODD) for one in rng.sample(ONE, each if clean else 1)]
    Path("base.account.toml").write_text(base, encoding="utf-8", newline="")
    form = ("--format", rng.choice(SIDES), *DATED)
    commands.append(("diff", *rng.sample(["base.account.toml", ODD], 2), *form))
    for command in commands:
        ran = call(*command)
        yield from wrong(ran, command)
        if clean and ran.code not in {0, 1}:
            yield f"check calls it clean, {' '.join(command)} says: {ran.err}"
    yield from _merged(rng, base, odd, clean=clean)
    odd.write_bytes(data)
    yield from _formatted(odd, clean=clean)


def _formatted(odd: Path, *, clean: bool) -> Iterator[str]:
    """`fmt` keeps what the file says, every comment too, and is done after one time; a file with errors stays."""
    before = odd.read_bytes()
    ran = call("fmt", ODD)
    yield from wrong(ran, ("fmt",))
    after = odd.read_bytes()
    if not clean:
        if after != before or ran.code == 0:
            yield f"fmt of a file with errors: exit {ran.code}, changed: {after != before}"
        return
    if ran.code != 0:
        yield f"check calls it clean, fmt says {ran.code}: {ran.err}"
        return
    old, new = (data.decode("utf-8-sig").replace("\r\n", "\n") for data in (before, after))
    if changed := differences(old, new):
        yield "\n".join(["fmt changes what the file says", *changed])
    lost = Counter(map(_comment, comments(old))) - Counter(map(_comment, comments(new)))
    told = [line for line in ran.err.splitlines() if "comment" in line]
    if lost and not told:
        yield f"fmt loses comments: {lost}"
    tomllib.loads(new)
    again = call("fmt", ODD)
    if again.code or again.out or odd.read_bytes() != after:
        yield f"fmt has something to do again: {again}\n{new}"


def _comment(text: str) -> str:
    from poison import BAD, UNSEEN

    return UNSEEN.sub("", BAD.sub("\ufffd", text))


def _merged(rng: random.Random, base: str, odd: Path, *, clean: bool) -> Iterator[str]:
    """Joined with another version of its base: an account again, or questions."""
    other = Path("other.account.toml")
    other.write_bytes(mutated(rng, base)[1])
    if call("check", "--fail-on", "never", other.name, *DATED).code or not clean:
        return
    command = ("merge", "base.account.toml", *rng.sample([ODD, other.name], 2))
    ran = call(*command)
    yield from wrong(ran, command)
    if ran.code not in {0, 1}:
        yield f"merge of clean accounts says {ran.code}: {ran.err}"
    found = call("check", "--format", "json", "--fail-on", "never", command[2], *DATED)
    if ran.code == 0 and found.code != 0:
        yield f"merge made a file with errors: {found.out}"
    if found.code not in {0, 2}:
        yield f"check of what was merged says {found.code}: {found.err}"


if __name__ == "__main__":
    with own_folders():
        texts()
        Path(ODD).write_text(texts()[3], encoding="utf-8")
        allow(lambda: call("check", ODD, *DATED))
        sys.exit(by_hand("accounts", case))
