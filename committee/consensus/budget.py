"""How long a search may go on: a number of steps (the same on every machine) or seconds on the clock."""

import time

_BETWEEN_LOOKS = 4096
_UNLIMITED = 1 << 62


class ExhaustedError(Exception):
    """The budget is spent. Whoever holds the best result so far catches it and says what is proven."""


class Budget:
    """Steps and seconds left; one step is about one arc looked at.

    A search limited by steps ends at the same place on every machine. The clock is only read where `seconds` is
    given, and then once in about four thousand steps.
    """

    __slots__ = ("_end", "_look_at", "left")

    def __init__(self, steps: int | None = None, seconds: float | None = None) -> None:
        self.left = _UNLIMITED if steps is None else steps
        self._end = None if seconds is None else time.monotonic() + seconds
        self._look_at = self.left

    def spend(self, amount: int) -> None:
        """Take `amount` steps.

        Raises:
            ExhaustedError: nothing is left.
        """
        self.left -= amount
        if self.left < 0:
            raise ExhaustedError
        if self._end is not None and self.left <= self._look_at:
            self._look_at = self.left - _BETWEEN_LOOKS
            if time.monotonic() >= self._end:
                raise ExhaustedError

    @property
    def spent(self) -> bool:
        """Whether nothing is left to spend."""
        return self.left <= 0 or (self._end is not None and time.monotonic() >= self._end)

    def part(self, share: int) -> "Budget":
        """A budget of at most `share` steps of this one, with the same clock; give it back with `settle`."""
        piece = Budget(min(share, self.left))
        piece._end = self._end
        return piece

    def settle(self, piece: "Budget", share: int) -> None:
        """Take from this budget what a piece made by `part(share)` has used.

        Raises:
            ExhaustedError: nothing is left, or the time is over.
        """
        self.spend(min(share, self.left) - max(piece.left, 0))
