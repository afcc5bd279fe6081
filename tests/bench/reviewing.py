"""How long the rows of a review take: made, chosen among, and following an edit; medians and 95th percentiles.

    python tests/bench/reviewing.py [--runs 20]

Needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout). Processor time, on the long pair and on
the long pair set after itself ten times.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.model.comparison import ChangeKind
from rus_editor.model.document import Document, Paragraph
from rus_editor.model.edits import DeleteBlock, Edit, ImpossibleEdit, InsertBlock, MoveBlock, ReplaceText
from rus_editor.model.journal import Changed, Splice, StepLabel
from rus_editor.model.profile import Profile
from rus_editor.usecases.assembly import profile_of
from rus_editor.usecases.comparing import compare_files
from rus_editor.usecases.live import LiveMarks
from rus_editor.usecases.reviewing import Choice, Rows, chosen, patched, rows_of
from rus_editor.usecases.workspace import Workspace
from tests.bench.comparing import repeated
from tests.compare.measures import read
from tests.helpers.corpus import corpus

_EDITS: tuple[tuple[str, Callable[[Paragraph, Paragraph], Edit]], ...] = (
    ("words", lambda block, _: ReplaceText(block.id, 0, len(block.text) // 2, "Nytt")),
    ("insert", lambda block, _: InsertBlock(block.id, "Ett nytt stycke.")),
    ("delete", lambda block, _: DeleteBlock(block.id)),
    ("move", lambda block, other: MoveBlock(block.id, other.id)),
)


def spelled(times: list[float]) -> str:
    """Times in seconds as a person reads them."""
    times = sorted(times)
    middle, late = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]
    return f"median {1000 * middle:.1f} ms, p95 {1000 * late:.1f} ms"


def timed(act: Callable[[], object], runs: int) -> str:
    """The time of an act done again and again."""
    times: list[float] = []
    for _ in range(runs):
        started = time.process_time()
        act()
        times.append(time.process_time() - started)
    return spelled(times)


def measure(old: Document, new: Document, profile: Profile, runs: int) -> Rows:
    """Make the rows of two documents, and choose among them."""
    found = compare_files(old, new, profile)
    rows = rows_of(found.comparison, old, new, profile)
    print(f"{len(rows.rows)} rows, {len(rows.changes)} changes")
    print(f"  made: {timed(lambda: rows_of(found.comparison, old, new, profile), max(3, runs // 4))}")
    print(f"  first choice: {timed(lambda: chosen(replace(rows), Choice(fold=True)), max(3, runs // 4))}")
    for name, choice in (
        ("everything", Choice()),
        ("everything, folded", Choice(fold=True)),
        ("moves, folded", Choice(kinds=frozenset({ChangeKind.MOVED}), fold=True)),
        ("unreviewed of a chapter", Choice(chapter=2, only_unreviewed=True, fold=True)),
    ):
        print(f"  {name}: {timed(lambda choice=choice: chosen(rows, choice).lines, runs)}")  # type: ignore[misc]
    return rows


def measure_following(old: Document, content: bytes, profile: Profile, runs: int) -> None:
    """Let the rows follow edits at places of chance."""
    workspace = Workspace(content, "long_new.docx", profile)
    comparison = compare_files(old, workspace.document, profile).comparison
    marks = LiveMarks(comparison, old, workspace.document)
    rows = rows_of(comparison, old, workspace.document, profile)
    chance = random.Random(1)
    for name, make in _EDITS:
        times: list[float] = []
        for _ in range(runs):
            blocks = [block for block in workspace.document.body.blocks if isinstance(block, Paragraph) and block.text]
            try:
                changed = workspace.apply([make(chance.choice(blocks), chance.choice(blocks))], StepLabel.TYPED)
            except ImpossibleEdit:
                continue
            for splice in changed.splices:
                marks.spliced(splice, workspace.document)
            started = time.process_time()
            found = patched(rows, changed, marks, workspace.document)
            times.append(time.process_time() - started)
            if found is not None:
                rows = found.rows
        print(f"  follows {name}: {spelled(times)}")


def measure_long_following(rows: Rows, runs: int) -> None:
    """Let very many rows follow when a paragraph in the middle is rewritten, or goes."""
    marks = LiveMarks(rows.comparison, rows.old, rows.new)
    body = rows.new.body
    at = next(
        place
        for place, block in enumerate(body.blocks)
        if place > len(body.blocks) // 2 and isinstance(block, Paragraph)
    )
    block = body.blocks[at]
    assert isinstance(block, Paragraph)
    spans = (*block.spans, *block.spans)
    stories = tuple(
        replace(story, blocks=(*body.blocks[:at], replace(block, spans=spans), *body.blocks[at + 1 :]))
        if story is body
        else story
        for story in rows.new.stories
    )
    after, splice = replace(rows.new, stories=stories), Splice(body.id, at, 1, 1)
    marks.spliced(splice, after)
    print(f"  follows words: {timed(lambda: patched(rows, Changed((splice,)), marks, after), max(3, runs // 4))}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    folder = corpus()
    if folder is None:
        print("The corpus is not there: nothing measured.")
        return
    profile = profile_of("rus")
    paths = [folder / "long" / name for name in ("long_old.docx", "long_new.docx")]
    old, new = map(read, paths)
    measure(old, new, profile, runs)
    measure_following(old, paths[1].read_bytes(), profile, runs)
    measure_long_following(measure(repeated(old, 10), repeated(new, 10), profile, runs), runs)


if __name__ == "__main__":
    main()
