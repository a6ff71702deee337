"""One line of text with meaning, as wide as the screen."""

from textual.content import Content
from textual.widget import Widget

from committee.tui.ink import Line, content


class LineWidget(Widget, inherit_bindings=False):
    """A row whose text depends on its width; subclasses say what it holds."""

    def line(self, cells: int) -> Line:
        """The segments for a row of `cells` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """The line as it is now."""
        return content(self.line(self.content_size.width))
