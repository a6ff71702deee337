"""`committee completion`: the script a shell completes our words with."""

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import output_option
from committee.cli.registry import COMPLETING


@click.command(
    epilog="""\b
Examples:
  eval "$(committee completion bash)"         in ~/.bashrc
  eval "$(committee completion zsh)"          in ~/.zshrc
  committee completion fish -o ~/.config/fish/completions/committee.fish"""
)
@output_option
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def command(*, shell: str) -> int:
    """Print the completion script for a shell."""
    from click.shell_completion import get_completion_class

    from committee.cli.output import emit
    from committee.cli.root import group

    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"completion for {shell} is not available")
    emit(made(group, {}, "committee", COMPLETING).source())
    return FINE
