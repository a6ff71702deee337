"""Why the plan does not hold a talk, as text and as JSON."""

from dataclasses import replace

from committee.consensus.why_not import WhyNot
from committee.model.dates import show_date
from committee.model.words import pair_words
from committee.reports.content import Document, Section, grid, lines
from committee.reports.data import FORMAT, Json
from committee.reports.plain import plain
from committee.reports.words import effort_text
from committee.workspace import Analysis


def why_not_text(analysis: Analysis, answer: WhyNot, colophon: str = "") -> str:
    """What `committee plan --why-not` prints: the answer, what makes the talk dearer, and the talks that differ."""
    account = analysis.account
    pair = pair_words(account, (answer.speaker, answer.listener))
    title = f"{account.header.name}: why not {pair}? {show_date(analysis.today)}"
    changed = [("+", talk) for talk in answer.added] + [("-", talk) for talk in answer.dropped]
    rows = tuple((sign, pair_words(account, talk.pair), effort_text(talk.effort)) for sign, talk in changed)
    terms = tuple((effort_text(term.cost), term.why) for term in answer.terms)
    document = Document(
        title,
        (
            Section("Answer", lines(answer.headline(account) if terms else answer.sentence(account))),
            Section("What the talk costs beyond the plan's own", grid(("More", "Because"), terms)),
            Section("Talks that differ", grid(("", "Talk", "Effort"), rows)),
        ),
    )
    return plain(replace(document, colophon=colophon))


def why_not_json(analysis: Analysis, answer: WhyNot) -> Json:
    """The same as JSON; efforts in thousandths of an easy talk."""
    forced = answer.forced
    return {
        "format": FORMAT,
        "date": analysis.today.isoformat(),
        "account": analysis.account.header.name,
        "speaker": answer.speaker,
        "listener": answer.listener,
        "text": answer.sentence(analysis.account),
        "possible": forced is not None,
        "effort": None if forced is None else forced.effort,
        "more": None if forced is None else answer.more,
        "terms": [{"key": term.key, "cost": term.cost, "why": term.why} for term in answer.terms],
        "added": [list(talk.pair) for talk in answer.added],
        "dropped": [list(talk.pair) for talk in answer.dropped],
    }
