"""How long it takes to give changes back, and whether all given back is the old text.

    python tests/bench/restoring.py [--pairs 89]

Each change of the example and of the long pair by itself: the edit worked out, made and undone (processor time). Then
all changes of the corpus' pairs in any order, comparing anew each time, until none is left: how many pairs end with
the old text in every story, with nothing left to tell of, and with the same bytes once all is undone.

Needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout) for all but the example.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.model.errors import KnownError
from rus_editor.model.journal import StepLabel
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.restoring import restore_changes
from tests.helpers.corpus import corpus
from tests.helpers.restored import Review, said

MOST_MS = 40
_LARGEST = 800_000


def measure(name: str, old: Path, new: Path) -> float:
    """Give each change of a pair back by itself, and undo it; gives the 95th percentile in milliseconds."""
    review = Review(old.read_bytes(), new.read_bytes())
    comparison = review.comparison
    found: list[float] = []
    made: list[float] = []
    refused = 0
    for change in comparison.changes:
        begun = time.process_time()
        try:
            act = restore_changes(review.workspace, review.earlier, comparison, [change])
        except KnownError:
            refused += 1
            continue
        found.append((time.process_time() - begun) * 1000)
        begun = time.process_time()
        review.workspace.apply(act.edits, StepLabel.RESTORED)
        made.append((time.process_time() - begun) * 1000)
        review.workspace.undo()
    found.sort()
    made.sort()
    worst = found[int(len(found) * 0.95)]
    print(
        f"{name}: {len(comparison.changes)} changes, {refused} refused; worked out in {found[len(found) // 2]:.1f} ms, "
        f"p95 {worst:.1f}, most {found[-1]:.1f}; made in {made[len(made) // 2]:.1f} ms, most {made[-1]:.1f}"
    )
    return worst


def restore(pairs: list[tuple[str, Path, Path]]) -> bool:
    """Give everything back in each pair, and undo it; says what did not hold."""
    changes = held = 0
    for name, old, new in pairs:
        review = Review(old.read_bytes(), new.read_bytes())
        before = review.workspace.to_bytes()
        changes += len(review.comparison.changes)
        left = review.restore_all(1, batch=1 if len(review.new) + len(review.old) < _LARGEST else 8)
        is_old = said(review.workspace.document) == said(review.earlier.document)
        review.undo_all()
        is_new = review.workspace.to_bytes() == before
        held += is_old and is_new and not left
        if not (is_old and is_new) or left:
            print(f"  {name}: the old text {is_old}, undone {is_new}, left {len(left)}")
    print(f"{held} of {len(pairs)} pairs given back whole, {changes} changes")
    return held == len(pairs)


def main() -> int:
    """Measure it all; 1 where something is too slow or does not hold."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--pairs", type=int, default=1000, help="how many of the corpus' pairs")
    told = asked.parse_args()
    worst = [measure("example", *example_pair())]
    folder = corpus()
    pairs: list[tuple[str, Path, Path]] = []
    if folder is not None:
        long_pair = folder / "long" / "long_old.docx", folder / "long" / "long_new.docx"
        if long_pair[0].is_file():
            worst.append(measure("long", *long_pair))
        rows = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
        pairs = [(row[0], folder / "pairs" / row[1], folder / "pairs" / row[2]) for row in rows][: told.pairs]
    holds = restore(pairs)
    return int(max(worst) > MOST_MS or not holds)


if __name__ == "__main__":
    sys.exit(main())
