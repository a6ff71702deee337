"""What git is told about account files: to merge and to compare them by what they say.

Two parts: settings of git, which name the program on this machine and stand in the user's or the repository's own
configuration, and one line of attributes, which says which files are meant and is shared with the team. Every command
has a way out for a machine without this program: files are merged and compared as text then, with markers.
"""

import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from os import environ
from pathlib import Path
from typing import Final

from committee import writing
from committee.errors import FileFailure
from committee.paths import SMALL, contents
from committee.store import save_bytes
from committee.text import show
from committee.versions.git.repository import Repository

PATTERN: Final = "*.account.toml"
NOTE: Final = "# committee: account files are merged and compared by what they say, not line by line."
LINE: Final = f"{PATTERN} diff=committee merge=committee"


class Scope(StrEnum):
    """For one repository, or for all of this user's."""

    LOCAL = "local"
    GLOBAL = "global"


@dataclass(frozen=True, slots=True)
class Setup:
    """Where things go: the repository (`None` outside of one) and the scope."""

    repository: Repository | None
    scope: Scope
    program: tuple[str, ...]
    """How this program is called; the PATH is asked where that is not there (any more)."""

    def git(self, *args: str, check: bool = True) -> str:
        """What git prints, without the line end."""
        runner = self.repository or Repository(Path.cwd())
        return runner.run(*args, check=check).decode("utf-8", "replace").removesuffix("\n")

    def attributes(self) -> Path:
        """The file of attributes of this scope."""
        if self.scope is Scope.LOCAL and self.repository is not None:
            return self.repository.root / ".gitattributes"
        named = self.git("config", "--type=path", "--get", "core.attributesFile", check=False)
        if named:
            return Path(named)
        home = environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
        return Path(home) / "git" / "attributes"


def running_program() -> tuple[str, ...]:
    """How the program that is running now can be called again from anywhere."""
    script = Path(sys.argv[0])
    beside = Path(sys.executable).with_name("committee.exe" if sys.platform == "win32" else "committee")
    for found in (beside, script):
        if found.stem == "committee" and found.is_file():
            return (found.absolute().as_posix(),)
    # From a checkout. -P: git calls us in the user's repository, where a folder of our name must not be taken for us.
    home = Path(__file__).absolute().parents[2].as_posix()
    return ("env", f"PYTHONPATH={home}", Path(sys.executable).as_posix(), "-P", "-m", "committee")


def settings(program: tuple[str, ...]) -> dict[str, str]:
    """The settings of git by name, for a program called like this."""
    return {
        "merge.committee.name": "account files of committee, by what they say",
        "merge.committee.driver": _merge_command(program),
        "diff.committee.command": _diff_command(program),
        "diff.committee.textconv": _textconv_command(program),
        "diff.committee.xfuncname": r"^\[.*\]$",
    }


_TRY: Final = 't() { command -v "$1" >/dev/null 2>&1 || return 127; "$@"; }'
"""Shell: runs a program with its arguments, or says 127 where it is not there."""


def _merge_command(program: tuple[str, ...]) -> str:
    """The recorded program, else the one on the PATH, else git's own merge, which writes markers.

    0 is an answer, and so is 1 where it left markers (a Python that cannot find us ends with 1, too). Anything else
    means that the file is as it was. Git fills in the %-words, and quotes %P itself;
    a name like -h must not be taken for an option.
    """
    # A per cent sign in the path of the program would be taken for a word of git's.
    recorded = shlex.join(program).replace("%", "%%")
    return (
        f'{_TRY}; m() {{ t "$@" merge "%O" "%A" "%B" %L ./%P; s=$?; '
        f"[ $s -eq 0 ] || {{ [ $s -eq 1 ] && grep -q '^<<<<<<<' \"%A\"; }}; }}; "
        f"{{ m {recorded} || m committee; }} && exit $s; "
        'git merge-file --diff3 --marker-size=%L -L ours -L base -L theirs "%A" "%O" "%B"'
    )


def _diff_command(program: tuple[str, ...]) -> str:
    """Git adds its seven arguments behind the command, and takes any exit code but 0 for a crash."""
    return (
        f'{_TRY}; f() {{ t {shlex.join(program)} diff --driver -- "$@" || t committee diff --driver -- "$@" '
        '|| diff -u -- "$2" "$5"; true; }; f'
    )


