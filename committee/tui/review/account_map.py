"""An account of a review on its map: everything works as always, and one key leads back.

Read-only while the review is; what is changed otherwise is saved on the way back, and told in the notes.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from committee.errors import CommitteeError
from committee.model.account import Account
from committee.tui.account.screen import AccountScreen, Analysed
from committee.tui.review.heading import badges
from committee.tui.review.session import ReviewSession
from committee.tui.review.telling import tell_changes
from committee.tui.session.session import Session
from committee.tui.theme.ink import Line, spread
from committee.tui.theme.style import look
from committee.tui.widgets.keyed import Verbs
from committee.tui.widgets.line import LineWidget
from committee.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from committee.findings.finding import Finding
    from committee.tui.review.screen import ReviewScreen


class Banner(LineWidget):
    """Which account of the review this is, and how one gets back."""

    DEFAULT_CSS = look("review", "Banner")

    def __init__(self, review: ReviewSession) -> None:
        super().__init__(id="banner")
        self._review = review

    def line(self, cells: int) -> Line:
        """The line in `cells` cells."""
        review = self._review
        place = f" Review {review.index + 1} of {len(review.places)}"
        return spread([(place, "accent bold"), ("   esc or q: back to it", "muted")], badges(review), cells)


class ReviewMapScreen(AccountScreen):
    """The account screen within a review.

    Args:
        session: the account.
        rebound: the user's own keys.
        review: the review it belongs to.
        leave: called on the way back, with the account as it was when it was opened.
        lit: the finding to put into focus.
    """

    quits = "review.end"

    def __init__(
        self,
        session: Session,
        rebound: "Mapping[str, str]",
        *,
        review: ReviewSession,
        leave: Callable[["ReviewMapScreen", Account], None],
        lit: "Finding | None" = None,
    ) -> None:
        super().__init__(session, rebound)
        self._lit = lit
        self._banner = Banner(review)
        self._leave = leave
        self._before = session.workspace.account

    def compose(self) -> ComposeResult:
        yield self._banner
        yield from super().compose()

    def verbs(self) -> Verbs:
        """`q`, `R` and esc on the bare map lead back; everything else is as always."""
        bare = self.view_name == "map" and self.session.supposing is None and not self._inside()
        back = {"back": self._lead_back} if bare else {}
        return {"quit": self._lead_back, "review": self._lead_back, self.quits: self._end, **back}

    def _lead_back(self) -> None:
        self._leave(self, self._before)

    def _end(self) -> None:
        self._lead_back()
        if self.app.screen is not self:
            self.app.exit()

    def on_analysed(self, message: Analysed) -> None:
        """As always; the first time with the finding lit that was asked for."""
        super().on_analysed(message)
        if self._lit is not None:
            self.light()
            self.update()

    def light(self) -> None:
        """Put the finding that was asked for into focus, and select whom it is about."""
        session, lit = self.session, self._lit
        if lit is None or session.analysis is None:
            return
        keys = [(found.code, found.subject) for found in session.analysis.findings]
        if (lit.code, lit.subject) in keys:
            session.finding = keys.index((lit.code, lit.subject))
            about = next((one for one in (lit.subject, *lit.people) if one in session.account.people), None)
            session.select(about or session.person)
        self._lit = None

    def _inside(self) -> bool:
        """Whether esc leads out of something within the map first."""
        inspector = self.query_one("#inspector")
        narrow = self.has_class("-details") and self.has_class("-narrow")
        only = any(self.has_class(name) for name in ("-only-view", "-only-inspector", "-only-strip"))
        return inspector.has_focus or narrow or only


def open_map(screen: "ReviewScreen", found: "Finding | None", *, plan: bool) -> None:
    """Show the account at hand on its map, with a finding or the plan lit."""
    from committee.tui.session.session import who_i_am

    app, review = screen.program, screen.session
    if review.place is None:
        return
    try:
        workspace = _opened(review)
    except CommitteeError as failure:
        screen.say("that file could not be read" if review.hide else str(failure), warning=True)
        return
    session = Session(
        workspace,
        clock=app.clock,
        rng=app.rng,
        me=who_i_am(app.settings, workspace.account),
        plain=review.plain,
        disclosure=app.disclosure,
    )
    session.looking = not review.writing
    session.plan_on = plan
    before = app.work_on(workspace)

    def leave(shown: ReviewMapScreen, opened: Account) -> None:
        if _saved(screen, shown, opened):
            workspace.let_go()
            app.work_on(before)
            app.pop_screen()

    shown = ReviewMapScreen(session, screen.rebound, review=review, leave=leave, lit=found)
    if review.brief is not None and review.brief.analysis is not None and review.brief.account is session.account:
        session.analysed(review.brief.analysis)
        shown.light()
    app.push_screen(shown)


def _opened(review: ReviewSession) -> Workspace:
    """The account at hand: as it was analysed, unless its file is another one by now.

    Raises:
        FileFailure: it cannot be read.
    """
    place, brief = review.place, review.brief
    assert place is not None  # noqa: S101 - for the type checker: the caller looked
    workspace = Workspace.open(place.row.path, today=review.today)
    if brief is not None and brief.document is not None and brief.document.digest == workspace.document.digest:
        return Workspace(brief.document, today=review.today)
    return workspace


def _saved(screen: "ReviewScreen", shown: ReviewMapScreen, before: Account) -> bool:
    """Save what was changed and tell the notes; whether there is nothing unsaved any more."""
    workspace, review = shown.session.workspace, screen.session
    if workspace.dirty and workspace.path is not None:
        try:
            workspace.save()
        except CommitteeError as failure:
            shown.say("it could not be saved" if review.hide else str(failure), warning=True)
            return False
    if workspace.account != before and workspace.path is not None:
        screen.keep(lambda: tell_changes(review, before, workspace.account))
        review.briefs.forget(workspace.path)
    return True
