"""Everything a key can do, in one table.

Bindings, footer, help, palette, the `keys` command and docs/keys.md are all made from `ACTIONS`. Pure Python: the
command line prints this table without loading Textual.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

LATER = "comes with a later version"


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
    view: str = "map"


Check = Callable[[Situation], str | None]


def _always(_: Situation) -> str | None:
    return None


def _later(what: str) -> Check:
    return lambda _: f"{what} {LATER}"


def _today(s: Situation) -> str | None:
    return "this is a what-if; esc goes back to today first" if s.supposing else None


def _editable(s: Situation) -> str | None:
    if s.read_only:
        return "the file has errors and is open read-only; ! lists them, each with its mend"
    return _today(s)


def _somebody(s: Situation) -> str | None:
    return None if s.people else "there is nobody here yet; a adds people"


def _person(s: Situation) -> str | None:
    return _somebody(s) or (None if s.person else "select a person first")


def _edit_person(s: Situation) -> str | None:
    return _editable(s) or _person(s)


def _edit_selected(s: Situation) -> str | None:
    return _editable(s) or (None if s.tie else _person(s))


def _has_ties(s: Situation) -> str | None:
    return _person(s) or (None if s.ties else "this person has no ties; i adds one, t says who covers them")


def _open_deal(s: Situation) -> str | None:
    if s.closed:
        return "this deal is closed: no findings and no plan"
    return None if s.analysed else "the analysis is still running"


def _findings(s: Situation) -> str | None:
    return _open_deal(s) or (None if s.findings else "there are no findings")


def _focused(s: Situation) -> str | None:
    return _editable(s) or _findings(s) or (None if s.finding else "go to a finding first: f")


def _steps(s: Situation) -> str | None:
    return _open_deal(s) or (None if s.talks else "the plan has no talks")


def _what_if(s: Situation) -> str | None:
    return _open_deal(s) or _person(s)


def _undo(s: Situation) -> str | None:
    return _today(s) or (None if s.can_undo else "nothing to undo")


def _redo(s: Situation) -> str | None:
    return _today(s) or (None if s.can_redo else "nothing to redo")


def _searched(s: Situation) -> str | None:
    return None if s.searched else "find somebody first: /"


def _on_map(s: Situation) -> str | None:
    return None if s.view == "map" else "this is for the map: 1"


def _focusable(s: Situation) -> str | None:
    return _on_map(s) or _person(s)


def _file(s: Situation) -> str | None:
    return _today(s) or (None if s.file else "the account has no file yet; ctrl+s saves it")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key can do.

    `id` is stable: the settings rebind by it. `keys` are Textual key names. `label` is for the footer, `help` for
    help and palette. `screens` says where it works. `footer` ranks it there; 0 keeps it out. `available` gives the
    reason why it is not possible now, or `None`. `writing` marks what a focused text field keeps for itself.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    available: Check = _always
    footer: int = 0
    screens: tuple[str, ...] = ("account",)
    palette: bool = True
    priority: bool = False


MOVE, CHANGE, ANALYSE, VIEW, FILE, SCREEN, STRIP, LISTS, PEOPLE, HOURS, FINDINGS, COVERAGE, RECORDS, DIALOGS = (
    "Move and select",
    "Add and change",
    "Findings and plan",
    "Views",
    "File",
    "Screen",
    "Bottom strip",
    "Help and palette",
    "People view",
    "Hours view",
    "Findings view",
    "Coverage view",
    "Lists of records and problems",
    "Forms, welcome and tour",
)

GROUPS = (MOVE, CHANGE, ANALYSE, VIEW, FILE, SCREEN, STRIP, LISTS, PEOPLE, HOURS, FINDINGS, COVERAGE, RECORDS, DIALOGS)

# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("move.left", ("left", "h"), "left", "Nearest card to the left", MOVE, palette=False),
    Action("move.down", ("down", "j"), "down", "Nearest card below; next row in lists", MOVE, palette=False),
    Action("move.up", ("up", "k"), "up", "Nearest card above; previous row in lists", MOVE, palette=False),
    Action("move.right", ("right", "l"), "right", "Nearest card to the right", MOVE, palette=False),
    Action("jump", ("semicolon",), "jump", "Hint letters on every card; type to jump", MOVE, _somebody, 30),
    Action("find", ("slash",), "find", "Find a person", MOVE, _somebody, 31),
    Action("find.next", ("n",), "next", "Next person found", MOVE, _searched),
    Action("find.previous", ("N",), "previous", "Previous person found", MOVE, _searched),
    Action("open", ("enter",), "open", "Into what is selected: the details of a person, a finding, a talk", MOVE),
    Action("back", ("escape",), "back", "Back; never quits", MOVE, palette=False),
    Action("tie.next", ("right_parenthesis",), "next tie", "Select the person's next tie", MOVE, _has_ties),
    Action("tie.previous", ("left_parenthesis",), "tie", "Select the person's previous tie", MOVE, _has_ties),
    Action("add", ("a",), "add", "Add people, one a line", CHANGE, _editable, 1),
    Action("edit", ("e",), "edit", "Edit the selected person or tie", CHANGE, _edit_selected, 2),
    Action("edit.file", ("E",), "editor", "The file in $EDITOR, read again after", CHANGE, _file),
    Action("delete", ("d", "delete"), "delete", "Delete the selected person or tie", CHANGE, _edit_selected, 20),
    Action("influence", ("i",), "influence", "Who they influence: digit, target, enter", CHANGE, _edit_person, 6),
    Action("reports", ("r",), "reports to", "Whom they report to: target, enter", CHANGE, _edit_person, 9),
    Action("stance", ("s",), "stance", "Where they stand: 1 opposed to 5 advocate, 0 unknown", CHANGE, _edit_person, 4),
    Action("coverage", ("t",), "we cover", "We cover them: strength 1 to 5; tab changes who", CHANGE, _edit_person, 5),
    Action("champion", ("b",), "champion", "Champion tests: three lamps", CHANGE, _edit_person, 10),
    Action("evidence", ("w",), "heard", "Write evidence: what they said, about which claim", CHANGE, _edit_person, 7),
    Action("undo", ("u", "ctrl+z"), "undo", "Undo the last change", CHANGE, _undo, 21),
    Action("redo", ("ctrl+r", "ctrl+y"), "redo", "Do again what was undone", CHANGE, _redo),
    Action("deal", ("g",), "deal", "Account, decision, gates, rivals", CHANGE, _today, 24),
    Action("team", ("T",), "team", "Team and places", CHANGE, _today, 25),
    Action("actions", ("A",), "actions", "Actions: who promised what until when", CHANGE, _today, 26),
    Action("call", ("C",), "call", "Call mode: changes are stamped as heard in this call", CHANGE, _editable, 23),
    Action("finding.next", ("f",), "finding", "Next finding", ANALYSE, _findings, 11),
    Action("finding.previous", ("F",), "previous finding", "Previous finding", ANALYSE, _findings),
    Action("finding.mend", ("m",), "mend", "What can be done about the finding at once", ANALYSE, _focused, 12),
    Action("accept", ("x",), "accept", "Accept the finding, with a reason", ANALYSE, _focused, 12),
    Action("plan", ("c",), "path", "Path to consensus on and off", ANALYSE, _open_deal, 8),
    Action("step.next", ("full_stop",), "next talk", "Next talk along the path", ANALYSE, _steps),
    Action("step.previous", ("comma",), "previous talk", "Previous talk along the path", ANALYSE, _steps),
    Action("what-if", ("W",), "what if", "What if: won, lost, gone, a tie broken or new, beside today; not saved",
           ANALYSE, _what_if, 13),
    Action("what-if.won", ("w",), "won", "What if they are won", ANALYSE, palette=False, screens=("what-if",)),
    Action("what-if.lost", ("l",), "lost", "What if they are lost: opposed", ANALYSE, palette=False,
           screens=("what-if",)),
    Action("what-if.left", ("g",), "gone", "What if they leave", ANALYSE, palette=False, screens=("what-if",)),
    Action("what-if.broken", ("b",), "broken", "What if a tie breaks", ANALYSE, palette=False, screens=("what-if",)),
    Action("what-if.new", ("n",), "new tie", "What if they have a new tie", ANALYSE, palette=False,
           screens=("what-if",)),
    Action("what-if.today", ("t",), "today", "Back to today", ANALYSE, palette=False, screens=("what-if",)),
    Action("view.map", ("1",), "map", "Map: places and levels", VIEW),
    Action("view.people", ("2",), "people", "People: a table", VIEW, footer=13),
    Action("view.hours", ("3",), "hours", "Hours: who works when", VIEW, footer=14),
    Action("view.findings", ("4",), "findings", "Findings: what stands in the way", VIEW, footer=15),
    Action("view.path", ("5",), "path", "Path: talk by talk to consensus", VIEW, footer=16),
    Action("view.matrix", ("6",), "matrix", "Matrix: who influences whom", VIEW, footer=17),
    Action("view.coverage", ("7",), "coverage", "Coverage: our team beside their members", VIEW, footer=17),
    Action("focus", ("o",), "focus", "Only the selected person and who is two talks away; again to leave", VIEW,
           _focusable, 18),
    Action("ties", ("v",), "ties", "Ties shown: default, all, only the plan", VIEW, _on_map, 27),
    Action("zoom.in", ("plus", "equals_sign"), "more", "More on each card", VIEW, _on_map),
    Action("zoom.out", ("minus",), "less", "Less on each card", VIEW, _on_map),
    Action("zoom.fit", ("0",), "whole map", "The whole map", VIEW, _on_map),
    Action("together", ("space",), "together", "Keep this person; the next one selected shows shared hours", VIEW,
           _person, 19),
    Action("overview", ("M",), "overview", "Small picture of all places and levels, on and off", VIEW, _on_map),
    Action("private", ("p",), "private", "Pseudonyms everywhere", VIEW, _later("Private mode")),
    Action("presenter", ("P",), "presenter", "Customer-safe view", VIEW, _later("The presenter view")),
    Action("save", ("ctrl+s",), "save", "Save the file", FILE, _editable, 3),
    Action("problems", ("exclamation_mark",), "problems", "Problems of the file, each with its mend", FILE, footer=22),
    Action("history", ("H",), "history", "History of the file", FILE, _later("History")),
    Action("sync", ("y",), "sync", "Sync with the others", FILE, _later("Sync")),
    Action("review", ("R",), "review", "Review of the deal", FILE, _later("The review")),
    Action("copy", ("Y",), "copy", "Copy plan and findings", FILE, _open_deal),
    Action("pane.next", ("tab",), "next pane", "Next pane", SCREEN, palette=False),
    Action("pane.previous", ("shift+tab",), "previous pane", "Previous pane", SCREEN, palette=False),
    Action("pane.maximise", ("z", "f10"), "maximise", "The pane on the whole screen, and back", SCREEN),
    Action("inspector", ("I",), "details", "Details of the selected person, on and off", SCREEN, footer=28),
    Action("theme", (), "theme", "Next colour theme", SCREEN),
    Action("help", ("question_mark", "f1"), "help", "Help for this screen: type to search, enter runs it", SCREEN,
           footer=1),
    Action("palette", ("ctrl+p", "colon"), "palette", "People, findings, accounts, actions", SCREEN, palette=False),
    Action("quit", ("q",), "quit", "Quit; asks only if unsaved", FILE, palette=True),
    Action("quit.anywhere", ("ctrl+q",), "quit", "Quit, from any screen", FILE, palette=False, screens=("app",),
           priority=True),
    Action("interrupt", ("ctrl+c",), "copy", "Copy the selected text; never quits", SCREEN, palette=False,
           screens=("app",)),
    Action("find.close", ("escape",), "close", "Leave the search, back to who was selected", LISTS, palette=False,
           screens=("find",)),
    Action("strip.down", ("down", "j"), "down", "Next finding or talk", STRIP, palette=False, screens=("strip",)),
    Action("strip.up", ("up", "k"), "up", "Previous finding or talk", STRIP, palette=False, screens=("strip",)),
    Action("chooser.close", ("escape",), "close", "Leave the list", LISTS, palette=False, screens=("chooser",)),
    Action("chooser.down", ("down", "ctrl+n"), "down", "Next line", LISTS, palette=False, screens=("chooser",)),
    Action("chooser.up", ("up", "ctrl+p"), "up", "Previous line", LISTS, palette=False, screens=("chooser",)),
    Action("chooser.page-down", ("pagedown",), "page down", "Next page", LISTS, palette=False, screens=("chooser",)),
    Action("chooser.page-up", ("pageup",), "page up", "Previous page", LISTS, palette=False, screens=("chooser",)),
    Action("people.sort-up", ("left_square_bracket",), "sort", "Sort by this column", PEOPLE, palette=False,
           screens=("people",)),
    Action("people.sort-down", ("right_square_bracket",), "sort down", "Sort by this column, last first", PEOPLE,
           palette=False, screens=("people",)),
    Action("people.filter", ("ampersand", "ctrl+f"), "filter", "Only rows with these words", PEOPLE, palette=False,
           screens=("people",)),
    Action("people.mark", ("space",), "mark", "Mark the person; enter then changes all that are marked", PEOPLE,
           palette=False, screens=("people",)),
    Action("people.mark-all", ("asterisk", "ctrl+a"), "mark all", "Mark everybody shown, or nobody", PEOPLE,
           palette=False, screens=("people",)),
    Action("people.leave", ("escape",), "back", "Leave the cell, then the marks, then the filter", PEOPLE,
           palette=False, screens=("people",)),
    Action("findings.act", ("space",), "take up", "Make the fix of this finding an action", FINDINGS, palette=False,
           screens=("findings",)),
    Action("coverage.meet", ("space",), "meet", "An action: this one of ours meets them", COVERAGE, palette=False,
           screens=("coverage",)),
    Action("coverage.hand-over", ("O",), "hand over", "This one of ours leaves: who takes over what", COVERAGE,
           palette=False, screens=("coverage",)),
    Action("hours.zone", ("Z",), "clock", "UTC, or my own clock", HOURS, palette=False, screens=("hours",)),
    Action("hours.keep", ("space",), "keep", "Keep somebody; move on to see what the two share", HOURS, palette=False,
           screens=("hours",)),
    Action("list.add", ("a",), "add", "Add a record to this group", RECORDS, palette=False, screens=("records",)),
    Action("list.edit", ("e",), "edit", "Edit the record in a form", RECORDS, palette=False, screens=("records",)),
    Action("list.delete", ("d", "delete"), "delete", "Delete the record; u on the map brings it back", RECORDS,
           palette=False, screens=("records",)),
    Action("list.done", ("space", "x"), "done", "The action is done, or open again", RECORDS, palette=False,
           screens=("actions",)),
    Action("problems.mend", ("m",), "mend", "Make the first mend of this problem; a digit makes that one", RECORDS,
           palette=False, screens=("problems",)),
    Action("problems.mend-all", ("M",), "mend all", "Put everything right that is plain to put right", RECORDS,
           palette=False, screens=("problems",)),
    Action("champion.influence", ("i",), "influence", "Turn the lamp: has influence", DIALOGS, palette=False,
           screens=("champion",)),
    Action("champion.sells", ("s",), "sells", "Turn the lamp: sells for us", DIALOGS, palette=False,
           screens=("champion",)),
    Action("champion.stake", ("t",), "stake", "Turn the lamp: has a stake", DIALOGS, palette=False,
           screens=("champion",)),
    Action("champion.drop", ("d",), "no champion", "No champion after all", DIALOGS, palette=False,
           screens=("champion",)),
    Action("form.save", ("ctrl+s",), "keep", "Keep what the form says", DIALOGS, palette=False, screens=("form",),
           priority=True),
    Action("welcome.demo", ("d",), "demo", "A sample deal, with the tour", DIALOGS, palette=False,
           screens=("welcome",)),
    Action("welcome.new", ("n",), "new", "A new account", DIALOGS, palette=False, screens=("welcome",)),
    Action("welcome.open", ("o",), "open", "Open a file", DIALOGS, palette=False, screens=("welcome",)),
    Action("tour.end", ("ctrl+t",), "end the tour", "Take the card of the tour away", DIALOGS, palette=False,
           screens=("app",)),
)
# fmt: on

_BY_ID = {action.id: action for action in ACTIONS}
_SIGNS = {
    "semicolon": ";", "slash": "/", "right_parenthesis": ")", "left_parenthesis": "(", "full_stop": ".", "comma": ",",
    "plus": "+", "equals_sign": "=", "minus": "-", "exclamation_mark": "!", "question_mark": "?", "colon": ":",
    "escape": "esc", "delete": "del", "left": "←", "right": "→", "up": "↑", "down": "↓", "space": "space",
}  # fmt: skip
_NAMES = {sign: name for name, sign in _SIGNS.items() if len(sign) == 1 and sign.isascii()} | {"esc": "escape"}
_ARROWS = {"←": "left", "→": "right", "↑": "up", "↓": "down"}


def action(identifier: str) -> Action:
    """The action of that id; `KeyError` if there is none."""
    return _BY_ID[identifier]


def actions_of(screen: str) -> Iterator[Action]:
    """The actions that work on a screen, in table order."""
    return (entry for entry in ACTIONS if screen in entry.screens)


def keys_of(entry: Action, rebound: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action after rebinding, as Textual key names."""
    own = rebound.get(entry.id)
    return tuple(key_name(part) for part in _parts(own)) if own else entry.keys


