"""Medals and the rest of what a WorldSkills profile gives, in words: on pages and papers alike.

The scores are 参考值: their official formula is not published, and whatever shows them says so.
"""

from collections.abc import Callable

from scoring.problems import N_
from scoring.recognition import Recognition

MEDALS = {"gold": N_("金牌"), "silver": N_("银牌"), "bronze": N_("铜牌"), "excellence": N_("优胜奖")}
SCALE = N_("参考值")
BEST, HIGHEST = N_("单位最佳"), N_("全场最高")
CAVEAT = N_("参考值按世界技能 700 分制推算，不是官方分数：官方公式没有公布。相差 2 分以内的同列一枚奖牌。")


def medal_said(given: Recognition | None, say: Callable[[str], str]) -> str:
    """His medal; nothing for who has none."""
    return say(MEDALS[given.medal]) if given is not None and given.medal else ""


def honours_said(given: Recognition | None, say: Callable[[str], str]) -> tuple[str, ...]:
    """The best of those who sent him, the highest of all."""
    if given is None:
        return ()
    return tuple(say(word) for word, his in ((HIGHEST, given.highest), (BEST, given.best)) if his)
