"""How much of an account others may see, and what stands in for the rest where there is no account to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

from committee.errors import CommitteeError
from committee.model.account import Account, KeyPath
from committee.plurals import counted
from committee.text import show

HIDDEN: Final = "hidden"
"""What stands where a text is withheld."""

REFUSED: Final = "This is hidden in private mode and is left as it is"
END_PRIVATE: Final = "p ends private mode"
INTERNAL = "internal: contains names"
"""What the footer of an export says that withholds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What is withheld; false where nothing is.

    `names_hidden`: names, ids, mails and file names are pseudonyms, free text is withheld. `customer_safe`: no
    judgement of ours is shown, only who is who and where.
    """

    names_hidden: bool = False
    customer_safe: bool = False

    def __bool__(self) -> bool:
        return self.names_hidden or self.customer_safe

    @property
    def badge(self) -> str:
        """`PRIVATE`, `CUSTOMER-SAFE`, both, or `""`: always on the screen while a mode is on."""
        return " ".join(["PRIVATE"] * self.names_hidden + ["CUSTOMER-SAFE"] * self.customer_safe)

    @property
    def footer(self) -> str:
        """What an export says about itself: `names hidden`, `customer-safe`, both, or that it is internal."""
        said = ["names hidden"] * self.names_hidden + ["customer-safe"] * self.customer_safe
        return ", ".join(said) or INTERNAL


OPEN = Disclosure()
"""Nothing is withheld."""


class Hidden(str):
    """A text that stands for the one at `path` in the real account."""

    __slots__ = ("path",)
    path: KeyPath

    def __new__(cls, text: str, path: KeyPath = ()) -> Self:
        """`text` in place of what stands at `path`."""
        made = super().__new__(cls, text)
        made.path = path
        return made


def is_masked(account: Account) -> bool:
    """Whether names are hidden in this account."""
    return isinstance(account.header.name, Hidden)


def withheld(account: Account, person: str) -> int:
    """How many texts about somebody a masked account withholds: what they care about, notes, what they said."""
    record = account.people[person]
    said = (one.says for one in account.evidence.values() if one.about == person)
    return sum(isinstance(text, Hidden) for text in (record.cares_about, record.notes, *said))


def withheld_words(count: int) -> str:
    """`2 notes hidden`; `""` where nothing is."""
    return f"{counted(count, 'note')} hidden" if count else ""


def aliases(things: Iterable[str], word: str) -> Mapping[str, str]:
    """A pseudonym for each of several things of one kind: `Author 1`, `Account 2`.

    The numbers depend on what there is and not on its order, and they are not in alphabetical order, which would
    tell something; equal things have one pseudonym.
    """
    order = sorted(set(things), key=shuffled)
    return {thing: f"{word} {number}" for number, thing in enumerate(order, 1)}


def shuffled(thing: str) -> tuple[bytes, str]:
    """A sort key that has nothing to do with the alphabet and is the same everywhere."""
    return blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=8).digest(), thing


def hidden_file(path: Path | str = "") -> str:
    """What stands in for the name of an account's file: nothing of it but how it ends."""
    return "account.toml" if not path or str(path).endswith(".toml") else "the file"


def unnamed(failure: CommitteeError, named: Iterable[Path | str]) -> CommitteeError:
    """What failed, without the name of the file it is about.

    Args:
        failure: its sentence begins with that name, if it has one.
        named: the files that the user named.
    """
    for path in map(Path, named):
        for name in (show(str(path)), show(path.name)):
            if name and failure.what.startswith(name):
                remedy = "" if name in failure.remedy else failure.remedy
                return type(failure)(f"The file{failure.what.removeprefix(name)}", remedy)
    return type(failure)("A file could not be read or written", "Without private mode it is said which, and why")
