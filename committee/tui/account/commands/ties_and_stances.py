"""Stance, coverage, influence, reporting, champion tests, evidence: what is known about people, in a few keys."""

from typing import TYPE_CHECKING, Any

from committee.model import edits
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.vocabulary import Stance, TeamStatus, TieKind
from committee.tui.keys.pending import CoveragePending, Done, StancePending, TargetPending
from committee.tui.session.call_stamp import basis_of

if TYPE_CHECKING:
    from committee.tui.account.desk import Desk

DEFAULT_STRENGTH = 3


def stance(desk: "Desk") -> None:
    """`s`: wait for the digit."""
    desk.wait_for(StancePending(action="stance", about=desk.selected_person(), name=desk.called(desk.people_meant())))


def coverage(desk: "Desk") -> None:
    """`t`: wait for the strength, by me first."""
    from committee.tui.account.commands.calls import with_me

    if desk.session.account.team:
        with_me(desk, lambda: _cover(desk))
    else:
        desk.say("nobody of ours is in this account yet: T adds the team", warning=True)


def _cover(desk: "Desk") -> None:
    account, person = desk.session.account, desk.selected_person()
    team = [key for key, mate in account.team.items() if mate.status is not TeamStatus.LEFT]
    if not team:
        desk.say("everybody of ours has left this account: T adds the team", warning=True)
        return
    me = desk.view.teammate or desk.session.me
    team.sort(key=lambda key: (key != me, (key, person) not in account.coverage, key))
    name = desk.called(desk.people_meant())
    desk.wait_for(CoveragePending(action="coverage", about=person, name=name, team=tuple(team)))


def influence(desk: "Desk") -> None:
    """`i`: wait for a strength and whom they influence."""
    _aim(desk, "influence", strengths=True)


def reports(desk: "Desk") -> None:
    """`r`: wait for whom they report to."""
    _aim(desk, "reports", strengths=False)


def _aim(desk: "Desk", action: str, *, strengths: bool) -> None:
    person = desk.selected_person()
    people, near = desk.people_by_nearness()
    if len(people) < 2:
        desk.say("there is nobody else yet: a adds people", warning=True)
        return
    name = desk.called(desk.people_meant())
    desk.wait_for(TargetPending.start(action, person, name, people, strengths=strengths, near=near))


def finish(desk: "Desk", action: str, about: str, done: Done) -> None:
    """Do what a pending key was waiting for."""
    people = desk.people_meant() if desk.session.person == about else (about,)
    if action == "jump":
        desk.select(done.person)
    elif action == "tidy":
        desk.map.take_tidied()
    elif action == "stance":
        _ask_why(desk, people, done.stance)
    elif action == "coverage":
        heard = desk.contact_date()
        desk.change_each(
            people,
            lambda now, whom: edits.set_coverage(now, done.person, whom, strength=done.strength, last_contact=heard),
        )
    elif action == "influence":
        desk.change_each(_but(people, done.person), lambda now, who: _influence(now, who, done))
    else:
        desk.change_each(
            _but(people, done.person),
            lambda now, who: edits.set_field(now, ("people", who, "reports_to"), done.person),
        )


def _but(people: tuple[str, ...], target: str) -> tuple[str, ...]:
    """Nobody is tied to themselves, though they are marked."""
    return tuple(person for person in people if person != target)


def _influence(account: Account, who: str, done: Done) -> Edit:
    facts: dict[str, Any] = {"kind": TieKind.CONFLICT} if done.conflict else {}
    if done.strength is not None:
        facts["strength"] = done.strength
    elif (who, done.person) not in account.influence:
        facts["strength"] = DEFAULT_STRENGTH
    return edits.set_tie(account, who, done.person, **facts)


def _ask_why(desk: "Desk", people: tuple[str, ...], chosen: Stance | None) -> None:
    from committee.tui.account.dialogs.stance import StanceWhyScreen

    session = desk.session
    desk.ask(
        StanceWhyScreen(
            session.account,
            people,
            chosen,
            me=session.caller or session.me,
            today=session.today,
            rng=session.rng,
            source=session.call_source,
            call=session.call,
        ),
        desk.change_if,
    )


def champion(desk: "Desk") -> None:
    """`b`: the three tests."""
    from committee.tui.account.dialogs.champion import ChampionScreen

    desk.ask(ChampionScreen(desk.session.account, desk.people_meant()), desk.change_if)


def evidence(desk: "Desk") -> None:
    """`w`: what they said, about the selected tie or person."""
    from committee.model.account import tie_subject
    from committee.tui.account.dialogs.evidence import EvidenceLineScreen

    session = desk.session
    subject = desk.one_person("w is about one person", "s with a reason writes evidence about them all")
    if subject is None:
        return
    if session.tie is not None and session.tie in session.account.influence:
        subject = tie_subject(*session.tie)
    desk.ask(
        EvidenceLineScreen(
            session.account,
            subject,
            me=session.caller or session.me,
            today=session.today,
            rng=session.rng,
            source=session.call_source,
            basis=basis_of(subject, session.call),
        ),
        desk.change_if,
    )
