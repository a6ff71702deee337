"""Where settings, state and caches belong on this system, and where the bundled themes and samples are.

`platformdirs` knows the conventions of each system and honours `XDG_CONFIG_HOME` and its sisters on Linux. Nothing is
created here: who writes makes the folder.
"""

from pathlib import Path

from committee.errors import FileFailure

_APP = "committee"


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
