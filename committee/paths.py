"""Where things belong on this system, and the one way to read a file that is not our own.

`platformdirs` knows the conventions of each system and honours `XDG_CONFIG_HOME` and its sisters on Linux. Nothing is
created here: who writes makes the folder. Themes and samples ship with the program.
"""

import errno
import os
import stat
from pathlib import Path

from committee.errors import FileFailure
from committee.text import show

_APP = "committee"

SMALL = 256 * 1024
"""Most bytes of a file that somebody writes by hand: settings, a theme, attributes of git."""


class NotAFile(OSError):
    """There is something, but no regular file: a pipe, a device, a socket."""


class TooLarge(OSError):
    """The file has more bytes than was asked for; `size` as far as it is known."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(errno.EFBIG, f"it is larger than {most // 1024} KB")
        self.size = size


def contents(path: Path, most: int, *, follow: bool = True) -> bytes:
    """The bytes of a regular file: never waits for a pipe, and never reads more than `most`.

    Whatever is in a folder may be put there by somebody else, and replaced between two looks at it.

    Args:
        path: of the file.
        most: bytes it may have.
        follow: also where `path` is a link.

    Raises:
        OSError: it cannot be read; a folder (`IsADirectoryError`), no file at all (`NotAFile`), or `TooLarge`.
    """
    # A look first: opening some devices already does something. The one that counts is at what was opened.
    _regular((path.stat() if follow else path.lstat()).st_mode)
    names = ("O_NONBLOCK", "O_NOCTTY", "O_BINARY", "O_CLOEXEC", *(() if follow else ("O_NOFOLLOW",)))
    handle = os.open(path, os.O_RDONLY | sum(getattr(os, name, 0) for name in names))
    with os.fdopen(handle, "rb", buffering=0) as file:
        status = os.fstat(handle)
        _regular(status.st_mode)
        if status.st_size > most:
            raise TooLarge(status.st_size, most)
        data = b""
        # Until its end, not until its size: some file systems tell none, and it may be growing.
        while piece := file.read(status.st_size + 1 if not data else 1 << 16):
            data += piece
            if len(data) > most:
                raise TooLarge(len(data), most)
        return data


def _regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise NotAFile(errno.EINVAL, "it is not a file")


def config_dir() -> Path:
    """Folder of `settings.toml` and of the user's own `themes/`."""
    from platformdirs import user_config_path

    return user_config_path(_APP, appauthor=False)


def state_dir() -> Path:
    """Folder for what one sitting leaves for the next: lane widths, the last folder, crash reports."""
    from platformdirs import user_state_path

    return user_state_path(_APP, appauthor=False)


def map_file(account: Path) -> Path:
    """Where the positions of the map of an account file are kept; its name tells nothing about the account."""
    return state_dir() / "maps" / f"{mark(account)}.json"


def mark(account: Path) -> str:
    """What stands for an account file in the names of files of our own: the same for the same absolute path."""
    import hashlib

    return hashlib.blake2b(str(account.absolute()).encode(errors="surrogateescape"), digest_size=8).hexdigest()


def short_path(path: Path) -> str:
    """A path as people say it: the home folder as ~."""
    home, text = str(Path.home()), str(path)
    return show(f"~{text[len(home) :]}" if text.startswith(home + os.sep) else text)


def cache_dir() -> Path:
    """Folder for what can be computed again."""
    from platformdirs import user_cache_path

    return user_cache_path(_APP, appauthor=False)


def bundled(name: str) -> Path:
    """The folder `name` ("themes" or "sample_accounts") that ships with the program.

    In a wheel it stands inside the package, under `_bundled/`; in a checkout beside it.

    Raises:
        FileFailure: neither is there; the installation is incomplete.
    """
    package = Path(__file__).parent
    for folder in (package / "_bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileFailure(f'The folder "{name}" that ships with committee is missing', "Install committee again")


def samples() -> tuple[Path, ...]:
    """The bundled sample accounts, by name."""
    return tuple(sorted(bundled("sample_accounts").glob("*.account.toml")))


DEMO = "northwind"
"""The sample that `committee demo` opens when none is named."""
