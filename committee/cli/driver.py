"""What git calls to compare account files: `git diff` as sentences, `git log -p` as lines about people.

Git must never fail because of us: whatever happens here, something is printed and the call ends well.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from committee.cli.versions import NOWHERE, Version, fallback, from_file, notes
from committee.errors import CommitteeError
from committee.model.disclosure import Disclosure
from committee.text import show


def external(arguments: Sequence[str], today: date, disclosure: Disclosure) -> str:
    """What `git diff` shows for one file: a line in short, then a sentence a change.

    Args:
        arguments: as git gives them: path, then file, content id and mode of each side, and more after a rename; only
            the path where a merge is not resolved.
        today: the day of findings and plan.
        disclosure: what is withheld.
    """
    name = show(arguments[0]) if arguments and not disclosure.names_hidden else "an account file"
    return _never_failing(name, lambda: _external(name, arguments, today, disclosure))


def lines(file: str, today: date, disclosure: Disclosure) -> str:
    """A version as one line a fact, each with the name of whom it is about, for git to compare as text."""
    return _never_failing("this version", lambda: _lines(file, today, disclosure))


def _external(name: str, arguments: Sequence[str], today: date, disclosure: Disclosure) -> str:
    if len(arguments) < 7:
        return f"{name}: two versions meet here and are not joined yet; committee opens the file to choose"
    old, new = _side(arguments[1], f"{name} before"), _side(arguments[4], f"{name} after")
    if old.lost or new.lost:
        return "\n".join([f"{name}:", *(f"  {line}" for line in fallback(old, new, disclosure))])
    from committee.reports.difference import difference, effects, short
    from committee.reports.masked_pair import masked_pair

    both = old.document is not None and new.document is not None
    accounts = masked_pair(old.account(new), new.account(old), disclosure)
    found = difference(*accounts, today, analysed=both and not disclosure.customer_safe)
    happened = "" if both else "new: " if new.document is not None else "removed: "
    head = short(found) or ("nothing changed but its form" if old.text != new.text else "the same")
    effect = effects(found.comparison) if found.comparison is not None else ()
    said = [f"{one.sign} {one.sentence}" for one in found.said]
    noted = [] if disclosure else [f"! {note}" for note in notes(old, new)]
    return "\n".join([f"{name}: {happened}{head}", *(f"  {line}" for line in [*noted, *said, *effect])])


def _lines(file: str, today: date, disclosure: Disclosure) -> str:
    from committee.model.masking import mask
    from committee.reports.fact_lines import fact_lines

    version = from_file(Path(file), "this version")
    if version.lost:
        why = f"This version cannot be read as an account (line {version.lost[0].line}: {version.lost[0].what})."
        return f"{why} Its text is withheld." if disclosure else f"{why} Its text:\n{version.text}"
    account = version.account(version)
    return "\n".join(fact_lines(mask(account, disclosure, ids=True) if disclosure else account, today))


def _side(file: str, label: str) -> Version:
    return Version("nothing", None) if file in {NOWHERE, "nul", "NUL"} else from_file(Path(file), label)


def _never_failing(name: str, work: Callable[[], str]) -> str:
    try:
        return work()
    except CommitteeError as fault:
        return f"{name}: cannot be compared in words. {fault}"
    except Exception as fault:  # noqa: BLE001 - a fault of ours must not end somebody's git diff
        why = f"{name}: cannot be compared in words ({type(fault).__name__})"
        return f"{why}; git diff --no-ext-diff --no-textconv shows its text"
