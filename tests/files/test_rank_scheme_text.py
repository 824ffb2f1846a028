"""SCHEME.json as text: what JSON itself can do wrong, told with its path, and never a traceback."""

import json
from pathlib import Path

import pytest

from competition.files.scheme_json import read_scheme_json, scheme_json
from scoring.scheme import Scheme
from tests.files.ranks import HEADER, rank_text
from tests.scoring.builders import MEASURED, scheme_of, written_of

SOUND = json.dumps(written_of(), ensure_ascii=False)
BROKEN = [
    ("", "$"),
    ("nonsense", "$"),
    (SOUND[:-1], "$"),
    (SOUND + "x", "$"),
    ("[]", "$"),
    ("null", "$"),
    ("1e999", "$"),
    ("[" * 100_000, "$"),
    ('{"a":' * 100_000, "$"),
    ('{"format": ' + "[" * 32 + "]" * 32 + "}", "$"),
    ('"' + '\\"' * 50_000, "$"),
    (SOUND.replace('"format": 1', '"format": 1.0'), "format"),
    (SOUND.replace('"format": 1', '"format": NaN'), "format"),
    (SOUND.replace('"format": 1', '"format": -Infinity'), "format"),
    (SOUND.replace('"format": 1', '"format": 1e0'), "format"),
    (SOUND.replace('"format": 1', '"format": ' + "1" * 10_000), "format"),
    (SOUND.replace('"format": 1', '"format": 1, "format": 1'), "format"),
    (SOUND.replace('"max": "100"', '"max": "100", "max": "100"'), "criteria[0].subcriteria[0].aspects[0].max"),
    (SOUND.replace('"max": "100"', '"max": 100.5'), "criteria[0].subcriteria[0].aspects[0].max"),
    (SOUND.replace('"赛项"', '"\\ud800"'), "title"),
    (SOUND.replace('"title": "赛项"', '"title": "赛项", "\\udfff": 1'), "\\udfff"),
    (SOUND.replace('"title": "赛项"', '"title": "赛项", "a\\nb": 1'), "a\\u000ab"),
]


@pytest.mark.parametrize(("text", "where"), BROKEN, ids=lambda value: value[:30])
def test_a_broken_text_is_told_with_its_path(tmp_path: Path, text: str, where: str) -> None:
    said = rank_text(tmp_path, text, HEADER)

    assert (said.status, said.stdout) == (3, b"")
    assert f"scheme.json:1: {where}" in said.places


@pytest.mark.parametrize(
    "data", [b"\xff\xfe{}", SOUND.encode("gb18030"), SOUND.encode("utf-16"), b"{\x00}", b'{"a": "\x00"}', bytes(range(256))]
)
def test_bytes_that_are_no_text_are_told_once(tmp_path: Path, data: bytes) -> None:
    said = rank_text(tmp_path, data, HEADER)

    assert (said.status, said.places) == (3, ["scheme.json:1: $"])


def test_depth_inside_texts_is_no_depth() -> None:
    assert isinstance(read_scheme_json(SOUND.replace("赛项", "[" * 99 + '\\"{')), Scheme)


def test_a_text_from_a_spreadsheet_machine_may_begin_with_a_mark() -> None:
    assert isinstance(read_scheme_json(b"\xef\xbb\xbf" + SOUND.encode()), Scheme)


def test_every_fault_is_told_with_those_of_the_scheme(tmp_path: Path) -> None:
    text = SOUND.replace('"max": "100"', '"max": "100", "max": "-1"').replace('"模块"', '"\\ud800"')

    assert rank_text(tmp_path, text, HEADER).places == [
        "scheme.json:1: criteria[0].title",
        "scheme.json:1: criteria[0].subcriteria[0].aspects[0].max",
        "scheme.json:1: criteria[0].subcriteria[0].aspects[0].max",
    ]


def test_a_scheme_written_as_text_is_read_as_the_same() -> None:
    scheme = scheme_of({**MEASURED, "title": "焊缝㐂"}, event_code="HG")

    assert read_scheme_json(scheme_json(scheme)) == scheme
    assert "焊缝㐂" in scheme_json(scheme)
