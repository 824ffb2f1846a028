"""The calculators of a CIS workbook: from a row of the sheet Calculations to a measurement's award, and back.

A parameter is written KEY:::NUMBER#x~x#TEXT, and they are joined by #-#. Must not know sheets or cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from competition.files.workbook import plain

Award = dict[str, Any]
# The label of a row that was made from an award alone: nothing of it need be kept for the way back.
MADE = "by award: "
LARGEST = Decimal("1e12")


@dataclass(frozen=True)
class Calculation:
    """One row: its label, its type, whether it is shared by name, its parameters as they stand."""

    label: str
    kind: str
    shared: bool
    parameters: str

    def text(self) -> str:
        return " | ".join((self.label, self.kind, "TRUE" if self.shared else "FALSE", self.parameters))


def from_text(text: str) -> Calculation | None:
    found = re.fullmatch(r"(.*?) ?\| (\w*) \| (TRUE|FALSE) \| ?(.*)", text, re.DOTALL)
    return Calculation(found[1], found[2], found[3] == "TRUE", found[4]) if found else None


def award_of(calculation: Calculation, most: str) -> Award | str | None:
    """The award; a text when the parameters are wrong (what they lack); None for a calculator unknown here."""
    try:
        values = _values(calculation.parameters)
        return _award(calculation, values, Decimal(most))
    except KeyError as missing:
        return str(missing.args[0])


def _award(calculation: Calculation, values: dict[str, str], most: Decimal) -> Award | None:
    match calculation.kind.upper():
        case "" | "PASS_FAIL":
            return {"award": "all-or-nothing"}
        case "NUMBER_COMPLETED":
            return {"award": "count", "possible": _whole(values, "NUM_POSSIBLE")}
        case "CHOICE":
            return {"award": "choice", "choices": _choices(values, most)}
        case "RANGED_SCORE":
            return {"award": "ranges", "ranges": _ranges(values, most, calculation.label == MADE + "ranges")}
        case "REGULAR_DIFFERENCE_DEDUCTION":
            return _distance(values, most, calculation.label == MADE + "deduct")
    return None


def _values(parameters: str) -> dict[str, str]:
    """Number or text of each key, whichever is filled in."""
    values: dict[str, str] = {}
    for part in parameters.split("#-#"):
        key, _, rest = part.partition(":::")
        number, _, text = rest.partition("#x~x#")
        values[key.strip().upper()] = number.strip() or text.strip()
    return values


def _number(values: dict[str, str], key: str) -> Decimal:
    text = values.get(key, "").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{1,20})?([eE][+-]?\d{1,2})?", text) or abs(Decimal(text)) >= LARGEST:
        raise KeyError(key)
    return Decimal(text)


def _whole(values: dict[str, str], key: str) -> int:
    number = _number(values, key)
    if number != int(number) or number < 1:
        raise KeyError(key)
    return int(number)


def _deduction(values: dict[str, str], key: str, most: Decimal) -> Decimal:
    """In marks, whether it was given in marks or in per cent of the most."""
    given = _number(values, key)
    return given * most / 100 if values.get("DEDUCTION_TYPE", "").upper() == "PERCENT" else given


def _left(values: dict[str, str], key: str, most: Decimal) -> str:
    return plain(min(most, max(Decimal(0), most - _deduction(values, key, most))))


def _numbers(values: dict[str, str], name: str) -> list[int]:
    found = {int(match[1]) for key in values if (match := re.match(rf"{name}(\d{{1,4}})_", key))}
    return sorted(found)


def _choices(values: dict[str, str], most: Decimal) -> dict[str, str]:
    choices: dict[str, str] = {}
    for number in _numbers(values, "CHOICE"):
        label = values.get(f"CHOICE{number}_LABEL", "")
        if not label and not values.get(f"CHOICE{number}_DEDUCTION"):
            continue
        if not label or label in choices:
            raise KeyError(f"CHOICE{number}_LABEL")
        choices[label] = _left(values, f"CHOICE{number}_DEDUCTION", most)
    if not choices:
        raise KeyError("CHOICE1_LABEL")
    return choices


def _ranges(values: dict[str, str], most: Decimal, ordered: bool) -> list[list[str]]:
    """LOWER and UPPER say how far below and above the target; the kindest range that holds counts, so it comes first."""
    target = _number(values, "TARGET_VALUE")
    ranges: list[list[str]] = []
    for number in _numbers(values, "RANGE"):
        names = [f"RANGE{number}_{end}" for end in ("LOWER", "UPPER", "DEDUCTION")]
        if any(values.get(name) for name in names):
            lower, upper = _number(values, names[0]), _number(values, names[1])
            ranges.append([plain(target - lower), plain(target + upper), _left(values, names[2], most)])
    if not ranges:
        raise KeyError("RANGE1_LOWER")
    return ranges if ordered else sorted(ranges, key=lambda found: -Decimal(found[2]))


def _distance(values: dict[str, str], most: Decimal, counted: bool) -> Award:
    target, every = _number(values, "TARGET_VALUE"), _number(values, "DIFFERENCE")
    if values.get("DIFFERENCE_TYPE", "").upper() == "PERCENT":
        every = abs(target) * every / 100
    if every <= 0:
        raise KeyError("DIFFERENCE")
    per = plain(_deduction(values, "DEDUCTION", most))
    if counted and not target and every == 1:
        return {"award": "deduct", "per": per}
    return {"award": "distance", "target": plain(target), "every": plain(every), "per": per}


def calculation_for(aspect: Award) -> Calculation | None:
    """The row that an aspect came with, as long as it still says the same; else one made for its award."""
    kept = from_text(aspect.get("calculation", ""))
    if kept:
        said = award_of(kept, aspect["max"]) or {"award": "value"}
        if not isinstance(said, str) and all(aspect.get(key) == value for key, value in said.items()):
            return kept
    return made_for(aspect)


def made_for(aspect: Award) -> Calculation | None:
    """The calculator that says the same as an award; None where CIS has none, or needs none (full or zero)."""
    most = Decimal(aspect["max"])
    match aspect.get("award"):
        case "count":
            return _made("count", "NUMBER_COMPLETED", {"NUM_POSSIBLE": aspect["possible"]})
        case "choice":
            return _made("choice", "CHOICE", _choice_parameters(aspect["choices"], most))
        case "ranges":
            return _range_parameters(aspect["ranges"], most)
        case "distance" | "deduct" as award:
            numbers = {"TARGET_VALUE": aspect.get("target", "0"), "DIFFERENCE": aspect.get("every", "1")}
            texts = {"DIFFERENCE_TYPE": "UNIT", "DEDUCTION": aspect["per"], "DEDUCTION_TYPE": "UNIT"}
            return _made(award, "REGULAR_DIFFERENCE_DEDUCTION", {**numbers, **texts})
    return None


def _choice_parameters(choices: dict[str, str], most: Decimal) -> dict[str, object]:
    parameters: dict[str, object] = {"DEDUCTION_TYPE": "UNIT"}
    for number, (label, mark) in enumerate(choices.items(), 1):
        parameters |= {f"CHOICE{number}_LABEL": label, f"CHOICE{number}_DEDUCTION": plain(most - Decimal(mark))}
    return parameters


def _range_parameters(ranges: list[list[str]], most: Decimal) -> Calculation:
    parameters: dict[str, object] = {"DEDUCTION_TYPE": "UNIT", "TARGET_VALUE": "0"}
    for number, (lower, upper, mark) in enumerate(ranges, 1):
        limits = {f"RANGE{number}_LOWER": plain(-Decimal(lower)), f"RANGE{number}_UPPER": upper}
        parameters |= {**limits, f"RANGE{number}_DEDUCTION": plain(most - Decimal(mark))}
    return _made("ranges", "RANGED_SCORE", parameters)


def _made(award: str, kind: str, parameters: dict[str, object]) -> Calculation:
    parts = [f"{key}:::{_filled(key, value)}" for key, value in parameters.items()]
    return Calculation(MADE + award, kind, False, "#-#".join(parts))


def _filled(key: str, value: object) -> str:
    return f"#x~x#{value}" if key.endswith(("_LABEL", "_TYPE")) else f"{value}#x~x#"
