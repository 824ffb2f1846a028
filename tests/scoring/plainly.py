"""A second reading of the rules, written apart from `scoring` and without regard for speed: rows in, section 5 out.

Complete marks only. It imports nothing of ours, so that both can only agree by both being right.
"""

from decimal import Decimal, localcontext
from fractions import Fraction as F
from math import ceil, floor
from typing import Any

Rows = list[tuple[str, str, str, str]]
OUT = ("absent", "withdrawn", "disqualified")


def half_up(value: F, places: int) -> F:
    moved = abs(value) * 10**places
    whole = floor(moved) + (1 if moved - floor(moved) >= F(1, 2) else 0)
    return F(whole if value >= 0 else -whole, 10**places)


def text(value: F, places: int) -> str:
    with localcontext() as context:
        context.prec = 80
        exact = half_up(value, places)
        return str((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-places)))


def mark(aspect: dict[str, Any], cells: dict[str, str], at: Any) -> F:
    top, agreed = F(aspect["max"]), cells.get("*")
    if agreed == "not-attempted":
        return F(0)
    if aspect["kind"] == "measurement":
        return at("aspect", max(F(0), measure(aspect, top, str(agreed))))
    if agreed is not None:
        return at("aspect", F(agreed))
    marks = sorted(F(value) for judge, value in cells.items() if judge != "difficulty" and value != "absent")
    if aspect["kind"] == "judgement":
        return at("aspect", top * sum(marks) / (3 * len(marks)))
    for _ in range(aspect.get("drop_high", 0)):
        marks.remove(max(marks))
    for _ in range(aspect.get("drop_low", 0)):
        marks.remove(min(marks))
    low, high = marks[(len(marks) - 1) // 2], marks[len(marks) // 2]
    together = {"sum": sum(marks, F(0)), "mean": sum(marks, F(0)) / len(marks), "median": (low + high) / 2}
    value = at("panel", together[aspect.get("combine", "mean")]) * F(aspect.get("factor", "1"))
    return at("aspect", value * F(cells["difficulty"]) if aspect.get("difficulty") else value)


def measure(aspect: dict[str, Any], top: F, entry: str) -> F:
    award = aspect["award"]
    if award == "all-or-nothing":
        return top if entry == "yes" else F(0)
    if award == "choice":
        return F(aspect["choices"][entry])
    number = F(entry)
    if award == "value":
        return number
    if award == "deduct":
        return top - number * F(aspect["per"])
    if award == "count":
        return top * number / aspect["possible"]
    if award == "bands":
        return next((F(worth) for upper, worth in aspect["bands"] if number <= F(upper)), F(0))
    if award == "ranges":
        return next((F(worth) for lower, upper, worth in aspect["ranges"] if F(lower) <= number <= F(upper)), F(0))
    return top - F(aspect["per"]) * floor(abs(number - F(aspect["target"])) / F(aspect["every"]))


def competitor(scheme: dict[str, Any], rows: Rows, label: str) -> dict[str, Any]:
    stages = scheme["rounding"]["stages"]

    def at(stage: str, value: F) -> F:
        return half_up(value, scheme["rounding"]["places"]) if stage in stages else value

    own = [(code, judge, value) for who, code, judge, value in rows if who == label]
    found: dict[str, Any] = {
        "competitor": label,
        "status": "ranked",
        "time": None,
        "lot": None,
        "deductions": F(0),
        "aspects": {},
    }
    found |= {"criteria": {}, "subcriteria": {}}
    for code, _, value in own:
        if code == "@status":
            found["status"] = value
        elif code == "@time":
            found["time"] = F(value)
        elif code == "@lot":
            found["lot"] = int(F(value))
        elif code == "@penalty":
            found["deductions"] += F(value)
    if found["status"] in OUT:
        return found
    for criterion in scheme["criteria"]:
        for sub in criterion["subcriteria"]:
            for aspect in sub["aspects"]:
                cells = {judge: value for code, judge, value in own if code == aspect["code"]}
                found["aspects"][aspect["code"]] = mark(aspect, cells, at)
            found["subcriteria"][sub["code"]] = sum((found["aspects"][aspect["code"]] for aspect in sub["aspects"]), F(0))
        plain = sum((found["subcriteria"][sub["code"]] for sub in criterion["subcriteria"]), F(0))
        found["criteria"][criterion["code"]] = at("criterion", plain * F(criterion.get("weight", "1")))
    found["total"] = at("total", max(F(0), sum(found["criteria"].values(), F(0)) - found["deductions"]))
    return found


def value(key: str, who: dict[str, Any]) -> tuple[int, F]:
    """Smaller is better."""
    *names, direction = key.split(":")
    if names[0] == "time" and who["time"] is None:
        return (1, F(0))
    levels = {"criterion": "criteria", "subcriterion": "subcriteria", "aspect": "aspects"}
    amount = who[levels[names[0]]][names[1]] if len(names) > 1 else who[names[0]]
    return (0, -amount if direction == "desc" else amount)


def standings(scheme: dict[str, Any], rows: Rows) -> list[dict[str, Any]]:
    everybody = [competitor(scheme, rows, label) for label in sorted({row[0] for row in rows})]
    order = scheme["ranking"]["order"]
    for who in everybody:
        who["keys"] = [value(key, who) for key in order] if who["status"] not in OUT else None
    placed = [who for who in everybody if who["keys"] is not None]
    lots = {}
    for who in placed:
        same = [other["lot"] for other in placed if other["keys"] == who["keys"]]
        drawn = len(same) > 1 and None not in same and len(set(same)) == len(same)
        lots[who["competitor"]] = (0, F(who["lot"] if drawn else 0))
    for who in placed:
        who["keys"] = [*who["keys"], lots[who["competitor"]]]
    for who in placed:
        who["place"] = 1 + sum(other["keys"] < who["keys"] for other in placed)
        who["tied"] = sum(other["keys"] == who["keys"] for other in placed) > 1
    placed.sort(key=lambda who: (who["place"], who["competitor"]))
    awards(scheme, placed)
    places = scheme["rounding"]["places"]
    return [line(scheme, placed, who, places) for who in [*placed, *(who for who in everybody if who["keys"] is None)]]


def awards(scheme: dict[str, Any], placed: list[dict[str, Any]]) -> None:
    rule = scheme.get("awards")
    rounding = {"up": ceil, "down": floor, "half-up": lambda share: int(half_up(share, 0))}
    eligible = [
        who for who in placed
        if rule and who["status"] != "no-award" and ("minimum" not in rule or who["total"] >= F(rule["minimum"]))
    ]  # fmt: skip
    for who in eligible:
        ahead, edge = 1 + sum(other["place"] < who["place"] for other in eligible), 0
        for name, seats in rule["tiers"]:
            edge += seats if rule["by"] == "count" else rounding[rule.get("round", "half-up")](F(seats) * len(placed))
            if ahead <= edge:
                who["award"] = name
                break


def line(scheme: dict[str, Any], placed: list[dict[str, Any]], who: dict[str, Any], places: int) -> dict[str, Any]:
    ranked = who["keys"] is not None
    time = who["time"] if ranked else None
    return {
        "place": who.get("place"),
        "tied": who.get("tied", False),
        "competitor": who["competitor"],
        "total": text(who["total"], places) if ranked else None,
        "criteria": {code: text(worth, places) for code, worth in who["criteria"].items()},
        "aspects": {code: text(worth, places) for code, worth in who["aspects"].items()},
        "time": None if time is None else f"{Decimal(time.numerator) / Decimal(time.denominator):f}",
        "decided_by": decided_by(scheme, placed, who) if ranked else None,
        "award": who.get("award"),
        "status": who["status"],
    }


def decided_by(scheme: dict[str, Any], placed: list[dict[str, Any]], who: dict[str, Any]) -> str | None:
    below = [other for other in placed if other["place"] > who["place"]]
    above = [other for other in placed if other["place"] < who["place"]]
    if who["tied"] or not (below or above):
        return None
    neighbour = below[0] if below else above[-1]
    names = [*(key.rsplit(":", 1)[0] for key in scheme["ranking"]["order"]), "lot"]
    return next(name for name, own, theirs in zip(names, who["keys"], neighbour["keys"], strict=True) if own != theirs)
