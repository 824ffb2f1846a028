"""The draw by hand, typed in: each competitor's slip against the places there are. Pure; says all that is wrong at once."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from competition.floor.draw import label
from competition.pages.language import N_
from scoring.problems import Problem

EMPTY = N_("还没有填。")
NOT_A_PLACE = N_("“{text}”不是赛位号，应在 {first} 到 {last} 之间。")
NO_SUCH = N_("没有 {label} 这个赛位，应在 {first} 到 {last} 之间。")
TWICE = N_("{label} 写给了 {count} 个选手，请核对抽签条。")
Chosen = dict[int, tuple[int, int]]


def places(typed: Mapping[int, str], sessions: int, stations: int, round_number: int = 1) -> tuple[Chosen, list[Problem]]:
    """Registration → session and station; the problems name the registration as their place."""
    chosen: Chosen = {}
    problems: list[Problem] = []
    first, last = (label(*place, sessions, stations, round_number) for place in ((1, 1), (sessions, stations)))
    ends = {"first": first, "last": last}
    for registration, text in typed.items():
        found = _place(text, sessions)
        if not text.strip():
            problems.append(Problem(str(registration), EMPTY))
        elif found is None:
            problems.append(Problem(str(registration), NOT_A_PLACE, {"text": text.strip()[:20], **ends}))
        elif not (1 <= found[0] <= sessions and 1 <= found[1] <= stations):
            there = label(*found, sessions, stations, round_number)
            problems.append(Problem(str(registration), NO_SUCH, {"label": there, **ends}))
        else:
            chosen[registration] = found
    counted = Counter(chosen.values())
    for registration, place in chosen.items():
        if counted[place] > 1:
            facts = {"label": label(*place, sessions, stations, round_number), "count": str(counted[place])}
            problems.append(Problem(str(registration), TWICE, facts))
    return chosen, problems


def _place(text: str, sessions: int) -> tuple[int, int] | None:
    """`7`, `07`, `2-07`, `2 7`, `2—07`, `B07`, full-width too."""
    plain = unicodedata.normalize("NFKC", text).strip()
    one = re.fullmatch(r"(?:1\D{1,2})?[A-Za-z]?(\d{1,4})" if sessions == 1 else r"(\d{1,2})[^\d]{1,3}(\d{1,4})", plain)
    if one is None:
        return None
    numbers = [int(part) for part in one.groups()]
    return (1, numbers[0]) if sessions == 1 else (numbers[0], numbers[1])
