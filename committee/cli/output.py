"""Where words leave the program: results to stdout, everything else to stderr, all of it cleaned.

Text from files is cleaned when it is read; this is the second net, and the only place that writes.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from committee.text import clean, show


def emit(text: str) -> None:
    """Print a result to stdout, with a line break at its end."""
    _write(sys.stdout, clean(text if text.endswith("\n") else f"{text}\n"))


def emit_bytes(data: bytes) -> None:
    """Print a file of another format as it is: its line ends are part of the format, and its writer cleaned it."""
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
