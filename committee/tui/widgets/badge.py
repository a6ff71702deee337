"""The badge of a mode on a dialog: it covers the title line where it is as high as the screen."""

from textual.app import App
from textual.content import Content
from textual.widget import Widget


def wear_badge(frame: Widget, app: App[object]) -> None:
    """Put the badge of the program's mode into the lower border of a dialog's frame; nothing where no mode is on."""
    # A dialog is also shown alone, in an app that has no modes.
    disclosure = getattr(app, "disclosure", None)
    if disclosure:
        frame.border_subtitle = Content.assemble((f" {disclosure.badge} ", "bold reverse $accent"))
