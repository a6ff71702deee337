"""Builders of edits: each looks at an account and returns an `Edit`; none changes anything."""

from committee.model.edits.difference import difference
from committee.model.edits.fields import batch, clear, set_field, set_fields
from committee.model.edits.forgetting import Forgotten, forget
from committee.model.edits.handover import hand_over
from committee.model.edits.judgements import accept, met, set_champion, set_stance, stamp_call
from committee.model.edits.records import (
    add_action,
    add_evidence,
    add_gate,
    add_person,
    add_place,
    add_rival,
    add_teammate,
    set_coverage,
    set_tie,
)
from committee.model.edits.removal import remove
from committee.model.edits.renaming import rename_id

__all__ = [
    "Forgotten",
    "accept",
    "add_action",
    "add_evidence",
    "add_gate",
    "add_person",
    "add_place",
    "add_rival",
    "add_teammate",
    "batch",
    "clear",
    "difference",
    "forget",
    "hand_over",
    "met",
    "remove",
    "rename_id",
    "set_champion",
    "set_coverage",
    "set_field",
    "set_fields",
    "set_stance",
    "set_tie",
    "stamp_call",
]
