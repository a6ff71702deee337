"""The one façade: open, edit, undo, mend, save, analyse. Both front ends call it and nothing below what it offers.

Importing it, or opening a file with it, imports neither networkx nor anything else that only an analysis needs.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from committee import store
from committee.errors import EditRefused, FileFailure, Stop, never
from committee.model import validity
from committee.model.account import Account, Header, Teammate
from committee.model.edit import Edit, apply
from committee.model.edits import difference, remove, set_field
from committee.model.history import History
from committee.model.ids import Randomness, new_id, random_suffix, slug
from committee.model.problem import Mend, Problem
from committee.store import Document
from committee.text import show

if TYPE_CHECKING:  # for annotations only: these rooms are imported by the first analysis, not by the first frame
    from committee.consensus.plan import Plan
    from committee.findings.rule import Finding, Rule
    from committee.graph.arcs import Arc
    from committee.graph.standing import Committee
    from committee.layout import Layout

SUFFIX = ".account.toml"
"""How the name of an account file ends."""

diff_edit = difference
"""The edit that leads from one account to another."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything computed from one account as of one date."""

    account: Account
    today: date
    committee: "Committee"
    arcs: tuple["Arc", ...]
    plan: "Plan"
    findings: tuple["Finding", ...]
    complete: bool = True
    """Whether the slow rules have been asked too."""


def analyse(
    account: Account,
    today: date,
    *,
    deadline: float | None = None,
    steps: int | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    stop: Stop = never,
) -> Analysis:
    """Who stands where, the shortest path to consensus, and the findings; pure, so a worker thread may call it.

    Args:
        account: any account; what is faulty in its file counts as absent.
        today: the date of the analysis.
        deadline: seconds the solver may take. Only the screen passes one: with it, results depend on the machine.
        steps: the solver's budget in steps; its own where `None`.
        select: codes of findings, or their beginnings; all where empty.
        ignore: likewise, those to leave out.
        stop: asked every few milliseconds whether nobody waits for the analysis any more.

    Raises:
        Unwanted: `stop` said so.
    """
    from committee.consensus.plan import plan
    from committee.findings.context import Context
    from committee.findings.runner import findings_in, selected
    from committee.graph.arcs import arcs
    from committee.graph.standing import committee_of

    made = plan(account, today, deadline=deadline, steps=steps, stop=stop)
    found = findings_in(Context(account, today, plan=made, stop=stop), selected(select, ignore))
    return Analysis(account, today, committee_of(account, today), arcs(account), made, found)


def analyse_in_steps(
    account: Account, today: date, *, deadline: float | None = None, stop: Stop = never
) -> Iterator[Analysis]:
    """As `analyse`, first with what the quick rules find, then whole; for large accounts on a screen."""
    from committee.consensus.plan import plan
    from committee.findings.context import Context
    from committee.findings.runner import in_steps
    from committee.graph.arcs import arcs
    from committee.graph.standing import committee_of

    made = plan(account, today, deadline=deadline, stop=stop)
    committee, all_arcs = committee_of(account, today), arcs(account)
    for complete, found in in_steps(Context(account, today, plan=made, stop=stop)):
        yield Analysis(account, today, committee, all_arcs, made, found, complete)


