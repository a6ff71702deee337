"""One sitting with one account: the workspace and what is selected, without any screen.

Mutable, and the only place where the shell keeps state; views get an immutable `ViewState` of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from committee.errors import EditRefused
from committee.model.account import Account, Pair
from committee.model.edit import Edit
from committee.model.ids import Randomness
from committee.model.vocabulary import TeamStatus
from committee.settings import Settings, identify
from committee.tui.keys.conditions import Situation
from committee.tui.session.state import ViewState
from committee.tui.session.what_if import Supposition, supposing
from committee.workspace import Analysis, Workspace

if TYPE_CHECKING:
    from committee.findings.finding import Finding
    from committee.model.disclosure import Disclosure
    from committee.tui.session.privacy import Privacy

Clock = Callable[[], datetime]


def who_i_am(settings: Settings, account: Account, *, demo: bool = False) -> str:
    """The teammate who sits here as far as that is plain: by the settings, or the only one; in the demo the owner."""
    active = {key: mate.name for key, mate in account.team.items() if mate.status is not TeamStatus.LEFT}
    if demo and account.header.owner in active:
        return account.header.owner
    return identify(settings, active) or (next(iter(active)) if len(active) == 1 else "")


@dataclass(frozen=True, slots=True)
class Search:
    """Who was found, and which of them is shown."""

    people: tuple[str, ...] = ()
    at: int = 0


class Session:
    """What the account screen works on.

    Args:
        workspace: the open account.
        clock: the time now, aware; read only when something is drawn or stamped.
        rng: randomness for new ids.
        me: the teammate who sits here, by id; empty while unknown.
        plain: draw with ASCII only.
        disclosure: what is withheld; nothing where it is `None` or false.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        clock: Clock,
        rng: Randomness,
        me: str = "",
        plain: bool = False,
        disclosure: "Disclosure | None" = None,
    ) -> None:
        self.workspace = workspace
        self.clock = clock
        self.rng = rng
        self.me = me
        self.plain = plain
        self.analysis: Analysis | None = None
        self.person: str | None = None
        self.tie: Pair | None = None
        self.finding = -1
        self.talk = 0
        self.plan_on = False
        self.companion: str | None = None
        self._supposed: Supposition | None = None
        self.search = Search()
        self.asked_me = False
        """Whoever sits here was asked who they are."""
        self.call: tuple[str, ...] = ()
        """Who of them is on the call; nobody while there is none."""
        self.caller = ""
        self.call_began: datetime | None = None
        self.looking = False
        """In a review that is read-only, nothing is changed."""
        self.privacy: Privacy | None = None
        if disclosure:
            self.disclose(disclosure)
        self.select_somebody()

    def disclose(self, disclosure: "Disclosure | None") -> None:
        """From now on withhold this; the analysis of what was shown before is dropped with its names."""
        self.stop_supposing()
        self.privacy, self.analysis = None, None
        if disclosure:
            from committee.tui.session.privacy import Privacy

            self.privacy = Privacy(disclosure)

    @property
    def shown(self) -> Account:
        """The account as it is, with what is withheld hidden."""
        real = self.workspace.account
        return real if self.privacy is None else self.privacy.shown(real)

    @property
    def account(self) -> Account:
        """The account as it is now, or as it is supposed; masked where names are hidden."""
        supposed = self.supposing
        return self.shown if supposed is None else supposed.account

    @property
    def supposing(self) -> Supposition | None:
        """The what-if on the screen; over as soon as the account itself is another one."""
        supposed = self._supposed
        return supposed if supposed is not None and supposed.base is self.shown else None

    def suppose(self, clause: str) -> Supposition:
        """Show the account with one change more, which is never kept.

        Raises:
            EditRefused: the change cannot be made, or the account is not analysed yet.
        """
        before = self.supposing
        if self.analysis is None or self.analysis.account is not self.account or not self.analysis.complete:
            raise EditRefused("The analysis is still running", "Ask again in a moment")
        self._supposed = supposing(before, self.analysis, clause)
        self.keep_selection()
        return self._supposed

    def stop_supposing(self) -> None:
        """Back to the account as it is, and to its analysis."""
        supposed, self._supposed = self.supposing, None
        if supposed is not None:
            self.analysed(supposed.today)
            self.keep_selection()

    @property
    def today(self) -> date:
        """The date of the analysis."""
        return self.workspace.today

    def state(self) -> ViewState:
        """The picture for the views."""
        return ViewState(
            account=self.account,
            today=self.today,
            now=self.clock(),
            analysis=self.analysis,
            person=self.person,
            tie=self.tie,
            finding=self.finding,
            talk=self.talk,
            plan_on=self.plan_on,
            companion=self.companion if self.companion in self.account.people else None,
            plain=self.plain,
            supposed=self.supposing,
            me=self.me,
            on_call=self.call_badge,
            disclosure=None if self.privacy is None else self.privacy.disclosure,
        )

    def situation(self, view: str) -> Situation:
        """What decides which keys are possible."""
        space, analysis = self.workspace, self.analysis
        stage = self.account.header.stage
        return Situation(
            person=self.person is not None,
            tie=self.tie is not None,
            ties=self.person is not None and bool(self.ties_of(self.person)),
            people=bool(self.account.people),
            read_only=space.read_only,
            dirty=space.dirty,
            can_undo=space.history.can_undo,
            can_redo=space.history.can_redo,
            analysed=analysis is not None,
            closed=stage is not None and stage.closed,
            findings=analysis is not None and bool(analysis.findings),
            finding=self.finding_in_focus(view) is not None,
            talks=analysis is not None and bool(analysis.plan.talks),
            plan_on=self.plan_on,
            searched=bool(self.search.people),
            file=space.path is not None,
            supposing=self.supposing is not None,
            private=self.privacy is not None and self.privacy.disclosure.names_hidden,
            looking=self.looking,
            view=view,
        )

    def ties_of(self, person: str) -> tuple[Pair, ...]:
        """The ties of a person: into them, then out of them; coverage among those in."""
        account = self.account
        into = [pair for pair in (*account.coverage, *account.influence) if pair[1] == person]
        out = [pair for pair in account.influence if pair[0] == person]
        return tuple(sorted(into)) + tuple(sorted(out))

    def perform(self, edit: Edit) -> Account:
        """Make a change; in a call it is stamped as heard there.

        Raises:
            EditRefused: it does not fit or would make the account invalid, or this is a what-if; nothing was changed.
        """
        if self.looking:
            raise EditRefused("This review is read-only", "Back in it, e lets you write")
        if self.supposing is not None:
            raise EditRefused("This is a what-if and is not changed", "Esc goes back to today first")
        if self.call:
            from committee.tui.session.call_stamp import stamped

            edit = stamped(self.account, edit, self.call, by=self.caller, today=self.today, rng=self.rng)
        if self.privacy is None:
            self.workspace.edit(edit)
        else:
            self.privacy.perform(self.workspace, edit)
        self.keep_selection()
        return self.account

    def on_call(self, people: tuple[str, ...], by: str) -> None:
        """A call begins, or others are on it now."""
        self.call, self.caller = people, by
        self.call_began = self.call_began or self.clock()

    def hang_up(self) -> None:
        """The call is over."""
        self.call, self.caller, self.call_began = (), "", None

    @property
    def call_badge(self) -> str:
        """`ON CALL Tom, Priya 14:02`, on this machine's clock; without names where they are hidden."""
        if not self.call or self.call_began is None:
            return ""
        from committee.tui.session.call_stamp import call_names, call_words

        return call_words("" if self.privacy else call_names(self.account, self.call), self.call_began)

    @property
    def call_source(self) -> str:
        """What evidence of this call says where it was heard; empty while there is none."""
        if not self.call:
            return ""
        from committee.tui.session.call_stamp import source_of

        return source_of(self.account, self.call)

    def select(self, person: str | None, tie: Pair | None = None) -> None:
        """Select somebody, or a tie; what is not there selects nothing."""
        account = self.account
        self.tie = tie if tie in account.influence or tie in account.coverage else None
        self.person = person if person in account.people else None

    def keep_selection(self) -> None:
        """After the account changed: whoever is gone is no longer selected, and somebody is, where there is anybody."""
        self.select(self.person, self.tie)
        if self.person is None:
            self.select_somebody()

    def select_somebody(self) -> None:
        """Start with the person who weighs most, the first by id among equals."""
        people = self.account.people
        if people:
            self.person = min(people, key=lambda key: (-(people[key].power or 0), key))

    def analysed(self, analysis: Analysis) -> None:
        """Take a finished analysis; the finding and talk in focus stay where they mean the same."""
        before = self.analysis
        self.analysis = analysis
        if before is not None and 0 <= self.finding < len(before.findings):
            focus = before.findings[self.finding]
            keys = [(found.code, found.subject) for found in analysis.findings]
            self.finding = keys.index((focus.code, focus.subject)) if (focus.code, focus.subject) in keys else -1
        else:
            self.finding = -1
        self.talk = min(self.talk, len(analysis.plan.talks))

    def finding_in_focus(self, view: str) -> "Finding | None":
        """The finding in focus; in the list of findings the first one, where the cursor begins."""
        findings = self.analysis.findings if self.analysis else ()
        at = 0 if self.finding < 0 and view == "findings" else self.finding
        return findings[at] if 0 <= at < len(findings) else None

    def searched(self, people: tuple[str, ...], at: int = 0) -> None:
        """Remember who was found, for n and N."""
        self.search = Search(people, at)

    def step_search(self, step: int) -> str | None:
        """The next or previous of those found who are still there."""
        people = tuple(person for person in self.search.people if person in self.account.people)
        if not people:
            return None
        self.search = replace(self.search, people=people, at=(self.search.at + step) % len(people))
        return people[self.search.at]
