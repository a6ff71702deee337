"""The user's settings file: theme, who "I" am, where accounts are, keys.

`settings.toml` in the config folder; every key is optional and a missing file means the defaults. All problems are
reported at once, and a key that is not known is refused with a suggestion: a misspelt setting that is silently
ignored costs more time than it saves.
"""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from committee import paths, writing
from committee.errors import FileFailure, SettingsFault
from committee.plurals import counted
from committee.text import show

FILE_NAME: Final = "settings.toml"

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""What a saved filter may be called."""


_FISCAL: Final = "fiscal_year_starts"
_MONTH: Final = re.compile(r"0?[1-9]|1[0-2]")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What holds for many accounts at once."""

    fiscal_year_starts: int = 1
    """The month, 1 to 12, that the fiscal year starts with: quarters are counted from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user has chosen; the defaults are those of a missing file.

    `keys` maps the id of an action to its keys, several separated by commas. `ascii` is `None` while the locale
    decides. `me` is the name or id of a teammate. With `private` names are pseudonyms and free text is withheld.
    """

    theme: str = "dark"
    me: str = ""
    accounts: tuple[Path, ...] = ()
    ascii: bool | None = None
    private: bool = False
    commit_details: bool = False
    """Say in a commit what changed, not only how much."""
    keys: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    """Filters of the portfolio by name."""
    pipeline: Pipeline = field(default_factory=Pipeline)


def settings_path() -> Path:
    """Where the settings file is expected."""
    return paths.config_dir() / FILE_NAME


def load(path: Path | None = None, *, actions: Collection[str] | None = None) -> Settings:
    """The settings in `path`, else in the config folder; the defaults where there is no file.

    Args:
        path: another settings file.
        actions: ids of the actions that can be bound; `None` leaves `[keys]` unchecked.

    Raises:
        SettingsFault: the file cannot be read or has problems; every problem is a line of its text.
    """
    where = settings_path() if path is None else path
    try:
        text = _read(where)
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsFault(f"{show(str(where))} is not UTF-8 text", "Save it as UTF-8") from None
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        raise SettingsFault(
            f"{show(str(where))} cannot be read: {reason}", "Check that it is a file you may read"
        ) from None
    return parse(text, name=str(where), base=where.parent, actions=actions)