class Workspace:
    """One open account: the document it was read from, the account as it is now, and how it got there.

    Args:
        document: what was read, or a document that is no file yet.
        today: the date everything is seen from.
    """

    def __init__(self, document: Document, *, today: date) -> None:
        self.document = document
        self.account = document.account
        self.today = today
        self.history = History()
        self.last: Edit | None = None
        """The edit made last, an undo or redo included; its `skipped` says what did not fit any more."""
        self._saved: Account | None = document.account if document.digest else None
        self._problems: tuple[Account, tuple[Problem, ...]] = (document.account, document.problems)

    @classmethod
    def open(cls, path: Path, *, today: date) -> Self:
        """Read the file at `path`.

        Raises:
            FileFailure: it cannot be read.
        """
        return cls(store.read(path), today=today)

    @classmethod
    def from_document(cls, document: Document, *, today: date) -> Self:
        """A workspace on what was read already."""
        return cls(document, today=today)

    @classmethod
    def new(cls, name: str, path: Path | None = None, *, me: str = "", today: date) -> Self:
        """A new account for the customer `name`; nothing is written before `save`.

        Args:
            name: of the customer.
            path: where it will be saved; asked for at the first save where `None`.
            me: the name of whoever starts it: the first teammate, who owns the deal.
            today: the date everything is seen from.
        """
        return cls(Document(account=new_account(name, me), path=path), today=today)

    @property
    def path(self) -> Path | None:
        """The file, if there is one."""
        return self.document.path

    @property
    def read_only(self) -> bool:
        """Whether errors in the file must be mended before anything can be changed."""
        return self.document.read_only

    @property
    def dirty(self) -> bool:
        """Whether something is not on disk."""
        return self.account is not self._saved and self.account != self._saved

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the account as it is now; with lines and columns as long as it is the one read."""
        if self._problems[0] is not self.account:
            self._problems = (self.account, self._present_problems())
        return self._problems[1]

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return self.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to do again."""
        return self.history.can_redo

    def edit(self, edit: Edit) -> Account:
        """Make a change and remember it.

        Raises:
            EditRefused: the file has errors, the edit does not fit, or its result would have errors.
        """
        self._must_be_editable()
        self.account = apply(self.account, edit)
        self.history.push(edit)
        self.last = edit
        return self.account

    def undo(self) -> str:
        """Take the last change back, field by field where the file changed since; what was undone, in words.

        Raises:
            EditRefused: there is nothing to undo, or nothing of it fits any more.
        """
        self._must_be_editable()
        self.account, self.last = self.history.undo(self.account)
        return _outcome(self.last)

    def redo(self) -> str:
        """Make the change last taken back again; otherwise like `undo`."""
        self._must_be_editable()
        self.account, self.last = self.history.redo(self.account)
        return _outcome(self.last)

    def mend(self, mend: Mend) -> None:
        """Repair one problem: in the text while the file has errors, by an edit (with undo) afterwards.

        Raises:
            EditRefused: the repair does not fit any more.
        """
        if not self.read_only:
            self.edit(mending(self.account, mend))
            return
        self._take(store.mend(self.document, mend))
        self._saved = None

    def save(self, path: Path | None = None, *, force: bool = False) -> Path:
        """Write the account to its file, or to `path`, which it belongs to from then on; where it was saved.

        The file is replaced only after the new text was read back and found equal. A worker thread may call this:
        what is edited meanwhile stays unsaved.

        Args:
            path: another file; one that exists is not overwritten.
            force: overwrite whatever is there.

        Raises:
            ChangedUnderneath: the file is not the one that was read; nothing was written.
            FileFailure: there is no path, the file has errors, or it could not be written.
        """
        account, document = self.account, self.document
        target = path or document.path
        if target is None:
            raise FileFailure("This account has no file yet", "Choose where to save it")
        if document.read_only:
            raise FileFailure(f"{target.name} has errors and is not written", "Mend them first; the list is under !")
        elsewhere = document.path is None or os.path.realpath(target) != os.path.realpath(document.path)
        expected = None if force else "" if elsewhere else document.digest
        digest = store.save(target, account, expected, document.newline)
        text = store.write_text(account)
        self.document = replace(document, account=account, text=text, path=target, digest=digest)
        self._saved = account
        return target

    def reload(self) -> Edit:
        """Read the file again; unsaved changes are gone. What that changed, as an edit (undo still knows the past).

        Raises:
            FileFailure: there is no file, or it cannot be read; the account is as it was.
        """
        if self.path is None:
            raise FileFailure("This account has no file yet", "Save it first")
        before = self.account
        self._take(store.read(self.path))
        self._saved = self.account
        return difference(before, self.account, "read again from the file")

    def changed_on_disk(self) -> bool:
        """Whether the file is not the one that was read or saved last; also true once it is gone."""
        if self.path is None:
            return False
        try:
            present = store.digest(self.path.read_bytes())
        except FileNotFoundError:
            present = ""
        except OSError:
            return False
        return present != self.document.digest

    def analyse(self, *, deadline: float | None = None, steps: int | None = None) -> Analysis:
        """The analysis of the account as it is now; `analyse` is the same as a function of its arguments."""
        return analyse(self.account, self.today, deadline=deadline, steps=steps)

    def _must_be_editable(self) -> None:
        if self.read_only:
            errors = len(self.document.errors)
            raise EditRefused(
                f"The file has {errors} {'error' if errors == 1 else 'errors'} and cannot be changed here",
                "Mend it first; the list is under !",
            )

    def _take(self, document: Document) -> None:
        self.document = document
        self.account = document.account
        self._problems = (document.account, document.problems)

    def _present_problems(self) -> tuple[Problem, ...]:
        """Those across records as of now, and those only reading can see as long as what they are about is there."""
        kept = [p for p in self.document.warnings if p.path in self.account.unknown]
        found = [replace(p, file=show(self.path.name) if self.path else "") for p in validity.problems(self.account)]
        return tuple(sorted([*kept, *found], key=lambda p: (p.path, p.code)))


