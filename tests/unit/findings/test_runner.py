import datetime as dt
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from committees import TODAY

from committee import store
from committee.consensus.plan import plan
from committee.findings import reference
from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.registry import RULES, rule
from committee.findings.rows import rows
from committee.findings.rule import Rule
from committee.findings.rules.no_common_hour import sessions
from committee.findings.runner import findings_in, flattened, nest, run, selected
from committee.findings.words import hours, imperative
from committee.graph.hours import common_windows, schedule
from committee.model.account import Acceptance, Account, Champion, Header, Person, Teammate
from committee.model.tunables import THRESHOLDS
from committee.model.vocabulary import Role, Stage, Stance
from committee.workspace import analyse, analyse_in_steps

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "sample_accounts").glob("*.account.toml"))


def account(stage: Stage | None = Stage.DISCOVERY, **people: Person) -> Account:
    return Account(header=Header(name="Acme", stage=stage), people=people, team={"dana": Teammate(name="Dana")})


def test_a_young_map_is_quiet() -> None:
    people: dict[str, Any] = {f"p{n}": Person(name=f"Person {n}") for n in range(5)}
    found = run(account(**people), TODAY)
    assert [(f.code, f.severity) for f in found] == [("CH001", Severity.CRITICAL), ("DM001", Severity.CRITICAL)]


@pytest.mark.parametrize("stage", [Stage.WON, Stage.LOST, Stage.NO_DECISION])
def test_a_closed_deal_has_no_findings(stage: Stage) -> None:
    assert run(account(stage, ana=Person(name="Ana", roles=(Role.LEGAL,))), TODAY) == ()


def test_one_finding_stands_for_a_person_and_cause() -> None:
    found = run(account(Stage.EVALUATION, ana=Person(name="Ana", roles=(Role.LEGAL,), power=5)), TODAY)
    access = next(f for f in found if f.subject == "ana" and f.code == "DM003")
    assert [one.code for one in access.nested] == ["DM004", "CV002"]
    assert [f.code for f in found if f.subject == "ana"] == ["DM003", "DM005"]
    assert {"CV002", "DM004"} <= {f.code for f in flattened(found)}


def test_an_accepted_finding_stands_by_itself_and_comes_back_when_it_ends() -> None:
    base = account(ana=Person(name="Ana", roles=(Role.LEGAL,)))
    until = replace(base, accepted={("DM004", "ana"): Acceptance(reason="In January", until=TODAY)})
    held = {f.code: f for f in run(until, TODAY) if f.subject == "ana"}
    assert held["DM004"].accepted == Acceptance(reason="In January", until=TODAY)
    assert held["DM004"].nested == ()
    after = [f for f in flattened(run(until, TODAY + dt.timedelta(days=1))) if f.code == "DM004"]
    assert [f.accepted for f in after] == [None]
    forever = replace(base, accepted={("DM004", "ana"): Acceptance()})
    assert next(f for f in run(forever, dt.date(2099, 1, 1)) if f.code == "DM004").accepted == Acceptance()


def test_select_and_ignore_take_codes_and_their_beginnings() -> None:
    assert {one.code[:2] for one in selected(["ch", "DM003"])} == {"CH", "DM"}
    assert "DM003" in [one.code for one in selected(["ch", "DM003"])]
    assert [one.code for one in selected(["CH"], ["CH00"])] == []
    assert selected() == RULES
    found = run(account(ana=Person(name="Ana")), TODAY, select=["DM"])
    assert [f.code for f in found] == ["DM001"]


def test_a_plan_handed_in_is_used_and_changes_nothing() -> None:
    for path in SAMPLES:
        found = store.read(path).account
        day = found.header.reviewed or TODAY
        assert run(found, day, plan=plan(found, day)) == run(found, day)


def test_quick_rules_first_then_slow_ones_make_the_whole() -> None:
    found = store.read(SAMPLES[-1]).account
    context = Context(found, found.header.reviewed or TODAY)
    quick, slow = ([one for one in RULES if one.slow is kind] for kind in (False, True))
    parts = [*flattened(findings_in(context, quick)), *flattened(findings_in(context, slow))]
    whole = flattened(findings_in(context))
    assert sorted(parts, key=lambda f: f.order) == list(whole)


def test_a_screen_is_told_what_is_known_first_and_everything_in_the_end() -> None:
    for path in SAMPLES:
        found = store.read(path).account
        today = found.header.reviewed or TODAY
        first, last = analyse_in_steps(found, today)
        assert (first.complete, last.complete) == (False, True)
        assert last == analyse(found, today)
        assert not {one.code for one in flattened(first.findings)} & {one.code for one in RULES if one.slow}
    closed = replace(found, header=replace(found.header, stage=Stage.WON))
    assert [step.findings for step in analyse_in_steps(closed, today)] == [()]


def test_findings_stand_row_by_row_the_worst_first() -> None:
    """One code, one row; rows by their worst finding, and within a row by severity and by what hangs on each."""
    for path in SAMPLES:
        account = store.read(path).account
        found = [one for one in run(account, TODAY) if one.accepted is None]
        made = rows(found)
        assert [one for row in made for one in row.findings] == found
        assert len({row.code for row in made}) == len(made)
        assert [row.findings[0].order for row in made] == sorted(row.findings[0].order for row in made)
        assert all(list(row.findings) == sorted(row.findings, key=lambda one: one.order) for row in made)
        for row in made:
            assert row.sentence(account.name_of).endswith((".", "?"))


