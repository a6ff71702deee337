"""What a view of the account screen is: it is shown a state, and says what was selected or wanted."""

from contextlib import suppress

from textual.actions import SkipAction
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from committee.tui.session.state import ViewState


class View(Container, can_focus=False, inherit_bindings=False):
    """Base of the views 1 to 7.

    A view is told everything by `show` and speaks upward with the messages of `committee.tui.widgets.messages`. It is
    made when it is first looked at and kept; while it is hidden nothing is shown to it.
    """

    class Ready(Message):
        """The view stands and can be shown a state."""

    def on_mount(self) -> None:
        """Say so; Textual calls this beside the handlers of subclasses."""
        self.post_message(self.Ready())

    def show(self, state: ViewState) -> None:
        """Draw this state; called after every change, also of the selection alone."""
        raise NotImplementedError

    def focus_target(self) -> Widget | None:
        """The widget that takes the keys when the view is switched to; by default the first that can."""
        return next((child for child in self.query("*") if child.focusable), None)

    def move(self, direction: str) -> bool:
        """`left`, `down`, `up` or `right` by a key that the focused widget does not know itself (hjkl).

        Returns:
            Whether the view moved; by default the focused list, table or scroll area does.
        """
        focused = self.screen.focused
        for name in (f"action_cursor_{direction}", f"action_scroll_{direction}"):
            act = getattr(focused, name, None)
            if focused is not None and self in focused.ancestors_with_self and callable(act):
                # Raised where there is nothing to scroll to, which only a binding knows how to take.
                with suppress(SkipAction):
                    act()
                return True
        return False

    def back(self) -> bool:
        """Escape, before anything else takes it; whether the view had a use for it."""
        return False

    @property
    def teammate(self) -> str:
        """Who of ours a relationship written now is of, where the view says so; by default nobody in particular."""
        return ""

    @property
    def several(self) -> tuple[str, ...]:
        """Everybody a change is meant for, where people are marked; by default nobody is."""
        return ()

    def enter(self) -> bool:
        """Enter, where the focused widget has no use for it; whether the view had."""
        return False
