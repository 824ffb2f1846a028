"""How a value of SCHEME.json is written into one cell, and read back the same.

What people type is lines and words; a value that lines cannot hold exactly is written as JSON instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from competition.files.scheme_template.fields import Field
from competition.files.workbook import decimal_of, loose, text_of, whole_of

AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
RANGE = re.compile(r"(.+?)\s*[~～]\s*(.+)", re.DOTALL)


def read_cell(field: Field, cell: object, award: str = "") -> Any:
    """The value; where it is of no known form the text itself, for the scheme's own rules to object to."""
    text = text_of(cell)
    exact = _json(text) if text[:1] in ('"', "[", "{") else None
    if exact is not None and isinstance(exact, list | dict if field.form in ("lines", "steps", "tiers") else str):
        return exact
    readers: dict[str, Callable[[], Any]] = {
        "number": lambda: text if AMOUNT.fullmatch(text) else decimal_of(cell) or text,
        "count": lambda: text if whole_of(cell) is None else whole_of(cell),
        "word": lambda: _word(field, text),
        "yes": lambda: {"true": True, "false": False}.get(_word(field, text), text),
        "lines": lambda: _lines(text),
        "tiers": lambda: [_tier(line) for line in _lines(text)],
        "steps": lambda: _steps(_lines(text), award),
    }
    return readers.get(field.form, lambda: text)()


def write_cell(field: Field, value: Any, award: str = "") -> str | int:
    """As people would type it, if that reads back the same."""
    written = _plainly(field, value)
    if read_cell(field, written, award) == value and text_of(written) != "":
        return written
    return json.dumps(value, ensure_ascii=False)


def steps_key(award: str) -> str:
    """Which key of an aspect the column of bands, ranges and choices fills."""
    return award if award in ("bands", "ranges") else "choices"


def has_twice(text: str) -> bool:
    """Does a choice stand in two lines? Reading would keep the last alone."""
    names = [_pair(line)[0] for line in _lines(text)]
    return _json(text) is None and len(set(names)) < len(names)


def _plainly(field: Field, value: Any) -> str | int:
    match field.form:
        case "count" if isinstance(value, int):
            return value
        case "word":
            return f"{field.words[value]} {value}" if value in field.words else str(value)
        case "yes":
            return f"{field.words[str(value).lower()]} {str(value).lower()}"
        case "lines":
            return "\n".join(str(line) for line in value)
        case "tiers":
            return "\n".join(f"{name} = {seats}" for name, seats in value)
        case "steps":
            return "\n".join(_step(step) for step in (value.items() if isinstance(value, dict) else value))
    return str(value)


def _step(step: Any) -> str:
    *before, mark = step
    return f"{' ~ '.join(before)} = {mark}"


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _word(field: Field, text: str) -> str:
    said = loose(text)
    for word, chinese in field.words.items():
        if said in (loose(word), loose(chinese), loose(f"{chinese} {word}")):
            return word
    return text


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _pair(line: str) -> tuple[str, str]:
    """Before and after the last equals sign, ASCII or full-width."""
    name, _, value = line.replace("＝", "=").rpartition("=")
    amount = value.strip()
    return name.strip(), amount if AMOUNT.fullmatch(amount) else decimal_of(amount) or amount


def _tier(line: str) -> list[Any]:
    name, seats = _pair(line)
    return [name, int(seats) if re.fullmatch(r"[0-9]{1,9}", seats) else seats]


def _steps(lines: list[str], award: str) -> Any:
    pairs = [_pair(line) for line in lines]
    if award == "bands":
        return [[_limit(upper), mark] for upper, mark in pairs]
    if award == "ranges":
        found = [(RANGE.fullmatch(limits), mark) for limits, mark in pairs]
        return [[_limit(match[1]), _limit(match[2]), mark] if match else [mark] for match, mark in found]
    return dict(pairs)


def _limit(text: str) -> str:
    said = text.lstrip("≤<= ").strip()
    return said if AMOUNT.fullmatch(said) else decimal_of(said) or said
