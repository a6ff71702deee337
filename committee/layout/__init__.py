"""Where people and ties go on a character grid: lanes, order, routes, raster. No Textual here."""

from committee.layout.engine import arrange, reveal
from committee.layout.layout import Layout
from committee.layout.shapes import Card, Detail, Direction, Lane, Rect, Route, Row
from committee.layout.ties import shown_ties

__all__ = [
    "Card",
    "Detail",
    "Direction",
    "Lane",
    "Layout",
    "Rect",
    "Route",
    "Row",
    "arrange",
    "reveal",
    "shown_ties",
]
