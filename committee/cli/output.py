"""Where words leave the program: results to stdout, everything else to stderr, all of it cleaned.

Text from files is cleaned when it is read; this is the second net, and the only place that writes.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from committee.errors import FileFailure, UsageFault
from committee.text import clean, show


@dataclass(slots=True)
class _Held:
    """What is to go to a file instead of stdout, and what of it there is so far."""

    file: Path | None = None
    unnamed: bool = False
    """Whether a failure may not say which file it is."""
    parts: list[bytes] = field(default_factory=list)


_held = _Held()


def hold(file: Path) -> None:
    """From now on results are for this file; `deliver` writes it.

    Raises:
        UsageFault: it is an account, which only edits change.
    """
    if file.name.endswith(".toml"):
        raise UsageFault("A result does not go into an account file", "Name another file after -o")
    _held.file = file
    _held.parts.clear()


def holding() -> bool:
    """Whether results go to a file."""
    return _held.file is not None


def name_no_file() -> None:
    """In private mode a failure does not say which file it is about."""
    _held.unnamed = True


def deliver() -> None:
    """Write what was held to its file, whole or not at all, for its owner's eyes only where it is new.

    Raises:
        FileFailure: it could not be written; a file that was there is as it was.
    """
    file, data, unnamed = _held.file, b"".join(_held.parts), _held.unnamed
    drop()
    if file is None:
        return
    from committee import writing

    try:
        with writing.failures(file):
            writing.replace(file, data, mode=writing.PRIVATE)
    except FileFailure as failure:
        if not unnamed:
            raise
        from committee.model.disclosure import unnamed as without

        raise without(failure, [file]) from None


def drop() -> None:
    """Give up what was held: the command failed."""
    _held.file, _held.unnamed = None, False
    _held.parts.clear()


def emit(text: str) -> None:
    """Print a result to stdout, with a line break at its end."""
    said = clean(text if text.endswith("\n") else f"{text}\n")
    if _held.file is not None:
        _held.parts.append(said.encode("utf-8", errors="replace"))
    else:
        _write(sys.stdout, said)


def emit_bytes(data: bytes) -> None:
    """Print a file of another format as it is: its line ends are part of the format, and its writer cleaned it."""
    if _held.file is not None:
        _held.parts.append(data)
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _nowhere(sys.stdout)


def emit_json(value: Mapping[str, Any] | Sequence[Any]) -> None:
    """Print a result as JSON: two spaces of indent, keys in the order they have."""
    import json

    emit(json.dumps(value, ensure_ascii=False, indent=2))


def complain(message: str) -> None:
    """Print a message to stderr; line breaks stay, everything that could steer a terminal goes."""
    lines = message.splitlines() or [""]
    _write(sys.stderr, "".join(f"{_indent(line)}{show(line)}\n" for line in lines))


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" ")))


def _write(stream: TextIO, text: str) -> None:
    """Write all of `text`; a reader who has gone away (`| head`) is no fault of ours."""
    encoding = stream.encoding or "utf-8"
    printable = text.encode(encoding, errors="replace").decode(encoding)
    try:
        stream.write(printable)
        stream.flush()
    except BrokenPipeError:
        _nowhere(stream)


def _nowhere(stream: TextIO) -> None:
    """Python flushes the stream once more on exit; give it somewhere to go."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
