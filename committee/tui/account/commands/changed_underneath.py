"""The file changed underneath, two versions in it, what a crash left beside it: said, joined, or decided."""

from functools import partial
from typing import TYPE_CHECKING

from committee.errors import CommitteeError
from committee.plurals import counted
from committee.workspace import Found, Meeting, Workspace, marked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from committee.model.account import Account
    from committee.tui.account.desk import Desk
    from committee.tui.sharing.rescue import Offer
    from committee.tui.sharing.resolve import Matter
    from committee.versions.merge.conflict import Merged
    from committee.workspace.rescue import Rescued


def met(desk: "Desk", meeting: Meeting) -> None:
    """The file is another one: take over what is plain, say what is not."""
    before = desk.session.account
    space = desk.session.workspace
    if meeting.found in {Found.READ, Found.JOINED, Found.GONE}:
        if not space.take(meeting):
            return
        desk.session.keep_selection()
        desk.changed()
    key = _key(desk, "resolve")
    if meeting.found is Found.READ:
        desk.say(f"read again, somebody else saved: {changed_words(desk, before)}")
    elif meeting.found is Found.JOINED:
        notices = meeting.merged.notices if meeting.merged is not None and desk.session.privacy is None else ()
        twice = next((notice.what for notice in notices if notice.code == "added-twice"), "")
        changed = f"joined with what somebody else saved: {changed_words(desk, before)}"
        desk.say(f"joined; {twice}" if twice else changed, warning=bool(twice))
    elif meeting.found is Found.GONE:
        desk.say("the file was moved or deleted; ctrl+s writes it anew, everything is still here", warning=True)
    elif meeting.found is Found.OPEN and meeting.merged is not None:
        count = counted(len(meeting.merged.conflicts), "thing differs", "things differ")
        desk.say(f"somebody else saved, and {count} with what you changed here; {key} decides", warning=True)
    elif meeting.found is Found.MARKED:
        desk.say(f"git left two versions in the file; {key} decides between them", warning=True)
    else:
        why = "" if desk.session.privacy else f" ({meeting.why})"
        desk.say(f"the file has errors now{why}; what is here is kept, and nothing was taken over", warning=True)


def changed_words(desk: "Desk", before: "Account") -> str:
    """What came from others, in words: the first change, and how many more."""
    from committee.reports.changes_text import sentences

    made = sentences(before, desk.session.account, desk.session.today)
    if not made:
        return "nothing that shows"
    more = f", and {len(made) - 1} more" if len(made) > 1 else ""
    return f"{made[0]}{more}"


def arrived(desk: "Desk") -> None:
    """The account is on the screen: two versions in its file are decided at once, what a crash left is announced."""
    space = desk.session.workspace
    if any(problem.code == "conflict" for problem in space.document.errors):
        decide_marked(desk)
        return
    _announce_rescued(desk)


def decide(desk: "Desk") -> None:
    """`B`: whatever there is to decide about this file."""
    space = desk.session.workspace
    if any(problem.code == "conflict" for problem in space.document.errors):
        decide_marked(desk)
        return
    meet(desk, lambda meeting: _decide_met(desk, meeting))


def meet(desk: "Desk", then: "Callable[[Meeting], None]") -> None:
    """Look in a thread what became of the file; `then` is for the screen."""
    space = desk.session.workspace

    def look() -> None:
        try:
            meeting = space.meet()
        except CommitteeError as failure:
            desk.screen.call_later(desk.say, desk.words_of(failure), warning=True)
        else:
            desk.screen.call_later(then, meeting)

    desk.screen.run_worker(look, name="meet", group="meet", thread=True)


def _decide_met(desk: "Desk", meeting: Meeting) -> None:
    if desk.app.screen is not desk.screen:  # the key was pressed twice
        return
    if meeting.found is Found.SAME:
        if not _announce_rescued(desk, asked=True):
            desk.say("there is nothing to decide: the file is as it was read")
    elif meeting.merged is not None and meeting.found in {Found.OPEN, Found.MARKED}:
        decide_met(desk, meeting, lambda: None)
    else:
        met(desk, meeting)


