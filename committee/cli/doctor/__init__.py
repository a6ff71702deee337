"""What the program finds on this machine, a line each: all is well, or what helps. Nothing is changed by looking.

`everything` asks each module: `machine` (versions, libraries, zones), `terminal` (colours, locale, clipboard, editor),
`places` (folders, modes, what is kept in them), `sharing` (git and what it knows of us). In: the environment and the
user's settings. Out: `Line`s, as text, as JSON, or as a report that names no folder, no file and nobody.
"""

from committee.cli.doctor.everything import everything
from committee.cli.doctor.line import Line, as_json, as_report, as_text

__all__ = ["Line", "as_json", "as_report", "as_text", "everything"]
