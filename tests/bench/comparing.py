"""How well two texts are compared: words marked by the least possible, moves found, time and its growth.

    python tests/bench/comparing.py [--runs 5]

Needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout). The least possible is the word-level
distance by longest common subsequence over each whole document. Times are medians of a comparison of two documents
already read; the growth is measured on the long pair set after itself ten times, each time with words of its own.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rapidfuzz.distance import Indel

from rus_editor.compare.engine import compare
from rus_editor.config import load_profile
from rus_editor.model.comparison import ChangeKind
from rus_editor.model.document import Block, BlockId, Document, Paragraph, Row, Table
from rus_editor.usecases.comparing import compare as compare_as_people_do
from tests.compare.measures import marked, read, words
from tests.helpers.corpus import corpus


def repeated(document: Document, times: int) -> Document:
    """The body set after itself, with every word of each round made its own, so that rounds are not alike."""
    blocks: list[Block] = []
    for turn in range(times):
        blocks.extend(
            _renamed(block, turn, f"body/{len(blocks) + at}") for at, block in enumerate(document.body.blocks)
        )
    body = replace(document.body, blocks=tuple(blocks))
    stories = tuple(body if story.id == body.id else story for story in document.stories)
    return replace(document, stories=stories)


def _renamed(block: Block, turn: int, block_id: str) -> Block:
    if isinstance(block, Paragraph):
        spans = tuple(replace(span, text=span.text.replace("en ", f"en{turn} ")) for span in block.spans)
        return replace(block, id=BlockId(block_id), spans=spans)
    if isinstance(block, Table):
        rows: list[Row] = []
        for row_at, row in enumerate(block.rows):
            cells = tuple(
                replace(
                    cell,
                    blocks=tuple(
                        _renamed(inner, turn, f"{block_id}/r{row_at}c{cell_at}/{at}")
                        for at, inner in enumerate(cell.blocks)
                    ),
                )
                for cell_at, cell in enumerate(row.cells)
            )
            rows.append(replace(row, cells=cells))
        return replace(block, id=BlockId(block_id), rows=tuple(rows))
    return replace(block, id=BlockId(block_id))


def median_time(old: Document, new: Document, runs: int) -> float:
    """Median seconds of a comparison."""
    profile = load_profile("rus")
    times: list[float] = []
    for _ in range(runs):
        started = time.perf_counter()
        compare_as_people_do(old, new, profile)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    folder = corpus()
    if folder is None:
        print("The corpus is not there: nothing measured.")
        return
    profile = load_profile("rus")
    total = least = 0
    for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _, old_name, new_name, *_ = line.split("\t")
        old, new = read(folder / "pairs" / old_name), read(folder / "pairs" / new_name)
        total += marked(compare(old, new, profile).changes)
        least += int(Indel.distance(words(old), words(new)))
    print(f"pairs: {total} words marked, {least} the least possible: {total / least:.3f}")
    old, new = read(folder / "long" / "long_old.docx"), read(folder / "long" / "long_new.docx")
    comparison = compare(old, new, profile)
    least = int(Indel.distance(words(old), words(new)))
    total = marked(comparison.changes)
    moved = sum(change.kind is ChangeKind.MOVED for change in comparison.changes)
    print(f"long pair: {total} words marked, {least} the least possible: {total / least:.3f}; {moved} moves")
    short = median_time(old, new, runs)
    long = median_time(repeated(old, 10), repeated(new, 10), max(3, runs // 2))
    print(f"long pair: {short:.3f} s (median of {runs}); ten times as long: {long:.2f} s, {long / short:.1f} times")


if __name__ == "__main__":
    main()
