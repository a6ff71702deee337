"""The merge of three files by line, as git does it; by ourselves where there is no git."""

import subprocess
from pathlib import Path

from committee.store.files import bytes_of
from committee.versions.git.calls import command, environment
from committee.versions.merge.lines import merge_lines
from committee.versions.merge.markers import LABELS


def text_merge(base: Path, ours: Path, theirs: Path, size: int) -> tuple[bytes, bool]:
    """The merged bytes, with markers of length `size` around what clashes, and whether nothing does."""
    labels = (word for label in LABELS for word in ("-L", label))
    asked = ("merge-file", "-p", "-q", "--diff3", f"--marker-size={size}", *labels, "--")
    # Whole paths: what begins with a dash or a sign of git's is still a name.
    files = (str(file.absolute()) for file in (ours, base, theirs))
    try:
        done = subprocess.run(  # noqa: S603 - no shell; every argument stands for itself
            command((*asked, *files), looking=True),
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return by_line(bytes_of(base), bytes_of(ours), bytes_of(theirs), size)
    # It ends with the number of clashes; beyond 127 it could not merge at all (a NUL makes a file "binary").
    if done.returncode > 127 or done.returncode < 0:
        return by_line(bytes_of(base), bytes_of(ours), bytes_of(theirs), size)
    return done.stdout, done.returncode == 0


def by_line(base: bytes, ours: bytes, theirs: bytes, size: int) -> tuple[bytes, bool]:
    """As `text_merge`, without git."""
    # Latin 1 has a character for every byte, so whatever the files are, they come out as they went in.
    texts = [data.decode("latin-1").splitlines(keepends=True) for data in (base, ours, theirs)]
    parts: list[str] = []
    regions = merge_lines(*texts, gather=False)
    for region in regions:
        if not region.clash:
            parts += region.ours
            continue
        parts += [f"{'<' * size} {LABELS[0]}\n", *_ended(region.ours)]
        parts += [f"{'|' * size} {LABELS[1]}\n", *_ended(region.base)]
        parts += [f"{'=' * size}\n", *_ended(region.theirs), f"{'>' * size} {LABELS[2]}\n"]
    return "".join(parts).encode("latin-1"), not any(region.clash for region in regions)


def _ended(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of which the last has an end, so that a marker can follow it."""
    if not lines or lines[-1].endswith("\n"):
        return lines
    return (*lines[:-1], f"{lines[-1]}\n")
