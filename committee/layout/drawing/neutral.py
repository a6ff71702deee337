"""What stands on a card that a customer may see: who somebody is and how they work, nothing that we think of them."""

from committee.layout.drawing.borders import Segments
from committee.layout.drawing.face import CardFace
from committee.layout.drawing.names import initials_of
from committee.model.account import Account, Person
from committee.model.vocabulary import PersonStatus
from committee.text import show


def neutral_faces(account: Account) -> dict[str, CardFace]:
    """The neutral face of everybody on the map, by id: name, title, department, job in the decision, way of working.

    Args:
        account: any account; nothing is read of it but what a customer may see.
    """
    return {key: _face(person) for key, person in account.people.items() if person.status is not PersonStatus.LEFT}


def _face(person: Person) -> CardFace:
    name = show(person.name)
    title: Segments = ((show(person.title), "card.text"),) if person.title else ()
    work = str(person.work_mode or "")
    jobs = ", ".join(str(role) for role in person.roles)
    return CardFace(
        name=name,
        initials=initials_of(name),
        title=title,
        role=((show(person.department), "base.muted"),) if person.department else (),
        stance=(work, "base.muted"),
        word=("", ""),
        power=((jobs, "base.muted"),) if jobs else (),
        short=((show(person.department or person.title), "card.text"),),
        placeholder=person.status is PersonStatus.PLACEHOLDER,
    )
