"""Accounts without a sitting: a new one, where it goes, a repair as an edit, the schema."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from committee import store
from committee.errors import EditRefused
from committee.model.account import Account, Header, Teammate
from committee.model.edit import Edit
from committee.model.edits import difference, remove, set_field
from committee.model.ids import Randomness, new_id, random_suffix, slug
from committee.model.problem import Mend
from committee.text import show

SUFFIX = ".account.toml"
"""How the name of an account file ends."""


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


def schema() -> Mapping[str, Any]:
    """The JSON Schema of account files."""
    return store.schema()
