"""One look into the history of a file, without any screen: which version, held against what, who is selected.

Mutable, like a `Session`; the history screen shows what it says.
"""

from collections.abc import Sequence

from textual.content import Content

from committee.reports.authorship_text import Authorship
from committee.tui.history.lines import details, heading
from committee.tui.history.versions import Past, Picture
from committee.tui.session.session import Session
from committee.tui.session.state import ViewState
from committee.tui.theme.ink import Segment
from committee.versions.git.history import Revision


class HistorySession:
    """What the history screen works on.

    Args:
        session: the sitting; its account is "now".
        past: the versions of its file.
    """

    def __init__(self, session: Session, past: Past) -> None:
        self.session, self.past = session, past
        self.index = 0
        """Of the commit that is looked at, among those listed; -1 for now."""
        self.to_now = False
        self.listing = True
        self.picture: Picture | None = None
        self.effect: str | None = None
        self.person = session.person or ""
        self.chosen = False
        """Somebody was selected here; until then the selection goes to who differs."""
        self.written: tuple[Authorship, ...] | None = None

    @property
    def revision(self) -> Revision | None:
        """The commit that is looked at; `None` for now."""
        return self.past.listed[self.index] if 0 <= self.index < len(self.past.listed) else None

    def wants(self, picture: Picture) -> bool:
        """Whether this is what is looked at, or something of before."""
        return picture.revision == self.revision and picture.to_now == (self.to_now and self.revision is not None)

    def take(self, picture: Picture) -> None:
        """A version was read."""
        self.picture, self.effect, self.written = picture, None, None
        self.person = self._whom(picture)

    def select(self, person: str) -> None:
        """Look at somebody, in every version from now on."""
        self.person, self.written = person, None

    def learn(self, picture: Picture, effect: str, person: str, written: tuple[Authorship, ...]) -> bool:
        """What takes longer is known, the effect or (with a person) who wrote; whether that is still of use."""
        if picture is not self.picture or person not in {"", self.person}:
            return False
        if person:
            self.written = written
        else:
            self.effect = effect
        return True

    def next_changed(self, order: Sequence[str], step: int) -> str:
        """The next person about whom something differs, in the order of the map; empty where nobody is."""
        picture = self.picture
        people = [person for person in order if picture is not None and person in picture.people]
        if not people:
            return ""
        at = people.index(self.person) + step if self.person in people else (0 if step > 0 else -1)
        return people[at % len(people)]

    def state(self, picture: Picture) -> ViewState:
        """What the map is shown."""
        return ViewState(
            account=picture.account,
            today=self.session.today,
            now=self.session.clock(),
            person=self.person or None,
            plain=self.session.plain,
            disclosure=self.past.disclosure or None,
        )

    def head(self, cells: int) -> Sequence[Segment]:
        """The line on top."""
        return heading(
            self.past, self.revision, cells, to_now=self.to_now, listing=self.listing, plain=self.session.plain
        )

    def details(self, width: int) -> list[Content]:
        """What changed, what that did, who wrote what."""
        if self.picture is None:
            return []
        return details(self.past, self.picture, self.effect, self.person, self.written, width)

    def _whom(self, picture: Picture) -> str:
        """Who is selected on a version: who was, unless somebody else differs and nobody was chosen here."""
        people = picture.account.people
        if self.person in people and (self.chosen or self.person in picture.people or not picture.people):
            return self.person
        among = picture.people or people
        return min(
            among, key=lambda key: (picture.signs.get(key, "~") == "~", -(people[key].power or 0), key), default=""
        )
