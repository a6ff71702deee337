"""What all tests share: hypothesis never judges by the clock, and a failing example is found again on every machine."""

from hypothesis import settings

settings.register_profile("committee", deadline=None, derandomize=True)
settings.load_profile("committee")