def key_name(sign: str) -> str:
    """The name Textual gives a key that somebody wrote as a sign: `;` -> `semicolon`."""
    return _NAMES.get(sign, sign)


def shown(key: str, *, plain: bool = False) -> str:
    """A key as people read it: `semicolon` -> `;`; arrows as words where only ASCII can be drawn."""
    sign = _SIGNS.get(key, key)
    return _ARROWS.get(sign, sign) if plain else sign


def rebinding(keys: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Check the key bindings of the settings.

    Args:
        keys: action id -> keys, separated by commas or spaces; a comma itself is written `comma`.

    Returns:
        The bindings in Textual's form, and what is wrong with the rest, in sentences.
    """
    good: dict[str, str] = {}
    faults: list[str] = []
    for identifier, written in sorted(keys.items()):
        if identifier not in _BY_ID:
            near = get_close_matches(identifier, _BY_ID, 1)
            hint = f' Did you mean "{near[0]}"?' if near else ' "committee keys" lists them.'
            faults.append(f'keys: there is no action "{identifier}".{hint}')
        elif not _parts(written):
            faults.append(f'keys: "{identifier}" has no key. Remove the line to keep the default.')
        else:
            good[identifier] = ",".join(key_name(part) for part in _parts(written))
    return good, (*faults, *_clashes(good))


def _parts(written: str) -> list[str]:
    return written.replace(",", " ").split()


def _clashes(rebound: Mapping[str, str]) -> Iterator[str]:
    taken: dict[tuple[str, str], str] = {}
    for entry in ACTIONS:
        for key in keys_of(entry, rebound):
            for screen in entry.screens:
                other = taken.setdefault((screen, key), entry.id)
                if other != entry.id:
                    yield f'keys: "{shown(key)}" is bound to both "{other}" and "{entry.id}". Give one another key.'
