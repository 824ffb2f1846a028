"""Where the data is, and the secrets beside it: made once, never made anew, never open to others."""

import subprocess
import sys
from pathlib import Path

import pytest

from competition.settings import Settings, SettingsWrong, secret

ASKING = """
import sys
from pathlib import Path
from competition.settings import Settings, secret
sys.stdin.readline()
print(secret(Settings(Path(sys.argv[1])), "identity").hex())
"""


def test_what_is_given_wins_over_the_environment_and_that_over_what_is_usual(tmp_path: Path) -> None:
    known = {"COMPETITION_DATA": "/srv/比赛", "DATABASE_URL": "postgresql://db/x", "XDG_DATA_HOME": "/var/u/data"}
    assert Settings.of(tmp_path, "0.0.0.0", 9000, True, known) == Settings(tmp_path, "postgresql://db/x", "0.0.0.0", 9000, True)
    assert Settings.of(environment=known).data == Path("/srv/比赛")
    assert Settings.of(environment={"XDG_DATA_HOME": "/var/u/data"}) == Settings(Path("/var/u/data/competition"))
    assert Settings.of(environment={"XDG_DATA_HOME": "relative"}).data == Path.home() / ".local/share/competition"
    assert Settings.of(environment={"DATABASE_URL": ""}).database_url is None


def test_a_relative_folder_means_the_one_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.of("data", environment={}).data == tmp_path / "data"


def test_two_who_ask_at_once_in_a_new_folder_get_the_same_secret(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-c", ASKING, tmp_path / "data"]
    asked = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = {program.communicate("now\n", timeout=30)[0].strip() for program in asked}
    assert len(told) == 1
    assert told == {secret(Settings(tmp_path / "data"), "identity", {}).hex()}


def test_a_secret_is_closed_to_others_and_differs_by_name(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    kept = secret(settings, "identity", {})
    assert len(kept) == 32
    assert kept == secret(settings, "identity", {}) != secret(settings, "pins", {})
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "secrets").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "secrets" / "identity").stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in (tmp_path / "data" / "secrets").iterdir()) == ["identity", "pins"]


def test_many_machines_are_given_it_by_their_environment(tmp_path: Path) -> None:
    given = {"COMPETITION_SECRET_TABLET_PINS": "0a" * 32}
    assert secret(Settings(tmp_path / "data"), "tablet-pins", given) == b"\x0a" * 32
    assert not (tmp_path / "data").exists()
    with pytest.raises(SettingsWrong, match="64 位十六进制"):
        secret(Settings(tmp_path), "tablet-pins", {"COMPETITION_SECRET_TABLET_PINS": "0a"})


def test_a_damaged_secret_is_told_and_never_made_anew(tmp_path: Path) -> None:
    secret(Settings(tmp_path), "identity", {})
    (tmp_path / "secrets" / "identity").write_bytes(b"")
    with pytest.raises(SettingsWrong, match="从备份恢复"):
        secret(Settings(tmp_path), "identity", {})
    assert (tmp_path / "secrets" / "identity").read_bytes() == b""


@pytest.mark.parametrize("name", ["", "../identity", "A", ".part", "a/b"])
def test_a_name_is_no_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name of a secret"):
        secret(Settings(tmp_path), name, {})
