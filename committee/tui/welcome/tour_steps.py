"""What the tour shows, step by step: what to press, what it is for, and what to do with what it opens. Pure Python."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One card of the tour.

    The keys of the first of `actions` are shown, any of them moves the tour on. `then` says what to do while that key
    waits for more, or what it opened is on the screen: only when that is over is the step done. `about` is the widget
    the step talks about, which the card does not cover; on the map it is whoever is selected or lit.
    """

    actions: tuple[str, ...]
    title: str
    says: str
    then: str = ""
    about: str = ""


TOUR = (
    Step(
        ("move.right", "move.left", "move.up", "move.down"),
        "The map",
        "Lanes are places from west to east, rows are levels, each card is one of theirs. Move about.",
    ),
    Step(
        ("jump",),
        "Jump",
        "Go anywhere at once: every card gets a letter.",
        "Type the letters of a card to be there.",
    ),
    Step(
        ("board",),
        "Who has to agree",
        "Every seat: what they think, how we know, who of us knows them, what is next.",
        "The seats the decision needs. esc goes on.",
    ),
    Step(
        ("finding.next",),
        "What stands in the way",
        "The findings, worst first: the map lights whom each concerns.",
        about="#strip",
    ),
    Step(("plan",), "The path to consensus", "The talks that reach everybody needed, for the least effort."),
    Step(
        ("step.next",),
        "Talk by talk",
        "Below: who speaks to whom, in order, and why. On the map: thick numbered lines.",
        about="#strip",
    ),
    Step(
        ("view.coverage",),
        "Coverage",
        "Who of us knows whom, and whom nobody knows. 2 to 7 are the other views.",
    ),
    Step(("view.map",), "Back", "1 is always the map.", about="#views"),
    Step(
        ("stance",),
        "Evidence",
        "Somebody moved: say where they stand now, and why.",
        "4 is supporter. Then type what they said, and enter: it is kept as evidence.",
    ),
    Step(("undo",), "Undo", "Everything can be taken back.", about="#board"),
    Step(
        ("call",),
        "Call mode",
        "While you are on a call, all you enter counts as heard from those on it.",
        "Mark who is on it and begin; in the tour just look. esc goes on.",
    ),
    Step(
        ("add",),
        "Add people",
        "One a line, as you would say it.",
        "Type: Lena Fox, Head of Support, p3 · enter adds her · esc goes on.",
    ),
    Step(("save",), "Save", "An account is one text file of yours. This one is a copy that goes when you leave."),
    Step(("help",), "Every key", "Help lists what can be done here.", "Type to search, enter runs it. esc goes on."),
)

END = Step(
    (),
    "Now your own",
    'q leaves the demo. Then: committee new "Your customer"; there a adds people, T your team, g the deal.',
)
