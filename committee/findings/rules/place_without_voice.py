"""CH004: a place or department where nobody speaks for us."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.model.ids import department_subject
from committee.plurals import listed, plural


@dataclass(frozen=True, slots=True)
class _Group:
    """Members who sit together: `subject` is the place's id or `department-<slug>`."""

    subject: str
    label: str
    members: tuple[str, ...]


def _check(ctx: Context) -> Iterator[Finding]:
    supporters = frozenset(i for i in ctx.committee.people if _supports(ctx, i))
    silent = [group for group in _groups(ctx) if _silent(ctx, group, supporters)]
    quiet = {group.subject for group in silent if group.subject in ctx.account.places}
    nearest = _Nearest(ctx, supporters)
    for group in silent:
        # A department that sits wholly in a silent place is that place seen once more, not a second cause.
        where = {ctx.person(member).place for member in group.members}
        around = next(iter(where)) if len(where) == 1 and where <= quiet else group.subject
        yield _finding(ctx, group, nearest, around)


def _groups(ctx: Context) -> list[_Group]:
    places: dict[str, list[str]] = {}
    departments: dict[str, list[str]] = {}
    for member in ctx.committee.members:
        person = ctx.person(member)
        if person.place in ctx.account.places:
            places.setdefault(person.place, []).append(member)
        if person.department.strip():
            departments.setdefault(department_subject(person.department), []).append(member)
    return [
        *(_Group(place, ctx.name(place), tuple(members)) for place, members in sorted(places.items())),
        *(_department(ctx, subject, members) for subject, members in sorted(departments.items())),
    ]


def _department(ctx: Context, subject: str, members: list[str]) -> _Group:
    return _Group(subject, f"the department {ctx.person(members[0]).department.strip()}", tuple(members))


def _silent(ctx: Context, group: _Group, supporters: frozenset[str]) -> bool:
    approvers = [i for i in group.members if ctx.committee.standings[i].state is not None]
    if len(group.members) < ctx.limits["place_members"] and not approvers:
        return False
    if not supporters.isdisjoint(group.members):
        return False
    return not any(arc.source in supporters for member in group.members for arc in ctx.arcs.incoming.get(member, ()))


def _finding(ctx: Context, group: _Group, nearest: "_Nearest", around: str) -> Finding:
    approvers = [i for i in group.members if ctx.committee.standings[i].state is not None]
    open_to_us = ctx.willing(group.members)
    target = ctx.weightiest([i for i in approvers if i in open_to_us] or open_to_us)
    speaker = nearest.to(target) if target else ""
    return RULE.finding(
        group.subject,
        people=group.members,
        measures=[
            Measure("members there", len(group.members), ctx.limits["place_members"]),
            Measure("approvers there", len(approvers), 1),
            Measure("supporters there", 0, 1),
            Measure("usable ties from supporters elsewhere", 0, 1),
        ],
        explanation=_explanation(ctx, group, approvers),
        deed=_deed(ctx, group, speaker, target),
        group=f"{around}/voice",
    )


def _explanation(ctx: Context, group: _Group, approvers: Iterable[str]) -> str:
    needed = [ctx.name(i) for i in approvers]
    where = f"belongs to {group.label}" if len(group.members) == 1 else f"belong to {group.label}"
    if len(group.members) == 1:
        return (
            f"One member {where}, {needed[0] if needed else ctx.names(group.members)}; they do not support us, and no "
            "supporter elsewhere has a usable tie to them."
        )
    whom = f" ({plural(len(needed), 'approver', 'approvers')}: {listed(needed)})" if needed else ""
    return (
        f"{len(group.members)} members {where}{whom}; none of them supports us, and no supporter elsewhere has a "
        "usable tie to any of them."
    )


def _deed(ctx: Context, group: _Group, speaker: str, target: str) -> Deed:
    gain = f"then {group.label} has a voice"
    if not target:
        return ctx.team.deed("", f"finds somebody in {group.label} who is not against us", gain)
    if ctx.advice.on_plan(target):
        return ctx.advice.deed(target, f"meets {ctx.name(target)} to win a first supporter there", gain)
    if speaker:
        phrase = f"asks {ctx.name(speaker)} to speak with {ctx.name(target)}"
        return ctx.team.deed(speaker, phrase, f"one tie of strength 2 gives {group.label} a voice")
    return ctx.team.deed(target, f"meets {ctx.name(target)} to win a first supporter there", gain)


class _Nearest:
    """The supporter to ask: of somebody's own department or their manager first, then of most power."""

    def __init__(self, ctx: Context, supporters: frozenset[str]) -> None:
        self._ctx = ctx
        self._supporters = supporters
        self._weightiest = ctx.weightiest(supporters)
        self._by_department: dict[str, str] = {}
        for one in supporters:
            department = ctx.person(one).department
            self._by_department[department] = ctx.weightiest((one, self._by_department.get(department, one)))

    def to(self, target: str) -> str:
        """Whom to ask to speak with `target`; empty without a supporter."""
        own = self._ctx.person(target)
        related = [own.reports_to] if own.reports_to in self._supporters else []
        if own.department and own.department in self._by_department:
            related.append(self._by_department[own.department])
        for nearest in (related, [self._weightiest] if self._weightiest else [], self._supporters):
            if found := self._ctx.weightiest(self._ctx.willing(nearest, [target])):
                return found
        return ""


def _supports(ctx: Context, identifier: str) -> bool:
    return ctx.supports(identifier)


def voiceless(findings: Iterable[Finding]) -> Mapping[str, Finding]:
    """The findings of this rule by place or department, for the lane headers of the map; nested ones too."""
    every = [one for finding in findings for one in (finding, *finding.nested)]
    return {one.subject: one for one in every if one.code == RULE.code}


RULE = Rule(
    code="CH004",
    name="place-without-voice",
    severity=Severity.MEDIUM,
    checks=(
        "For each place and each department with three members or more (threshold place_members), or with an "
        "approver: whether a supporter is inside, or a supporter outside has a tie of strength 2 or more to "
        "somebody inside."
    ),
    why=(
        "People who share an office or a department talk to each other every day. Where nobody among them "
        "speaks for us, the opinion there forms without us."
    ),
    example=(
        "Four people in Lodz will run the system; our supporters are all in Berlin and none of them speaks to Lodz."
    ),
    todo="Ask a supporter to speak to one person there, or meet somebody there and win a first supporter.",
    several="nobody there speaks for us",
    check=_check,
)