def decide_met(desk: "Desk", meeting: Meeting, then: "Callable[[], None]") -> None:
    """Decide what is open between here and the file; `then` runs once it is."""
    if meeting.merged is None:
        return
    from committee.tui.sharing.resolve import ResolveScreen

    def decided(merged: "Merged | None") -> None:
        if merged is None:
            desk.say("left undecided: nothing was changed, here or in the file", warning=True)
            return
        taken = _taken(desk, meeting, merged)
        if taken and meeting.found is Found.MARKED:
            _settled(desk)
        elif taken:
            desk.say("decided; ctrl+s saves it" if desk.session.workspace.dirty else "decided, as the file says")
            then()

    shown = (
        matter(desk, meeting.merged, "Two versions in the file")
        if meeting.found is Found.MARKED
        else matter(desk, meeting.merged, "Somebody else saved this file", keep=partial(_keep, desk))
    )
    desk.ask(ResolveScreen(shown), decided)


def _keep(desk: "Desk", account: "Account") -> None:
    """Have what was decided so far among what is unsaved: what is still open is as it is here."""
    from committee.model.edits import difference

    space = desk.session.workspace
    space.edit(difference(space.account, account, "decided so far"))


def _taken(desk: "Desk", meeting: Meeting, merged: "Merged") -> bool:
    try:
        taken = desk.session.workspace.take(meeting, merged.account)
    except CommitteeError as failure:
        desk.say(desk.words_of(failure), warning=True)
        return False
    if not taken:
        desk.say(f"something changed again meanwhile; {_key(desk, 'resolve')} decides anew", warning=True)
        return False
    desk.session.keep_selection()
    desk.changed()
    desk.secure()
    return True


def decide_marked(desk: "Desk") -> None:
    """Decide between the two versions of a file that was opened with git's conflict markers in it."""
    space = desk.session.workspace
    merged = marked(space.document)
    if merged is None:
        desk.say("git left two versions in the file, and one of them has errors; E opens it in your editor",
                 warning=True)  # fmt: skip
        return
    base = space.document
    decide_met(
        desk, Meeting(found=Found.MARKED, base=base, before=space.account, after=space.account, theirs=base,
                      merged=merged), lambda: None,
    )  # fmt: skip


def _settled(desk: "Desk") -> None:
    """The clean file is written; git may be told, this file only."""
    from committee.tui.sharing.settled import SettledScreen
    from committee.versions.sharing.standing import settle, unsettled

    path = desk.session.workspace.path
    desk.update()
    if path is None or not unsettled(path):
        desk.say("decided and written")
        return

    def closed(told: bool | None) -> None:  # noqa: FBT001 - the answer of the dialog
        desk.say("decided, written, and git knows" if told else "decided and written; git add still has to tell git")

    desk.ask(SettledScreen(desk.file_words(path), lambda: settle(path), desk.words_of), closed)


def matter(
    desk: "Desk",
    merged: "Merged",
    title: str,
    *,
    theirs: str = "theirs",
    author: str = "",
    keep: "Callable[[Account], None] | None" = None,
) -> "Matter":
    """What there is to decide, with the names and keys of this sitting."""
    from committee.tui.sharing.resolve import Matter, unveiled
    from committee.versions.merge.conflict import Witness

    session = desk.session
    return Matter(
        merged=merged,
        title=title,
        today=session.today,
        theirs=theirs,
        witness=Witness(author=author, day=session.today, rng=session.rng),
        veil=unveiled if session.privacy is None else session.privacy.veil,
        rebound=desk.rebound,
        plain=session.plain,
        keep=keep,
    )


