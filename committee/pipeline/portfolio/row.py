"""One account as a row among many: what a pipeline review needs to know before opening it; and what rows amount to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from committee.findings.finding import Severity
from committee.model.vocabulary import Forecast, Stage
from committee.text import Segment

WORST = 3
"""How many findings a row carries in words."""


class Trend(StrEnum):
    """How the plan compares with the one of the last review."""

    EASIER = "easier"
    SAME = "same"
    HARDER = "harder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """One standing finding in words; `subject` as in a finding, `people` by id."""

    code: str
    name: str
    severity: Severity
    subject: str
    text: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account file as of `today`; small, so that thousands fit.

    A row exists for every file, readable or not. `fault` says what is wrong with the file where it has errors: what
    could be read of the header stands beside it, but nothing was analysed, as nothing is by `committee check`.
    Absent values are unknown, never zero. `owner` and `next_owner` are names, `champions` and `buyers` ids.
    """

    path: Path
    today: date
    name: str
    digest: str = ""
    """Of the bytes read; empty where they could not be."""

    deal: str = ""
    stage: Stage | None = None
    forecast: Forecast | None = None
    value: int | None = None
    currency: str = ""
    close_date: date | None = None
    owner: str = ""
    owner_id: str = ""
    reviewed: date | None = None
    next_step: str = ""
    """`next_step` of the account, else its open action that is due first."""
    next_due: date | None = None
    next_owner: str = ""

    analysed: bool = False
    """Whether board, findings and plan are known."""
    board: tuple[Segment, ...] = ()
    met: int = 0
    needed: int = 0
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Standing findings, most severe first; what is nested under another is not counted, as on the account screen."""
    accepted: int = 0
    codes: tuple[str, ...] = ()
    """Codes of all standing findings, nested ones included; sorted."""
    worst: tuple[Worst, ...] = ()
    champions: tuple[str, ...] = ()
    buyers: tuple[str, ...] = ()
    """Economic buyers."""
    talks: int | None = None
    """Talks of the plan; `None` where there is no plan."""
    difficulty: str = ""
    effort: int | None = None
    """Of the plan, in thousandths of an easy talk."""
    blocked: int = 0
    """Seats the decision needs that are against or vacant: no talk of the plan brings their yes."""
    unreached: int = 0
    """Further seats that no talk of the plan reaches."""
    plan: str = ""
    """The plan in a few words, also where there is none: `4 talks, hard`, `no approver named`."""
    confirmed: int | None = None
    """The effort if only what is confirmed counts, in thousandths of an easy talk; `None` where there is no plan."""
    rests: str = ""
    """The three numbers: as claimed, on what is confirmed, without the claim that costs most if it is wrong."""

    contacted: date | None = None
    """The newest contact with anybody on their side."""
    changed: date | None = None
    """The day the file changed last."""
    slips: int | None = None
    """How often the close date moved to a later day; `None` where no history is known."""
    trend: Trend | None = None
    """Against the plan of the last review; `None` where that is not known."""
    talks_before: int | None = None
    """Talks of the plan at the last review."""

    unsaved: bool = False
    """Whether a sitting that ended by force left unsaved work on it, here on this machine."""

    fault: str = ""
    """What is wrong with the file and what to do, in a sentence; empty for a sound one."""
    fault_code: str = ""
    """The stable code of that problem: `conflict`, `newer-format`, `unreadable` ..."""
    errors: int = 0
    warnings: int = 0

    @property
    def reached(self) -> bool:
        """Whether there is a plan, it reaches everybody it has to, and nobody blocks the decision."""
        return self.talks is not None and not self.blocked and not self.unreached

    @property
    def closed(self) -> bool:
        """Won, lost or ended: no findings and no plan."""
        return self.stage is not None and self.stage.closed

    @property
    def severity(self) -> Severity | None:
        """Of the worst standing finding."""
        return next((level for level, count in zip(Severity, self.counts, strict=True) if count), None)

    @property
    def days_since_change(self) -> int | None:
        """Days without change."""
        return self._since(self.changed)

    @property
    def days_since_contact(self) -> int | None:
        """Days since anybody on their side was spoken to."""
        return self._since(self.contacted)

    @property
    def days_since_review(self) -> int | None:
        """Days since the last pipeline review."""
        return self._since(self.reviewed)

    @property
    def days_to_close(self) -> int | None:
        """Days until the close date; negative once it has passed."""
        return None if self.close_date is None else (self.close_date - self.today).days

    def _since(self, day: date | None) -> int | None:
        return None if day is None or day > self.today else (self.today - day).days


@dataclass(frozen=True, slots=True)
class Total:
    """The deals of one stage; `None` is those of which none is known.

    `sums` are pairs of currency and amount, by currency; the currency is empty where the file names none. `unvalued`
    counts the deals without a value, which are in no sum.
    """

    stage: Stage | None
    count: int
    sums: tuple[tuple[str, int], ...]
    unvalued: int


def totals(rows: Iterable[Row]) -> tuple[Total, ...]:
    """A total for each stage there is, in the order of stages, then for the deals without one.

    Files with errors are left out: what can be read of them may be any part.
    """
    stages: dict[Stage | None, list[Row]] = {}
    for row in rows:
        if not row.fault:
            stages.setdefault(row.stage, []).append(row)
    return tuple(_total(stage, stages[stage]) for stage in (*Stage, None) if stage in stages)


def whole(rows: Iterable[Row], *, closed: bool = False) -> Total:
    """All open deals in one total, or with `closed` all there are."""
    return _total(None, [row for row in rows if not row.fault and (closed or not row.closed)])


def _total(stage: Stage | None, rows: list[Row]) -> Total:
    sums: Counter[str] = Counter()
    for row in rows:
        if row.value is not None:
            sums[row.currency] += row.value
    return Total(stage, len(rows), tuple(sorted(sums.items())), sum(row.value is None for row in rows))
