"""What a program just started shows of the same account, selection and view."""

from desk import Desk
from host import NOW, numbered

from committee import store
from committee.tui.app import CommitteeApp
from committee.workspace import Workspace

ONLY = ("-only-view", "-only-inspector", "-only-strip")
VIEWS = {"people": "2", "hours": "3", "findings": "4", "path": "5", "matrix": "6", "coverage": "7"}

CHOSEN = {
    "hours": ("days", "local", "kept"),
    "people": ("column", "first", "sort", "descending", "marked"),
    "coverage": ("chosen",),
    "path": ("opened",),
    "matrix": (),
    "findings": (),
}
"""What somebody chose in a view: part of the state. Where the matrix stands follows from who is selected."""


async def body(d: Desk) -> list[str]:
    """The screen from the top of each list, without its first line, which tells what is unsaved and where the account
    came from, and without its last, which tells what was just done and which keys are possible, undo among them."""
    for widget in d.screen.query("*"):
        widget.scroll_home(animate=False, force=True, immediate=True)
    await d.settle()
    return [line.rstrip() for line in d.lines[1:-1]]


async def differences(walked: Desk) -> list[str]:
    """Where the view that is shown says something else than that of a fresh program.

    The map is not compared: by design it stays as it was when the account changes.
    """
    screen = walked.screen
    session, view = screen.session, screen.view_name
    if (
        view not in VIEWS
        or walked.app._tour
        or session.supposing is not None
        or session.call
        or session.workspace.read_only
    ):
        return []
    if any(screen.has_class(name) for name in ONLY) or screen.query("#find, #filter.open"):
        return []
    document = store.read_text(store.write_text(session.workspace.account))
    workspace = Workspace(document, today=session.today)
    app = CommitteeApp(workspace, walked.app.settings, today=session.today, clock=lambda: NOW, rng=numbered())
    app.disclosure = walked.app.disclosure
    async with app.run_test(size=(walked.app.size.width, walked.app.size.height)) as pilot:
        fresh = Desk(app, pilot)
        await fresh.settle()
        await fresh.press("1")
        other = fresh.screen.session
        other.person, other.tie, other.me = session.person, session.tie, session.me
        other.finding, other.talk, other.plan_on = session.finding, session.talk, session.plan_on
        other.companion, other.search = session.companion, session.search
        for name in ("-details", "-no-details"):
            fresh.screen.set_class(screen.has_class(name), name)
        await fresh.press(VIEWS[view])
        for name in CHOSEN[view]:
            setattr(fresh.screen.view, name, getattr(screen.view, name))
        fresh.screen.update()
        await fresh.settle()
        wanted = await body(fresh)
    await walked.press("1", VIEWS[view])
    found = await body(walked)
    if found == wanted:
        return []
    lines = [
        f"{number:3} is    {one}\n    fresh {other}"
        for number, (one, other) in enumerate(zip(found, wanted, strict=False))
        if one != other
    ]
    return ["\n".join([f"{view} {tuple(walked.app.size)} {session.person} differs:", *lines])]
