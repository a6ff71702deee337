"""Forms made from the field table."""

from datetime import date

import pytest
from host import NOW, TODAY, Host, numbered, small_account, text_of

from committee.model.edit import apply
from committee.model.tables import TABLES
from committee.model.vocabulary import Role, Stance
from committee.tui.forms.commit import sheet_edit
from committee.tui.forms.screen import FormScreen, new_record
from committee.tui.forms.sheet import new_sheet, record_sheet


async def filled(pilot, *keys):
    await pilot.press(*keys)
    await pilot.pause()


async def test_one_changed_field_is_one_change():
    screen = FormScreen(small_account(), ("people", "maria"), today=TODAY, rng=numbered())
    host = Host(screen)
    async with host.run_test(size=(80, 24)) as pilot:
        await filled(pilot, "tab", *"!", "ctrl+s")
    (edit,) = host.answers
    assert [(c.path, c.after) for c in edit.changes] == [(("people", "maria", "title"), "Chief Financial Officer!")]
