"""What the list of remedies for a finding offers, as lines to choose from."""

from collections.abc import Sequence

from committee.findings.finding import Finding
from committee.findings.remedies import Remedy
from committee.model.account import Account
from committee.tui.widgets.chooser import Entry


def mend_entries(finding: Finding, offered: Sequence[Remedy], account: Account) -> list[Entry]:
    """The remedies, the fix itself first; then evidence where it is about a person; then to live with it."""
    entries = [
        Entry(((remedy.label, "foreground"),), remedy.label, "remedy", str(place))
        for place, remedy in enumerate(offered)
    ]
    if finding.subject in account.people:
        heard = f"write evidence: what {account.name_of(finding.subject)} said"
        entries.append(Entry(((heard, "foreground"), ("  w", "key")), heard, "action", "evidence"))
    live = "accept it, with a reason and until when"
    entries.append(Entry(((live, "foreground"), ("  x", "key")), live, "action", "accept"))
    means = "what this finding means"
    entries.append(Entry(((means, "foreground"),), means, "definition", ""))
    return entries
