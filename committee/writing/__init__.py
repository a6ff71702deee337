"""The one place that puts files on the disk: whole or not at all, never through a link, never with something left over.

replace(path, data)                  what is there is replaced; `create` refuses where anything is
keep(file, data)                     a file of our own in the state or cache folder, for its owner's eyes only
grow_new(file, data), grow(…)        one that only grows line by line, held by this process; `free` asks whether it is
rescue(account, data)                unsaved work, beside the account or, where that cannot be, in the state folder
"""

from committee.writing.growing import appended, free, grow, grow_new, hold
from committee.writing.leftovers import alive, in_scratch, machine, ours, scratch, started, sweep, sweep_scratch
from committee.writing.modes import PRIVATE
from committee.writing.own import export, keep, kept_or_not, made, ready, refused
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
    "free",
    "grow",
    "grow_new",
    "hold",
    "in_scratch",
    "keep",
    "kept_or_not",
    "machine",
    "made",
    "ours",
    "ready",
    "refused",
    "replace",
    "rescue",
    "rescues",
    "scratch",
    "started",
    "sweep",
    "sweep_scratch",
]
