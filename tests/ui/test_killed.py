"""A window that is killed while somebody types in it loses nothing older than a second."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.helpers.killed_window import kill_while_typing, new_project, undo_all

LANES = 2
KILLS = 4


def killed_again_and_again(folder: Path, seed: int) -> int:
    """Kill the windows of one project, one after another; gives how many keys were pressed."""
    folder.mkdir()
    database, first = new_project(folder)
    chance = random.Random(seed)
    keys = sum(kill_while_typing(database, folder, chance).keys for _ in range(KILLS))
    assert undo_all(database, folder) == first
    return keys


@pytest.mark.parametrize("seed", [20])
def test_what_was_typed_more_than_a_second_before_is_there_and_can_be_undone(tmp_path: Path, seed: int) -> None:
    with ThreadPoolExecutor(LANES) as lanes:
        keys = list(lanes.map(lambda lane: killed_again_and_again(tmp_path / str(lane), seed + lane), range(LANES)))
    # However slow the machine is: each window is typed in for a number of keys, not for a time.
    assert sum(keys) > LANES * KILLS
