"""What is changed and not saved, kept line by line in the state folder, so that whatever ends the program loses none.

lines        what stands in a journal: a header with the text that was opened, then a line for what was changed
keeping      the journal of one open account: written behind the screen's back, gone once there is nothing to lose
finding      journals of processes that are gone: of an account, of all; too old ones, and those of somebody forgotten

In come a document and the account as it is; out goes a file, and later what it says (`Left`).
"""

from committee.workspace.journal.finding import KEPT_DAYS, Left, Unsaved, count, left, on_this_machine, purge, sweep
from committee.workspace.journal.keeping import Journal, keep_copy

__all__ = ["KEPT_DAYS", "Journal", "Left", "Unsaved", "count", "keep_copy", "left", "on_this_machine", "purge", "sweep"]