def _read(where: Path) -> str:
    return paths.contents(where, paths.SMALL).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def parse(
    text: str, *, name: str = FILE_NAME, base: Path | None = None, actions: Collection[str] | None = None
) -> Settings:
    """Settings from TOML text; relative account folders count from `base`.

    Raises:
        SettingsFault: with all problems, one a line.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise SettingsFault(f"{show(name)} is not valid TOML: {show(str(fault))}", "Correct that line") from None
    problems: list[str] = []
    values: dict[str, Any] = {}
    for key, value in raw.items():
        reader = _READERS.get(key)
        if reader is None:
            problems.append(f'the setting "{show(key)}" is not known{_did_you_mean(key, _READERS)}')
            continue
        found = reader(value, problems)
        if found is not None:
            values[key] = found
    if actions is not None:
        problems += _unknown_actions(values.get("keys", {}), actions)
    if problems:
        lines = "".join(f"\n  - {problem}" for problem in problems)
        raise SettingsFault(
            f"{show(name)} has {counted(len(problems), 'problem')}:{lines}", "docs/settings.md lists what it may hold"
        )
    if base is not None and "accounts" in values:
        values["accounts"] = tuple(base / folder for folder in values["accounts"])
    return Settings(**values)


def remember(key: str, value: str, path: Path | None = None) -> Path:
    """Write one text setting (`me`, `theme`) into the settings file, leaving every other line as it is.

    Raises:
        SettingsFault: the file cannot be written, or has problems that have to be mended first.
    """
    return _rewrite(settings_path() if path is None else path, lambda before: with_value(before, key, value))


def _rewrite(where: Path, change: Callable[[str], str]) -> Path:
    """Change the text of the settings file, which must be one that can be read."""
    load(where)
    try:
        with writing.failures(where):
            before = _read(where) if where.exists() else ""
            writing.made(where.parent)
            writing.replace(where, change(before).encode("utf-8"), mode=writing.PRIVATE)
    except FileFailure as fault:
        raise SettingsFault(f"The settings were not changed: {fault.what}", fault.remedy) from None
    return where


def with_value(text: str, key: str, value: str) -> str:
    """`text` with the top-level text setting `key` set to `value`; comments and other lines stay.

    Raises:
        SettingsFault: the file writes the key in a way that cannot be changed line by line.
    """
    present = tomllib.loads(text)
    line = f'{key} = "{_escaped(value)}"'
    if key in present:
        quoted = r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
        written = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=[ \t]*{quoted}", re.MULTILINE)
        changed = written.sub(lambda _: line, text, count=1)
    else:
        changed = f"{line}\n{text}"
    if tomllib.loads(changed) != present | {key: value}:
        raise SettingsFault(f'The setting "{key}" could not be changed', f"Write it by hand: {line}")
    return changed


def remember_filter(name: str, text: str, path: Path | None = None) -> Path:
    """Write a filter into the table `[filters]` of the settings file, leaving every other line as it is.

    Args:
        name: letters, digits, `-` and `_`.
        text: the filter; an empty one takes that name out of the file.
        path: another settings file.

    Raises:
        SettingsFault: the name is none, or the file cannot be written or has problems that come first.
    """
    if not _NAME.fullmatch(name):
        raise SettingsFault(f'"{show(name)}" is no name for a filter', "Use letters, digits, - and _")
    return _rewrite(settings_path() if path is None else path, lambda before: with_filter(before, name, text))


def with_filter(text: str, name: str, value: str) -> str:
    """`text` with one filter set, or taken out where it is empty; comments and other lines stay.

    Raises:
        SettingsFault: the file writes the table in a way that cannot be changed line by line.
    """
    wanted = tomllib.loads(text)
    filters = dict(wanted.get("filters", {}))
    filters.pop(name, None)
    lines = text.splitlines()
    begin = next((at for at, line in enumerate(lines) if re.fullmatch(r"[ \t]*\[filters\][ \t]*(#.*)?", line)), None)
    if begin is None:
        lines += [*([""] if lines else []), "[filters]"]
        begin = len(lines) - 1
    end = next((at for at in range(begin + 1, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))
    own = re.compile(rf"[ \t]*{re.escape(name)}[ \t]*=")
    at = next((at for at in range(begin + 1, end) if own.match(lines[at])), None)
    if at is not None:
        del lines[at]
    if value:
        filters[name] = value
        lines.insert(begin + 1 if at is None else at, f'{name} = "{_escaped(value)}"')
    changed = "".join(f"{line}\n" for line in lines)
    if tomllib.loads(changed) != wanted | {"filters": filters}:
        raise SettingsFault(f'The filter "{name}" could not be written', "Write it by hand, under [filters]")
    return changed


def identify(settings: Settings, team: Mapping[str, str], git_name: str = "") -> str:
    """Which teammate "I" am: the setting `me`, else git's user.name; `""` where neither names exactly one.

    Args:
        settings: the user's settings.
        team: names by id.
        git_name: what `git config user.name` says, asked by the caller.
    """
    for claim in (settings.me, git_name):
        if claim in team and claim:
            return claim
        for matches in (_same_name, _same_words):
            found = [identifier for identifier, name in team.items() if claim and matches(claim, name)]
            if len(found) == 1:
                return found[0]
    return ""


def git_user_name() -> str:
    """What git calls the person at this keyboard; `""` without git or without a name."""
    import subprocess

    try:
        asked = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607 - the git of the user's own PATH is the one meant
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return show(asked.stdout)


def _same_name(claim: str, name: str) -> bool:
    return bool(_words(claim)) and _words(claim) == _words(name)


def _same_words(claim: str, name: str) -> bool:
    """One is the other with a middle name or a title added; at least two words agree."""
    ours, theirs = set(_words(claim)), set(_words(name))
    return min(len(ours), len(theirs)) >= 2 and (ours <= theirs or theirs <= ours)


def _words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.casefold().split()


def _text(name: str) -> Callable[[Any, list[str]], Any]:
    def read(value: Any, problems: list[str]) -> str | None:
        if isinstance(value, str):
            return show(value)
        problems.append(f'"{name}" must be text in quotes')
        return None

    return read


def _boolean(name: str) -> Callable[[Any, list[str]], Any]:
    def read(value: Any, problems: list[str]) -> bool | None:
        if isinstance(value, bool):
            return value
        problems.append(f'"{name}" must be true or false')
        return None

    return read


def _folders(value: Any, problems: list[str]) -> tuple[Path, ...] | None:
    if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return tuple(Path(item).expanduser() for item in value)
    problems.append('"accounts" must be a list of folders, each in quotes')
    return None


def _keys(value: Any, problems: list[str]) -> dict[str, str] | None:
    if not isinstance(value, dict):
        problems.append('"keys" must be a table: [keys]')
        return None
    bound: dict[str, str] = {}
    for action, keys in value.items():
        several = [keys] if isinstance(keys, str) else keys
        if isinstance(several, list) and several and all(isinstance(key, str) and key.strip() for key in several):
            bound[show(action)] = ",".join(show(key) for key in several)
        else:
            problems.append(f'the keys of "{show(action)}" must be text, or a list of texts')
    return bound


def _filters(value: Any, problems: list[str]) -> dict[str, str] | None:
    if not isinstance(value, dict):
        problems.append('"filters" must be a table: [filters]')
        return None
    saved: dict[str, str] = {}
    for name, text in value.items():
        if isinstance(text, str) and _NAME.fullmatch(name):
            saved[name] = show(text)
        else:
            problems.append(f'the filter "{show(name)}" must be text, under a name of letters, digits, - and _')
    return saved


def _pipeline(value: Any, problems: list[str]) -> Pipeline | None:
    if not isinstance(value, dict):
        problems.append('"pipeline" must be a table: [pipeline]')
        return None
    for name in value:
        if name != _FISCAL:
            found = f'the setting "{show(name)}" of [pipeline] is not known'
            problems.append(f"{found}{_did_you_mean(name, (_FISCAL,))}")
    if _FISCAL not in value:
        return Pipeline()
    month = _MONTH.fullmatch(str(value[_FISCAL]))
    if month is None:
        problems.append(f'"{_FISCAL}" must be the number of a month, "01" to "12"')
        return None
    return Pipeline(int(month[0]))


def _unknown_actions(bound: Mapping[str, str], actions: Collection[str]) -> list[str]:
    return [
        f'there is no action "{show(action)}" to bind keys to{_did_you_mean(action, actions)}'
        for action in bound
        if action not in actions
    ]


def _did_you_mean(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def _escaped(value: str) -> str:
    return "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in value)


_READERS: Final[Mapping[str, Callable[[Any, list[str]], Any]]] = {
    "theme": _text("theme"),
    "me": _text("me"),
    "accounts": _folders,
    "ascii": _boolean("ascii"),
    "private": _boolean("private"),
    "commit_details": _boolean("commit_details"),
    "keys": _keys,
    "filters": _filters,
    "pipeline": _pipeline,
}
