"""Where something stands in a written scheme: `0.1.2` is the first criterion's second sub-criterion's third aspect. Pure."""

import re
from collections.abc import Iterator
from typing import Any

Raw = dict[str, Any]
Place = tuple[int, ...]
LISTS = ("criteria", "subcriteria", "aspects")
LEVELS = ("criterion", "subcriterion", "aspect")
_WRITTEN = re.compile(r"\d{1,4}(\.\d{1,4}){0,2}", re.ASCII)
_PATH = re.compile(r"criteria\[(\d+)\](?:\.subcriteria\[(\d+)\])?(?:\.aspects\[(\d+)\])?(?:\.|$)")


def read_place(text: str) -> Place | None:
    """From its written form."""
    return tuple(int(part) for part in text.split(".")) if _WRITTEN.fullmatch(text) else None


def written_place(place: Place) -> str:
    """As it stands in addresses and forms."""
    return ".".join(str(index) for index in place)


def path(place: Place) -> str:
    """As scoring says where a problem is."""
    return ".".join(f"{name}[{index}]" for name, index in zip(LISTS, place, strict=False))


def place_of(where: str) -> tuple[Place, str]:
    """A problem's place, and the key in it; () for what concerns the whole."""
    found = _PATH.match(where)
    if found is None:
        return (), where
    return tuple(int(index) for index in found.groups() if index is not None), where[found.end() :]


def node(raw: Raw, place: Place) -> Raw | None:
    """What stands there; the whole for ()."""
    at = raw
    for name, index in zip(LISTS, place, strict=False):
        if index >= len(at[name]):
            return None
        at = at[name][index]
    return at


def siblings(raw: Raw, place: Place) -> list[Raw]:
    """The list it stands in."""
    above = node(raw, place[:-1])
    found: list[Raw] = above[LISTS[len(place) - 1]] if above is not None else []
    return found


def walk(raw: Raw) -> Iterator[tuple[Place, Raw]]:
    """Every part with its place, in the scheme's order."""
    for i, criterion in enumerate(raw["criteria"]):
        yield (i,), criterion
        for j, sub in enumerate(criterion["subcriteria"]):
            yield (i, j), sub
            for k, aspect in enumerate(sub["aspects"]):
                yield (i, j, k), aspect


def codes(raw: Raw, level: int) -> list[str]:
    """The codes of a level in the whole scheme."""
    return [each["code"] for place, each in walk(raw) if len(place) == level + 1]
