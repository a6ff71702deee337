"""Keys of a review: one account at a time, the table of the rest, and the notes at the end."""

from committee.tui.keys.action import REVIEW, Action
from committee.tui.keys.conditions import Situation

_ONE = ("review",)
_NOTES = ("review-notes",)


def deciding(s: Situation) -> str | None:
    """Decisions may be written."""
    return "the review is read-only; e lets you write" if s.looking else None


def single(s: Situation) -> str | None:
    """One account is on the screen."""
    return "this is for one account: enter opens it" if s.view == "table" else None


# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action("review.next", ("right_square_bracket",), "next", "The next account; after the last one the notes",
           REVIEW, footer=1, screens=_ONE),
    Action("review.previous", ("left_square_bracket",), "back", "The account before", REVIEW, footer=2, screens=_ONE),
    Action("review.done", ("m",), "reviewed", "Mark as reviewed today; again to take that back", REVIEW,
           deciding, 3, _ONE),
    Action("review.action", ("a",), "action", "An action in a line: Dana: meet Priya by fri", REVIEW,
           deciding, 4, _ONE),
    Action("review.note", ("n",), "note", "A note in a line", REVIEW, deciding, 5, _ONE),
    Action("review.forecast", ("f",), "forecast", "Change the forecast", REVIEW, deciding, 6, _ONE),
    Action("review.accept", ("x",), "accept", "Accept the finding in focus as a risk, with a reason", REVIEW,
           deciding, 12, _ONE),
    Action("review.undo", ("u",), "undo", "Take back the last decision about this account", REVIEW,
           deciding, 13, _ONE),
    Action("review.redo", ("ctrl+r", "ctrl+y"), "redo", "Make the decision again that was taken back", REVIEW, deciding,
           screens=_ONE),
    Action("review.write", ("e",), "write", "Let decisions be written, or only look", REVIEW, footer=3, screens=_ONE),
    Action("review.map", ("enter",), "open", "The map with the finding in focus lit; from the table, the account",
           REVIEW, footer=7, screens=_ONE),
    Action("review.plan", ("c",), "plan", "The map with the plan lit", REVIEW, footer=8, screens=_ONE),
    Action("review.table", ("tab",), "table", "All accounts as a table, to skim; again for one at a time", REVIEW,
           footer=9, screens=_ONE),
    Action("review.answer-1", ("1",), "answered", "First question answered, or open again", REVIEW, single, 10,
           _ONE),
    Action("review.answer-2", ("2",), "answered", "Second question answered, or open again", REVIEW, single,
           screens=_ONE),
    Action("review.answer-3", ("3",), "answered", "Third question answered, or open again", REVIEW, single,
           screens=_ONE),
    Action("review.up", ("up", "k"), "up", "The finding above; in the table the row above", REVIEW, screens=_ONE),
    Action("review.down", ("down", "j"), "down", "The finding below; in the table the row below", REVIEW,
           screens=_ONE),
    Action("review.page-up", ("pageup",), "page up", "A screenful up", REVIEW, screens=_ONE),
    Action("review.page-down", ("pagedown", "space"), "page down", "A screenful down", REVIEW, screens=_ONE),
    Action("review.notes", ("N",), "notes", "The notes so far, and the end of the review", REVIEW, footer=14,
           screens=_ONE),
    Action("review.copy", ("Y",), "copy", "Copy the notes of this account", REVIEW, screens=_ONE),
    Action("review.private", ("p",), "private", "Hide names, or show them again", REVIEW, screens=_ONE),
    Action("review.help", ("question_mark", "f1"), "help", "Help for the review: type to search, enter does it", REVIEW,
           footer=11, screens=_ONE),
    Action("review.leave", ("q", "escape"), "end", "Out of the table; from one account to the notes and the end",
           REVIEW, footer=15, screens=_ONE),
    Action("notes.save", ("s",), "save", "Save the notes as Markdown beside the accounts", REVIEW, footer=1,
           screens=_NOTES),
    Action("notes.copy", ("Y",), "copy", "Copy the notes as Markdown", REVIEW, footer=2, screens=_NOTES),
    Action("notes.commit", ("g",), "commit", "Keep what was decided as one version in git", REVIEW, footer=3,
           screens=_NOTES),
    Action("notes.back", ("left_square_bracket", "escape"), "back to the review", "Back to the review", REVIEW,
           footer=4, screens=_NOTES),
    Action("notes.end", ("q",), "end the review", "End the review", REVIEW, footer=5, screens=_NOTES),
    Action("notes.up", ("up", "k"), "up", "A line up", REVIEW, screens=_NOTES),
    Action("notes.down", ("down", "j"), "down", "A line down", REVIEW, screens=_NOTES),
    Action("notes.page-up", ("pageup",), "page up", "A screenful up", REVIEW, screens=_NOTES),
    Action("notes.page-down", ("pagedown", "space"), "page down", "A screenful down", REVIEW, screens=_NOTES),
)
# fmt: on
