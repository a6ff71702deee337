"""What the actions of the key table do, one module a topic; loaded with the first key, not with the first frame."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from committee.tui.commands import analysing, calling, changing, filing, relating, selecting, supposing, viewing

if TYPE_CHECKING:
    from committee.tui.desk import Desk

Command = Callable[["Desk"], None]

COMMANDS: Mapping[str, Command] = {
    "move.left": lambda desk: selecting.move(desk, "left"),
    "move.down": lambda desk: selecting.move(desk, "down"),
    "move.up": lambda desk: selecting.move(desk, "up"),
    "move.right": lambda desk: selecting.move(desk, "right"),
    "jump": selecting.jump,
    "find": selecting.find,
    "find.next": lambda desk: selecting.found(desk, 1),
    "find.previous": lambda desk: selecting.found(desk, -1),
    "open": selecting.into,
    "back": selecting.back,
    "tie.next": lambda desk: selecting.tie(desk, 1),
    "tie.previous": lambda desk: selecting.tie(desk, -1),
    "add": changing.add,
    "edit": changing.edit,
    "edit.file": filing.edit_file,
    "delete": changing.delete,
    "influence": relating.influence,
    "reports": relating.reports,
    "stance": relating.stance,
    "coverage": relating.coverage,
    "champion": relating.champion,
    "evidence": relating.evidence,
    "undo": changing.undo,
    "redo": changing.redo,
    "deal": changing.deal,
    "team": changing.team,
    "actions": changing.actions,
    "call": calling.call,
    "finding.next": lambda desk: analysing.finding(desk, 1),
    "finding.previous": lambda desk: analysing.finding(desk, -1),
    "finding.mend": analysing.mend,
    "accept": analysing.accept,
    "plan": analysing.plan,
    "step.next": lambda desk: analysing.step(desk, 1),
    "step.previous": lambda desk: analysing.step(desk, -1),
    "what-if": supposing.what_if,
    "copy": analysing.copy,
    "view.map": lambda desk: viewing.show_view(desk, "map"),
    "view.people": lambda desk: viewing.show_view(desk, "people"),
    "view.hours": lambda desk: viewing.show_view(desk, "hours"),
    "view.findings": lambda desk: viewing.show_view(desk, "findings"),
    "view.path": lambda desk: viewing.show_view(desk, "path"),
    "view.coverage": lambda desk: viewing.show_view(desk, "coverage"),
    "view.matrix": lambda desk: viewing.show_view(desk, "matrix"),
    "focus": viewing.focus,
    "together": selecting.together,
    "overview": viewing.overview,
    "ties": viewing.ties,
    "zoom.in": lambda desk: viewing.zoom(desk, -1),
    "zoom.out": lambda desk: viewing.zoom(desk, 1),
    "zoom.fit": viewing.whole,
    "save": filing.save,
    "problems": filing.problems,
    "pane.next": lambda desk: viewing.pane(desk, 1),
    "pane.previous": lambda desk: viewing.pane(desk, -1),
    "pane.maximise": viewing.maximise,
    "inspector": viewing.inspector,
    "theme": viewing.theme,
    "help": viewing.help_,
    "palette": viewing.palette,
    "quit": filing.leave,
}
"""By action id. An action that only tells when it comes has no command; a test holds the two tables together."""
