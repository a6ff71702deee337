"""The one place that puts files on the disk: whole or not at all, never through a link, never with something left over.

replace(path, data)                  what is there is replaced; `create` refuses where anything is
keep(file, data)                     a file of our own in the state or cache folder, for its owner's eyes only
rescue(account, data)                unsaved work, beside the account or, where that cannot be, in the state folder
"""

from committee.writing.leftovers import alive, scratch, sweep, sweep_scratch
from committee.writing.modes import PRIVATE
from committee.writing.own import appended, export, keep, kept_or_not, made, ready, refused
from committee.writing.replacing import create, destination, replace
from committee.writing.rescuing import rescue, rescues
from committee.writing.words import failures

__all__ = [
    "PRIVATE",
    "alive",
    "appended",
    "create",
    "destination",
    "export",
    "failures",
    "keep",
    "kept_or_not",
    "made",
    "ready",
    "refused",
    "replace",
    "rescue",
    "rescues",
    "scratch",
    "sweep",
    "sweep_scratch",
]
