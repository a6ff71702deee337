"""The click group: help, usage errors and completion for all subcommands, each imported when it is called."""

import difflib
import importlib
from collections.abc import Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from committee import __version__
from committee.cli.exit_codes import FAULTY, FINE, INTERRUPTED
from committee.cli.options import to_day
from committee.cli.output import complain, deliver, drop
from committee.cli.registry import COMMANDS, NAMES
from committee.text import show

SAYS_NOTHING = frozenset({"completion", "doctor", "explain", "keys", "schema", "themes"})
"""Subcommands that print nothing of any account."""

EPILOG = """\b
Examples:
  committee demo                       a sample account, with a tour
  committee acme.account.toml          open an account
  committee new "Acme Corp"            start one
  committee check --format json .      everything that is wrong here

Exit codes: 0 fine, 1 findings, 2 usage or a faulty file, 70 our own fault."""


class Subcommands(click.Group):
    """Looks subcommands up in the registry and imports one only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every name, in order."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command called `cmd_name`, imported now; `None` if there is none."""
        if cmd_name not in NAMES:
            return None
        entry = next(entry for entry in COMMANDS if entry.name == cmd_name)
        command: click.Command = importlib.import_module(entry.module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown word gets a suggestion."""
        if args and args[0] not in NAMES and not args[0].startswith("-"):
            raise click.UsageError(_unknown(args[0]), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of subcommands, from the registry (click would import every one of them)."""
        with formatter.section("Commands"):
            formatter.write_dl([(entry.name, entry.summary) for entry in COMMANDS])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Subcommands, and files: `committee FILE` opens one."""
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        named = [CompletionItem(e.name, help=e.summary) for e in COMMANDS if e.name.startswith(incomplete)]
        # First, because bash forgets what came before a file.
        return [CompletionItem(incomplete, type="file"), *named]


@click.group(
    cls=Subcommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
    options_metavar="[OPTIONS] [FILE]...",
    subcommand_metavar="| COMMAND [ARGS]...",
)
@click.version_option(__version__, "--version", prog_name="committee")
@click.option("--theme", metavar="NAME", help="Theme of the screen (see: committee themes).")
@click.option("--date", "day", callback=to_day, metavar="YYYY-MM-DD", help="Look at accounts as of this day.")
@click.option("--no-color", is_flag=True, help="No colours; NO_COLOR does the same.")
@click.option("--private", is_flag=True, help="Pseudonyms for names, ids and files; free text withheld.")
@click.option("--customer-safe", is_flag=True, help="Without anything that we think of anybody.")
@click.pass_context
def group(ctx: click.Context, /, **given: Any) -> None:
    """Map the buying committee of a deal: who decides, who can reach them, which talks win it.

    With account files, or folders of them, the screen opens; without anything it offers what is in this folder.
    """
    asked = [name for name in ("private", "customer_safe") if given[name]]
    called = group.get_command(ctx, ctx.invoked_subcommand) if asked and ctx.invoked_subcommand else None
    if called is not None:
        known = {parameter.name for parameter in called.params}
        for name in asked:
            # Silently doing without it would show what somebody wanted hidden.
            if name not in known and ctx.invoked_subcommand not in SAYS_NOTHING:
                raise click.UsageError(f"--{name.replace('_', '-')} is not for {ctx.invoked_subcommand}", ctx)


def run_command(arguments: Sequence[str]) -> int:
    """Let click run a subcommand; its exit code. Usage errors become one message on stderr and exit 2."""
    try:
        code = group.main(args=list(arguments), prog_name="committee", standalone_mode=False)
        deliver()
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as fault:
        complain(_usage(fault))
        return FAULTY
    finally:
        drop()
    return code if isinstance(code, int) else FINE


def _usage(fault: click.ClickException) -> str:
    message = show(fault.format_message())
    context = getattr(fault, "ctx", None)
    if context is None:
        return message
    return f"{message}\nTry: {context.command_path} --help"


def _unknown(word: str) -> str:
    near = difflib.get_close_matches(word, sorted(NAMES), n=1)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    return f'There is no command and no file "{show(word)}".{hint}'
