"""Why this place, and how a mark came to be, in words. The values are scoring's own; nobody's name is known here.

Takes the language as it is handed in (`Tongue`); must not know who reads, nor where it is printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from scoring.amounts import plain, shown
from scoring.aspects import Aspect, Explanation
from scoring.aspects.explained import Entry
from scoring.problems import N_
from scoring.reasons import Difference
from scoring.scheme import Scheme

KEYS = {"time": N_("用时"), "deductions": N_("扣分"), "total": N_("总成绩"), "lot": N_("抽签")}
COMBINED = {"mean": N_("其余平均"), "sum": N_("其余相加"), "median": N_("其余取中位数")}
ANSWERS = {"yes": N_("达到"), "no": N_("没有达到")}


@dataclass(frozen=True)
class Tongue:
    """How texts are said: through a catalogue, and with a scheme's English titles or without."""

    translated: Callable[[str], str] = str
    english: bool = False

    def say(self, text: str, /, **facts: object) -> str:
        """The text with its `{holes}` filled."""
        said = self.translated(text)
        return said.format(**facts) if facts else said

    def titled(self, title: str, english: str | None) -> str:
        """A scheme's title as this reader reads it, where the scheme has it."""
        return english if english and self.english else title


def printed(scheme: Scheme, value: Fraction | None) -> str:
    """An amount as the scheme's papers show it."""
    return "—" if value is None else shown(value, scheme.rounding.places)


def key_title(scheme: Scheme, key: str, tongue: Tongue) -> str:
    """A key of the order as people say it."""
    by, _colon, code = key.partition(":")
    if by == "criterion":
        return next((tongue.titled(each.title, each.title_en) for each in scheme.criteria if each.code == code), code)
    if by == "subcriterion":
        found = scheme.subcriteria.get(code)
        return tongue.titled(found.title, found.title_en) if found else code
    if by == "aspect":
        aspect = scheme.aspects.get(code)
        return tongue.titled(aspect.title, aspect.title_en) if aspect else code
    return tongue.say(KEYS.get(by, by))


def apart(scheme: Scheme, difference: Difference, whom: str, tongue: Tongue) -> str:
    """What set two apart, in the order's own key."""
    own, other = printed(scheme, difference.own), printed(scheme, difference.other)
    if difference.key == "total":
        return tongue.say("{whom}：总成绩 {own} 对 {other}。", whom=whom, own=own, other=other)
    if difference.key == "lot":
        return tongue.say("{whom}：各项都相同，由抽签决定先后。", whom=whom)
    key = key_title(scheme, difference.key, tongue)
    return tongue.say("{whom}：前面各项相同，按规则比{key}，{own} 对 {other}。", whom=whom, key=key, own=own, other=other)


def came_to_be(scheme: Scheme, found: Explanation, tongue: Tongue) -> str:
    """How a mark came to be: entries, what was dropped, how they were combined, factors, the mark."""
    mark, say = printed(scheme, found.mark), tongue.say
    match found.how:
        case "measured":
            entry = next((one.value for one in found.entries if one.judge == "*"), "")
            return say("登 {entry}，得 {mark}", entry=say(ANSWERS[entry]) if entry in ANSWERS else entry, mark=mark)
        case "not-attempted":
            return say("未做，得 {mark}", mark=mark)
        case "ruling":
            return say("裁判长裁定 {mark}", mark=mark)
        case "annulled":
            return say("整项给分，得 {mark}", mark=mark) if found.mark else say("整项作废，得 {mark}", mark=mark)
        case "judged":
            entries = say("、").join(one.value for one in found.entries if one.fate == "counted")
            return say("评 {entries}，按满分 {most} 折算，得 {mark}", entries=entries, most=plain(found.aspect.max), mark=mark)
        case "combined":
            return _panel(found, mark, tongue)
        case _:
            return say("还没有登齐")


def _panel(found: Explanation, mark: str, tongue: Tongue) -> str:
    parts = [tongue.say("、").join(f"{one.judge} {one.value}" for one in found.entries)]
    for fate, says in (("dropped-high", N_("去掉最高 {values}")), ("dropped-low", N_("去掉最低 {values}"))):
        if values := _of(found.entries, fate, tongue):
            parts.append(tongue.say(says, values=values))
    worth = found.panel if found.panel is not None else found.combined
    parts.append(f"{tongue.say(COMBINED[found.aspect.combine])} {_short(worth)}")
    parts += _factors(found.aspect, found.difficulty, tongue)
    return tongue.say("{steps}，得 {mark}", steps=tongue.say("，").join(parts), mark=mark)


def _factors(aspect: Aspect, difficulty: Fraction | None, tongue: Tongue) -> list[str]:
    said = [tongue.say("乘系数 {factor}", factor=plain(aspect.factor))] if aspect.factor != 1 else []
    return said + ([tongue.say("乘难度 {difficulty}", difficulty=plain(difficulty))] if difficulty is not None else [])


def _of(entries: tuple[Entry, ...], fate: str, tongue: Tongue) -> str:
    return tongue.say("、").join(one.value for one in entries if one.fate == fate)


def _short(value: Fraction | None) -> str:
    """Exact where a few decimals hold it, else cut to what a reader can follow."""
    if value is None:
        return "—"
    text = plain(value)
    return text if len(text.partition(".")[2]) <= 4 else shown(value, 4)
