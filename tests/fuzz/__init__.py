"""Fuzzers: the same cases on every machine, a few in the suite, thousands by hand (CONTRIBUTING.md says how).

Each is a module with `case(rng) -> list of what was wrong`. By hand, in `tests/`:
`python -m fuzz.accounts 20000 --seed 1`; what it prints for a fault is the command that shows that fault alone.
"""
