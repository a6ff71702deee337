"""Rows as others may see them: accounts and owners under pseudonyms that are one set for the whole list."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from committee.model.disclosure import OPEN, Disclosure, aliases
from committee.model.masking import HIDDEN
from committee.pipeline.portfolio.row import Row


class Veil:
    """What a list may say; with nothing withheld every row stays as it is.

    An account that was masked by itself has a pseudonym for its owner that says nothing beside other accounts. So the
    names of owners are taken from what was read before masking, all at once, and never leave this class.
    """

    def __init__(self, disclosure: Disclosure = OPEN, plain: Iterable[Row] = ()) -> None:
        self.disclosure = disclosure
        read = tuple(plain)
        self._names = aliases((str(row.path) for row in read), "Account")
        self._owners = aliases((row.owner for row in read if row.owner), "Owner")
        self._owner_of = {row.path: row.owner for row in read}

    def over(self, row: Row) -> Row:
        """The row of a masked account, with its place in the list."""
        if not self.disclosure.names_hidden:
            return row
        owner = self._owners.get(self._owner_of.get(row.path, ""), "")
        theirs = owner if row.next_owner == row.owner else row.next_owner
        return replace(row, name=self._name(row.path), owner=owner, next_owner=theirs if row.next_step else "")

    def header(self, row: Row) -> Row:
        """A row that was only skimmed, nothing of it masked yet."""
        if self.disclosure.customer_safe:
            row = Row(path=row.path, today=row.today, name=row.name, digest=row.digest)
        if not self.disclosure.names_hidden:
            return row
        kept = replace(row, deal="", next_step=HIDDEN if row.next_step else "", next_owner=row.owner)
        return self.over(kept)

    def _name(self, path: Path) -> str:
        return self._names.get(str(path), "Account")
