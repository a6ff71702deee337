"""The questions of a review: at most three an account, picked by what its data lacks or contradicts.

Each is asked only where the data gives a reason to, and carries the facts it rests on. Deterministic: the most urgent
first, ties in the order of `RULES`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from committee.graph.evidence import ledger
from committee.graph.hours import next_shared, schedule, shared_minutes
from committee.graph.standing import State
from committee.model.account import Account, Action
from committee.model.dates import show_day, show_distance, show_moment
from committee.model.vocabulary import Basis, Forecast, GateStatus, PersonStatus, Stage
from committee.pipeline.review.since import Since, buyers, champions, slipped
from committee.plurals import counted
from committee.workspace import Analysis

MOST = 3
"""Questions an account."""

DEED_DAYS = 5
"""So soon after a review nobody asks what the customer did since."""

HEARD_DAYS = 30
"""After so many days without their own word the economic buyer is asked about."""

TESTS = {
    "sells": "sells for us when we are not in the room",
    "influence": "has influence in this decision",
    "stake": "has a personal stake in our success",
}
"""The champion tests, the one that is hardest to fake first."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a stable key, its words, the facts it rests on, whom it is about (ids), and how urgent it is."""

    key: str
    text: str
    rests: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    urgency: int = 0
    """Higher comes first."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules look at: an analysis, and the last review."""

    analysis: Analysis
    since: Since

    @property
    def account(self) -> Account:
        """The account."""
        return self.analysis.account

    @property
    def today(self) -> date:
        """The day of the review."""
        return self.analysis.today

    @property
    def begun(self) -> date:
        """From when on something counts as new: the last review, else 30 days ago."""
        return self.since.day or self.today - timedelta(days=HEARD_DAYS)

    def names(self, people: tuple[str, ...]) -> str:
        """Names in a row."""
        return " and ".join(self.account.name_of(person) for person in people)


def questions(analysis: Analysis, since: Since) -> tuple[Question, ...]:
    """The at most three questions of an account; none for a deal that is over.

    Complexity: linear in people, evidence and actions.
    """
    stage = analysis.account.header.stage
    if stage is not None and stage.closed:
        return ()
    known = Known(analysis, since)
    asked = [question for rule in RULES if (question := rule(known)) is not None]
    return tuple(sorted(asked, key=lambda question: -question.urgency)[:MOST])


def money(known: Known) -> Question | None:
    """Who alone releases the money, and when did *we* last hear it from them?

    Asked where no economic buyer is named, where there are several, or where nobody of ours heard from the one there
    is for 30 days. What others told us about them does not count.
    """
    found = tuple(sorted(buyers(known.account)))
    urgency = 90 if known.account.header.forecast is Forecast.COMMIT else 70
    if not found:
        return Question("money", "Who alone releases the money?", ("No economic buyer is named.",), (), urgency)
    if len(found) > 1:
        rests = (f"{known.names(found)} {'both' if len(found) == 2 else 'all'} stand as economic buyer.",)
        return Question("money", "Who alone of them releases the money?", rests, found, urgency)
    last = heard_from(known.account, found[0])
    if last is not None and (known.today - last).days <= HEARD_DAYS:
        return None
    name = known.account.name_of(found[0])
    when = _ago(last, known.today) if last else "never, as far as the file says"
    text = f"When did we last hear it from {name}, who releases the money?"
    return Question("money", text, (f"Last in their own words: {when}.",), found, urgency)


def deed(known: Known) -> Question | None:
    """What did the customer *do* since last time? Words are not deeds.

    Asked from evaluation on, and five days after a review at the earliest, where since then nothing was observed or
    arrived as a document, and no step of the paper process was finished.
    """
    if not known.account.header.reached(Stage.EVALUATION) or (known.today - known.begun).days < DEED_DAYS:
        return None
    fresh = [one for one in known.account.evidence.values() if one.date is not None and one.date >= known.begun]
    if any(one.basis in {Basis.OBSERVED, Basis.DOCUMENT} for one in fresh) or _gates_done(known):
        return None
    said = sum(one.basis is Basis.HEARD for one in fresh)
    words = "Nothing they said or did is written down" if not said else f"{counted(said, 'thing')} said, nothing done"
    text = f"What did the customer do since {show_day(known.begun, known.today)}?"
    return Question("deed", text, (f"{words} since then.",), (), 60)


