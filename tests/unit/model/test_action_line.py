from datetime import date

import pytest
from changes import counting

from committee.model.account import Account, Action, Header, Person, Teammate
from committee.model.edit import apply
from committee.model.line import Draft, read_action_line

TODAY = date(2026, 11, 21)  # a Saturday
ACCOUNT = Account(
    header=Header(name="N"),
    team={"dana": Teammate(name="Dana Okafor"), "sam": Teammate(name="Sam Ito")},
    people={
        "ana": Person(name="Ana Ruiz"),
        "priya": Person(name="Priya Nair"),
        "tom-lee": Person(name="Tom Lee"),
        "tom-ray": Person(name="Tom Ray"),
    },
)


def read(text: str, me: str = "dana") -> Draft:
    return read_action_line(ACCOUNT, text, me=me, today=TODAY, rng=counting())


READ = [
    ("Sam: meet Priya by fri", Action(what="meet Priya", owner="sam", with_="priya", due=date(2026, 11, 27))),
    ("meet Priya Nair", Action(what="meet Priya Nair", owner="dana", with_="priya")),
    ("send the deck by 20 jan", Action(what="send the deck", owner="dana", due=date(2027, 1, 20))),
    ("Ask Tom Lee until tomorrow", Action(what="Ask Tom Lee", owner="dana", with_="tom-lee", due=date(2026, 11, 22))),
    ("Call Ana's office by noon", Action(what="Call Ana's office by noon", owner="dana", with_="ana")),
    ("Follow up: send deck", Action(what="Follow up: send deck", owner="dana")),
    ("Ask Tom", Action(what="Ask Tom", owner="dana")),
    ("stand by me", Action(what="stand by me", owner="dana")),
]


@pytest.mark.parametrize(("text", "action"), READ, ids=[text for text, _ in READ])
def test_actions_in_a_line(text: str, action: Action) -> None:
    draft = read(text)
    assert draft.edit is not None
    assert apply(ACCOUNT, draft.edit).actions == {draft.person_id: action}


def test_what_is_not_clear_is_said() -> None:
    assert '"Tom" may be Tom Lee or Tom Ray: not tied to anybody' in read("Ask Tom").summary
    assert "no date" in read("Call by noon").summary
    assert "for nobody of us yet" in read("Call", me="").summary
    assert any("Priya Nair is named too" in line for line in read("Ana and Priya meet").summary)


@pytest.mark.parametrize(
    ("text", "why"),
    [("Dnaa: call", 'Did you mean "Dana"?'), ("Sam: ", "say what"), ("Sam: by fri", "say what")],
)
def test_faults(text: str, why: str) -> None:
    draft = read(text)
    assert draft.edit is None
    assert why in draft.faults[0]
    assert any(span.kind == "error" for span in draft.spans)
