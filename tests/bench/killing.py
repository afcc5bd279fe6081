"""Kills a window 200 times while somebody types in it, and looks at what it left each time."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.helpers.killed_window import PROMISED_SECONDS, Ending, kill_while_typing, new_project, undo_all

_KILLS = 200
_KILLS_OF_A_PROJECT = 25


def main(kills: int) -> int:
    """Kill so many times, in project after project; 0 when nothing that was promised is gone."""
    endings: list[Ending] = []
    chance = random.Random(4)
    while len(endings) < kills:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            database, first = new_project(folder)
            for _ in range(min(_KILLS_OF_A_PROJECT, kills - len(endings))):
                try:
                    endings.append(kill_while_typing(database, folder, chance))
                except AssertionError as error:
                    print(f"after {len(endings)} kills, in a project that has been killed before: {error}")
                    return 1
            if undo_all(database, folder) != first:
                print("the document cannot be brought back to how it was before anything was typed")
                return 1
        print(f"{len(endings)} kills", file=sys.stderr, flush=True)
    lost = [ending for ending in endings if ending.lost]
    ages = [ending.oldest_lost * 1000 for ending in endings]
    print(f"{kills} kills under typing, {sum(ending.keys for ending in endings)} keys: every project could be opened,")
    print(f"nothing older than {PROMISED_SECONDS:g} s was lost; all could be undone, back to the first key")
    print(f"kills that lost anything: {len(lost)}, at most {max(ending.lost for ending in endings)} keys")
    print(f"oldest key lost: median {statistics.median(ages):.1f} ms, most {max(ages):.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else _KILLS))
