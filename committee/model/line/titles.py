"""What a title suggests somebody is in the decision: a proposal to be taken, never a fact."""

import re
from functools import lru_cache
from typing import Final

from committee.model.vocabulary import Role

_SUGGESTS: Final = (
    (
        Role.LEGAL,
        r"general counsel|counsel|legal|lawyer|attorney|solicitor|jurist\w*|avocat\w*|rechtsanw\w+|syndikus\w*",
    ),
    (Role.SECURITY, r"ciso|cso|security|infosec|cyber\w*"),
    (
        Role.PROCUREMENT,
        r"procurement|purchasing|sourcing|buyer|einkauf\w*|einkäufer\w*|achats|acheteur|compras|inkoop\w*",
    ),
    (Role.ECONOMIC_BUYER, r"cfo|chief financial|finance director|finance|treasurer|finanz\w+"),
    (Role.TECHNICAL_BUYER, r"cto|cio|chief technology|chief information|architect|head of it|it director|it manager"),
)
_FOUND = tuple((role, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for role, words in _SUGGESTS)


@lru_cache(maxsize=1024)
def role_from_title(title: str) -> Role | None:
    """The role somebody with this title often has; `None` where the title says nothing of the kind."""
    said = " ".join(title.casefold().split())
    return next((role for role, words in _FOUND if words.search(said)), None)
