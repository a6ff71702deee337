"""What the exit code of a command says."""

FINE = 0
FINDINGS = 1
"""Something was found that ought to be looked at."""
FAULTY = 2
"""Usage, or a faulty file."""
OURS = 70
"""Our own fault."""
INTERRUPTED = 130
