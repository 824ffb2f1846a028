"""What cannot be tested on a machine is left uncollected and named; where a browser is a must, its want is an error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ASKED = [
    "-m",
    "pytest",
    "--collect-only",
    "-p",
    "no:cacheprovider",
    "tests/pages/test_pin_page.py",
    "tests/files/test_cis_real.py",
]


def collected(path: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Those tests on a machine with these programs only."""
    environment = os.environ | {"PATH": path} | more
    return subprocess.run([sys.executable, *ASKED], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_without_a_chromium_browser_tests_are_left_out_and_named(tmp_path: Path) -> None:
    done = collected(str(tmp_path), COMPETITION_BROWSER="")

    assert "test_pin_page" not in done.stdout
    assert "apt-get install chromium" in done.stdout


def test_where_a_browser_is_a_must_its_want_is_an_error(tmp_path: Path) -> None:
    done = collected(str(tmp_path), COMPETITION_BROWSER="required")

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "apt-get install chromium" in done.stderr


def test_the_last_line_says_what_to_install(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "tests.left_out"]
    done = subprocess.run(line, cwd=ROOT, env=os.environ | {"PATH": str(tmp_path)}, capture_output=True, text=True, check=True)

    last = done.stdout.splitlines()[-1]
    assert "apt-get install chromium" in last
    assert "poppler-utils" in last
