"""The draw by hand, typed in: what each has drawn against what lay in the box. Pure; says all that is wrong at once."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from competition.floor.draw import Slips
from competition.pages.language import N_
from scoring.problems import Problem

EMPTY = N_("还没有填。")
NOT_A_PLACE = N_("“{text}”不是抽签条上的号，应在 {first} 到 {last} 之间。")
NO_SUCH = N_("没有 {label} 这张抽签条，应在 {first} 到 {last} 之间。")
TWICE = N_("{label} 写给了 {count} 个选手，请核对抽签条。")
Chosen = dict[int, tuple[int, int]]


def places(typed: Mapping[int, str], slips: Slips) -> tuple[Chosen, list[Problem]]:
    """Registration → session and station, or place in the row of numbers; the problems name the registration as their place."""
    chosen: Chosen = {}
    problems: list[Problem] = []
    ends = {"first": slips.text(1, 1), "last": slips.text(slips.sessions, slips.stations)}
    for registration, text in typed.items():
        found = _place(text, slips)
        if not text.strip():
            problems.append(Problem(str(registration), EMPTY))
        elif found is None:
            problems.append(Problem(str(registration), NOT_A_PLACE, {"text": text.strip()[:20], **ends}))
        elif not (1 <= found[0] <= slips.sessions and 1 <= found[1] <= slips.stations):
            problems.append(Problem(str(registration), NO_SUCH, {"label": slips.text(*found), **ends}))
        else:
            chosen[registration] = found
    counted = Counter(chosen.values())
    for registration, place in chosen.items():
        if counted[place] > 1:
            facts = {"label": slips.text(*place), "count": str(counted[place])}
            problems.append(Problem(str(registration), TWICE, facts))
    return chosen, problems


def _place(text: str, slips: Slips) -> tuple[int, int] | None:
    """`7`, `07`, `2-07`, `2 7`, `2—07`, `B07`, `DG007`, full-width too."""
    plain, sessions = unicodedata.normalize("NFKC", text).strip().upper(), slips.sessions
    if slips.code and len(plain) >= len(slips.text(1, 1)):
        plain = plain.removeprefix(slips.code)
    one = re.fullmatch(r"(?:1\D{1,2})?[A-Za-z]?(\d{1,4})" if sessions == 1 else r"(\d{1,2})[^\d]{1,3}(\d{1,4})", plain)
    if one is None:
        return None
    numbers = [int(part) for part in one.groups()]
    return (1, numbers[0]) if sessions == 1 else (numbers[0], numbers[1])
