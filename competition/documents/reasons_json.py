"""Why each stands where he stands, and how each mark came to be, for other programs: what `--reasons` adds to the JSON.

Values are exact: a decimal where one holds it, else a fraction ("167/6"). The words beside them are for people.
"""

from collections.abc import Mapping
from fractions import Fraction

from competition.documents.reasons import Tongue, apart, came_to_be
from scoring.aspects import Explanation
from scoring.ranking import Ranking
from scoring.reasons import Difference, how_this_mark, why_this_place
from scoring.scheme import Scheme
from scoring.sheet import Sheet

Shown = dict[str, object]


def because(ranking: Ranking, sheets: Mapping[str, Sheet], competitor: str, tongue: Tongue) -> Shown | None:
    """Against the next above and the next below; None: he has no place."""
    found = why_this_place(ranking, sheets, competitor)
    if found is None:
        return None
    above, below = tongue.say("与前面的 {label} 号相比"), tongue.say("与后面的 {label} 号相比")
    return {
        "tied_with": list(found.tied_with),
        "above": _difference(ranking.scheme, found.above, above, tongue),
        "below": _difference(ranking.scheme, found.below, below, tongue),
    }


def _difference(scheme: Scheme, found: Difference | None, whom: str, tongue: Tongue) -> Shown | None:
    if found is None:
        return None
    words = apart(scheme, found, whom.format(label=found.neighbour), tongue)
    return {
        "competitor": found.neighbour,
        "key": found.key,
        "own": _exact(found.own),
        "other": _exact(found.other),
        "words": words,
    }


def marks(ranking: Ranking, sheet: Sheet, tongue: Tongue) -> Shown:
    """Each aspect's way from its entries to its mark; nothing for who has no place."""
    scheme = ranking.scheme
    return {code: _way(scheme, how_this_mark(scheme, sheet, code), tongue) for code in scheme.aspects} if sheet.placed else {}


def _way(scheme: Scheme, found: Explanation, tongue: Tongue) -> Shown:
    panel = found.how == "combined"
    return {
        "how": found.how,
        "entries": [{"judge": one.judge, "value": one.value, "fate": one.fate} for one in found.entries],
        "combine": found.aspect.combine if panel else None,
        "combined": _exact(found.combined),
        "factor": _exact(found.aspect.factor) if panel else None,
        "difficulty": _exact(found.difficulty),
        "roundings": _roundings(scheme, found),
        "mark": None if found.how == "incomplete" else _exact(found.mark),
        "words": came_to_be(scheme, found, tongue),
    }


def _roundings(scheme: Scheme, found: Explanation) -> list[Shown]:
    if found.how == "incomplete":
        return []
    steps = [("panel", found.combined, found.panel), ("aspect", found.exact, found.mark)]
    return [
        {"stage": stage, "places": scheme.rounding.places, "from": _exact(before), "to": _exact(after)}
        for stage, before, after in steps
        if stage in scheme.rounding.stages and before is not None and after is not None
    ]


def _exact(value: Fraction | None) -> str | None:
    """A decimal where one holds the value, however long; else the fraction itself."""
    if value is None:
        return None
    places, below = 0, value.denominator
    while 10**places % below and places < below.bit_length():
        places += 1
    if 10**places % below:
        return str(value)
    digits = str(abs(value.numerator) * 10**places // below).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
