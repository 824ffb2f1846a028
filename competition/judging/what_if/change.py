"""What is asked: another scheme, a ruling (both out of a form), or a correction. Pure; must not know the logbook.

A change of the scheme is made on its written form and read anew, so that it is as sound as any other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from competition.events.editing.inputs import Unreadable, share
from competition.events.editing.rules import key_word
from competition.events.schemes import read_file
from competition.pages.language import N_, _
from competition.pages.refusal import Refusal
from scoring.aspects import FULL, VOID
from scoring.decisions import Correction, Ruling
from scoring.problems import Problem
from scoring.scheme import Scheme, read_scheme, write_scheme

Raw = dict[str, Any]
NOTHING = N_("请选择要试的改动。")
NO_ASPECT = N_("请选一个评分点。")
NO_WEIGHTS = N_("请填每个模块的权重，合计 100%。")
NO_KEY = N_("请至少选一个排名依据。")
BAD_FILE = N_("评分标准有 {count} 处问题，第一处：{where}：{problem}")
OUTCOMES = {FULL: N_("整项给分"), VOID: N_("整项作废"), "": N_("恢复评分")}
TIES = {"shared": N_("并列"), "forbid": N_("不允许并列")}


@dataclass(frozen=True)
class Asked:
    """What is tried: in words, and as a scheme or a decision."""

    sentence: str
    scheme: Scheme | None = None
    decision: Ruling | Correction | None = None


def asked(scheme: Scheme, form: Mapping[str, str], file: tuple[str, bytes] | None = None) -> Asked:
    """The change that a form asks for; Refusal where it is none."""
    kind = form.get("change", "")
    if kind == "ruling":
        return _ruling(scheme, form)
    if kind == "scheme":
        return Asked(_("换成整份新的评分标准"), _from_file(file, form))
    if kind not in _CHANGES:
        raise Refusal(NOTHING)
    raw = write_scheme(scheme)
    try:
        sentence = _CHANGES[kind](raw, form)
    except Unreadable as wrong:
        raise Refusal(wrong.says, status=400, **wrong.facts) from wrong
    return Asked(sentence, _sound(read_scheme(raw)))


def _sound(found: Scheme | list[Problem] | tuple[Problem, ...]) -> Scheme:
    if isinstance(found, Scheme):
        return found
    first = found[0]
    raise Refusal(BAD_FILE, count=len(found), where=first.where, problem=_(first.says, **first.facts))


def _annulled(raw: Raw, form: Mapping[str, str]) -> str:
    aspects = [aspect for criterion in raw["criteria"] for sub in criterion["subcriteria"] for aspect in sub["aspects"]]
    one = next((aspect for aspect in aspects if aspect["code"] == form.get("aspect")), None)
    outcome = form.get("outcome", "")
    if one is None or outcome not in OUTCOMES:
        raise Refusal(NO_ASPECT)
    one.pop("annulled", None)
    if outcome:
        one["annulled"] = outcome
    return _("“{title}”对所有选手{outcome}", title=one["title"], outcome=_(OUTCOMES[outcome]))


def _weights(raw: Raw, form: Mapping[str, str]) -> str:
    said = []
    for index, criterion in enumerate(raw["criteria"]):
        text = form.get(f"weight-{index}", "").strip()
        if not text:
            raise Refusal(NO_WEIGHTS)
        criterion["weight"] = share(text)
        said.append(f"{criterion['title']} {text}")
    return _("权重改为：{weights}", weights=_("，").join(said))


def _order(raw: Raw, form: Mapping[str, str]) -> str:
    keys = [form.get(f"key-{n}", "") for n in range(len(form)) if form.get(f"key-{n}")]
    if not keys:
        raise Refusal(NO_KEY)
    ways = [form.get(f"way-{n}", "desc") for n in range(len(form)) if form.get(f"key-{n}")]
    raw["ranking"] = {
        "order": [f"{key}:{'asc' if way == 'asc' else 'desc'}" for key, way in zip(keys, ways, strict=True)],
        "ties": form.get("ties", "shared"),
    }
    return _("排名依据改为：{order}", order=_("，").join(key_word(raw, key) for key in keys))


def _ruling(scheme: Scheme, form: Mapping[str, str]) -> Asked:
    aspect = scheme.aspect(form.get("aspect", ""))
    if aspect is None:
        raise Refusal(NO_ASPECT)
    made = Ruling(form.get("competitor", ""), aspect.code, form.get("value", "").strip(), form.get("reason", "").strip() or "—")
    facts = {"competitor": made.competitor, "aspect": aspect.title, "value": made.value}
    return Asked(_("裁定赛位 {competitor} 的“{aspect}”得 {value}", **facts), decision=made)


def _from_file(file: tuple[str, bytes] | None, form: Mapping[str, str]) -> Scheme:
    read = read_file(*file) if file else read_file("SCHEME.json", form.get("scheme", "").encode())
    return read.scheme if read.scheme is not None else _sound(read.problems)


_CHANGES: Mapping[str, Callable[[Raw, Mapping[str, str]], str]] = {"annulled": _annulled, "weights": _weights, "order": _order}
