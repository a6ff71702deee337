"""Every subcommand, once, in order of name. Data only: help and dispatch read it without importing any of them."""

from dataclasses import dataclass

COMPLETING = "_COMMITTEE_COMPLETE"
"""Set by a shell that asks for completions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One subcommand: its `name`, one line of `summary`, and whether it ends in the screen."""

    name: str
    summary: str

    @property
    def module(self) -> str:
        """Where its click command `command` is defined."""
        return f"committee.cli.commands.{self.name.replace('-', '_')}"


COMMANDS: tuple[Entry, ...] = (
    Entry("actions", "What is promised across accounts, by date; also as a calendar."),
    Entry("check", "Problems and findings of account files and folders."),
    Entry("completion", "Print the completion script for a shell."),
    Entry("demo", "Open a sample account in a scratch folder, with a short tour."),
    Entry("diff", "What changed between two versions, in words about people."),
    Entry("doctor", "What the program finds on this machine: each thing is well, or what helps."),
    Entry("explain", "Say what a finding checks, why it matters and what to do."),
    Entry("fmt", "Write account files in their canonical form."),
    Entry("forget", "Forget a person: who it was goes, the shape of the decision stays."),
    Entry("git-setup", "Let git merge and compare account files by what they say."),
    Entry("handover", "What one of us leaves to another: whom to meet, promises, ties."),
    Entry("history", "Who changed what of an account, and when, from its commits."),
    Entry("keys", "List every key and the id it is rebound by."),
    Entry("merge", "Merge three versions of an account; what git calls."),
    Entry("new", "Start an account."),
    Entry("plan", "The shortest path to consensus."),
    Entry("portfolio", "All accounts of a folder in a table: where each stands and what comes next."),
    Entry("report", "The whole account as Markdown, text, HTML or JSON; one page; the map as SVG."),
    Entry("review", "Go through many accounts in one call; print the notes of earlier ones."),
    Entry("schema", "Print the JSON Schema of account files."),
    Entry("sync", "Share one account with the others, and take over what they did."),
    Entry("themes", "List the themes, yours included."),
)

NAMES = frozenset(entry.name for entry in COMMANDS)
