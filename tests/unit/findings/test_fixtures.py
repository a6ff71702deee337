"""Every rule holds on its bad account, word for word as written at the file's head, and not on its good one."""

from pathlib import Path

import pytest
from committees import TODAY

from committee import store
from committee.findings.finding import Finding
from committee.findings.registry import RULES
from committee.findings.rule import Rule
from committee.findings.runner import flattened, run

FOLDER = Path(__file__).parents[2] / "rules"


def found(path: Path, rule: Rule) -> list[Finding]:
    document = store.read(path)
    assert not document.problems
    return [finding for finding in flattened(run(document.account, TODAY)) if finding.code == rule.code]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_account_is_found_in_these_words(rule: Rule) -> None:
    path = FOLDER / rule.code / "bad.toml"
    said = [line for one in found(path, rule) for line in (_headline(one), f"# fix: {one.fix}")]
    assert said == [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]


def _headline(finding: Finding) -> str:
    return f"# {finding.severity} {finding.subject}: {finding.explanation}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_good_account_is_not_found(rule: Rule) -> None:
    assert found(FOLDER / rule.code / "good.toml", rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_finding_carries_what_a_screen_needs(rule: Rule) -> None:
    path = FOLDER / rule.code / "bad.toml"
    account = store.read(path).account
    for finding in found(path, rule):
        assert finding.name == rule.name
        assert finding.measures
        assert finding.step is not None
        assert finding.step.what[0].isupper() or not finding.step.what[0].isascii()
        assert finding.step.owner in account.team
        assert finding.step.with_person in {"", *account.people}
        assert set(finding.people) <= {*account.people, *account.team}
        assert all(end in {*account.people, *account.team} for tie in finding.ties for end in tie)
        assert finding.explanation.endswith((".", "?"))
        assert finding.fix.endswith(".")
        assert "None" not in f"{finding.explanation} {finding.fix} {finding.step.what}"


def test_every_folder_is_a_rule() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [rule.code for rule in RULES]
