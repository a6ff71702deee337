"""How long a search may go on: steps (the same on every machine), seconds, or until nobody waits for it any more."""

import time

from committee.errors import Stop, Unwanted, never

_BETWEEN_LOOKS = 4096
_UNLIMITED = 1 << 62


class ExhaustedError(Exception):
    """The budget is spent. Whoever holds the best result so far catches it and says what is proven."""


class Budget:
    """Steps and seconds left; one step is about one arc looked at.

    A search limited by steps ends at the same place on every machine. The clock is only read where `seconds` is
    given, and then, like `stop`, once in about four thousand steps: a few milliseconds.
    """

    __slots__ = ("_end", "_look_at", "_stop", "left")

    def __init__(self, steps: int | None = None, seconds: float | None = None, stop: Stop = never) -> None:
        self.left = _UNLIMITED if steps is None else steps
        self._end = None if seconds is None else time.monotonic() + seconds
        self._stop = stop
        self._look_at = self.left

    def spend(self, amount: int) -> None:
        """Take `amount` steps.

        Raises:
            ExhaustedError: nothing is left.
            Unwanted: nobody waits for the result any more.
        """
        self.left -= amount
        if self.left < 0:
            raise ExhaustedError
        if self.left <= self._look_at:
            self._look_at = self.left - _BETWEEN_LOOKS
            self.look()
            if self._over():
                raise ExhaustedError

    @property
    def spent(self) -> bool:
        """Whether nothing is left to spend."""
        return self.left <= 0 or self._over()

    def look(self) -> None:
        """Ask whether the result is still wanted.

        Raises:
            Unwanted: it is not.
        """
        if self._stop():
            raise Unwanted

    def _over(self) -> bool:
        return self._end is not None and time.monotonic() >= self._end

    def part(self, share: int) -> "Budget":
        """A budget of at most `share` steps of this one, with the same clock and stop; give it back with `settle`."""
        piece = Budget(min(share, self.left), stop=self._stop)
        piece._end = self._end
        return piece

    def settle(self, piece: "Budget", share: int) -> None:
        """Take from this budget what a piece made by `part(share)` has used.

        Raises:
            ExhaustedError: nothing is left, or the time is over.
        """
        self.spend(min(share, self.left) - max(piece.left, 0))
