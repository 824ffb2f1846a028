"""SCHEME.json in and out: text that may be anything, into a Scheme or all that is wrong with it; and back.

What the values mean is scoring's; here is only what JSON itself can do wrong: encoding, syntax, repeated keys, depth,
lone surrogates. Must not know where the bytes came from.
"""

import json
import re
from typing import Any

from scoring.problems import N_, Problem
from scoring.scheme import Scheme, read_scheme, write_scheme

DEEPEST = 32
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_COUNT = 18


class _Pairs(tuple[tuple[str, Any], ...]):
    """An object as it was written: a dict would have forgotten that a key came twice."""

    __slots__ = ()


def read_scheme_json(data: bytes | str) -> Scheme | list[Problem]:
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        return [Problem("$", N_("第 {byte} 个字节不是 UTF-8，应存为 UTF-8"), {"byte": str(error.start + 1)})]
    if _depth(text) > DEEPEST:
        return [Problem("$", N_("嵌套超过 {deepest} 层，应不多于此"), {"deepest": str(DEEPEST)})]
    try:
        written = json.loads(
            text, object_pairs_hook=_Pairs, parse_int=_count, parse_float=_Fractional, parse_constant=_Fractional
        )
    except json.JSONDecodeError as error:
        says = N_("不是 JSON：第 {line} 行第 {column} 个字符处不能读（{reason}），应为一个 JSON 对象")
        facts = {"line": str(error.lineno), "column": str(error.colno), "reason": error.msg}
        return [Problem("$", says, facts)]
    problems: list[Problem] = []
    value = _plain(written, "", problems)
    found = read_scheme(value)
    if isinstance(found, Scheme):
        return problems or found
    return problems + found


def scheme_json(scheme: Scheme) -> str:
    """For people too: indented, in their own letters."""
    return json.dumps(write_scheme(scheme), ensure_ascii=False, indent=1) + "\n"


class _Fractional:
    """A number with a point, an exponent or no value at all: the contract has none, so it is never read."""

    def __init__(self, text: str) -> None:
        self.text = text


def _count(text: str) -> object:
    return int(text) if len(text) <= _LONGEST_COUNT else _Fractional(text)


def _depth(text: str) -> int:
    """Before parsing: a parser that recurses gives up on its own terms."""
    deepest = depth = 0
    for found in _TOKENS.finditer(text):
        if found[0] in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in "]}":
            depth -= 1
    return deepest


def _plain(value: object, path: str, problems: list[Problem]) -> object:
    """The same with dicts, and what only the walk can see."""
    if isinstance(value, _Pairs):
        return _object(value, path, problems)
    if isinstance(value, list):
        return [_plain(item, f"{path}[{index}]", problems) for index, item in enumerate(value)]
    if isinstance(value, str) and _SURROGATE.search(value):
        problems.append(Problem(path or "$", N_("文字里有不成对的代理码，应为可写出的字符")))
    return value


def _object(pairs: _Pairs, path: str, problems: list[Problem]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        at = f"{path}.{key}" if path else key
        if key in found:
            problems.append(Problem(at, N_("此项重复，应只写一次")))
        if _SURROGATE.search(key):
            problems.append(Problem(at, N_("名称里有不成对的代理码，应为可写出的字符")))
        found[key] = _plain(value, at, problems)
    return found
