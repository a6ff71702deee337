"""Maps of small committees without the search for the best one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from committee.layout import choosing, engine


@contextmanager
def one_try() -> Iterator[None]:
    """Hardly more than one map is drawn, where otherwise dozens are and the best one is kept.

    For what holds of every map that is drawn, whichever is kept: each of them comes from the same hand.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_TRIED", 1)
        patch.setattr(choosing, "_PRICES", choosing._PRICES[:2])
        patch.setattr(choosing, "_TIGHT", choosing._TIGHT[:1])
        patch.setattr(choosing, "_EXCHANGES", 0)
        yield
