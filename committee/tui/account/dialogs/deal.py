"""The deal: account, how it is decided, gates, rivals, and this account's own numbers."""

from collections.abc import Iterator
from datetime import date

from committee.model.account import Account, Gate
from committee.model.dates import show_date, show_distance
from committee.model.ids import Randomness
from committee.model.vocabulary import GateStatus
from committee.tui.account.dialogs.records import Group, Item, Perform, RecordsScreen
from committee.tui.theme.ink import Segment


class DealScreen(RecordsScreen):
    """Everything about the deal that is not a person or a tie."""

    def __init__(self, account: Account, perform: Perform, *, today: date, rng: Randomness, me: str) -> None:
        super().__init__(f"Deal: {account.header.name}", account, perform, today=today, rng=rng, me=me)

    def groups(self) -> Iterator[Group]:
        """Account, decision, gates, rivals, numbers."""
        account = self.account
        yield Group("ACCOUNT", (Item(("account",), tuple(account_line(account, self.today))),))
        yield Group("DECISION", (Item(("decision",), tuple(decision_line(account))),))
        gates = sorted(
            account.gates.items(), key=lambda pair: (pair[1].due is None, pair[1].due or self.today, pair[0])
        )
        yield Group(
            "GATES",
            tuple(Item(("gates", key), tuple(gate_line(account, gate, self.today))) for key, gate in gates),
            "gates",
            "add a gate",
            "a step of the paper process, with owners and a date",
            (("ours", self.me if self.me in account.team else ""), ("status", GateStatus.OPEN)),
        )
        yield Group(
            "RIVALS",
            tuple(Item(("rivals", key), ((rival.name, "bold"),)) for key, rival in account.rivals.items()),
            "rivals",
            "add a rival",
        )
        yield Group(
            "OWN NUMBERS",
            (
                Item(("effort",), (("effort of a talk  ", "bold"), (_own_words(account.effort), "muted"))),
                Item(("thresholds",), (("thresholds        ", "bold"), (_own_words(account.thresholds), "muted"))),
            ),
        )


def account_line(account: Account, today: date) -> list[Segment]:
    """Deal, stage, forecast, value, date, owner, next step; what is not known is left out."""
    header = account.header
    value = f"{header.value:,} {header.currency}".strip() if header.value is not None else ""
    closes = (
        f"closes {show_date(header.close_date)}, {show_distance(header.close_date, today)}" if header.close_date else ""
    )
    parts = [header.deal, str(header.stage or ""), str(header.forecast or ""), value, closes]
    parts.append(f"owner {account.name_of(header.owner)}" if header.owner else "")
    known = [part for part in parts if part]
    return [(" · ".join(known) or "nothing known yet but the name", "" if known else "muted")]


def decision_line(account: Account) -> list[Segment]:
    """The quorum, the roles that are not needed, and how many voices a reserved approver takes."""
    quorum, without = account.decision.quorum, account.decision.not_needed
    parts = []
    if quorum is not None:
        names = ", ".join(account.name_of(person) for person in quorum.of)
        parts.append(f"any {quorum.at_least or '?'} of {names or 'nobody yet'}")
    if without:
        parts.append(f"does without {', '.join(without)}")
    if (account.decision.voices_for_reserved or 1) > 1:
        parts.append(f"whoever is reserved hears it from {account.decision.voices_for_reserved} people")
    return [(" · ".join(parts) or "everybody whose yes or no-objection is needed", "" if parts else "muted")]


def gate_line(account: Account, gate: Gate, today: date) -> list[Segment]:
    """What, its state, when, who drives it."""
    status = gate.status or GateStatus.OPEN
    late = gate.due is not None and gate.due < today and status is not GateStatus.DONE
    due = f"due {show_date(gate.due)}, {show_distance(gate.due, today)}" if gate.due else "no date"
    owners = " and ".join(account.name_of(owner) for owner in (gate.ours, gate.theirs) if owner) or "nobody drives it"
    style = "ok" if status is GateStatus.DONE else "warn" if late or status is GateStatus.BLOCKED else "muted"
    return [(gate.what or "(unnamed)", "bold"), (f"  {status} · {due} · {owners}", style)]


def _own_words(numbers: object) -> str:
    count = len(numbers) if isinstance(numbers, dict) else 0
    return f"{count} of this account's own" if count else "the usual ones"
