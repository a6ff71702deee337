"""On a large account the screen shows what the quick rules found until the slow ones are done."""

from dataclasses import replace

from desk import desk
from generate import TODAY, random_account
from host import NOW
from some import some

from committee.findings.runner import flattened
from committee.tui.account.wording import strip_text
from committee.tui.session.state import ViewState
from committee.workspace import analyse, analyse_in_steps


async def test_a_large_account_ends_with_every_finding() -> None:
    account = random_account(3, people=70, places=4, ties_per_person=2, team=3)
    async with desk(account, today=TODAY, size=(100, 30)) as found:
        assert some(found.session.analysis).complete
        assert flattened(some(found.session.analysis).findings) == flattened(analyse(found.account, TODAY).findings)
        assert "looking further" not in found.text


def test_the_strip_says_that_more_may_come() -> None:
    account = random_account(3, people=70, places=4, ties_per_person=2, team=3)
    first, last = analyse_in_steps(account, TODAY)
    state = ViewState(account=account, today=TODAY, now=NOW, analysis=first)
    assert "looking further" in strip_text(state)[0]
    assert "looking further" not in strip_text(replace(state, analysis=last))[0]