def _textconv_command(program: tuple[str, ...]) -> str:
    """Git adds the file; what is printed stands for it where versions are compared by line."""
    return (
        f'{_TRY}; f() {{ t {shlex.join(program)} diff --textconv -- "$1" || t committee diff --textconv -- "$1" '
        '|| cat -- "$1"; }; f'
    )


def install(setup: Setup) -> tuple[str, ...]:
    """Write settings and attributes where they are not as they should be; what was done, in sentences.

    Raises:
        GitFailure: git refused.
        FileFailure: the attributes could not be written.
    """
    path, before = _attributes(setup)
    done = [
        f"{'changed' if was else 'set'} {name}"
        for name, value in settings(setup.program).items()
        if (was := _get(setup, name)) != value and _set(setup, name, value)
    ]
    if LINE not in _lines(before):
        end = "\r\n" if b"\r\n" in before else "\n"
        gap = end if before and not before.endswith(b"\n") else ""
        with writing.failures(path):
            writing.made(path.parent)
        save_bytes(path, before + f"{gap}{NOTE}{end}{LINE}{end}".encode())
        done.append(f"added a line to {path}")
    return tuple(done)


def remove(setup: Setup) -> tuple[str, ...]:
    """Take exactly what `install` writes away again; what was done, in sentences.

    Raises:
        GitFailure: git refused.
        FileFailure: the attributes could not be written.
    """
    path, before = _attributes(setup)
    done = []
    for name in settings(setup.program):
        if _get(setup, name):
            setup.git("config", f"--{setup.scope}", "--unset-all", name)
            done.append(f"removed {name}")
    kept = b"".join(
        line for line in before.splitlines(keepends=True) if line.rstrip(b"\r\n").decode("latin-1") not in {NOTE, LINE}
    )
    if kept != before:
        if kept:
            save_bytes(path, kept)
        else:
            path.unlink()
        done.append(f"took our lines out of {path}" if kept else f"removed {path}, which had only our lines")
    return tuple(done)


def missing(setup: Setup, *, anywhere: bool) -> tuple[str, ...]:
    """What is not as it should be, in sentences; empty where account files are merged and compared by what they say.

    Args:
        setup: what to look at.
        anywhere: whether it may come from either scope, as git itself asks.
    """
    found = []
    for name, value in settings(setup.program).items():
        now = setup.git("config", "--get", name, check=False) if anywhere else _get(setup, name)
        if now != value:
            found.append(f"{name} is set up for another program" if now else f"{name} is not set")
    found += _attributes_missing(setup, anywhere=anywhere)
    return tuple(found)


def _attributes_missing(setup: Setup, *, anywhere: bool) -> Iterator[str]:
    if setup.repository is None or not anywhere:
        path, now = _attributes(setup)
        if LINE not in _lines(now):
            yield f"{path} does not name {PATTERN}"
        return
    said = setup.git("check-attr", "merge", "diff", "--", PATTERN.replace("*", "probe"))
    for line in said.splitlines():
        _, attribute, value = line.rsplit(": ", 2)
        if value != "committee":
            yield f"the attribute {attribute} of {PATTERN} is {value}"


def _get(setup: Setup, name: str) -> str:
    return setup.git("config", f"--{setup.scope}", "--get", name, check=False)


def _set(setup: Setup, name: str, value: str) -> bool:
    setup.git("config", f"--{setup.scope}", "--replace-all", name, value)
    return True


def _attributes(setup: Setup) -> tuple[Path, bytes]:
    """The file of attributes and what it says.

    Raises:
        FileFailure: it cannot be read, or it is no file; a link that came with the repository is not followed, and
            git does not follow it either. The user's own may be one.
    """
    path = setup.attributes()
    if setup.scope is Scope.LOCAL and path.is_symlink():
        raise FileFailure(f"{show(path.name)} is a link, which git does not follow", "Make it a file of its own")
    with writing.failures(path):
        writing.destination(path)
    return path, _read(path)


def _read(path: Path) -> bytes:
    try:
        return contents(path, SMALL)
    except FileNotFoundError:
        return b""
    except OSError as fault:
        reason = show(fault.strerror or "nobody knows why")
        raise FileFailure(
            f"{show(str(path))} could not be read: {reason}", "Check that it is a file you may read"
        ) from fault


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()
