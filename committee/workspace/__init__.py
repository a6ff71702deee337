"""The one façade: open, edit, undo, mend, save, analyse. Both front ends call it and nothing below what it offers.

Importing it, or opening a file with it, imports neither networkx nor anything else that only an analysis needs.
"""

from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.edits import difference as diff_edit
from committee.model.problem import Mend, Problem
from committee.store import Document
from committee.workspace.accounts import SUFFIX, default_path, mending, new_account, schema
from committee.workspace.analysing import Analysis, analyse, analyse_in_steps, arrange, rule, rules
from committee.workspace.space import Workspace
from committee.workspace.underneath import Found, Meeting, marked

__all__ = [
    "SUFFIX",
    "Account",
    "Analysis",
    "Document",
    "Edit",
    "Found",
    "Meeting",
    "Mend",
    "Problem",
    "Workspace",
    "analyse",
    "analyse_in_steps",
    "arrange",
    "default_path",
    "diff_edit",
    "marked",
    "mending",
    "new_account",
    "rule",
    "rules",
    "schema",
]
