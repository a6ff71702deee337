"""Where two versions differ: person by person and field by field, what each says, and a key for each answer.

Nothing is chosen before somebody chooses it, and nothing is changed before everything is decided. Used for a file that
was changed while it was open, for a file with git's conflict markers, for a sync, and for what a crash left.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from committee.model.account import Account
from committee.plurals import counted
from committee.reports.changes_text import said
from committee.tui.keys.keymap import action, keys_of, shown
from committee.tui.sharing.questions import Option, Question, Veil, chosen_words, questions
from committee.tui.theme.ink import Segment, content, measure
from committee.tui.theme.style import look
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Row, plain_row, wrapped
from committee.tui.widgets.list_dialog import ListDialog
from committee.versions.merge.conflict import Choice, Conflict, Kind, Merged, Witness
from committee.versions.merge.merge import resolve

CHOICES: Mapping[str, Choice] = {
    "resolve.mine": Choice.MINE,
    "resolve.theirs": Choice.THEIRS,
    "resolve.both": Choice.BOTH,
    "resolve.base": Choice.BASE,
}
_ID_OF = {choice: identifier for identifier, choice in CHOICES.items()}
TEXT_LINES = 8
"""A text in question is shown to this many lines."""


def unveiled(account: Account) -> Account:
    """Nothing is hidden."""
    return account


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What there is to decide, and what the sides are called.

    Args:
        merged: the merge with its conflicts.
        title: what this is about.
        today: for the words of the result.
        mine: our side.
        theirs: the other side.
        witness: who the other side is, for a judgement of theirs that is kept as evidence.
        veil: hides what is withheld.
        rebound: the user's own keys.
        plain: draw with ASCII only.
        keep: takes over what was decided so far where the program has to end; nothing where that needs all of it.
    """

    merged: Merged
    title: str
    today: date
    mine: str = "mine"
    theirs: str = "theirs"
    witness: Witness | None = None
    veil: Veil = unveiled
    rebound: Mapping[str, str] | None = None
    plain: bool = False
    keep: Callable[[Account], None] | None = None


