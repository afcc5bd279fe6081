"""How long it takes to propose what matters most, of a long document with many changes.

``python tests/bench/summarising.py``: processor time of one analysis, the median of several, beside what it may take.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from statistics import median

from rus_editor.model.document import Block, Document, Paragraph
from rus_editor.usecases.assembly import example_pair, profile_of
from rus_editor.usecases.comparing import Compared, compare_files, open_document
from rus_editor.usecases.summarising import key_changes_of
from tests.helpers.corpus import corpus

LIMIT = 1.0
RUNS = 5


def reworded(document: Document, count: int, seed: int = 1) -> Document:
    """The same document with so many more of its paragraphs reworded."""
    chance = random.Random(seed)
    body = document.body
    long = [at for at, block in enumerate(body.blocks) if isinstance(block, Paragraph) and len(block.text) > 60]
    chosen = set(chance.sample(long, min(count, len(long))))
    blocks = [_begun_anew(block) if at in chosen else block for at, block in enumerate(body.blocks)]
    stories = tuple(replace(body, blocks=tuple(blocks)) if story is body else story for story in document.stories)
    return replace(document, stories=stories)


def _begun_anew(block: Block) -> Block:
    if not isinstance(block, Paragraph) or not block.spans:
        return block
    first, *rest = block.spans
    return replace(block, spans=(replace(first, text=f"Hållbar digital omställning: {first.text}"), *rest))


def measured(name: str, compared: Compared) -> float:
    """Print and give the median of several analyses, in seconds of processor time."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        found = key_changes_of(compared)
        times.append(time.process_time() - start)
    spent = median(times)
    changes = len(compared.comparison.changes)
    print(f"{name}: {changes} changes, {len(found.proposals)} proposals, {spent:.2f} s (at most {LIMIT} s)")
    return spent


def main() -> int:
    """Measure the example pair, and the long pair with 500 changes where it is."""
    profile = profile_of("rus")
    old, new = (open_document(path) for path in example_pair())
    worst = measured("example", compare_files(old, new, profile))
    folder = corpus()
    if folder is not None and (folder / "long").is_dir():
        old, new = (open_document(folder / "long" / f"long_{side}.docx") for side in ("old", "new"))
        worst = max(worst, measured("long pair", compare_files(old, reworded(new, 350), profile)))
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
