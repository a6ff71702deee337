"""What has to be there for a test to go on."""

from typing import TypeVar

Found = TypeVar("Found")


def some(found: Found | None) -> Found:
    """What was found; where there is nothing, the test fails here."""
    assert found is not None
    return found