class ResolveScreen(Keyed, ListDialog[Merged | None]):
    """Answers the merge once nothing is open, or nothing where somebody leaves."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("resolve")
    DEFAULT_CSS = look("sharing", "ResolveScreen")

    def __init__(self, matter: Matter) -> None:
        super().__init__(matter.title, "")
        self.matter = matter
        self.choices: dict[str, Choice] = {}
        self.current = matter.merged
        self._known: dict[str, Conflict] = {conflict.key: conflict for conflict in matter.merged.conflicts}
        self._questions: list[Question] = []
        self._result = Static(markup=False, id="result")

    def body(self) -> ComposeResult:
        """The questions, and below them what comes of the answers."""
        yield self.lines
        yield self._result

    def on_resize(self) -> None:
        self.limit(self.lines, 6 + self._room())
        self.refill()

    def verbs(self) -> Verbs:
        """The keys of this screen."""
        return {
            **{identifier: partial(self.choose, choice) for identifier, choice in CHOICES.items()},
            "resolve.open": self._open_again,
            "resolve.all-mine": lambda: self._rest(Choice.MINE),
            "resolve.all-theirs": lambda: self._rest(Choice.THEIRS),
            "resolve.next": self._next_open,
            "resolve.done": self.done,
        }

    def _open_again(self) -> None:
        self._decide({key: choice for key, choice in self.choices.items() if key != self.lines.key})

    def choose(self, choice: Choice) -> None:
        """Answer the question under the cursor and go to the next that is open."""
        question = self._chosen()
        if question is None:
            return
        if question.option(choice) is None:
            said_so = "both cannot stand together here" if choice is Choice.BOTH else "there is no such answer here"
            self.say(f"{said_so}; {self._keys(question)}", "bold $warn")
            return
        self._decide({**self.choices, question.key: choice})
        self._next_open()

    def done(self) -> None:
        """Answer what was decided, once nothing is open."""
        if self.current.conflicts:
            self._next_open()
            self.say(
                f"{counted(len(self.current.conflicts), 'is', 'are')} still open; {self._keys(self._chosen())}",
                "bold $warn",
            )
            return
        self.dismiss(self.current)

    def keep(self) -> bool:
        """The program has to end: have what was decided so far among what is unsaved; whether it is.

        Raises:
            EditRefused: it does not go together.
        """
        if self.matter.keep is None or not self.choices:
            return False
        self.matter.keep(self.current.account)
        return True

    def typed(self) -> tuple[str, ...]:
        """What was decided so far, a line for each."""
        return tuple(
            f"decided: {question.heading}, {_label(question)}: {chosen_words(question, self.choices)}"
            for question in self._questions
            if question.key in self.choices
        )

    def _chosen(self) -> Question | None:
        return next((question for question in self._questions if question.key == self.lines.key), None)

    def _rest(self, choice: Choice) -> None:
        # An answer may bring up another question, which is then among the rest, too.
        for _ in range(len(self._known) + 8):
            if not self.current.conflicts:
                break
            self._decide({**self.choices, **{conflict.key: choice for conflict in self.current.conflicts}})
        self.moved()

    def _decide(self, choices: dict[str, Choice]) -> None:
        self.choices = choices
        self.current = resolve(self.matter.merged, choices, self.matter.witness)
        still = {conflict.key: conflict for conflict in self.current.conflicts}
        kept = {key: conflict for key, conflict in self._known.items() if key in choices or key in still}
        self._known = {**kept, **{key: conflict for key, conflict in still.items() if key not in kept}}
        self.refill()
        self.moved()

    def _next_open(self) -> None:
        keys = [question.key for question in self._questions]
        at = keys.index(self.lines.key) if self.lines.key in keys else -1
        still = {conflict.key for conflict in self.current.conflicts}
        following = next((key for key in (*keys[at + 1 :], *keys[: at + 1]) if key in still), None)
        if following is not None:
            self.lines.go_to(following)
        self.moved()

    def refill(self) -> None:
        """The questions with their answers, person by person."""
        matter = self.matter
        self._questions = questions(
            tuple(self._known.values()), self.current, mine=matter.mine, theirs=matter.theirs, veil=matter.veil
        )
        rows: list[Row] = []
        heading = ""
        for question in self._questions:
            if question.heading != heading:
                heading = question.heading
                gap = [Content("")] if rows else []
                rows.append(plain_row(None, *gap, content([(heading, "accent bold")])))
            rows.append(plain_row(question.key, *_drawn(question, self.choices, matter, self.lines.width)))
        self.fill(rows)
        self.lines.display = bool(rows)
        still = len(self.current.conflicts)
        counted = f"{still} of {len(self._known)} open" if still else "Everything is decided"
        counted = counted if rows else "Nothing is in dispute"
        self.query_one(".frame").border_title = Content(f"{counted} · {matter.title}")
        self.moved()

    def _room(self) -> int:
        spare = 0 if self._questions else 6
        return spare + (5 if self.size.height >= 30 else 3)

    def moved(self) -> None:
        """What comes of the answers so far, and the keys of the question under the cursor."""
        self._result.update(self._outcome())
        self.say(self._keys(self._chosen()))

    def _outcome(self) -> Content:
        """What the account will say beside what is here now, the person of the cursor first."""
        matter, question = self.matter, self._chosen()
        before, after = matter.veil(matter.merged.sides.ours), matter.veil(self.current.account)
        changes = said(before, after, matter.today)
        known = self._known.get(question.key) if question else None
        about = known.about if known is not None else ""
        changes = tuple(sorted(changes, key=lambda one: (one.person != about,)))
        room = self._room()
        if not changes:
            text = "Result: as it is here now" if not self.current.conflicts else "Result so far: as it is here now"
            return content([(text, "muted")])
        head = "Result" if not self.current.conflicts else "Result so far"
        rows = [content([(f"{head}, beside what is here now:", "muted")])]
        rows += [content([(f"  {one.sign} {one.sentence}", "")]) for one in changes[: room - 1]]
        if len(changes) > room - 1:
            rows[-1] = content([(f"  and {len(changes) - room + 2} more", "muted")])
        return Content("\n").join(rows)

    def _keys(self, question: Question | None) -> str:
        def key(identifier: str) -> str:
            return _key(self.matter, identifier)

        parts = [f"{key(_ID_OF[option.choice])} {option.name}" for option in (question.options if question else ())]
        if not self.current.conflicts:
            done = f"{key('resolve.done')} {'done' if parts else 'takes it over'}"
            return " · ".join([done, *parts, "esc leaves, nothing is changed"])
        rest = f"{key('resolve.all-mine')} {key('resolve.all-theirs')} the rest"
        return f"{' · '.join(parts)} · {rest} · {key('resolve.next')} next open · esc leaves, nothing is changed"


def _drawn(question: Question, choices: Mapping[str, Choice], matter: Matter, width: int) -> list[Content]:
    """The question, then a line or more for each answer with its key."""
    chosen = choices.get(question.key)
    mark = [(f"  {chosen_words(question, choices)}", "ok bold")] if chosen else [("  open", "warn bold")]
    lines = wrapped(content([(f"  {_label(question)}", "bold"), *mark]), width)
    if question.note:
        lines += wrapped(content([(question.note, "muted")]), width, 4)
    for option in question.options:
        lines += _answer(option, matter, width, taken=option.choice is chosen, over=chosen is not None)
    return lines


_WHICH = {Kind.TWO.value: "which of two", Kind.ONE.value: "one person or two"}
"""What is asked, by kind, where no field is."""


def _label(question: Question) -> str:
    kind = question.key.partition(":")[0]
    return question.label or _WHICH.get(kind, "stays or goes")


def _answer(option: Option, matter: Matter, width: int, *, taken: bool, over: bool) -> list[Content]:
    sign = ("*" if matter.plain else "●") if taken else " "
    meaning = "ok bold" if taken else "muted" if over else ""
    key = _key(matter, _ID_OF[option.choice])
    head: list[Segment] = [(f"  {sign} ", "ok bold"), (f" {key} ", "key bold"), (f" {option.name:<8} ", meaning)]
    gap = measure(head)
    room = max(width - 4 - gap, 12)
    body = [line for part in option.words.split("\n") for line in wrapped(content([(part, meaning)]), room)]
    if len(body) > TEXT_LINES:
        body = [*body[: TEXT_LINES - 1], content([("…", meaning)])]
    return [content(head) + body[0], *(line.pad_left(gap) for line in body[1:])]


def _key(matter: Matter, identifier: str) -> str:
    return shown(keys_of(action(identifier), matter.rebound or {})[0], plain=matter.plain)