def _announce_rescued(desk: "Desk", seen: "frozenset[Path]" = frozenset(), *, asked: bool = False) -> bool:
    """Ask what to do with unsaved work of earlier sittings, one after the other; whether there is any not yet `seen`.

    What was taken over from one is there when the next is looked at. A copy from before somebody was forgotten is
    offered only where it is `asked` for: nobody is to bring them back by a key too much.
    """
    from committee.workspace.rescue import rescued

    space = desk.session.workspace
    if space.read_only or space.path is None:
        return False
    everything, faults = rescued(space.path, space.account, space.document.account)
    for failure in faults if not seen else ():
        desk.say(desk.words_of(failure), warning=True)
    found = next((one for one in everything if one.path not in seen and (asked or not one.before)), None)
    if found is None:
        if everything and not asked and not seen:
            key = _key(desk, "resolve")
            desk.say(f"what was here before somebody was forgotten is kept; {key} takes it back or throws it away")
        return False
    from committee.tui.sharing.rescue import Rescue, RescueScreen

    def further() -> None:
        _announce_rescued(desk, seen | {found.path}, asked=asked)

    def chosen(answer: Rescue | None) -> None:
        if answer is Rescue.TAKE and found.merged.clean:
            _take_rescued(desk, found, found.merged)
        elif answer in {Rescue.TAKE, Rescue.LOOK}:
            _look_at_rescued(desk, found, further)
            return
        elif answer is Rescue.DROP:
            _drop_rescued(desk, found)
        further()

    desk.ask(RescueScreen(_offer(desk, found)), chosen)
    return True


def _offer(desk: "Desk", found: "Rescued") -> "Offer":
    """What would come back, as it may be seen."""
    from committee.reports.changes_text import said
    from committee.tui.sharing.rescue import Offer

    space, privacy = desk.session.workspace, desk.session.privacy
    before, after = space.account, found.merged.account
    if privacy is not None:
        before, after = privacy.shown(before), privacy.veil(after)
    journal = found.until is not None
    beside = space.path is not None and found.path.parent == space.path.absolute().parent
    return Offer(
        where="" if journal else desk.file_words(found.path) if beside else "the state folder",
        when=found.when.astimezone(),
        changes=[(one.sign, one.sentence) for one in said(before, after, desk.session.today)],
        open=len(found.merged.conflicts),
        typed=() if privacy is not None else found.typed,
        until=found.until.astimezone() if found.until is not None else None,
        before=found.before,
    )


def _look_at_rescued(desk: "Desk", found: "Rescued", further: "Callable[[], None]") -> None:
    from committee.tui.sharing.resolve import ResolveScreen

    def decided(merged: "Merged | None") -> None:
        if merged is None:
            desk.say("left as it was: nothing was changed, and the rescued work is still there")
        else:
            _take_rescued(desk, found, merged)
        further()

    shown = matter(desk, found.merged, "Unsaved work of an earlier sitting", theirs="rescued")
    desk.ask(ResolveScreen(shown), decided)


def _take_rescued(desk: "Desk", found: "Rescued", merged: "Merged") -> None:
    from committee.model.edits import difference

    space: Workspace = desk.session.workspace
    edit = difference(space.account, merged.account, "taken from the rescued work")
    try:
        if edit:
            space.edit(edit)
    except CommitteeError as failure:
        desk.say(desk.words_of(failure), warning=True)
        return
    desk.session.keep_selection()
    desk.changed()
    desk.secure()
    if space.dirty:
        desk.screen.lookout.once_saved.append(found.remover(edit))
        desk.say("taken over, not saved yet: ctrl+s saves it, u takes it back")
    else:
        _drop_rescued(desk, found)


def _drop_rescued(desk: "Desk", found: "Rescued") -> None:
    try:
        found.remove()
    except CommitteeError as failure:
        desk.say(desk.words_of(failure), warning=True)
    else:
        desk.say("the rescued work was thrown away")


def _key(desk: "Desk", identifier: str) -> str:
    from committee.tui.keys.keymap import action, keys_of, shown

    keys = keys_of(action(identifier), desk.rebound)
    return shown(keys[0], plain=desk.session.plain) if keys else identifier
