"""The closed vocabularies of an account file. Member order is the order used in files, forms and lists."""

from enum import StrEnum


class Stage(StrEnum):
    """Where the deal stands."""

    DISCOVERY = "discovery"
    EVALUATION = "evaluation"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"
    NO_DECISION = "no-decision"

    @property
    def closed(self) -> bool:
        """Won, lost or ended without a decision: no findings and no plan any more."""
        return self in {Stage.WON, Stage.LOST, Stage.NO_DECISION}

    def reached(self, other: "Stage") -> bool:
        """Whether an open deal is at stage `other` or later."""
        order = list(Stage)
        return not self.closed and order.index(self) >= order.index(other)


class Forecast(StrEnum):
    """The seller's forecast category."""

    PIPELINE = "pipeline"
    BEST_CASE = "best-case"
    COMMIT = "commit"


class Role(StrEnum):
    """What somebody is in this decision. Champion and coach are not roles but tested claims."""

    ECONOMIC_BUYER = "economic-buyer"
    DECISION_MAKER = "decision-maker"
    APPROVER = "approver"
    EXECUTIVE_SPONSOR = "executive-sponsor"
    TECHNICAL_BUYER = "technical-buyer"
    USER_BUYER = "user-buyer"
    EVALUATOR = "evaluator"
    INFLUENCER = "influencer"
    LEGAL = "legal"
    PROCUREMENT = "procurement"
    SECURITY = "security"


class Need(StrEnum):
    """What the decision needs of a person."""

    YES = "yes"
    NO_OBJECTION = "no-objection"
    NONE = "none"


class Stance(StrEnum):
    """Where a person stands on this decision. Unknown is absence (`None`), never neutral."""

    ADVOCATE = "advocate"
    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    RESERVED = "reserved"
    OPPOSED = "opposed"

    @property
    def supports(self) -> bool:
        """Advocate or supporter."""
        return self in {Stance.ADVOCATE, Stance.SUPPORTER}

    @property
    def resists(self) -> bool:
        """Reserved or opposed."""
        return self in {Stance.RESERVED, Stance.OPPOSED}


class Level(StrEnum):
    """Seniority: the row on the map, top row first."""

    EXECUTIVE = "executive"
    VP = "vp"
    DIRECTOR = "director"
    MANAGER = "manager"
    INDIVIDUAL = "individual"


class WorkMode(StrEnum):
    """Where a person works from."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Side(StrEnum):
    """Whose person a stakeholder is."""

    CUSTOMER = "customer"
    PARTNER = "partner"
    ADVISOR = "advisor"


class PersonStatus(StrEnum):
    """Whether a stakeholder is there."""

    ACTIVE = "active"
    LEFT = "left"
    PLACEHOLDER = "placeholder"


class TeamStatus(StrEnum):
    """Whether a teammate still works on the account."""

    ACTIVE = "active"
    LEFT = "left"


class GateStatus(StrEnum):
    """State of a step of the paper process."""

    OPEN = "open"
    DONE = "done"
    BLOCKED = "blocked"


class PlaceKind(StrEnum):
    """What a place is; only in an office do people meet without arranging it."""

    OFFICE = "office"
    HOME = "home"
    REGION = "region"


class Weekday(StrEnum):
    """Days of the week, Monday first like `datetime.date.weekday()`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


WORKING_WEEK = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)


class Channel(StrEnum):
    """How two people talk."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"

    @property
    def short(self) -> str:
        """In a word: `meets`, `video`, `mail`."""
        return {Channel.IN_PERSON: "meets", Channel.EMAIL: "mail"}.get(self, self.value)

    @property
    def how(self) -> str:
        """How a talk is held: `in person`, `by video`, `by mail`."""
        return "in person" if self is Channel.IN_PERSON else f"by {self.short}"


class TieKind(StrEnum):
    """What an influence tie rests on; a conflict never carries support."""

    ADVISES = "advises"
    INFORMAL = "informal"
    CONFLICT = "conflict"


class Expertise(StrEnum):
    """What a teammate can speak about with authority."""

    COMMERCIAL = "commercial"
    TECHNICAL = "technical"
    SECURITY = "security"
    LEGAL = "legal"
    FINANCE = "finance"
    OPERATIONS = "operations"


class Claim(StrEnum):
    """What a piece of evidence is about; the first nine are claims about a person, the last two about a tie."""

    STANCE = "stance"
    ROLES = "roles"
    NEED = "need"
    POWER = "power"
    PREFERS = "prefers"
    REPORTS_TO = "reports_to"
    CHAMPION_INFLUENCE = "champion.influence"
    CHAMPION_SELLS = "champion.sells"
    CHAMPION_STAKE = "champion.stake"
    STRENGTH = "strength"
    KIND = "kind"

    @property
    def of_tie(self) -> bool:
        """Whether the claim is about a tie (`"from > to"`) and not about a person."""
        return self in {Claim.STRENGTH, Claim.KIND}


class Basis(StrEnum):
    """How we know, from strongest to weakest."""

    HEARD = "heard"
    OBSERVED = "observed"
    DOCUMENT = "document"
    SECONDHAND = "secondhand"
    CONJECTURE = "conjecture"

    @property
    def vouches(self) -> bool:
        """Heard, observed or from a document: strong enough to call a claim confirmed."""
        return self in {Basis.HEARD, Basis.OBSERVED, Basis.DOCUMENT}


SEVERITIES = ("critical", "high", "medium", "low")
"""How bad a finding is, worst first."""

STRENGTH_OURS = ("met", "replies", "takes our call", "tells us things", "acts on request")
"""What the strengths 1 to 5 of a relationship of ours mean."""
STRENGTH_THEIRS = ("heard", "listened to", "consulted", "mostly followed", "decisive")
"""What the strengths 1 to 5 of a tie among them mean."""


def strength_said(strength: int | None, words: tuple[str, ...]) -> str:
    """`tells us things`; `strength unknown` where none is written."""
    return words[strength - 1] if strength else "strength unknown"


def numbered(words: tuple[str, ...]) -> str:
    """`1 met, 2 replies, …`: what the strengths mean, for documents and prompts."""
    return ", ".join(f"{number} {word}" for number, word in enumerate(words, 1))


NO_RIVAL = ("status-quo", "build")
"""What somebody may prefer besides a named rival: doing nothing, or building it in-house."""
