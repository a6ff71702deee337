"""A repository of a stranger: every setting and attribute that can name a program names one that leaves a mark."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from commits import Commits

HOOKS = (
    "applypatch-msg", "commit-msg", "fsmonitor-watchman", "post-checkout", "post-commit", "post-index-change",
    "post-merge", "post-rewrite", "pre-auto-gc", "pre-commit", "pre-push", "pre-rebase", "prepare-commit-msg",
    "reference-transaction",
)  # fmt: skip

PROGRAMS = (
    "core.alternateRefsCommand", "core.askPass", "core.editor", "core.fsmonitor", "core.gitProxy", "core.pager",
    "core.sshCommand", "credential.helper", "diff.external", "diff.guiTool", "diff.trap.command", "diff.trap.textconv",
    "difftool.trap.cmd", "filter.trap.clean", "filter.trap.process", "filter.trap.smudge", "gpg.program",
    "gpg.ssh.program", "gpg.x509.program", "interactive.diffFilter", "man.trap.cmd", "merge.trap.driver",
    "mergetool.trap.cmd", "pager.cat-file", "pager.config", "pager.diff", "pager.grep", "pager.log", "pager.status",
    "remote.origin.receivepack", "remote.origin.uploadpack", "sequence.editor", "ssh.variant", "trailer.trap.command",
    "uploadpack.packObjectsHook",
)  # fmt: skip
"""Settings whose value is a program."""

SWITCHES = {
    "core.untrackedCache": "true",
    "diff.submodule": "log",
    "extensions.partialClone": "origin",
    "fetch.recurseSubmodules": "true",
    "filter.trap.required": "true",
    "gc.auto": "1",
    "log.showSignature": "true",
    "maintenance.auto": "true",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "remote.origin.promisor": "true",
    "remote.origin.url": "ext::{programs}/remote.origin.url",
    "extensions.worktreeConfig": "true",
    "status.submoduleSummary": "true",
    "submodule.recurse": "true",
    "submodule.sub.active": "true",
    "submodule.sub.update": "!{programs}/submodule.update",
    "submodule.sub.url": "./sub",
}
"""Settings that have a program started."""

OTHERS = (
    "alias", "remote.origin.url", "sub.core.fsmonitor", "submodule.update", "worktree.gpg.program",
)  # fmt: skip
"""More of them: of a submodule, and of a working tree's own settings."""

_SIGNED = """tree {tree}
parent {parent}
author Eve <eve@example.com> 1790000000 +0000
committer Eve <eve@example.com> 1790000000 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 iQ==
 -----END PGP SIGNATURE-----

signed
"""


@dataclass(frozen=True)
class Trap:
    """The trap beside a repository, and what it caught."""

    commits: Commits

    @property
    def mark(self) -> Path:
        return self.commits.root.parent / "mark"

    @property
    def caught(self) -> str:
        """What was started so far, a line each."""
        return self.mark.read_text(encoding="utf-8") if self.mark.exists() else ""

    def lay(self) -> None:
        """Point everything at the program. A signed commit comes on top, and every file looks as if it were changed."""
        root, beside = self.commits.root, self.commits.root.parent
        self._nest()
        self._sign()
        for folder, names in (
            (beside / "hooks", HOOKS),
            (root / ".git" / "hooks", HOOKS),
            (beside / "programs", (*PROGRAMS, *OTHERS)),
        ):
            folder.mkdir(exist_ok=True)
            for name in names:
                (folder / name).write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.mark}"\n', encoding="utf-8")
                (folder / name).chmod(0o755)
        programs = beside / "programs"
        settings = {name: f"{programs / name}" for name in PROGRAMS} | SWITCHES
        lines = [line for name, value in settings.items() for line in _section(name, value.format(programs=programs))]
        aliases = [
            "[alias]",
            *(f'\t{name} = "!{programs / "alias"}"' for name in ("log", "diff", "status", "cat-file")),
        ]
        hooks = ["[core]", f'\thooksPath = "{beside / "hooks"}"']
        included = beside / "included"
        included.write_text("\n".join([*lines, *aliases]), encoding="utf-8")
        with (root / ".git" / "config").open("a", encoding="utf-8") as config:
            config.write("\n".join(["", "[include]", f'\tpath = "{included}"', *lines, *aliases, *hooks, ""]))
        with (root / "sub" / ".git" / "config").open("a", encoding="utf-8") as config:
            config.write(f'[core]\n\tfsmonitor = "{programs / "sub.core.fsmonitor"}"\n')
        of_worktree = _section("gpg.program", str(programs / "worktree.gpg.program"))
        (root / ".git" / "config.worktree").write_text("\n".join(of_worktree), encoding="utf-8")
        every = "* filter=trap diff=trap merge=trap\n"
        (root / ".gitattributes").write_text(every, encoding="utf-8")
        (root / ".git" / "info" / "attributes").write_text(every, encoding="utf-8")
        for file in root.glob("*.toml"):
            os.utime(file, (1_700_000_000, 1_700_000_000))

    def _nest(self) -> None:
        """A repository inside, as a submodule of the newest commit."""
        inside, git = Commits(self.commits.root / "sub"), self.commits.git
        tip = inside.commit("note.txt", "note")
        inside.commit("note.txt", "another")  # so that there is something to update
        modules = self.commits.root / ".gitmodules"
        modules.write_text('[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n', encoding="utf-8")
        git("add", ".gitmodules")
        git("update-index", "--add", "--cacheinfo", f"160000,{tip},sub")
        git("commit", "-q", "--amend", "--no-edit")

    def _sign(self) -> None:
        git = self.commits.git
        data = _SIGNED.format(tree=git("rev-parse", "HEAD^{tree}").strip(), parent=git("rev-parse", "HEAD").strip())
        file = self.commits.root.parent / "signed"
        file.write_text(data, encoding="utf-8")
        git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", str(file)).strip())

    def lose(self, name: str) -> None:
        """Take a version away, as a partial clone leaves it with its server."""
        blob = self.commits.git("rev-parse", name).strip()
        file = self.commits.root / ".git" / "objects" / blob[:2] / blob[2:]
        file.chmod(file.stat().st_mode | stat.S_IWUSR)
        file.unlink()


def _section(name: str, value: str) -> tuple[str, str]:
    first, _, rest = name.partition(".")
    middle, _, last = rest.rpartition(".")
    head = f'[{first} "{middle}"]' if middle else f"[{first}]"
    return head, f'\t{last} = "{value}"'
