"""A bare app to show one dialog or view in, with the program's own colours, and a small account to show."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from textual.app import App
from textual.screen import Screen

from committee.model.account import (
    Account,
    Action,
    Champion,
    Coverage,
    Decision,
    Evidence,
    Gate,
    Header,
    Influence,
    Person,
    Place,
    Quorum,
    Rival,
    Teammate,
)
from committee.model.edit import Edit, apply
from committee.model.vocabulary import Basis, Claim, Expertise, GateStatus, PlaceKind, Role, Stage, Stance, TieKind
from committee.tui.theme.themes import load_theme, textual_theme

TODAY = date(2026, 11, 14)
NOW = datetime(2026, 11, 14, 10, 30, tzinfo=UTC)


def numbered() -> Callable[[int], str]:
    """Randomness that counts: `0001`, `0002` ..."""
    step = count(1)
    return lambda length: str(next(step)).rjust(length, "0")


def small_account() -> Account:
    """Four of theirs in two places and a zone of their own, two of ours, a little of everything."""
    return Account(
        header=Header(name="Northwind Robotics", stage=Stage.EVALUATION, owner="dana", close_date=date(2027, 3, 31)),
        decision=Decision(quorum=Quorum(at_least=1, of=("maria", "tom"))),
        gates={
            "dpa": Gate(what="DPA signed", ours="dana", theirs="priya", due=date(2027, 1, 20), status=GateStatus.OPEN)
        },
        rivals={"orbit": Rival(name="Orbit Fleet")},
        places={
            "berlin": Place(name="Berlin HQ", timezone="Europe/Berlin", hours="09:00-17:30", kind=PlaceKind.OFFICE),
            "tulsa": Place(name="Tulsa plant", timezone="America/Chicago", kind=PlaceKind.OFFICE),
        },
        team={
            "dana": Teammate(name="Dana Okafor", timezone="Europe/London", expertise=(Expertise.COMMERCIAL,)),
            "sam": Teammate(name="Sam Ito", title="Engineer", timezone="Asia/Tokyo"),
        },
        people={
            "ana": Person(name="Ana Rao", reports_to="maria"),
            "maria": Person(
                name="María Gómez",
                title="Chief Financial Officer",
                place="berlin",
                roles=(Role.ECONOMIC_BUYER,),
                stance=Stance.NEUTRAL,
                power=5,
                email="maria@example.com",
            ),
            "priya": Person(name="Priya Nair", title="Head of Security", place="tulsa", roles=(Role.SECURITY,)),
            "tom": Person(
                name="Tom Lee",
                title="Operations lead",
                place="berlin",
                stance=Stance.SUPPORTER,
                power=3,
                champion=Champion(influence=True),
            ),
        },
        coverage={("dana", "tom"): Coverage(strength=4)},
        influence={("tom", "maria"): Influence(strength=3, kind=TieKind.ADVISES)},
        evidence={
            "2026-11-02-k3f9": Evidence(
                about="maria",
                field=Claim.STANCE,
                value="neutral",
                says="Wants payback under 18 months",
                basis=Basis.HEARD,
                date=date(2026, 11, 2),
                by="dana",
            )
        },
        actions={
            "2026-11-10-p2x8": Action(
                what="Ask Tom for 30 minutes with Maria", with_="tom", owner="dana", due=date(2026, 11, 12)
            )
        },
    )


class Host(App[None]):
    """Shows one screen; what it is dismissed with is in `answers`."""

    def __init__(self, shown: Screen[Any]) -> None:
        super().__init__()
        self.shown = shown
        self.answers: list[Any] = []
        theme = textual_theme(load_theme("dark"))
        self.register_theme(theme)
        self.theme = theme.name

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(self.shown, self.answers.append)


class Keeper:
    """Performs edits on an account it holds, as the account screen does through the workspace."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.edits: list[Edit] = []

    def perform(self, edit: Edit) -> Account:
        """Make the edit; refusals are raised."""
        self.account = apply(self.account, edit)
        self.edits.append(edit)
        return self.account


def text_of(app: App[Any]) -> str:
    """Everything on the screen, as text."""
    height = app.size.height
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in lines[:height])