def new_account(name: str, me: str = "", rng: Randomness = random_suffix) -> Account:
    """An account for the customer `name`, with `me` (a name, may be empty) as teammate and owner."""
    mine = show(me)
    team = {new_id(mine, (), rng): Teammate(name=mine)} if mine else {}
    return Account(header=Header(name=show(name) or "New account", owner=next(iter(team), "")), team=team)


def default_path(name: str, folder: Path) -> Path:
    """Where an account for the customer `name` goes in `folder`: `<slug>.account.toml`."""
    return folder / f"{slug(name) or 'account'}{SUFFIX}"


def mending(account: Account, mend: Mend) -> Edit:
    """The edit that makes a one-key repair.

    Raises:
        EditRefused: what it would repair is not there any more.
    """
    if not mend.rename and mend.path not in account.unknown:
        edit = remove(account, mend.path) if mend.value is None else set_field(account, mend.path, mend.value)
        return replace(edit, label=mend.label)
    # Only reading knows what an unknown table becomes under its right name, so the repair is made in the text.
    mended = store.mend(store.read_text(store.write_text(account)), mend)
    if mended.errors:
        raise EditRefused(f"{mend.label}: {mended.errors[0].what}", mended.errors[0].remedy)
    return difference(account, mended.account, mend.label)


def rules() -> "tuple[Rule, ...]":
    """Every finding there is, by code."""
    from committee.findings.registry import RULES

    return RULES


def rule(code: str) -> "Rule":
    """The rule with this code; `KeyError` if there is none."""
    from committee.findings.registry import rule as find

    return find(code)


def arrange(account: Account, today: date, **options: Any) -> "Layout":
    """Where people and ties go on the map; `options` as of `committee.layout.arrange`."""
    from committee.layout import arrange as place

    return place(account, today, **options)


def schema() -> Mapping[str, Any]:
    """The JSON Schema of account files."""
    return store.schema()


def _outcome(edit: Edit) -> str:
    left = f" (left as it is: {'; '.join(edit.skipped)})" if edit.skipped else ""
    return f"{edit.label}{left}"


__all__ = [
    "Account",
    "Analysis",
    "Document",
    "Edit",
    "Mend",
    "Problem",
    "Workspace",
    "analyse",
    "arrange",
    "default_path",
    "diff_edit",
    "mending",
    "new_account",
    "rule",
    "rules",
    "schema",
]
