"""Comments of a file as the account keeps them: by the path of what they are about."""

from collections.abc import Mapping
from typing import Any

from committee.model.account import Comment, KeyPath
from committee.model.problem import Problem
from committee.model.tables import locate
from committee.store.scanner import Scan, joined, scan
from committee.store.source import cleaned_problem
from committee.text import clean, is_clean


def comments_of(text: str, raw: Mapping[str, Any]) -> tuple[dict[KeyPath, Comment], list[Problem]]:
    """All comments of a text, by path, and a warning for each that had hostile characters.

    The comment of an item has the item as the last part of its path where the list is one of the format's (such lists
    are sorted, so a number would not stay true), the item's index elsewhere.
    """
    found = scan(text)
    comments: dict[KeyPath, Comment] = {}
    for raw_path, comment in found.comments.items():
        _add(comments, tuple(map(clean, raw_path)), comment)
    for raw_path, items in found.item_comments.items():
        path = tuple(map(clean, raw_path))
        named = _named_items(path, raw)
        for index, comment in items.items():
            _add(comments, (*path, named[index] if named else str(index)), comment)
    problems: list[Problem] = []
    for path, comment in comments.items():
        if not all(map(is_clean, lines_of(comment))):
            problems.append(_cleaned(found, path, comment))
            comments[path] = _tidy(comment)
    return dict(sorted(comments.items())), problems


def lines_of(comment: Comment) -> tuple[str, ...]:
    """Every line of a comment."""
    return (*comment.above, *((comment.trailing,) if comment.trailing else ()), *comment.end)


def _add(comments: dict[KeyPath, Comment], path: KeyPath, comment: Comment) -> None:
    comments[path] = joined(comments[path], comment) if path in comments else comment


def _named_items(path: KeyPath, raw: Mapping[str, Any]) -> list[str] | None:
    """The items of a list of the format, as text; `None` for any other list."""
    known = locate(path)
    if known is None or known[1] is None or not known[1].many:
        return None
    value: Any = raw
    for part in path:
        value = value[part]
    return [item if isinstance(item, str) else str(item) for item in value]


def _tidy(comment: Comment) -> Comment:
    return Comment(
        above=tuple(map(clean, comment.above)), trailing=clean(comment.trailing), end=tuple(map(clean, comment.end))
    )


def _cleaned(found: Scan, path: KeyPath, comment: Comment) -> Problem:
    dirty = next(line for line in lines_of(comment) if not is_clean(line))
    line, column = found.line_column(max(found.text.find(dirty), 0))
    return cleaned_problem(path, "a comment has", dirty, line, column)
