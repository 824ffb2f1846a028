"""What the WorldSkills profiles ask of a scheme beyond its form: told in `worldskills`, forbidden in `worldskills-strict`.

Technical descriptions §2.1 (a variation of up to five is allowed), §4.4-4.7 (criteria A-I, 100 marks, three judges,
a descriptor for each score). A scheme that breaks them still ranks: it is the opening of a round that they stop.
"""

from collections.abc import Iterator
from fractions import Fraction

from scoring.amounts import plain
from scoring.aspects import JUDGEMENT, Aspect
from scoring.problems import N_, Problem
from scoring.scheme.shape import Scheme

_LETTERS = "ABCDEFGHI"
_HUNDRED, _VARIATION = Fraction(100), Fraction(5)


def warnings(scheme: Scheme) -> tuple[Problem, ...]:
    """What the organiser should look at, and may leave."""
    return () if scheme.strict else tuple(_found(scheme))


def breaches(scheme: Scheme) -> tuple[Problem, ...]:
    """What a strict scheme must not be opened with."""
    return tuple(_found(scheme)) if scheme.strict else ()


def _found(scheme: Scheme) -> Iterator[Problem]:
    yield from _variation(scheme)
    if scheme.profile not in ("worldskills", "worldskills-strict"):
        return
    for index, criterion in enumerate(scheme.criteria):
        if len(criterion.code) != 1 or criterion.code not in _LETTERS:
            yield Problem(f"criteria[{index}].code", N_("模块代号为 {code}，应为 A 至 I"), {"code": criterion.code})
    total = sum((aspect.max for aspect in scheme.aspects.values()), Fraction(0))
    if total != _HUNDRED:
        yield Problem("criteria", N_("满分合计 {total}，应为 100.00"), {"total": plain(total)})
    for path, aspect in _placed(scheme):
        if aspect.kind == JUDGEMENT:
            yield from _judgement(path, aspect)


def _variation(scheme: Scheme) -> Iterator[Problem]:
    if not scheme.sections:
        return
    given = dict.fromkeys((section.code for section in scheme.sections), Fraction(0))
    for aspect in scheme.aspects.values():
        if aspect.section is not None:
            given[aspect.section] += aspect.max
    total = sum((abs(section.weight - given[section.code]) for section in scheme.sections), Fraction(0))
    if total > _VARIATION:
        yield Problem("sections", N_("各标准领域的分值与权重合计相差 {total}，应不超过 5"), {"total": plain(total)})


def _placed(scheme: Scheme) -> Iterator[tuple[str, Aspect]]:
    for i, criterion in enumerate(scheme.criteria):
        for j, subcriterion in enumerate(criterion.subcriteria):
            for k, aspect in enumerate(subcriterion.aspects):
                yield f"criteria[{i}].subcriteria[{j}].aspects[{k}]", aspect


def _judgement(path: str, aspect: Aspect) -> Iterator[Problem]:
    if aspect.judges != 3:
        yield Problem(f"{path}.judges", N_("评价分由 {judges} 位裁判评，应为 3 位"), {"judges": str(aspect.judges)})
    described = {score for score, text in aspect.descriptors if text}
    lacking = [score for score in "0123" if score not in described]
    if lacking:
        yield Problem(f"{path}.descriptors", N_("缺少 {scores} 分的描述，应为 0 至 3 各一条"), {"scores": "、".join(lacking)})
