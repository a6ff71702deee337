"""What rows amount to: counted by stage and added up by currency. Nothing is converted, weighted or guessed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from committee.model.vocabulary import Stage
from committee.pipeline.portfolio.row import Row


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