def test_a_row_of_several_names_two_and_counts_the_rest() -> None:
    people = {name: Person(name=name.title(), roles=(Role.APPROVER,)) for name in ("ana", "bo", "cy", "di")}
    found = account(Stage.EVALUATION, **people)
    row = next(row for row in rows(run(found, TODAY)) if row.code == "DM003")
    assert row.sentence(found.name_of) == "Ana, Bo and 2 more: no chain of existing ties leads to them."


def test_what_hangs_on_a_finding_comes_before_its_code() -> None:
    """Two findings of one severity: the one about an open seat first, whatever their codes."""
    found = account(
        Stage.EVALUATION,
        ana=Person(name="Ana", stance=Stance.SUPPORTER, power=3, champion=Champion()),
        bo=Person(name="Bo", roles=(Role.APPROVER,)),
    )
    high = [one.code for one in flattened(run(found, TODAY)) if one.severity is Severity.HIGH]
    assert high.index("DM004") < high.index("CH002")


def test_the_place_stands_for_its_departments() -> None:
    finding: dict[str, Any] = {
        "code": "X",
        "name": "x",
        "severity": Severity.LOW,
        "explanation": "E.",
        "fix": "F.",
        "group": "lodz/voice",
    }
    department, place = Finding(**finding, subject="department-it"), Finding(**finding, subject="lodz")
    assert nest([department, place]) == (replace(place, nested=(department,)),)


def test_thresholds_of_the_account_count_and_are_printed() -> None:
    person = Person(name="Ana", power=3, roles=(Role.APPROVER,))
    found = replace(account(Stage.EVALUATION, ana=person), thresholds={"key_power": 3})
    key = next(f for f in flattened(run(found, TODAY)) if f.code == "CV002")
    assert (key.measures[0].name, key.measures[0].value, key.measures[0].threshold) == ("power", 3, 3)
    assert "CV002" not in [f.code for f in flattened(run(replace(found, thresholds={}), TODAY))]


def test_codes_are_in_order_and_found_in_any_case() -> None:
    assert [one.code for one in RULES] == sorted({one.code for one in RULES})
    assert rule("ch001") is RULES[1]
    with pytest.raises(KeyError):
        rule("XX999")


def test_the_reference_page_is_current() -> None:
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert page == reference.document(), "run: python -m committee.findings.reference > docs/findings.md"
    assert all(f"`{limit.key}`" in page for limit in THRESHOLDS)


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_every_rule_explains_itself(one: Rule) -> None:
    text = reference.section(one)
    for heading in ("What it checks", "Why it matters", "Example", "What to do"):
        assert f"**{heading}.** " in text


def test_every_threshold_a_rule_uses_is_named_in_its_text() -> None:
    texts = " ".join(one.checks for one in RULES)
    shared = {"voice_power", "vouch_days", "contact_days", "far_members"}
    assert [limit.key for limit in THRESHOLDS if limit.key not in texts and limit.key not in shared] == []


def test_networkx_is_loaded_by_the_first_question_about_chains_and_textual_never() -> None:
    code = (
        "import sys, datetime; from pathlib import Path; from committee import store; "
        "from committee.findings.runner import run; "
        f"account = store.read(Path({str(SAMPLES[0])!r})).account; today = datetime.date(2026, 11, 21); "
        "run(account, today, select=['AC', 'GT001']); print('networkx' in sys.modules); "
        "run(account, today); print('networkx' in sys.modules, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "False"]


def test_words() -> None:
    assert [hours(n) for n in (0, 45, 60, 75)] == ["no time", "45 min", "1 h", "1 h 15 min"]
    assert imperative("asks Tom Lee for a name") == "Ask Tom Lee for a name"


def test_two_sessions_each_have_their_hour_and_together_hold_everybody() -> None:
    zones = ("Asia/Tokyo", "Europe/Madrid", "America/Chicago", "Asia/Kolkata", "America/New_York")
    for chosen in combinations(zones, 3):
        people: dict[str, Any] = {
            f"p{n}": Person(name=f"Person {n}", roles=(Role.APPROVER,), timezone=zone) for n, zone in enumerate(chosen)
        }
        found = account(**people)
        context = Context(found, TODAY)
        split = sessions(context, list(people))
        everybody = _longest(found, list(people))
        if everybody >= 60:
            assert list(rule("RM002").check(context)) == []
            continue
        best = max(
            min(_longest(found, list(one)), _longest(found, [i for i in people if i not in one]))
            for size in (1, 2)
            for one in combinations(people, size)
        )
        assert split is not None
        assert sorted((*split[0], *split[1])) == sorted(people)
        assert min(_longest(found, split[0]), _longest(found, split[1])) == best >= 60


def _longest(found: Account, some: Iterable[str]) -> int:
    return max((w.minutes for w in common_windows([schedule(found, i) for i in some], TODAY)), default=0)


def test_an_effort_is_said_in_talks_and_kept_in_thousandths() -> None:
    measured = Measure("effort of a chain", 6340, 5100, effort=True)
    assert (str(measured), measured.value) == ("effort of a chain: 6.3 (threshold 5.1)", 6340)
    assert str(Measure("effort of a chain", None, effort=True)) == "effort of a chain: unknown"
    assert str(Measure("power", 4, 2)) == "power: 4 (threshold 2)"
