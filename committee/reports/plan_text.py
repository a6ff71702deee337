"""The plan as linear text, for the clipboard, a pipe or a screen reader."""

from dataclasses import replace

from committee.reports.plain import plain
from committee.reports.plan_content import plan_document
from committee.workspace import Analysis


def plan_text(analysis: Analysis, colophon: str = "") -> str:
    """What `committee plan` prints: the answer, the talks with every number behind them, and what the plan leaves."""
    return plain(replace(plan_document(analysis), colophon=colophon))
