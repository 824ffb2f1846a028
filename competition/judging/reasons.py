"""Why this place, and how a mark came to be, in the reader's language. Labels only: nobody's name is known here.

For the desk by labels; for a competitor's own page the same sentences, which tell nothing of others but what set two apart.
"""

from competition.documents import reasons
from competition.documents.reasons import Tongue, printed
from competition.pages.language import language, translated
from scoring.aspects import Explanation
from scoring.reasons import Difference
from scoring.scheme import Scheme

__all__ = ["apart", "came_to_be", "key_title", "printed", "spoken", "titled"]


def spoken() -> Tongue:
    """The reader's own."""
    return Tongue(translated, language.get() == "en")


def titled(title: str, english: str | None) -> str:
    """In the reader's language, where the scheme has it."""
    return spoken().titled(title, english)


def key_title(scheme: Scheme, key: str) -> str:
    """A key of the order as people say it."""
    return reasons.key_title(scheme, key, spoken())


def apart(scheme: Scheme, difference: Difference, whom: str) -> str:
    """What set two apart, in the order's own key."""
    return reasons.apart(scheme, difference, whom, spoken())


def came_to_be(scheme: Scheme, found: Explanation) -> str:
    """How a mark came to be: entries, what was dropped, how they were combined, factors, the mark."""
    return reasons.came_to_be(scheme, found, spoken())
