"""The catalogue of findings as text: docs/findings.md and `committee explain CODE`.

`python -m committee.findings.reference` prints the page; a test keeps the file equal to it.
"""

import sys

from committee.findings.registry import RULES
from committee.findings.rule import Rule
from committee.model.tunables import THRESHOLDS

_INTRO = """\
# Findings

What `committee check` and the findings list look for. Each finding has a code that is never used again for anything
else, a severity, the people and ties it is about, the numbers behind it with their thresholds, one sentence that
explains it, and a fix: who should do what, and what it gains.

- **One finding per person and cause.** Where several rules see the same person for the same reason (no way to them;
  what we believe of them; what they are to us as a champion; who is against), the most severe stands and the others are
  shown under it. A department that sits wholly in one place nests under the finding of that place.
- **Members.** Findings about persons are about members of the committee: people with a role, a need, a stance, a
  champion table, power of 3 or more, or named in the quorum. PP002 and AC001 speak of anybody.
- **Early on the map is quiet.** The EV and CV rules, and those that say so, begin with the stage evaluation; before it
  one line tells how many claims are confirmed. Once a deal is won, lost or ended without a decision there are none.
- **Unknown is unknown.** Unknown power counts as 1, an absent strength as 2; nothing else is filled in. A member of the
  quorum without a need of their own is asked for a yes.
- **Existing ties** are those in the file and the reporting lines from manager to report; *written* ties are only those
  in the file. A chain starts at a voice and runs through people who are neither reserved nor opposed.
- **Accepted findings stay visible**, marked as accepted with the reason. After the last day of `until` they come back.
- **Mended where they are read.** On the screen `f` and `F` walk through the findings; the people and ties concerned are
  lit and the rest is dimmed. `m` offers what can be done at once: the fix as an action of whoever should do it (one key
  more), a tie that exists and is missing on the map, a claim taken back until somebody bears it out. Each is a change
  like any other: `u` takes it back. `x` accepts a finding with a reason and a last day; enter in the list explains it.
- **Thresholds** stand in one table, below; `[thresholds]` in an account's file replaces them one by one.

`committee check` fails at `high` and above unless `--fail-on` says otherwise; [continuous.md](continuous.md) shows how
to let it run by itself.

How long they take once the graph and the plan are there, on one core of a small machine on which a million turns of an
empty Python loop take 59 ms (`python benchmarks/findings.py`). CH005, CH006 and DM008 search; above 60 people the
screen shows what the others found until they are done. CH006 tries nobody whose bound is below the best gain found;
how many that leaves depends on the account more than on its size, hence the dip at 600 (random accounts, plan solved
before).

| people | 26 quick rules | 3 that search |
|---|---|---|
| 60 | 8 ms | 161 ms |
| 200 | 16 ms | 793 ms |
| 600 | 69 ms | 70 ms |
| 2,000 | 667 ms | 264 ms |
"""


def document() -> str:
    """The whole page, in Markdown."""
    sections = [_INTRO, _overview(), *(section(one) for one in RULES), _thresholds()]
    return "\n".join(sections)


def section(one: Rule) -> str:
    """Code, name and severity, and the four texts under their fixed headings."""
    return (
        f"## {one.code} {one.name} ({_severity(one)})\n\n"
        f"**What it checks.** {one.checks}\n\n"
        f"**Why it matters.** {one.why}\n\n"
        f"**Example.** {one.example}\n\n"
        f"**What to do.** {one.todo}\n"
    )


def _severity(one: Rule) -> str:
    return "medium to critical" if one.code == "RM001" else str(one.severity)


def _overview() -> str:
    rows = [f"| [{one.code}](#{_anchor(one)}) | {one.name} | {_severity(one)} |" for one in RULES]
    return "\n".join(["| code | name | severity |", "|---|---|---|", *rows, ""])


def _anchor(one: Rule) -> str:
    return f"{one.code} {one.name} {_severity(one)}".lower().replace(" ", "-")


def _thresholds() -> str:
    rows = [
        f"| `{limit.key}` | {limit.default} | {limit.minimum} to {limit.maximum} | {limit.doc} |"
        for limit in THRESHOLDS
    ]
    head = ["## Thresholds", "", "| key | default | may be | what it does |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(document())
