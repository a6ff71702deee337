"""How git is called: by somebody who only looks, or because the user asked for something to be done.

The configuration of a folder may come from a stranger, and git runs what it names: monitors, filters, converters,
hooks, pagers, helpers. Whoever looks starts none of it: the calls of a look are those in `_LOOKS`, none of which reads
a file of the working tree through git's filters, and every setting that could still name a program is overruled here.
Whoever acts, because the user asked to share or to keep something, has their git as it is configured.
"""

import os
from collections.abc import Mapping
from pathlib import Path

_FORM = {
    "advice.detachedHead": "false",
    "color.ui": "false",
    "core.quotepath": "off",
    "log.showRoot": "true",  # the first commit of all is history, too
    "log.showSignature": "false",  # would print lines of gpg between the commits
}
"""What every call sets, so that answers have one form on every machine."""

_QUIET = {
    "core.alternateRefsCommand": "false",
    "core.askPass": "true",
    "core.editor": "true",
    "core.fsmonitor": "false",
    "core.gitProxy": "false",
    "core.hooksPath": "/dev/null",
    "core.pager": "cat",
    "core.sshCommand": "false",
    "credential.helper": "",
    "diff.orderFile": "/dev/null",
    "diff.submodule": "short",
    "fetch.recurseSubmodules": "false",
    "gc.auto": "0",
    "gpg.program": "false",
    "gpg.ssh.program": "false",
    "gpg.x509.program": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",  # a folder that was handed over may look like a repository inside
    "sequence.editor": "true",
    "submodule.recurse": "false",
}
"""What a look sets as well: no setting of a folder starts a program; `true` and `false` are some that do nothing."""

_TREES = ("--no-ext-diff", "--no-textconv")

_LOOKS: Mapping[str, tuple[str, ...]] = {
    "cat-file": (),
    "check-attr": (),
    "check-ignore": (),
    "config": (),
    "diff-index": _TREES,
    "diff-tree": _TREES,
    "grep": ("--no-textconv",),
    "hash-object": ("--no-filters",),
    "log": (*_TREES, "--no-show-signature"),
    "ls-files": (),
    "ls-tree": (),
    "merge-base": (),
    "merge-file": (),
    "remote": (),
    "rev-list": (),
    "rev-parse": (),
    "symbolic-ref": (),
    "version": (),
}
"""The subcommands of a look, each with what keeps it from starting anything. `status` and `diff` run filters: see
`committee.versions.git.worktree` for what is asked instead."""

# Where git or one of its hooks calls us, these name its repository; ours is the one the file is in.
_OTHERS = frozenset(
    ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
     "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
     "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS")
)  # fmt: skip

_PROGRAMS = frozenset(
    ("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND", "GIT_ASKPASS", "SSH_ASKPASS",
     "GIT_SEQUENCE_EDITOR")
)  # fmt: skip
"""Variables that name programs."""


def environment(base: Mapping[str, str] | None = None, *, looking: bool = True) -> dict[str, str]:
    """What git is started with: the user's environment, in plain English, asking nothing; looking, starting nothing."""
    left_out = _OTHERS | _PROGRAMS if looking else _OTHERS
    kept = {name: value for name, value in (os.environ if base is None else base).items() if name not in left_out}
    made = {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_EDITOR": "true"}
    if looking:
        made |= {
            "GIT_OPTIONAL_LOCKS": "0",  # somebody's own git may be waiting for them
            "GIT_LITERAL_PATHSPECS": "1",  # a name is a name, whatever signs are in it
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "none",  # nor any other way to a server, where git is too old for the line above
        }
    return made


def command(args: tuple[str, ...], *, looking: bool) -> list[str]:
    """The whole call of `git ARGS`, the subcommand first.

    Raises:
        ValueError: it is not among the calls of a look.
        FileNotFoundError: there is no git.
    """
    also: tuple[str, ...] = ()
    if looking:
        if args[0] not in _LOOKS:
            raise ValueError(f"git {args[0]} may start what a folder names: it is no call of a look")
        also = _LOOKS[args[0]]
    settings = _FORM | _QUIET if looking else _FORM
    set_here = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [_program(), "--no-pager", *set_here, args[0], *also, *args[1:]]


def literal(path: str) -> str:
    """A path from the root for a call that acts, whatever signs are in it; a look takes every name so."""
    return f":(top,literal){path}"


def _program() -> str:
    """The git of the user's PATH, but for folders on it that depend on where we are: that may be a stranger's."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        found = Path(folder, name)
        if found.is_absolute() and found.is_file() and os.access(found, os.X_OK):
            return str(found)
    raise FileNotFoundError(name)
