"""`y`: share the account with the others, and take over what they did."""

from typing import TYPE_CHECKING

from committee.errors import CommitteeError

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.tui.account.desk import Desk
    from committee.tui.sharing.resolve import Matter
    from committee.versions.sharing.replay import Open
    from committee.versions.sharing.standing import Outlook
    from committee.versions.sharing.sync import Sync


def sync(desk: "Desk") -> None:
    """Save what is not saved, look at what there is to share, and show it."""
    from committee.tui.account.commands.save_and_leave import saved_first

    saved_first(desk, lambda: _look(desk))


def _look(desk: "Desk") -> None:
    path = desk.session.workspace.path
    if path is None:
        return

    def look() -> None:
        from committee.versions.sharing.standing import outlook

        found: Outlook | CommitteeError
        try:
            found = outlook(path)
        except CommitteeError as failure:
            found = failure
        desk.screen.call_later(_ask, desk, found)

    desk.screen.run_worker(look, name="outlook", group="sync", thread=True)


def _ask(desk: "Desk", found: "Outlook | CommitteeError") -> None:
    from committee.tui.sharing.sync import Sharing, SyncScreen

    if desk.app.screen is not desk.screen:  # the key was pressed twice
        return
    session = desk.session
    before = session.workspace.account

    def after(state: "Sync | None") -> None:
        if state is None:
            desk.say("nothing was shared")
        elif state.done and state.file != state.place.file:
            desk.app.call_later(_follow, desk, state)
        elif state.done:
            desk.screen.lookout.look_after_sync("shared with the others" if state.sent else "kept as a commit here")
        else:
            desk.say("not shared yet; y goes on", warning=True)

    desk.ask(
        SyncScreen(
            Sharing(
                outlook=found,
                message=_proposal(desk, found),
                matter=lambda asked: _matter(desk, asked),
                words=lambda failure: _words(desk, failure),
                brought=lambda state: _brought(desk, before, state),
                hidden=session.privacy is not None,
                rebound=desk.rebound,
                plain=session.plain,
            )
        ),
        after,
    )


def _words(desk: "Desk", failure: CommitteeError) -> str:
    """What failed; what quotes no names is said in private, too, since it says how to go on."""
    from committee.versions.git.wording import Nameless

    return str(failure) if isinstance(failure, Nameless) else desk.words_of(failure)


def _follow(desk: "Desk", state: "Sync") -> None:
    """The others gave the file another name: it goes on under that."""
    if desk.app.open_account(state.file):
        desk.app.notify(f"The others renamed the file: {desk.file_words(state.file)}", markup=False)


def _proposal(desk: "Desk", found: "Outlook | CommitteeError") -> str:
    from committee import store
    from committee.reports.sync_text import proposed_message

    if isinstance(found, CommitteeError):
        return ""
    session = desk.session
    document = None if found.before is None else store.read_text(found.before)
    before = None if document is None or document.read_only else document.account
    hidden = session.privacy is not None
    return proposed_message(
        before,
        session.workspace.account,
        session.today,
        name="Account" if hidden else "",
        details=desk.app.settings.commit_details and not hidden,
    )


def _matter(desk: "Desk", asked: "Open") -> "Matter":
    from committee.text import show
    from committee.tui.account.commands.changed_underneath import matter

    hidden = desk.session.privacy is not None
    author = "" if hidden else asked.author
    where = "" if hidden else f" in {show(asked.path)}"
    title = f"You and {author or 'somebody else'} changed the same{where}"
    return matter(desk, asked.merged, title, theirs=author or "theirs", author=asked.author)


def _brought(desk: "Desk", before: "Account", state: "Sync") -> tuple[str, ...]:
    """What the others changed in this account, as may be seen, and how many other files of theirs came."""
    from committee import store
    from committee.reports.sync_text import brought

    session, place = desk.session, state.place
    others = [path for path in state.came if path != place.path]
    try:
        after = store.read(state.file).account
    except CommitteeError:
        after = before
    veil = (lambda account: account) if session.privacy is None else session.privacy.veil
    return brought(veil(before), veil(after), session.today, others)
