"""The program as it is installed and called: its commands, its wheel, and one sentence when something cannot be."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.served import PASSWORD, Served

ROOT = Path(__file__).parent.parent.parent


def _called(*arguments: str, data: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "competition", *arguments]
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"COMPETITION_DATA": str(data)}
    return subprocess.run(line, input=given, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_init_makes_the_first_account_once(tmp_path: Path) -> None:
    data = tmp_path / "数据 夹"
    first = _called("init", "--name", "luo", "--password-stdin", data=data, given=PASSWORD + "\n")
    again = _called("init", "--name", "luo", "--password-stdin", data=data, given=PASSWORD + "\n")

    assert (first.returncode, first.stderr) == (0, "")
    assert (again.returncode, again.stdout) == (1, "")
    assert "luo" in again.stderr
    assert "Traceback" not in again.stderr


def test_a_short_password_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = _called("init", "--name", "luo", "--password-stdin", data=tmp_path, given="kurz\n")

    assert (done.returncode, done.stderr.strip()) == (1, "口令至少 8 个字符。")


def test_an_export_of_an_event_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    done = _called("export", "DG", data=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "competition", "serve", "--port", "0"]
    environment = os.environ | {"COMPETITION_DATA": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
    done = subprocess.run(line, capture_output=True, text=True, env=environment, timeout=60, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_database_is_begun_at_the_address_that_is_printed(tmp_path: Path) -> None:
    program = Served(tmp_path / "data")
    program.start()
    try:
        with httpx.Client(base_url=program.address, headers={"accept": "text/html"}, trust_env=False) as visitor:
            page = visitor.get(program.welcome())
            token = {"x-csrftoken": visitor.cookies["csrftoken"]}
            fields = {"name": "luo", "password": PASSWORD}
            made = visitor.post(program.welcome(), data=fields, headers=token)
            again = visitor.post(program.welcome(), data=fields, headers=token)
            wrong = visitor.get("/welcome/guessed")
    finally:
        program.stop()

    assert page.status_code == 200
    assert made.headers["location"] == "/quick-start"
    assert again.status_code == 409
    assert wrong.status_code == 404


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy and unpacked far from the checkout."""
    wheels = tmp_path_factory.mktemp("wheel")
    line = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "-w",
        str(wheels),
        str(ROOT),
    ]
    subprocess.run(line, check=True, capture_output=True, timeout=300)
    place = tmp_path_factory.mktemp("elsewhere")
    (wheel,) = wheels.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(place)
    return place


def test_the_wheel_carries_templates_static_files_and_catalogues(unpacked: Path) -> None:
    wanted = ("templates/base.html", "static/style.css", "static/tablet.js", "locale/en/LC_MESSAGES/messages.po")

    assert [one for one in wanted if not (unpacked / "competition" / one).is_file()] == []


def test_the_wheel_works_from_anywhere(unpacked: Path, tmp_path: Path) -> None:
    asks = (
        "from competition.pages.environment import environment as e; print(len(e().get_template('people/welcome.html').blocks))"
    )
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    for line in (["-c", asks], ["-m", "competition", "--help"]):
        done = subprocess.run(
            [sys.executable, *line], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout
