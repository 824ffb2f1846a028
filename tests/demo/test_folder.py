"""A demo keeps to a folder of its own, and never touches anybody's season."""

from pathlib import Path

import pytest

from competition.demo.house import MARK, folder, fresh, leave
from competition.pages.refusal import Refusal


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()

    with pytest.raises(Refusal, match="演示不会动它"):
        folder(tmp_path)
    assert (tmp_path / "postgres").is_dir()
    assert not (tmp_path / MARK).exists()


def test_its_own_folder_may_be_used_again_and_begins_anew(tmp_path: Path) -> None:
    there, ours = folder(tmp_path / "demo")
    first = fresh(there)
    first.mkdir()
    again, _ = folder(there)

    assert not ours
    assert fresh(again) != first
    assert not first.exists()


def test_a_folder_nobody_asked_for_goes_away_with_the_demo() -> None:
    there, ours = folder(None)
    fresh(there).mkdir()
    leave(there)

    assert ours
    assert not there.exists()
