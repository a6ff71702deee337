"""`committee explain`: what a finding means."""

import difflib
from typing import TYPE_CHECKING, Any

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import result_options

if TYPE_CHECKING:
    from committee.findings.rule import Rule


@click.command(
    epilog="""\b
Examples:
  committee explain            all findings, a line each
  committee explain CH003"""
)
@click.argument("code", required=False)
@result_options("text", "json", "markdown")
def command(*, code: str | None, form: str) -> int:
    """Say what the finding CODE checks, why it matters and what to do; without CODE, list them all."""
    from committee.cli.output import emit, emit_json
    from committee.workspace import rules as all_rules

    rules = all_rules() if code is None else (_rule(code),)
    if form == "json":
        emit_json([_json(rule) for rule in rules] if code is None else _json(rules[0]))
    elif form == "markdown":
        from committee.findings.reference import document, section

        emit(document() if code is None else section(rules[0]))
    elif code is None:
        emit("\n".join(f"{rule.code}  {rule.severity:<8}  {rule.name.replace('-', ' ')}" for rule in rules))
    else:
        emit(_text(rules[0]))
    return FINE


def _rule(code: str) -> "Rule":
    """The rule of a code or a name, however it is capitalised."""
    from committee.workspace import rules as all_rules

    wanted = code.strip().lower()
    names = {word.lower(): rule for rule in all_rules() for word in (rule.name, rule.code)}
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, names, n=1)
    hint = f' Did you mean "{names[near[0]].code}"?' if near else " Without a code, committee explain lists them all."
    raise click.UsageError(f'There is no finding "{code}".{hint}')


def _text(rule: "Rule") -> str:
    heads = (
        ("What it checks", rule.checks),
        ("Why it matters", rule.why),
        ("Example", rule.example),
        ("What to do", rule.todo),
    )
    parts = "\n\n".join(f"{head}\n  {_filled(text)}" for head, text in heads)
    return f"{rule.code} {rule.name.replace('-', ' ')} ({rule.severity})\n\n{parts}"


def _filled(text: str) -> str:
    import textwrap

    return textwrap.fill(" ".join(text.split()), width=88, subsequent_indent="  ")


def _json(rule: "Rule") -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "checks": rule.checks,
        "why": rule.why,
        "example": rule.example,
        "todo": rule.todo,
    }
