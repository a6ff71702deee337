"""`python -m committee` and the `committee` command."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run `committee` with `argv` (default: the process's own arguments) and return its exit code."""
    from committee.cli.dispatch import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
