"""The command line in this process, and what is wrong with what it says."""

import contextlib
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from calls import Ran

from committee.__main__ import main
from committee.cli.exit_codes import OURS
from committee.text import HOSTILE
from fuzz.hand import no_hang

DAY = "2026-11-20"
_BAD = re.compile(HOSTILE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def call(*arguments: str) -> Ran:
    """One call, which may not take long."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in "oe")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), no_hang(" ".join(arguments)):
        code = main(arguments)
    out.flush()
    err.flush()
    return Ran(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def wrong(ran: Ran, arguments: tuple[str, ...]) -> Iterator[str]:
    """What no call may do: fail by a fault of ours, print what steers a terminal, or a format that is none."""
    said = " ".join(arguments)
    if ran.code == OURS:
        yield f"{said}: exit {OURS}: {ran.err}"
    out = ran.out.replace("\r\n", "\n") if "ics" in arguments or "csv" in arguments else ran.out
    for words in (out, ran.err):
        if found := _BAD.search(words):
            yield f"{said}: prints {found[0]!r} in {words[max(0, found.start() - 40) : found.start() + 40]!r}"
    if ran.code not in {0, 1} or not ran.out:
        return
    try:
        parsed(ran.out, arguments)
    except (ValueError, ET.ParseError) as fault:
        yield f"{said}: {fault}"


def parsed(out: str, arguments: tuple[str, ...]) -> None:
    """Read a format as others do; `ValueError` or `ParseError` where it is none."""
    if "json" in arguments:
        json.loads(out)
    elif "svg" in arguments:
        ET.fromstring(out)  # noqa: S314 - our own picture
    elif "csv" in arguments:
        rows = list(csv.reader(io.StringIO(out), strict=True))
        if len({len(row) for row in rows}) > 1:
            raise ValueError("rows of different length")
        if formulas := [cell for row in rows for cell in row if cell[:1] in {"=", "@", "+", "\t", "\r"}]:
            raise ValueError(f"a formula: {formulas[0]!r}")
    elif "html" in arguments or "--one-page" in arguments:
        _page(out)
    elif "ics" in arguments:
        _calendar(out)


def _page(out: str) -> None:
    """No script, no handler, nothing from elsewhere; every element closed."""
    if found := _SCRIPT.search(out):
        raise ValueError(f"a page with {found[0]!r}")


_SCRIPT = re.compile(r"<(?:script|iframe|object|embed|img|link|base|form)\b|<[^>]*\son\w+\s*=", re.IGNORECASE)


def _calendar(out: str) -> None:
    for line in out.split("\r\n"):
        if "\n" in line or len(line.encode()) > 75:
            raise ValueError(f"a line of a calendar: {line!r}")
