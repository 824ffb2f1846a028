"""Decisions are exactly what the logbook stores: every body comes back as it was written."""

from dataclasses import fields
from typing import Any

import msgspec
import pytest

from scoring.decisions import KINDS, Opening

SAMPLES: dict[str, Any] = {"str": "07", "int": 2, "bool": True, "tuple": ("07", "1-08")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_comes_back_as_it_was_written(kind: str) -> None:
    values = {each.name: SAMPLES[each.type.__name__] for each in fields(KINDS[kind])}  # type: ignore[union-attr]
    made = KINDS[kind](**values)

    assert msgspec.json.decode(msgspec.json.encode(made), type=KINDS[kind]) == made


def test_a_kind_is_named_as_the_field_says_it() -> None:
    assert list(KINDS)[:6] == ["mark", "withdrawal", "absence", "difficulty", "ruling", "not-attempted"]
    assert {name.replace("-", "") for name in KINDS} == {kind.__name__.lower() for kind in KINDS.values()}


def test_a_body_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"scheme": "{}", "competitors": "01"}', type=Opening)
