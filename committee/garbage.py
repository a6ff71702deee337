"""When memory is collected: the only module that speaks to the collector, so that no caller undoes another's wish."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_holders: set["Hold"] = set()


def pause() -> None:
    """Collect nothing until `resume`."""
    gc.disable()


def resume() -> None:
    """Collect again."""
    gc.enable()


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing meanwhile: for work that makes many objects and no garbage, which looking for it would double."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


class Hold:
    """Somebody who wants what is in memory now left out of collections; it is, until the last holder has ended.

    Only the first holder freezes: what became garbage since then would else stay until the last one ends.
    """

    def begin(self) -> None:
        """Leave out what is there; once more says nothing new."""
        with _lock:
            if not _holders:
                gc.freeze()
            _holders.add(self)

    def end(self) -> None:
        """Need it no longer; of one that never began, too."""
        with _lock:
            if self in _holders:
                _holders.remove(self)
                if not _holders:
                    gc.unfreeze()

    def __enter__(self) -> None:
        self.begin()

    def __exit__(self, *_: object) -> None:
        self.end()


def tidy() -> None:
    """Collect everything once, and leave what remains out of later collections where anybody holds it."""
    with _lock:
        gc.unfreeze()
        gc.collect()
        if _holders:
            gc.freeze()
