"""Accounts at the edge of what the format allows: one shape each, as text, the same on every machine.

A shape takes its size, so that a test can count the steps at `n` and at `2 * n`; `LARGEST` has the size at which each
is still an account (5 MB, 5,000 people, 64 KB a text). Run it to write one: `python tests/extremes.py star 500`.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from math import isqrt
from typing import Final

HEAD: Final = """format = 1

[account]
name = "Northfield Works"
deal = "Fleet telemetry platform"
stage = "evaluation"
value = 480000
currency = "EUR"
close_date = 2027-03-21
owner = "dana"

[places.berlin]
name = "Berlin HQ"
timezone = "Europe/Berlin"

[team.dana]
name = "Dana Okafor"
timezone = "Europe/London"
"""
EVERY = 25
"""Of so many people one has a say."""

SAY: Final = ("economic-buyer", "approver", "technical-buyer", "legal", "procurement", "security")
STANCES: Final = ("neutral", "supporter", "reserved", "advocate", "opposed")


def chain(n: int) -> str:
    """Everybody reports to the one before; the last one decides and only the first one knows us."""
    people = (_person(i, boss=i - 1, lines=_say(i) if i != n - 1 else ['roles = ["decision-maker"]']) for i in range(n))
    return _joined(people, [_coverage(0, 4)])


def ladder(n: int) -> str:
    """A chain in which everybody has to agree, and a fifth of them are against."""
    lines = [['roles = ["approver"]', f'stance = "{STANCES[i % 5]}"'] for i in range(5)]
    return _joined((_person(i, boss=i - 1, lines=lines[i % 5]) for i in range(n)), [_coverage(0, 4)])


def star(n: int) -> str:
    """Everybody reports to one person, whom we know a little."""
    people = (_person(i, boss=0 if i else None, lines=_say(i)) for i in range(n))
    return _joined(people, [_coverage(0, 2)])


def two_stars(n: int) -> str:
    """Two halves, each reporting to one person; one tie between them."""
    middle = n // 2
    people = (_person(i, boss=None if i in {0, middle} else middle * (i > middle), lines=_say(i)) for i in range(n))
    return _joined(people, [_coverage(1, 3), _tie(1, middle + 1, 3)])


def flat(n: int) -> str:
    """Nobody reports to anybody, and we know nobody."""
    return _joined(_person(i, lines=_say(i)) for i in range(n))


def deciders(n: int) -> str:
    """Everybody has to agree, in one place and department."""
    people = (_person(i, boss=i // 8 if i else None, lines=['roles = ["approver"]', *_say(1)]) for i in range(n))
    return _joined(people, [_coverage(0, 3)])


def dense(n: int) -> str:
    """As many ties as 5 MB hold at the largest size: everybody is tied to the next ones, around."""
    size = max(6, isqrt(100 * n))
    people = (_person(i, boss=i // 2 if i else None, lines=_say(i)) for i in range(size))
    reach = size // 4
    ties = (_tie(i, (i + k) % size, 1 + (i * 7 + k) % 5) for i in range(size) for k in range(1, reach + 1))
    return _joined(people, [_coverage(0, 3)], ties)


def hub(n: int) -> str:
    """One person with a tie to everybody and from everybody, half of them conflicts."""
    people = (_person(i, lines=_say(i)) for i in range(n))
    ties = (
        _tie(*((0, i) if back else (i, 0)), 1 + i % 5, ["conflict", "advises"][i % 2])
        for i in range(1, n)
        for back in (False, True)
    )
    return _joined(people, [_coverage(0, 3)], ties)


def known(n: int) -> str:
    """Everybody is known to each of six of ours."""
    people = (_person(i, boss=i // 5 if i else None, lines=_say(i)) for i in range(n))
    team = (_table(f"team.ours-{k}", [f'name = "Ours {k}"', 'timezone = "Europe/Paris"']) for k in range(5))
    mates = ("dana", *(f"ours-{k}" for k in range(5)))
    ties = (_coverage(i, 1 + (i + k) % 5, mate) for k, mate in enumerate(mates) for i in range(n))
    return _joined(people, team, ties)


def places(n: int) -> str:
    """Everybody has a place of their own."""
    where = (_table(f"places.at-{i}", [f'name = "At {i}"', 'timezone = "Europe/Berlin"']) for i in range(1, n))
    people = (
        _person(i, boss=i // 6 if i else None, place=f"at-{i}" if i else "berlin", lines=_say(i)) for i in range(n)
    )
    return _joined(where, people, [_coverage(0, 3)])


def clocks(n: int) -> str:
    """Everybody has hours of their own, in one of six zones."""
    zones = ("Europe/Berlin", "America/Chicago", "Asia/Kolkata", "Asia/Tokyo", "America/Sao_Paulo", "Africa/Nairobi")
    people = (
        _person(
            i,
            boss=i // 6 if i else None,
            lines=[
                f'timezone = "{zones[i % 6]}"',
                f'hours = "{6 + i // 60 % 4:02}:{i % 60:02}-{14 + i // 240 % 8:02}:{i * 7 % 60:02}"',
                *_say(i),
            ],
        )
        for i in range(n)
    )
    return _joined(people, [_coverage(0, 3)])


def departments(n: int) -> str:
    """Everybody has a department of their own."""
    people = (_person(i, boss=i // 6 if i else None, lines=[f'department = "Unit {i}"', *_say(i)]) for i in range(n))
    return _joined(people, [_coverage(0, 3)])


def namesakes(n: int) -> str:
    """Everybody has the same name and the same address."""
    lines = ['name = "Jan Novak"', 'email = "jan@example.com"', 'crm_id = "1"']
    return _joined(_table(f"people.p-{i}", lines) for i in range(n))


def team(n: int) -> str:
    """One of ours for every 25 of theirs; everybody is known to one."""
    mates = max(1, n // EVERY)
    ours = (_table(f"team.ours-{i}", [f'name = "Ours {i}"', 'timezone = "Europe/Paris"']) for i in range(mates))
    people = (_person(i, boss=i // 6 if i else None, lines=_say(i)) for i in range(n))
    return _joined(ours, people, (_coverage(i, 1 + i % 5, f"ours-{i % mates}") for i in range(n)))


def unknown_keys(n: int) -> str:
    """One person with keys that mean nothing; 66 for every person another shape has."""
    return _joined([_person(0)], [f"k{i} = {i % 7}" for i in range(66 * n)])


def faulty_ties(n: int) -> str:
    """Ties to people who do not exist; 12 for every person another shape has."""
    ties = (_tie(f"x-{i}", f"y-{i % 97}", 9) for i in range(12 * n))
    return _joined([_person(0)], ties)


def faulty_words(n: int) -> str:
    """Every word of everybody is misspelled."""
    lines = ['stance = "suporter"', 'roles = ["aprover"]', 'place = "berln"', 'reports_to = "nobdy"', "power = 9"]
    return _joined(_table(f"people.p-{i}", [f'name = "P {i}"', *lines]) for i in range(n))


def circle(n: int) -> str:
    """A reporting line without an end, which is an error."""
    return _joined(_person(i, boss=(i - 1) % n) for i in range(n))


def evidence(n: int) -> str:
    """As much evidence as the file holds, about forty people."""
    people = (_person(i, boss=i // 4 if i else None, lines=_say(i)) for i in range(40))
    said = (
        _table(
            f"evidence.2026-{1 + i % 9:02}-{1 + i % 28:02}-e{i:05}",
            [
                f'about = "p-{i % 40}"',
                'field = "stance"',
                f'value = "{STANCES[i % 5]}"',
                'says = "It was said so on the phone and then again in the meeting"',
                'basis = "heard"',
                f"date = 2026-{1 + i % 9:02}-{1 + i % 28:02}",
                'by = "dana"',
            ],
        )
        for i in range(4 * n)
    )
    return _joined(people, [_coverage(0, 3)], said)


def actions(n: int) -> str:
    """As many actions as the file holds, about forty people."""
    people = (_person(i, boss=i // 4 if i else None, lines=_say(i)) for i in range(40))
    deeds = (
        _table(
            f"actions.2026-11-14-a{i:05}",
            [
                f'what = "Ask {i} to set up 30 minutes with the others"',
                f'with = "p-{i % 40}"',
                'owner = "dana"',
                f"due = 2026-{1 + i % 12:02}-{1 + i % 28:02}",
            ],
        )
        for i in range(5 * n)
    )
    return _joined(people, [_coverage(0, 3)], deeds)


def gates(n: int) -> str:
    """Steps of the paper process, each after the one before and the first; half of them done."""
    people = (_person(i, boss=i // 4 if i else None, lines=_say(i)) for i in range(40))
    steps = (
        _table(
            f"gates.g-{i}",
            [
                f'what = "Step {i}"',
                'ours = "dana"',
                f'theirs = "p-{i % 40}"',
                f"due = 2027-01-{1 + i % 28:02}",
                *(['status = "done"'] if i % 2 else []),
            ],
        )
        for i in range(5 * n)
    )
    return _joined(people, [_coverage(0, 3)], steps)


def texts(n: int) -> str:
    """Notes of 64 KB, one for every 64 people of another shape, of words, spaces, dashes and odd signs."""
    bodies = ("word ", " ", "- ", "a.b@c", "<>^=@", "日本 ", "# ", "| ")
    return _joined(_person(i, lines=[f'notes = "{_filled(bodies[i % 8])}"']) for i in range(max(1, n // 64)))


def comments(n: int) -> str:
    """A comment above and behind every line."""
    lines = enumerate(chain(n).splitlines())
    return "".join(f"# about line {i}\n{line} # it is so\n" if "=" in line else f"{line}\n" for i, line in lines)


SHAPES: Final[dict[str, Callable[[int], str]]] = {
    shape.__name__: shape
    for shape in (
        chain,
        ladder,
        star,
        two_stars,
        flat,
        deciders,
        dense,
        hub,
        known,
        places,
        clocks,
        departments,
        namesakes,
        team,
        unknown_keys,
        faulty_ties,
        faulty_words,
        circle,
        evidence,
        actions,
        gates,
        texts,
        comments,
    )
}
LARGEST: Final = dict.fromkeys(SHAPES, 5000)


def _joined(*parts: Iterable[str]) -> str:
    return "\n".join((HEAD, *(table for part in parts for table in part)))


def _table(path: str, lines: Iterable[str]) -> str:
    return "\n".join((f"[{path}]", *lines, ""))


def _person(i: int, *, boss: int | None = None, place: str = "berlin", lines: Iterable[str] = ()) -> str:
    line = [f'reports_to = "p-{boss}"'] if boss is not None and boss >= 0 and boss != i else []
    return _table(f"people.p-{i}", [f'name = "Person {i}"', f'place = "{place}"', *line, *lines])


def _filled(words: str) -> str:
    """As often as it goes into 64 KB."""
    return words * (65536 // len(words.encode()))


def _say(i: int) -> list[str]:
    """What one person in `EVERY` has to say."""
    if i % EVERY:
        return []
    k = i // EVERY
    return [f'roles = ["{SAY[k % len(SAY)]}"]', f'stance = "{STANCES[k % len(STANCES)]}"', f"power = {1 + k % 5}"]


def _coverage(i: int, strength: int, mate: str = "dana") -> str:
    return _table(f"coverage.{mate}.p-{i}", [f"strength = {strength}"])


def _tie(a: int | str, b: int | str, strength: int, kind: str = "") -> str:
    first, second = (name if isinstance(name, str) else f"p-{name}" for name in (a, b))
    return _table(f"influence.{first}.{second}", [f"strength = {strength}", *([f'kind = "{kind}"'] if kind else [])])


def written(name: str, size: int | None = None) -> str:
    """The account of that shape, at its largest where no size is given."""
    return SHAPES[name](LARGEST[name] if size is None else size)


def _arguments(words: list[str]) -> Iterator[str]:
    if len(words) not in {1, 2} or words[0] not in SHAPES:
        yield f"usage: python tests/extremes.py {'|'.join(SHAPES)} [SIZE]\n"
        return
    yield written(words[0], int(words[1]) if len(words) == 2 else None)


if __name__ == "__main__":
    sys.stdout.writelines(_arguments(sys.argv[1:]))
