"""How long edits take, in the document that comes after each: medians and 95th percentiles, of processor time."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.model.document import Document, Paragraph, paragraphs
from rus_editor.model.edits import (
    DeleteBlock,
    Edit,
    ImpossibleEdit,
    InsertBlock,
    JoinBlocks,
    Mark,
    MoveBlock,
    ReplaceText,
    SetListLevel,
    SetMarks,
    SetStyle,
    SplitBlock,
)
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.writer import Writer
from tests.helpers.corpus import corpus
from tests.helpers.word_files import own_files

_TIMES = 100
_Made = Callable[[Paragraph, Paragraph], Edit]
_EDITS: tuple[tuple[str, _Made], ...] = (
    ("text", lambda block, _: ReplaceText(block.id, len(block.text) // 2, len(block.text) // 2, "x")),
    ("marks", lambda block, _: SetMarks(block.id, 0, len(block.text) // 2, Mark.BOLD)),
    ("split", lambda block, _: SplitBlock(block.id, len(block.text) // 2)),
    ("join", lambda block, _: JoinBlocks(block.id)),
    ("insert", lambda block, _: InsertBlock(block.id, "Nytt")),
    ("delete", lambda block, _: DeleteBlock(block.id)),
    ("move", lambda block, other: MoveBlock(block.id, other.id)),
    ("style", lambda block, _: SetStyle(block.id, "heading 1")),
    ("level", lambda block, _: SetListLevel(block.id, 1)),
)


def measure(path: Path) -> None:
    """Edit a file at places of chance, and undo each edit."""
    writer = Writer(open_package(read_bytes(path), path.name))
    print(f"{path.name}: {len(list(paragraphs(writer.document.body.blocks)))} paragraphs")
    chance = random.Random(1)
    for name, make in _EDITS:
        done: list[float] = []
        undone: list[float] = []
        for _ in range(_TIMES):
            blocks = [each for story in writer.document.stories for each in paragraphs(story.blocks)]
            edit = make(chance.choice(blocks), chance.choice(blocks))
            start = time.process_time()
            try:
                inverse = writer.apply(edit)
            except ImpossibleEdit:
                continue
            read(writer)
            middle = time.process_time()
            writer.apply(inverse)
            read(writer)
            done.append(middle - start)
            undone.append(time.process_time() - middle)
        if done:
            print(f"  {name:7} {len(done):4} times: {_spelled(done)}, undone {_spelled(undone)}")
    writer.apply(ReplaceText(next(paragraphs(writer.document.body.blocks)).id, 0, 0, "x"))
    start = time.process_time()
    taken = writer.snapshot()
    middle = time.process_time()
    taken.to_bytes()
    print(f"  snapshot {1000 * (middle - start):.1f} ms, its bytes {1000 * (time.process_time() - middle):.1f} ms")


def read(writer: Writer) -> Document:
    """The document as it stands."""
    return writer.document


def _spelled(times: list[float]) -> str:
    times = sorted(times)
    return f"median {1000 * times[len(times) // 2]:.2f} ms, p95 {1000 * times[int(len(times) * 0.95)]:.2f} ms"


if __name__ == "__main__":
    root = corpus()
    for each in [*own_files()[-1:], *([root / "long" / "long_new.docx"] if root is not None else [])]:
        measure(each)
