"""Removing and renaming one person everything points at: each way of pointing, by hand."""

import pytest

from committee import store
from committee.errors import EditRefused
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import apply
from committee.model.validity import problems

TEXT = """\
format = 1

[account]
name = "Northwind"
owner = "dana"
x_own = "kept"

[decision.quorum]
at_least = 2
of = [
    "ana",
    # Tom counts since May
    "tom",
]

# signed by Tom
[gates.dpa]
what = "DPA signed"
ours = "dana"
# he has the pen
theirs = "tom"

[rivals.orbit]
name = "Orbit"

[places.lodz]
name = "Lodz"

[team.dana]
name = "Dana"

[people.ana]
name = "Ana"
place = "lodz"
prefers = "orbit"
reports_to = "tom"

[people.bo]
name = "Bo"
status = "left"
replaced_by = "tom"

# our man
[people.tom]
name = "Tom Lee"
place = "lodz"
shoe_size = 44

[people.tom.champion]
sells = true

[coverage.dana.tom]
strength = 3

[influence.ana.tom]
strength = 4

# he shouts
[influence.tom.ana]
strength = 2

[evidence.2026-11-01-aaaa]
about = "tom"
field = "power"
value = 3
says = "He signs"

[evidence.2026-11-02-bbbb]
about = "tom > ana"
field = "strength"
value = 2

[evidence.2026-11-03-cccc]
about = "ana"
field = "reports_to"
value = "tom"
by = "dana"

[evidence.2026-11-04-dddd]
about = "dana > tom"
field = "strength"
value = 3

[evidence.2026-11-05-eeee]
about = "ana"
field = "prefers"
value = "orbit"

[actions.2026-11-14-p2x8]
what = "Call Tom"
with = "tom"
owner = "dana"

[accepted.CH005.tom]
reason = "known"

[accepted.GT001.dpa]
reason = "slow"
"""


@pytest.fixture
def account() -> Account:
    document = store.read_text(TEXT)
    assert document.errors == ()
    assert store.write_text(document.account) == TEXT
    return document.account


def without(*blocks: str) -> str:
    """The text without these stretches of it, each of which it must hold."""
    text = TEXT
    for block in blocks:
        assert block in text, block
        text = text.replace(block, "", 1)
    return text


def test_removing_a_person_removes_what_points_at_them_and_says_so(account: Account) -> None:
    edit = edits.remove(account, ("people", "tom"))
    assert edit.label == "Tom Lee removed"
    assert sorted(edit.goes) == sorted(
        [
            "Ana: reports to Tom Lee",
            "Bo: replaced by Tom Lee",
            "acceptance of CH005 for Tom Lee",
            'action "Call Tom": with Tom Lee',
            "comment: # Tom counts since May",
            "comment: # he has the pen",
            "comment: # he shouts",
            "comment: # our man",
            "coverage: Dana → Tom Lee",
            'evidence about Tom Lee: "He signs"',
            "evidence about Tom Lee → Ana",
            "evidence about Ana",
            "evidence about Dana → Tom Lee",
            'gate "DPA signed": theirs Tom Lee',
            "quorum: Tom Lee",
            "quorum: at least 2 → 1",
            "tie: Ana → Tom Lee",
            "tie: Tom Lee → Ana",
            "unknown key people.tom.shoe_size",
        ]
    )
    after = apply(account, edit)
    assert store.write_text(after) == without(
        '    # Tom counts since May\n    "tom",\n',
        '# he has the pen\ntheirs = "tom"\n',
        'reports_to = "tom"\n',
        'replaced_by = "tom"\n',
        TEXT[TEXT.index("# our man") : TEXT.index("[evidence.2026-11-05")],
        'with = "tom"\n',
        '[accepted.CH005.tom]\nreason = "known"\n\n',
    ).replace("at_least = 2", "at_least = 1")
    assert apply(after, edit.inverse()) == account


def test_removing_a_teammate_keeps_what_was_heard(account: Account) -> None:
    edit = edits.remove(account, ("team", "dana"))
    after = apply(account, edit)
    assert "dana" not in store.write_text(after)
    assert after.evidence["2026-11-03-cccc"].by == ""
    assert after.actions["2026-11-14-p2x8"].what == "Call Tom"
    assert after.header.owner == ""
    assert "account: owner Dana" in edit.goes


def test_removing_a_rival_or_a_place_frees_those_who_named_it(account: Account) -> None:
    after = apply(account, edits.remove(account, ("rivals", "orbit")))
    assert after.people["ana"].prefers == ""
    assert "2026-11-05-eeee" not in after.evidence
    after = apply(account, edits.remove(account, ("places", "lodz")))
    assert {person.place for person in after.people.values()} == {""}


def test_removing_the_last_of_a_quorum_removes_it(account: Account) -> None:
    for person in ("tom", "ana"):
        account = apply(account, edits.remove(account, ("people", person)))
    assert account.decision.quorum is None
    assert [p for p in problems(account) if p.gravity == "error"] == []


def test_removing_a_tie_takes_the_evidence_about_it_only(account: Account) -> None:
    edit = edits.remove(account, ("influence", "tom", "ana"))
    after = apply(account, edit)
    assert set(account.evidence) - set(after.evidence) == {"2026-11-02-bbbb"}
    assert ("ana", "tom") in after.influence
    assert edit.goes == ("evidence about Tom Lee → Ana", "comment: # he shouts")


def test_removing_a_gate_takes_its_acceptance(account: Account) -> None:
    after = apply(account, edits.remove(account, ("gates", "dpa")))
    assert set(after.accepted) == {("CH005", "tom")}


@pytest.mark.parametrize("path", [("account",), ("decision",), ("people", "nobody"), ("nonsense", "x"), ()])
def test_what_cannot_be_removed_is_refused_in_words(account: Account, path: tuple[str, ...]) -> None:
    with pytest.raises(EditRefused) as refusal:
        edits.remove(account, path)
    assert str(refusal.value)


def test_renaming_rewrites_every_mention_and_moves_every_comment(account: Account) -> None:
    edit = edits.rename_id(account, "people", "tom", "zed")
    after = apply(account, edit)
    text = store.write_text(after)
    assert edit.label == "Tom Lee: id tom → zed"
    assert "tom" not in text
    assert text.count("zed") == TEXT.count("tom")
    assert after.comments[("people", "zed")].above == ("# our man",)
    assert after.comments[("influence", "zed", "ana")].above == ("# he shouts",)
    assert after.comments[("decision", "quorum", "of", "zed")].above == ("# Tom counts since May",)
    assert after.unknown == {("account", "x_own"): "kept", ("people", "zed", "shoe_size"): 44}
    assert after.evidence["2026-11-02-bbbb"].about == "zed > ana"
    assert apply(after, edits.rename_id(after, "people", "zed", "tom")) == account


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [("team", "dana", "sam"), ("places", "lodz", "pl"), ("rivals", "orbit", "moon"), ("gates", "dpa", "nda")],
)
def test_renaming_in_the_other_tables(account: Account, table: str, old: str, new: str) -> None:
    after = apply(account, edits.rename_id(account, table, old, new))
    text = store.write_text(after)
    assert f'"{old}"' not in text
    assert f".{old}" not in text
    assert {problem.code for problem in store.read_text(text).problems} == {"unknown-key"}


@pytest.mark.parametrize("new", ["Tom", "to--m", "", "ana", "dana", "lodz", "account", "x" * 65])
def test_ids_that_cannot_be_are_refused(account: Account, new: str) -> None:
    with pytest.raises(EditRefused):
        edits.rename_id(account, "people", "tom", new)
