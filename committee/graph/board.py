"""The yes board in words: how many yeses there are, whose are missing, and the next step of the paper process."""

from collections import Counter

from committee.graph.standing import Committee, Standing, State
from committee.model.account import Account, Gate
from committee.model.dates import show_day
from committee.model.vocabulary import GateStatus
from committee.text import Segment

_ORDER = ("against", "open", "unknown", "assumed", "won", "spare")


def board_text(account: Account, committee: Committee, plan_effort: str | None = None) -> tuple[Segment, ...]:
    """The segments of the yes line, most pressing first.

    `YES 1 of 4`, `any 3 of 4: 1 so far`, `Tom vacant`, `Anke against`, `Jens open`, `Rui unknown`, `Piotr assumed`,
    `next gate DPA 20 Jan`, and `plan_effort` (`4 talks, hard`) as it is given. The screen puts a glyph
    beside each by its state.
    """
    board = committee.board
    segments = [(f"YES {board.met} of {board.needed}", "count")]
    if board.quorum is not None:
        quorum = board.quorum
        segments.append((f"any {quorum.at_least} of {quorum.of}: {quorum.met} so far", "quorum"))
    rows = [(show_state(committee, row), row) for row in by_urgency(committee)]
    names = short_names(account)
    segments += [(f"{names[person]} vacant", "vacant") for person in board.vacant]
    segments += [(f"{names[row.person]} {shown}", shown) for shown, row in rows]
    if (gate := next_gate(account)) is not None:
        segments.append((_gate_text(committee, *gate), "gate"))
    if plan_effort:
        segments.append((plan_effort, "plan"))
    return tuple(segments)


def short_names(account: Account) -> dict[str, str]:
    """Everybody's short name, by id. O(people)."""
    firsts = {person: _first(one.name) for person, one in account.people.items()}
    alike = Counter(firsts.values())
    return {person: account.people[person].name if alike[first] > 1 else first for person, first in firsts.items()}


def next_gate(account: Account) -> tuple[str, Gate] | None:
    """The open step of the paper process that is due first; undated ones last, then by id."""
    left = [
        (identifier, gate) for identifier, gate in sorted(account.gates.items()) if gate.status is not GateStatus.DONE
    ]
    return min(left, key=lambda pair: (pair[1].due is None, pair[1].due or 0, pair[0]), default=None)


def by_urgency(committee: Committee) -> list[Standing]:
    """Everybody on the board, the most pressing first: against, open, unknown, assumed, won, spare."""
    return sorted(committee.board.rows, key=lambda row: _ORDER.index(show_state(committee, row)))


def show_state(committee: Committee, row: Standing) -> str:
    """How somebody's state is said: that of somebody open of whom nothing is known is unknown."""
    if row.state is State.OPEN and committee.beliefs[row.person].counts is None:
        return "unknown"
    return str(row.state)


def _gate_text(committee: Committee, identifier: str, gate: Gate) -> str:
    words = identifier.replace("-", " ")
    name = words.upper() if len(words) <= 4 else words
    if gate.status is GateStatus.BLOCKED:
        return f"next gate {name} blocked"
    if gate.due is None:
        return f"next gate {name} undated"
    near = abs((gate.due - committee.today).days) < 300
    return f"next gate {name} {show_day(gate.due, gate.due if near else None)}"


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else name
