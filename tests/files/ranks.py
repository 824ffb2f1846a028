"""Runs `competition rank` in this process, on texts; for the tests of what it prints and refuses."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from competition.__main__ import main
from tests.scoring.builders import MEASURED, written_of

HEADER = "competitor,aspect,judge,value\n"


@dataclass(frozen=True)
class Said:
    status: int
    stdout: bytes
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.stdout)
        return found

    @property
    def lines(self) -> list[str]:
        return self.stderr.splitlines()

    @property
    def places(self) -> list[str]:
        """`FILE:LINE: WHERE` of every problem, with the file's bare name."""
        return [":".join(line.rsplit("/", 1)[-1].split(":")[:3]) for line in self.lines]


def run(*arguments: object) -> Said:
    result = CliRunner().invoke(main, ["rank", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return Said(result.exit_code, result.stdout_bytes, result.stderr)


def rank_text(folder: Path, scheme: object, marks: str | bytes, *options: str) -> Said:
    """`scheme`: the written form, or the text or bytes of the file."""
    text = scheme if isinstance(scheme, str | bytes) else json.dumps(scheme, ensure_ascii=False)
    (folder / "scheme.json").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    (folder / "marks.csv").write_bytes(marks if isinstance(marks, bytes) else marks.encode())
    return run(folder / "scheme.json", folder / "marks.csv", *options)


def rank_rows(folder: Path, rows: str, *aspects: dict[str, Any], options: tuple[str, ...] = (), **rules: Any) -> Said:
    """Rows beside a header, under a scheme of these aspects (M alone, where there are none)."""
    return rank_text(folder, written_of(*(aspects or (MEASURED,)), **rules), HEADER + rows, *options)
