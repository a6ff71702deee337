"""What is wrong in the file: place, fault, remedy, and where it is plain what to do, a key that does it."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from committee.errors import CommitteeError
from committee.model.account import KeyPath
from committee.model.problem import Gravity, Mend, Problem
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import Row, plain_row, wrapped
from committee.tui.widgets.list_dialog import ListDialog

Repair = Callable[[Mend], tuple[Problem, ...]]
"""Makes a mend at once and gives what is left."""

KEYS = "↑↓ choose · m 1-9 mend · M mend all that takes nothing away · enter go there · esc back"
_KEYS_NO_MEND = "↑↓ choose · enter go there · E in the map opens the file in your editor · esc back"


class ProblemsScreen(Keyed, ListDialog[KeyPath | None]):
    """Errors first, then warnings. Mends happen at once; enter answers the path, for the map to go there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("problems"),
        *(Binding(str(number), f"mend({number - 1})", "mend", show=False) for number in range(1, 10)),
    ]
    DEFAULT_CSS = look("account", "ProblemsScreen")

    def __init__(self, problems: tuple[Problem, ...], *, repair: Repair) -> None:
        super().__init__("Problems of the file", KEYS)
        self.problems = _ordered(problems)
        self.repair = repair

    def verbs(self) -> Verbs:
        """The keys of this list."""
        return {"problems.mend": lambda: self.action_mend(0), "problems.mend-all": self.mend_all}

    def action_mend(self, number: int) -> None:
        """Make one mend of the problem under the cursor."""
        found = self._chosen()
        if found is None:
            return
        if number >= len(found.mends):
            self.say("No key can mend this one: the remedy says what to write", "bold $warn")
            return
        self._do([found.mends[number]])

    def mend_all(self) -> None:
        """Make every mend that puts something right; one that only takes something away is chosen by its digit."""
        first = [problem.mends[0] for problem in self.problems if problem.mends]
        self._do([mend for mend in first if mend.value is not None or mend.rename])

    def moved(self) -> None:
        """The keys that this problem can be mended by."""
        found = self._chosen()
        self.say(KEYS if found and found.mends else _KEYS_NO_MEND)

    def entered(self) -> None:
        """Answer where it is."""
        found = self._chosen()
        self.dismiss(found.path if found else None)

    def _chosen(self) -> Problem | None:
        key = self.lines.key
        return self.problems[key] if isinstance(key, int) and key < len(self.problems) else None

    def _do(self, mends: list[Mend]) -> None:
        if not mends:
            some = any(problem.mends for problem in self.problems)
            taken = "Every mend here takes something away: move to a problem, its digit makes it"
            self.say(taken if some else "No key can mend these: each remedy says what to write", "bold $warn")
            return
        before = len(self.problems)
        try:
            for mend in mends:
                self.problems = _ordered(self.repair(mend))
        except CommitteeError as failure:
            self.say(str(failure), "bold $error")
        else:
            gone = before - len(self.problems)
            self.say(f"{gone} mended, {len(self.problems)} left" if gone > 0 else mends[-1].label, "$ok")
        self.refill()

    def refill(self) -> None:
        """List what is left."""
        rows: list[Row] = []
        for gravity, title in ((Gravity.ERROR, "ERRORS"), (Gravity.WARNING, "WARNINGS")):
            group = [(i, p) for i, p in enumerate(self.problems) if p.gravity is gravity]
            if group:
                note = "  the account is open read-only until they are mended" if gravity is Gravity.ERROR else ""
                heading = content([(f"{title} {len(group)}", _style(gravity)), (note, "muted")])
                rows.append(plain_row(None, *([Content("")] if rows else []), heading))
                rows += [plain_row(i, *problem_lines(p, self.lines.width)) for i, p in group]
        if not rows:
            rows = [plain_row(None, content([("Nothing is wrong in the file.", "ok")]))]
        self.fill(rows)


def problem_lines(problem: Problem, cells: int) -> list[Content]:
    """Place and fault, the remedy, then each mend with its digit."""
    place = content([(f"  {problem.place}  " if problem.place else "  ", "muted"), (problem.what, "bold")])
    lines = wrapped(place, cells - 1)
    if problem.remedy:
        lines += wrapped(content([(problem.remedy, "")]), cells - 1, 4)
    for number, mend in enumerate(problem.mends[:9], 1):
        lines.append(content([("    ", ""), (f" {number} ", "key bold reverse"), (f" {mend.label}", "ok")]))
    return lines


def _ordered(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.gravity is not Gravity.ERROR, p.line, p.column, p.path)))


def _style(gravity: Gravity) -> str:
    return "error bold" if gravity is Gravity.ERROR else "warn bold"
