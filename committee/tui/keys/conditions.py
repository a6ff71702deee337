"""What decides whether a key is possible now, and the reasons why one is not. Pure Python."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides whether an action is possible now."""

    person: bool = False
    """Somebody of theirs is selected."""
    tie: bool = False
    """A tie is selected."""
    ties: bool = False
    """The selected person has ties."""
    people: bool = False
    """There is anybody in the account."""
    read_only: bool = False
    dirty: bool = False
    can_undo: bool = False
    can_redo: bool = False
    analysed: bool = False
    """The first analysis is there."""
    closed: bool = False
    """Won, lost or ended: no findings and no plan."""
    findings: bool = False
    finding: bool = False
    """A finding is in focus."""
    talks: bool = False
    plan_on: bool = False
    searched: bool = False
    file: bool = False
    """The account has a file."""
    supposing: bool = False
    """A what-if is on the screen."""
    private: bool = False
    """Names are hidden."""
    looking: bool = False
    """A review is going on in which nothing is to be changed yet."""
    view: str = "map"


Check = Callable[[Situation], str | None]


def always(_: Situation) -> str | None:
    """Always possible."""
    return None


def today(s: Situation) -> str | None:
    """Not in a what-if."""
    return "this is a what-if; esc goes back to today first" if s.supposing else None


def editable(s: Situation) -> str | None:
    """Something may be changed."""
    if s.looking:
        return "this review is read-only; back in it, e lets you write"
    if s.read_only:
        return "the file has errors and is open read-only; ! lists them, each with its mend"
    return today(s)


def unhidden(s: Situation) -> str | None:
    """What is typed or opened would show names."""
    return "this would show names; p ends private mode first" if s.private else None


def typed(s: Situation) -> str | None:
    """Something may be changed by typing names."""
    return unhidden(s) or editable(s)


def somebody(s: Situation) -> str | None:
    """There is anybody."""
    return None if s.people else "there is nobody here yet; a adds people"


def person(s: Situation) -> str | None:
    """Somebody of theirs is selected."""
    return somebody(s) or (None if s.person else "select a person first")


def edit_person(s: Situation) -> str | None:
    """Whoever is selected may be changed."""
    return editable(s) or person(s)


def typed_person(s: Situation) -> str | None:
    """Something may be written about whoever is selected."""
    return unhidden(s) or edit_person(s)


def edit_selected(s: Situation) -> str | None:
    """What is selected, a person or a tie, may be changed."""
    return editable(s) or (None if s.tie else person(s))


def has_ties(s: Situation) -> str | None:
    """The selected person has ties."""
    return person(s) or (None if s.ties else "this person has no ties; i adds one, t says who covers them")


def open_deal(s: Situation) -> str | None:
    """The deal is open and analysed."""
    if s.closed:
        return "this deal is closed: no findings and no plan"
    return None if s.analysed else "the analysis is still running"


def findings(s: Situation) -> str | None:
    """There are findings."""
    return open_deal(s) or (None if s.findings else "there are no findings")


def focused(s: Situation) -> str | None:
    """A finding is in focus and something may be changed."""
    return editable(s) or findings(s) or (None if s.finding else "go to a finding first: f")


def steps(s: Situation) -> str | None:
    """The plan has talks."""
    return open_deal(s) or (None if s.talks else "the plan has no talks")


def what_if(s: Situation) -> str | None:
    """Something can be supposed of the selected person."""
    return open_deal(s) or person(s)


def undo(s: Situation) -> str | None:
    """There is something to take back."""
    return today(s) or (None if s.can_undo else "nothing to undo")


def redo(s: Situation) -> str | None:
    """There is something to do again."""
    return today(s) or (None if s.can_redo else "nothing to redo")


def searched(s: Situation) -> str | None:
    """Somebody was found."""
    return None if s.searched else "find somebody first: /"


def on_map(s: Situation) -> str | None:
    """The map is shown."""
    return None if s.view == "map" else "this is for the map: 1"


def focusable(s: Situation) -> str | None:
    """Somebody is selected on the map."""
    return on_map(s) or person(s)


def editor(s: Situation) -> str | None:
    """The file may be opened in an editor, which shows all of it."""
    return unhidden(s) or has_file(s)


def has_file(s: Situation) -> str | None:
    """The account has a file."""
    return today(s) or (None if s.file else "the account has no file yet; ctrl+s saves it")