def loser(known: Known) -> Question | None:
    """Who loses if we win, and what is their alternative, doing nothing included?

    Asked from evaluation on where nobody is known to be against, or where what somebody against prefers is not known.
    """
    if not known.account.header.reached(Stage.EVALUATION):
        return None
    account = known.account
    stances = {i: one.stance for i, one in account.people.items() if one.stance and one.status is PersonStatus.ACTIVE}
    against = tuple(sorted(i for i, stance in stances.items() if stance.resists))
    silent = tuple(i for i in against if not account.people[i].prefers)
    if against and not silent:
        return None
    if silent:
        person = max(silent, key=lambda i: (account.people[i].power or 0, i))
        name = account.name_of(person)
        text = f"What does {name} want instead of us, doing nothing included?"
        return Question("loser", text, (f"{name} is {stances[person]}; what they prefer is not known.",), (person,), 65)
    rests = f"Of {counted(len(stances), 'known stance')} none is against us." if stances else "No stance is known."
    return Question(
        "loser", "Who loses if we win, and what is their alternative, doing nothing included?", (rests,), (), 40
    )


def champion(known: Known) -> Question | None:
    """Which champion test is unproven? Asked where nobody is claimed, or a claimed one has not passed all three."""
    account = known.account
    found = sorted(champions(account), key=lambda i: (-(account.people[i].power or 0), i))
    if not found:
        if not known.account.header.reached(Stage.EVALUATION):
            return None
        text = "Who sells for us when we are not in the room?"
        return Question("champion", text, ("Nobody is claimed as champion.",), (), 80)
    if set(found) & set(known.analysis.committee.proven):
        return None
    person, tests = found[0], account.people[found[0]].champion
    name = account.name_of(person)
    for key, words in TESTS.items():
        passed = getattr(tests, key)
        if passed is not True:
            state = "not passed" if passed is False else "not tried yet"
            text = f"How do we know that {name} {words}?"
            return Question("champion", text, (f"As champion this test is {state}.",), (person,), 55)
    # All three passed, yet no supporter: the claim and the stance contradict each other.
    stance = account.people[person].stance or "of unknown stance"
    return Question("champion", f"Is {name} still for us?", (f"A champion who is {stance}.",), (person,), 75)


def next_talk(known: Known) -> Question | None:
    """Who must talk to whom next, and when do their days meet? Asked unless an open action with them covers it."""
    plan = known.analysis.plan
    if not plan.talks:
        return None
    talk, account = plan.talks[0], known.account
    if any(_covers(action, talk.listener, known.today) for action in account.actions.values()):
        return None
    speaker, listener = account.name_of(talk.speaker), account.name_of(talk.listener)
    text = f"When does {speaker} talk to {listener}?"
    opens = f"First of {counted(len(plan.talks), 'talk')} of the plan; no open action covers it"
    return Question("next-talk", text, (f"{opens}; {_days_meet(known, talk.pair)}.",), talk.pair, 50)


def promise(known: Known) -> Question | None:
    """Is what was promised done, moved or dropped? Asked about the open action that is overdue for longest."""
    late = [(one.due, key, one) for key, one in known.account.actions.items() if one.due and one.done is None]
    late = [entry for entry in late if entry[0] < known.today]
    if not late:
        return None
    due, _, action = min(late, key=lambda entry: entry[:2])
    owner = known.account.name_of(action.owner) if action.owner else "Nobody of ours"
    more = f" and {counted(len(late) - 1, 'more action')} overdue" if len(late) > 1 else ""
    rests = f"{owner} promised it; it was due {_ago(due, known.today)}{more}."
    text = f"{action.what.rstrip('.?!')}: is it done, moved or dropped?"
    return Question("promise", text, (rests,), tuple(filter(None, (action.with_,))), 58)


def slip(known: Known) -> Question | None:
    """What will have happened by the new date that did not by the old one? Asked where the close date slipped."""
    moved = slipped(known.since.before, known.account)
    if moved is None:
        return None
    then, now = (show_day(day, known.today) for day in moved)
    text = f"What will have happened by {now} that did not happen by {then}?"
    return Question("slip", text, (f"The close date moved from {then} to {now} since the last review.",), (), 85)


