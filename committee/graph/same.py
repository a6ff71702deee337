"""Caches by account: accounts and their tables are never changed, so the same object says the same."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A value by identity, so that what nobody can hash can be the key of a cache, which keeps it alive meanwhile."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value
