from datetime import date

import pytest
from changes import counting

from committee import store
from committee.errors import EditRefused
from committee.model import edits
from committee.model.account import Acceptance, Account, Champion, Coverage, Evidence
from committee.model.edit import apply
from committee.model.vocabulary import Basis, Claim, Stance

TODAY = date(2026, 11, 21)


@pytest.fixture
def account() -> Account:
    return store.read_text(
        'format = 1\n[account]\nname = "N"\n[team.dana]\nname = "Dana"\n[people.ana]\nname = "Ana"\n'
        'stance = "neutral"\n[people.tom]\nname = "Tom"\nlast_contact = 2027-01-01\n'
    ).account


def test_a_stance_with_a_reason_is_evidence_for_it(account: Account) -> None:
    edit = edits.set_stance(
        account, "ana", Stance.SUPPORTER, why=" She said so ", by="dana", today=TODAY, rng=counting()
    )
    after = apply(account, edit)
    assert edit.label == "Ana: stance neutral → supporter"
    assert after.people["ana"].stance is Stance.SUPPORTER
    assert list(after.evidence.values()) == [
        Evidence(
            about="ana",
            field=Claim.STANCE,
            value="supporter",
            says="She said so",
            basis=Basis.HEARD,
            date=TODAY,
            by="dana",
        )
    ]
    assert apply(after, edit.inverse()) == account


def test_a_stance_without_a_reason_or_unknown_is_no_evidence(account: Account) -> None:
    bare = apply(account, edits.set_stance(account, "ana", Stance.OPPOSED, today=TODAY, rng=counting()))
    assert bare.evidence == {}
    unknown = edits.set_stance(account, "ana", None, why="?", today=TODAY, rng=counting())
    assert apply(account, unknown).evidence == {}
    assert apply(account, unknown).people["ana"].stance is None


def test_a_reason_alone_for_the_stance_there_is(account: Account) -> None:
    edit = edits.set_stance(
        account, "ana", Stance.NEUTRAL, why="Said", basis=Basis.CONJECTURE, today=TODAY, rng=counting()
    )
    assert edit.label == "Ana: why neutral"
    assert [record.basis for record in apply(account, edit).evidence.values()] == [Basis.CONJECTURE]


def test_champions(account: Account) -> None:
    claimed = apply(account, edits.set_champion(account, "ana"))
    assert claimed.people["ana"].champion == Champion()
    tested = apply(claimed, edits.set_champion(claimed, "ana", sells=True, stake=False))
    assert tested.people["ana"].champion == Champion(sells=True, stake=False)
    assert apply(account, edits.set_champion(account, "ana", sells=True)).people["ana"].champion == Champion(sells=True)
    gone = apply(tested, edits.remove(tested, ("people", "ana", "champion")))
    assert gone == account
    with pytest.raises(EditRefused):
        edits.set_champion(account, "nobody", sells=True)


def test_accepting_a_finding_twice_changes_the_reason(account: Account) -> None:
    once = apply(account, edits.accept(account, "CH001", "account", "soon"))
    twice = apply(once, edits.accept(once, "CH001", "account", "later", TODAY))
    assert twice.accepted == {("CH001", "account"): Acceptance(reason="later", until=TODAY)}
    with pytest.raises(EditRefused):
        apply(account, edits.accept(account, "CH001", "nobody", "x"))


def test_a_call_stamps_contact_and_never_backwards(account: Account) -> None:
    after = apply(account, edits.stamp_call(account, ["tom", "ana", "gone"], "dana", TODAY))
    assert after.people["ana"].last_contact == TODAY
    assert after.people["tom"].last_contact == date(2027, 1, 1)
    assert after.coverage == {
        ("dana", "ana"): Coverage(last_contact=TODAY),
        ("dana", "tom"): Coverage(last_contact=TODAY),
    }


def test_labels_say_what_happens(account: Account) -> None:
    rng = counting()
    assert edits.add_person(account, rng, name="Bo Li").label == "Bo Li added"
    assert edits.set_tie(account, "ana", "tom", strength=3).label == "Ana influences Tom, strength 3"
    assert edits.set_coverage(account, "dana", "tom").label == "Dana covers Tom"
    assert edits.set_field(account, ("people", "ana", "reports_to"), "tom").label == "Ana: reports to Tom"
    assert edits.add_gate(account, rng, what="DPA").label == 'gate "DPA" added'
    assert edits.add_action(account, rng, today=TODAY, what="Call").label == 'action "Call" added'
    assert edits.set_field(account, ("account", "name"), "N").label == "account: nothing changed"
    assert not edits.set_field(account, ("account", "name"), "N")
    assert edits.clear(account, ("people", "ana", "stance")).label == "Ana: stance neutral → unknown"


def test_hostile_text_is_cleaned_and_lists_are_put_in_order(account: Account) -> None:
    edit = edits.add_person(account, counting(), name="Ev\x1b[31mil\n", roles=["security", "legal"], notes="a\r\nb")
    after = apply(account, edit)
    person = after.people[edit.changes[0].path[1]]
    assert person.name == "Ev\ufffd[31mil"
    assert person.roles == ("legal", "security")
    assert person.notes == "a\nb"
