"""Fields of the editor: how a value of the written form is shown as text, and read back from what was typed. Pure."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from competition.events.editing.place import Raw
from competition.pages.language import N_
from scoring.amounts import amount, plain
from scoring.problems import Problem

NO_TEXT = N_("这里不能空着。")
NOT_A_NUMBER = N_("“{text}”不是数。写成 2 或 0.5 这样，小数至多九位。")
NOT_WHOLE = N_("“{text}”不是整数。")
BAD_ROW = N_("第 {line} 行“{text}”应有 {cells} 个数，用空格隔开。")
BAD_CHOICE = N_("第 {line} 行“{text}”应是选项和分，用空格隔开，例如：合格 2")
TWICE = N_("第 {line} 行的选项“{text}”写了两次。")


@dataclass(frozen=True)
class Input:
    """A field. `name`: its key in the written form, dots lead inward; `usual`: what holds where nothing is written."""

    name: str
    label: str
    shape: str = "text"
    hint: str = ""
    usual: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


class Unreadable(Exception):
    """What was typed is nothing of this shape."""

    def __init__(self, says: str, **facts: str) -> None:
        super().__init__(says)
        self.says, self.facts = says, facts


def narrow(text: str) -> str:
    """Full-width digits and signs as plain ones, without blanks around."""
    return unicodedata.normalize("NFKC", text).strip()


def same_ends(text: str) -> str:
    """With the line ends of a database, not of a form."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def number(text: str) -> str:
    """An amount of the contract, as its shortest decimal."""
    found = amount(narrow(text))
    if found is None:
        raise Unreadable(NOT_A_NUMBER, text=text[:40])
    return plain(found)


def share(text: str) -> str:
    """A share of 1, also as 30%."""
    plainly = narrow(text)
    if not plainly.endswith("%"):
        return number(plainly)
    return plain(Fraction(number(plainly[:-1])) / 100)


def whole(text: str) -> int:
    """A count."""
    plainly = narrow(text)
    if not re.fullmatch(r"-?\d{1,9}", plainly, re.ASCII):
        raise Unreadable(NOT_WHOLE, text=text[:40])
    return int(plainly)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _rows(text: str, cells: int) -> list[list[str]]:
    found = []
    for line, written in enumerate(_lines(text), 1):
        row = re.split(r"[\s,;:、]+", narrow(written))
        if len(row) != cells or any(amount(cell) is None for cell in row):
            raise Unreadable(BAD_ROW, line=str(line), text=written[:40], cells=str(cells))
        found.append([number(cell) for cell in row])
    return found


def _choices(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line, written in enumerate(_lines(text), 1):
        *label, mark = written.rsplit(maxsplit=1)
        if not label or amount(narrow(mark)) is None:
            raise Unreadable(BAD_CHOICE, line=str(line), text=written[:40])
        if label[0] in found:
            raise Unreadable(TWICE, line=str(line), text=label[0][:40])
        found[label[0]] = number(mark)
    return found


def _must(text: str) -> str:
    if not text.strip():
        raise Unreadable(NO_TEXT)
    return text.strip()


READ: Mapping[str, Callable[[str], Any]] = {
    "text": str.strip,
    "must": _must,
    "amount": number,
    "share": share,
    "whole": whole,
    "area": lambda text: same_ends(text).strip(),
    "lines": _lines,
    "pairs": lambda text: _rows(text, 2),
    "triples": lambda text: _rows(text, 3),
    "choices": _choices,
    "choice": str.strip,
    "tick": lambda text: text == "yes",
}
_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "lines": "\n".join,
    "pairs": lambda rows: "\n".join(" ".join(row) for row in rows),
    "triples": lambda rows: "\n".join(" ".join(row) for row in rows),
    "choices": lambda found: "\n".join(f"{label} {mark}" for label, mark in found.items()),
    "tick": lambda flag: "yes" if flag else "",
}


def shown(raw: Raw, field: Input) -> str:
    """The text of a field as it stands."""
    at: Any = raw
    for key in field.name.split("."):
        at = at.get(key) if isinstance(at, dict) else None
    return field.usual if at is None else _SHOWN.get(field.shape, str)(at)


def take(raw: Raw, fields: Sequence[Input], form: Mapping[str, str], at: str, named: str = "") -> list[Problem]:
    """Writes what was typed; a field the form did not have stays. `at`: the path of `raw`; `named`: before its fields' names."""
    problems = []
    for field in fields:
        text = form.get(named + field.name, "" if field.shape == "tick" else None)
        # what nobody touched is not even written another way
        if text is None or same_ends(text) == same_ends(shown(raw, field)):
            continue
        try:
            _put(raw, field, text)
        except Unreadable as wrong:
            problems.append(Problem(f"{at}.{field.name}" if at else field.name, wrong.says, wrong.facts))
    return problems


def _put(raw: Raw, field: Input, text: str) -> None:
    """Nothing typed is nothing written, but for what must be there."""
    *above, key = field.name.split(".")
    value = READ[field.shape](text) if text.strip() or field.shape == "must" else None
    home = raw
    for name in above:
        home = home.setdefault(name, {})
    if value is None or value is False or value in ("", [], {}):
        home.pop(key, None)
    else:
        home[key] = value
    for name in above:
        if not raw[name]:
            del raw[name]
