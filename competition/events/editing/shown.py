"""The editor's page: the tree, the form that is open, and beside it sums and problems, each with the way to its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from competition.events.editing.edit import RULES, WEIGHTS, field_at
from competition.events.editing.inputs import Input, shown
from competition.events.editing.parts import WAYS, WEIGHT, fields_of, notes_of, way_of
from competition.events.editing.place import LEVELS, Place, Raw, node, place_of, read_place, siblings, written_place
from competition.events.editing.rules import MORE, SECTIONS, STAGE_WORDS, TIERS, keys, order, sections_shown, tiers_shown
from competition.events.editing.rules import RULES as RULE_FIELDS
from competition.events.scheme_tree import Tree
from competition.pages.language import N_, _
from scoring.problems import Problem

NAMES = {"criterion": N_("模块"), "subcriterion": N_("评分子项"), "aspect": N_("评分点")}
SHAPES = {"lines": "area", "pairs": "area", "triples": "area", "choices": "area", "amount": "decimal", "share": "decimal"}


@dataclass(frozen=True)
class Field:
    """A field in the reader's language, with what was typed or what stands."""

    name: str
    label: str
    shape: str
    value: str
    hint: str = ""
    pairs: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """An aspect in the form of its sub-criterion."""

    code: str
    title: Field
    max: Field


@dataclass(frozen=True)
class Opened:
    """The form that is open. `code`: by which a part is found again after somebody else moved it."""

    at: str
    level: str
    name: str
    code: str
    fields: list[Field]
    more: list[Field] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    targets: list[tuple[str, str]] = field(default_factory=list)
    first: bool = True
    last: bool = True
    alone: bool = True
    order: list[tuple[str, str]] = field(default_factory=list)
    keys: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """A problem: where it is (`at` to open, `code` to read), its field if that is open, and the sentence."""

    at: str
    code: str
    field: str
    says: str


@dataclass(frozen=True)
class EditorPage:
    """`was`: the scheme it was made from; `standing`: after somebody else's change, what stands where something was typed."""

    code: str
    title: str
    was: str
    tree: Tree
    forms: int
    aspects: int
    judges: int
    opened: Opened | None
    problems: list[Told]
    notices: list[Told]
    at: str = ""
    saved: bool = False
    stale: str = ""
    standing: list[tuple[str, str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, str]:
        """The problems of the open form by field."""
        return {one.field: one.says for one in reversed(self.problems) if one.field}


def opened(raw: Raw, at: str, typed: Mapping[str, str]) -> Opened | None:
    """The form at this place; None where nothing is open."""
    if at == RULES:
        return _rules(raw, typed)
    if at == WEIGHTS:
        those = [
            _field(WEIGHT, one, typed, f"{number}.", f"{one['code']} {one['title']}")
            for number, one in enumerate(raw["criteria"])
        ]
        return Opened(at, WEIGHTS, _("权重"), "", those)
    place = read_place(at)
    there = node(raw, place) if place else None
    return _part(raw, place, there, typed) if place and there else None


def _part(raw: Raw, place: Place, there: Raw, typed: Mapping[str, str]) -> Opened:
    level, around = LEVELS[len(place) - 1], siblings(raw, place)
    those = [_field(each, there, typed) for each in fields_of(place, there)]
    if level == "aspect":
        ways = [(way, _(word)) for way, word in WAYS.items()]
        those.insert(
            3, Field("way", _("怎么评"), "choice", typed.get("way", way_of(there)), _("换了评法先保存，再填它的参数"), ways)
        )
    return Opened(
        at=written_place(place),
        level=level,
        name=_(NAMES[level]),
        code=there["code"],
        fields=those,
        more=[_field(each, there, typed) for each in notes_of(raw, place)],
        rows=[_row(number, each, typed) for number, each in enumerate(there.get("aspects", ()))],
        targets=_targets(raw, place) if level == "aspect" else [],
        first=place[-1] == 0,
        last=place[-1] == len(around) - 1,
        alone=len(around) == 1,
    )


def _targets(raw: Raw, place: Place) -> list[tuple[str, str]]:
    return [
        (f"{i}.{j}", f"{sub['code']} {sub['title']}")
        for i, criterion in enumerate(raw["criteria"])
        for j, sub in enumerate(criterion["subcriteria"])
        if (i, j) != place[:2]
    ]


def _row(number: int, aspect: Raw, typed: Mapping[str, str]) -> Row:
    before = f"aspects.{number}."
    title, most = Input("title", _("评分点名称")), Input("max", _("分值"), "amount")
    return Row(aspect["code"], _field(title, aspect, typed, before), _field(most, aspect, typed, before))


def _rules(raw: Raw, typed: Mapping[str, str]) -> Opened:
    those = [_field(each, raw, typed) for each in RULE_FIELDS]
    stages = raw["rounding"]["stages"]
    ticked = [
        Field(
            f"stage.{stage}",
            _("{what}取整", what=_(word)),
            "tick",
            typed.get(f"stage.{stage}", "") if typed else "yes" * (stage in stages),
        )
        for stage, word in STAGE_WORDS.items()
    ]
    tiers = Field(TIERS.name, _(TIERS.label), "area", typed.get(TIERS.name, tiers_shown(raw)), _(TIERS.hint))
    awards = [tiers, *(_field(each, raw, typed) for each in MORE)]
    sections = Field(SECTIONS.name, _(SECTIONS.label), "area", typed.get(SECTIONS.name, sections_shown(raw)), _(SECTIONS.hint))
    front = [*those[:4], *ticked, *those[4:], *awards]
    return Opened(RULES, RULES, _("规则"), "", front, [sections], order=order(raw), keys=keys(raw))


def _field(each: Input, raw: Raw, typed: Mapping[str, str], before: str = "", label: str = "") -> Field:
    name = before + each.name
    standing = shown(raw, each)
    # a tick that is not posted was taken away
    value = typed.get(name, "" if typed and each.shape == "tick" else standing)
    word = label or _(each.label, score=each.name[-1]) if "{score}" in each.label else label or _(each.label)
    pairs = [(value, _(text)) for value, text in each.pairs]
    return Field(name, word, SHAPES.get(each.shape, each.shape), value, _(each.hint), pairs)


def told(raw: Raw, problems: Sequence[Problem], at: str) -> list[Told]:
    """In the reader's language, with the way to each place."""
    found = []
    for each in problems:
        place, _key = place_of(each.where)
        there = node(raw, place) if place else None
        to = written_place(place) if there else _elsewhere(each.where, raw)
        found.append(Told(to, there["code"] if there else "", field_at(each.where, at), _(each.says, **each.facts)))
    return found


def _elsewhere(where: str, raw: Raw) -> str:
    if where == "criteria":
        return WEIGHTS if any("weight" in one for one in raw["criteria"]) else ""
    head = where.partition("[")[0].partition(".")[0]
    return RULES if head in ("title", "rounding", "ranking", "awards", "scale", "sections", "profile", "title_en") else ""


def differing(stands: Opened | None, typed: Opened | None) -> list[tuple[str, str, str]]:
    """Of the same form as it stands and as it was typed: each field that differs, with both values."""
    mine = {one.name: one.value for one in every_field(typed)}
    return [(one.label, one.value, mine[one.name]) for one in every_field(stands) if mine.get(one.name, one.value) != one.value]


def every_field(opened: Opened | None) -> list[Field]:
    """Also of the rows below."""
    if opened is None:
        return []
    return [*opened.fields, *opened.more, *(each for row in opened.rows for each in (row.title, row.max))]
