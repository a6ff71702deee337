"""How much room a widget has for what it shows, hidden or not.

Textual's own sizes are those of the place a widget has on the screen, and nothing where it has none: while it is
hidden, and from the moment it is shown again until the screen is laid out. What is wrapped or scrolled just then would
be made for no room at all, and stay so, since a widget that comes back in its old size is told of no other.
"""

from textual.geometry import Size
from textual.widget import Widget


def room_of(widget: Widget) -> Size:
    """The cells inside of padding, border and scrollbars, as they were the last time the widget was laid out."""
    return widget.outer_size - widget.styles.gutter.totals - widget.scrollbar_gutter.totals
