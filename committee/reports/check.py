"""What `committee check` found in any number of files: as text, as JSON, as annotations for a continuous build."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from committee.findings.finding import Finding, Severity
from committee.model.problem import Gravity, Problem, how_many
from committee.plurals import counted
from committee.reports.data import FORMAT, finding_json
from committee.reports.findings_content import headline
from committee.text import show

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its problems and, where it has no error, its findings with the place of each one's subject."""

    file: str
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)
    meter: str = ""
    """How many claims are confirmed, while no finding asks for evidence yet."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the file from being analysed."""
        return tuple(problem for problem in self.problems if problem.gravity is Gravity.ERROR)

    def standing(self, fail_on: Severity | None) -> tuple[Finding, ...]:
        """Findings at `fail_on` or above that nobody has accepted; none where nothing is to fail."""
        if fail_on is None:
            return ()
        return tuple(f for f in self.findings if f.accepted is None and f.severity.at_least(fail_on))


def check_text(checked: Sequence[Checked]) -> str:
    """Problems and findings, a line each with `file:line:column` in front, then the counts."""
    found = [line for one in checked for line in _text(one)]
    return "\n".join([*found, *([""] if found else []), summary(checked)])


def check_json(checked: Sequence[Checked], today: date) -> dict[str, Any]:
    """The same as JSON."""
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "files": [
            {
                "file": one.file,
                "problems": [problem_json(problem) for problem in one.problems],
                "findings": [finding_json(f, one.positions.get(f.subject, (1, 1))) for f in one.findings],
                "meter": one.meter or None,
            }
            for one in checked
        ],
        "counts": _counts(checked),
    }


def check_github(checked: Sequence[Checked], fail_on: Severity | None) -> str:
    """Workflow commands: codes, positions and counts, nothing else; logs of builds are mailed around."""
    return "\n".join(line for one in checked for line in _github(one, fail_on)) or "::notice::0 problems, 0 findings"


def problem_json(problem: Problem) -> dict[str, Any]:
    """One problem of a file."""
    return {
        "code": problem.code,
        "gravity": problem.gravity.value,
        "line": problem.line,
        "column": problem.column,
        "path": list(problem.path),
        "what": problem.what,
        "remedy": problem.remedy,
    }


def problem_text(problem: Problem, file: str) -> str:
    """`acme.account.toml:41:10: error: stance "suporter" is not known. Did you mean "supporter"? [unknown-choice]`."""
    remedy = f". {problem.remedy}" if problem.remedy else ""
    place = f"{file}:{problem.line}:{problem.column}" if problem.line else file
    return show(f"{place}: {problem.gravity}: {problem.what}{remedy} [{problem.code}]")


def summary(checked: Sequence[Checked]) -> str:
    """`2 files: 1 error, 0 warnings; 3 findings: 1 high, 2 medium (1 accepted)`."""
    counts = _counts(checked)
    kinds = [f"{counts[severity.value]} {severity}" for severity in Severity if counts[severity.value]]
    accepted = f" ({counts['accepted']} accepted)" if counts["accepted"] else ""
    return (
        f"{counted(counts['files'], 'file')}: {counted(counts['errors'], 'error')}, "
        f"{counted(counts['warnings'], 'warning')}; {counted(counts['findings'], 'finding')}"
        f"{': ' if kinds else ''}{', '.join(kinds)}{accepted}"
    )


def _text(one: Checked) -> Iterator[str]:
    for problem in one.problems:
        yield problem_text(problem, one.file)
    for finding in one.findings:
        line, column = one.positions.get(finding.subject, (1, 1))
        yield show(f"{one.file}:{line}:{column}: {headline(finding)}. {finding.explanation}")
        details = [f"to do: {finding.fix}", *(f"also {headline(f)}. {f.explanation}" for f in finding.nested)]
        yield from (f"    {show(detail)}" for detail in details)
    if one.meter:
        yield show(f"{one.file}: {one.meter}")


def _github(one: Checked, fail_on: Severity | None) -> Iterator[str]:
    for problem in one.problems:
        code = f"{problem.code} ({problem.more} more)" if problem.more else problem.code
        yield _command(str(problem.gravity), one.file, (max(problem.line, 1), max(problem.column, 1)), code)
    places: dict[tuple[str, Position, str], int] = {}
    for finding in one.findings:
        position = one.positions.get(finding.subject, (1, 1))
        key = (_level(finding, fail_on), position, f"{finding.code} {finding.severity}")
        places[key] = places.get(key, 0) + 1 + len(finding.nested)
    for (level, position, code), count in places.items():
        yield _command(level, one.file, position, f"{code} ({count})" if count > 1 else code)


def _level(finding: Finding, fail_on: Severity | None) -> str:
    if finding.accepted is not None:
        return "notice"
    return "error" if fail_on is not None and finding.severity.at_least(fail_on) else "warning"


def _command(level: str, file: str, position: Position, message: str) -> str:
    place = _escaped(show(file)).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={place},line={position[0]},col={position[1]}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _counts(checked: Sequence[Checked]) -> dict[str, int]:
    problems = [problem for one in checked for problem in one.problems]
    errors = how_many(problem for problem in problems if problem.gravity is Gravity.ERROR)
    findings = [finding for one in checked for finding in one.findings]
    return {
        "files": len(checked),
        "errors": errors,
        "warnings": how_many(problems) - errors,
        "findings": len(findings),
        **{s.value: sum(f.severity is s for f in findings) for s in Severity},
        "accepted": sum(f.accepted is not None for f in findings),
    }