def aside(known: Known) -> Question | None:
    """Who can overrule, or what would make them not object? Asked where an approver is opposed."""
    found = [one for one in known.analysis.committee.approvers if _opposed(known, one)]
    if not found:
        return None
    person = max(found, key=lambda i: (known.account.people[i].power or 0, i))
    name = known.account.name_of(person)
    text = f"Who can overrule {name}, or on what condition would they not object?"
    return Question("aside", text, (f"{name} is opposed and the decision needs them.",), (person,), 78)


def next_step(known: Known) -> Question | None:
    """What is the next step, whose, and by when? Asked where none is written, or its day has passed."""
    header = known.account.header
    if header.next_step and (header.next_step_due is None or header.next_step_due >= known.today):
        return None
    text = "What is the next step, whose is it, and by when?"
    if header.next_step and header.next_step_due is not None:
        rests = f"{header.next_step}: was due {_ago(header.next_step_due, known.today)}."
        return Question("next-step", text, (rests,), (), 57)
    if any(one.done is None for one in known.account.actions.values()):
        return None
    return Question("next-step", text, ("None is written, and no action is open.",), (), 52)


def gate(known: Known) -> Question | None:
    """Who on their side moves the paper on? Asked where an open step is overdue, blocked or has no owner there."""
    for _, one in sorted(known.account.gates.items(), key=lambda item: (item[1].due or date.max, item[0])):
        if one.status is GateStatus.DONE:
            continue
        late = one.due is not None and one.due < known.today
        if one.status is GateStatus.BLOCKED or late or not one.theirs:
            blocked = "blocked" if one.status is GateStatus.BLOCKED else ""
            due = f"was due {_ago(one.due, known.today)}" if late and one.due else ""
            nobody = "" if one.theirs else "has no owner on their side"
            rests = f"{one.what or 'A step'}: {', '.join(filter(None, (blocked, due, nobody)))}."
            urgency = 56 if blocked or due else 45
            text = "Who on their side moves the paper on, and by when?"
            return Question("gate", text, (rests,), tuple(filter(None, (one.theirs,))), urgency)
    return None


RULES: tuple[Callable[[Known], Question | None], ...] = (
    money,
    slip,
    champion,
    aside,
    loser,
    deed,
    promise,
    next_step,
    gate,
    next_talk,
)
"""All rules; among equally urgent questions the one of the earlier rule comes first."""


def heard_from(account: Account, person: str) -> date | None:
    """The newest day on which one of ours had it from them: something heard, or a contact. Hearsay does not count."""
    return max(_contacts(account, person), default=None)


def _contacts(account: Account, person: str) -> Iterator[date]:
    contact = account.people[person].last_contact
    if contact is not None:
        yield contact
    for (_, target), tie in account.coverage.items():
        if target == person and tie.last_contact is not None:
            yield tie.last_contact
    for _, record in ledger(account).about(person):
        if record.basis is Basis.HEARD and record.date is not None:
            yield record.date


def _gates_done(known: Known) -> bool:
    """Whether a step of the paper process was finished since the earlier version."""
    before = known.since.before
    if before is None:
        return False
    done = {key for key, one in known.account.gates.items() if one.status is GateStatus.DONE}
    return any(key not in before.gates or before.gates[key].status is not GateStatus.DONE for key in done)


def _covers(action: Action, person: str, today: date) -> bool:
    return action.done is None and action.with_ == person and (action.due is None or action.due >= today)


def _opposed(known: Known, person: str) -> bool:
    return known.analysis.committee.standings[person].state is State.AGAINST


def _days_meet(known: Known, pair: tuple[str, str]) -> str:
    """When the days of two people meet, in words."""
    one, other = (schedule(known.account, end) for end in pair)
    minutes = shared_minutes(one, other, known.today)
    if minutes is None:
        return "the zone of one of them is not known"
    if not minutes:
        return "their working days do not meet"
    window = next_shared(one, other, known.today + timedelta(days=1))
    first = f", next {_clocks(window.local(one.zone)[0], window.local(other.zone)[0])}" if window else ""
    return f"their days meet {f'{minutes / 60:.1f}'.removesuffix('.0')} h{first}"


def _clocks(one: datetime, other: datetime) -> str:
    same = one.utcoffset() == other.utcoffset()
    front = show_moment(one)
    return front if same else f"{front} / {other:%H:%M} their time"


def _ago(day: date, today: date) -> str:
    return f"{show_day(day, today)}, {show_distance(day, today)}"
