"""What if: the account with one thing changed, unsaved, for plan and findings to read beside today's."""

import re
from dataclasses import replace
from difflib import get_close_matches

from committee.errors import EditRefused
from committee.graph.evidence import ledger, same_value
from committee.model.account import Account, Champion, Coverage, Influence, Person
from committee.model.suggest import quoted
from committee.model.vocabulary import Claim, PersonStatus, Stance, TeamStatus

NEW_TIE = 3
"""The strength of a new tie where none is said."""


def won(account: Account, person: str) -> Account:
    """With this person as a supporter at least, preferring us, and claimed as a champion, so that they are a voice.

    What we heard of another stance of theirs would be over then, and is left out.

    Raises:
        EditRefused: nobody on their side has this id.
    """
    then = supporting(_person(account, person))
    over = {
        identifier
        for identifier, record in ledger(account).about(person, Claim.STANCE)
        if not same_value(record.value, str(then.stance))
    }
    changed = _with_person(account, person, then)
    if not over:
        return changed
    return replace(changed, evidence={i: record for i, record in account.evidence.items() if i not in over})


def lost(account: Account, person: str) -> Account:
    """With this person opposed.

    Raises:
        EditRefused: nobody on their side has this id.
    """
    return _with_person(account, person, replace(_person(account, person), stance=Stance.OPPOSED))


def gone(account: Account, identifier: str) -> Account:
    """With this person or teammate gone.

    Raises:
        EditRefused: nobody has this id.
    """
    if identifier in account.team:
        mate = replace(account.team[identifier], status=TeamStatus.LEFT)
        return replace(account, team={**account.team, identifier: mate})
    return _with_person(account, identifier, replace(_person(account, identifier), status=PersonStatus.LEFT))


def broken(account: Account, source: str, target: str) -> Account:
    """Without the tie from one to the other, and without the reporting line if there is one.

    Raises:
        EditRefused: there is no such tie.
    """
    pair = (source, target)
    if source not in account.team:
        _person(account, source)
    _person(account, target)
    if pair in account.coverage:
        return replace(account, coverage={k: tie for k, tie in account.coverage.items() if k != pair})
    report = account.people.get(target)
    if pair not in account.influence and (report is None or report.reports_to != source):
        there = sorted(i for i, j in (*account.coverage, *account.influence) if j == target)
        known = f"Those with a tie there: {', '.join(there)}" if there else "Nobody has a tie there"
        raise EditRefused(f"{account.name_of(source)} has no tie to {account.name_of(target)}", known)
    ties = {k: tie for k, tie in account.influence.items() if k != pair}
    if report is not None and report.reports_to == source:
        people = {**account.people, target: replace(report, reports_to="")}
        return replace(account, influence=ties, people=people)
    return replace(account, influence=ties)


def tied(account: Account, source: str, target: str, strength: int = NEW_TIE) -> Account:
    """With a tie of this strength from one to the other.

    Raises:
        EditRefused: one of them does not exist, or nobody can speak in this direction.
    """
    _person(account, target)
    pair = (source, target)
    if not 1 <= strength <= 5:
        raise EditRefused("A tie has a strength from 1 to 5")
    if source in account.team:
        cover = replace(account.coverage.get(pair, Coverage()), strength=strength)
        return replace(account, coverage=dict(sorted({**account.coverage, pair: cover}.items())))
    _person(account, source)
    if source == target:
        raise EditRefused("A tie needs two people")
    tie = replace(account.influence.get(pair, Influence()), strength=strength, kind=None)
    return replace(account, influence=dict(sorted({**account.influence, pair: tie}.items())))


_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PERSON = re.compile(rf"(?P<who>{_ID})\s+(?P<what>won|lost|left|gone)")
_TIE = re.compile(rf"(?P<source>{_ID})\s*>\s*(?P<target>{_ID})\s+(?:(?P<broken>broken)|new(?:\s+(?P<strength>[1-5]))?)")


def what_if(account: Account, text: str) -> Account:
    """The account after "tom-lee left", "maria-gomez won", "jens-kruger lost", "a > b broken" or "a > b new 4".

    Several, separated by commas, one after the other.

    Raises:
        EditRefused: the words are not understood, or name nobody.
    """
    for clause in text.split(","):
        account = _applied(account, clause.strip())
    return account


def in_words(account: Account, text: str) -> str:
    """What `what_if` understands, with names: "Tom Lee left and the tie from Tom Lee to Ana Li is broken"."""
    return " and ".join(_clause_words(account, clause.strip()) for clause in text.split(","))


def _clause_words(account: Account, clause: str) -> str:
    found = _PERSON.fullmatch(clause)
    if found:
        words = {"won": "is won", "lost": "is lost", "left": "left", "gone": "left"}
        return f"{account.name_of(found['who'])} {words[found['what']]}"
    found = _TIE.fullmatch(clause)
    if found is None:
        return clause
    ends = f"from {account.name_of(found['source'])} to {account.name_of(found['target'])}"
    if found["broken"]:
        return f"the tie {ends} is broken"
    return f"there is a tie {ends} of strength {found['strength'] or NEW_TIE}"


def _applied(account: Account, clause: str) -> Account:
    found = _PERSON.fullmatch(clause)
    if found:
        change = {"won": won, "lost": lost, "left": gone, "gone": gone}[found["what"]]
        return change(account, found["who"])
    found = _TIE.fullmatch(clause)
    if found is None:
        raise EditRefused(
            f"{quoted(clause)} is not understood",
            'Say "ID won", "ID lost", "ID left", "ID > ID broken" or "ID > ID new 4", several with commas between',
        )
    if found["broken"]:
        return broken(account, found["source"], found["target"])
    return tied(account, found["source"], found["target"], int(found["strength"] or NEW_TIE))


def supporting(person: Person) -> Person:
    """The person as a voice for us: a supporter at least, and claimed as champion."""
    stance = person.stance if person.stance is not None and person.stance.supports else Stance.SUPPORTER
    return replace(person, stance=stance, champion=person.champion or Champion(), prefers="")


def _person(account: Account, identifier: str) -> Person:
    if identifier not in account.people:
        raise EditRefused(f'Nobody on their side has the id "{identifier}"', _whom(account, identifier))
    return account.people[identifier]


def _whom(account: Account, identifier: str) -> str:
    """Whoever may have been meant: an id that is written almost so, or somebody whose name or id holds the word."""
    if identifier in account.team:
        return f"{account.name_of(identifier)} is one of us: ask what if they left"
    ids = [*account.people, *account.team]
    near = [i for i in ids if identifier in (i, *i.split("-"), *account.name_of(i).casefold().split())]
    near += [i for i in get_close_matches(identifier, ids, 3) if i not in near]
    if near:
        return f"Did you mean {' or '.join(near[:3])}?"
    return "An id is what stands behind people. or team. in the file, such as " + (min(ids) if ids else "ana-li")


def _with_person(account: Account, identifier: str, person: Person) -> Account:
    return replace(account, people={**account.people, identifier: person})
