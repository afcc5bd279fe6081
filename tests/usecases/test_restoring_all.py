"""Every change given back one by one gives the old document; undone, not a byte differs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rus_editor.model.comparison import Change, Noise
from rus_editor.model.document import ATOM_CHARACTER, Paragraph, paragraphs
from rus_editor.model.errors import KnownError
from rus_editor.model.view import View, view_of
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.redlining import WordContent, redline_files
from tests.helpers.corpus import corpus
from tests.helpers.libreoffice import Job, LibreOffice, Order, program
from tests.helpers.restored import Review, said

NUMBER_OF_PAIRS = 32
LARGEST = 250_000


def pairs() -> list[tuple[str, Path, Path]]:
    """Pairs of the corpus where there is one, of all its origins; not the largest files, which take their time."""
    folder = corpus()
    if folder is None or not (folder / "pairs.tsv").is_file():
        return []
    rows = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    found = [(row[0], folder / "pairs" / row[1], folder / "pairs" / row[2]) for row in rows]
    small = [pair for pair in found if sum(side.stat().st_size for side in pair[1:]) < LARGEST]
    return small[:: max(1, len(small) // NUMBER_OF_PAIRS)]


@pytest.mark.parametrize(("old", "new"), [pytest.param(old, new, id=name) for name, old, new in pairs()])
def test_all_changes_of_a_real_pair_given_back_one_by_one(old: Path, new: Path) -> None:
    review = Review(old.read_bytes(), new.read_bytes())
    before = review.workspace.to_bytes()
    assert review.restore_all(len(review.new)) == []
    assert said(review.workspace.document) == said(review.earlier.document)
    content = review.workspace.to_bytes()
    again = Review(review.old, content)
    assert [each for each in again.comparison.changes if each.noise is not Noise.FORMATTING] == []
    review.undo_all()
    assert review.workspace.to_bytes() == before


def test_all_changes_of_the_example_given_back_by_twenties() -> None:
    old, new = example_pair()
    review = Review(old.read_bytes(), new.read_bytes())
    before = review.workspace.to_bytes()
    assert review.restore_all(3, batch=20) == []
    assert said(review.workspace.document) == said(review.earlier.document)
    assert review.comparison.changes == ()
    content = review.workspace.to_bytes()
    made = redline_files(WordContent("ny.docx", review.new), WordContent("återställd.docx", content))
    assert made.holds
    review.undo_all()
    assert review.workspace.to_bytes() == before


def test_every_change_of_the_example_by_itself_touches_nothing_else() -> None:
    old, new = example_pair()
    review = Review(old.read_bytes(), new.read_bytes())
    comparison = review.comparison
    before = review.workspace.to_bytes()
    for change in comparison.changes[::6]:
        review.restore(change)
        gone = Counter(map(_mark, comparison.changes)) - Counter(map(_mark, review.comparison.changes))
        assert gone[_mark(change)] == 1, change
        # A number that follows, or a list's item, may go with it.
        assert sum(gone.values()) <= 2, change
        review.undo_all()
        assert review.workspace.to_bytes() == before


def _mark(change: Change) -> tuple[object, ...]:
    """What a change says."""
    texts = [None if side is None else side.text for side in (change.old, change.new)]
    return change.kind, change.subject, *texts, change.formats


def test_every_difference_of_the_example_by_itself() -> None:
    old, new = example_pair()
    review = Review(old.read_bytes(), new.read_bytes())
    comparison = review.comparison
    several = [
        change
        for change in comparison.changes
        if change.new is not None
        and len(change.new.place.blocks) == 1
        and sum(segment.kind.value == "equal" for segment in change.segments) > 2
    ]
    assert len(several) > 10
    for change in several[::4]:
        assert change.new is not None
        block = change.new.place.blocks[0]
        index = next(at for at, segment in enumerate(change.segments) if segment.kind.value != "equal")
        try:
            review.restore_one_of(change, index)
        except KnownError:
            continue  # Tracked changes stand in it.
        found = review.workspace.document.blocks_by_id[block]
        assert isinstance(found, Paragraph)
        start = [segment for segment in change.segments[: index + 2] if segment.kind.value != "inserted"]
        kept = start if change.segments[index + 1].kind.value != "equal" else start[: index + 1]
        assert found.text.startswith("".join(segment.text for segment in kept))
        assert found.text not in (change.new.text, change.old.text if change.old is not None else "")
        review.undo_all()


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_what_was_given_back(tmp_path: Path) -> None:
    chosen = [("example", *example_pair()), *pairs()[::8]]
    jobs: list[tuple[Job, Job]] = []
    for name, old, new in chosen:
        review = Review(old.read_bytes(), new.read_bytes())
        review.restore_all(5, batch=10)
        made = tmp_path / f"{name}.docx"
        made.write_bytes(review.workspace.to_bytes())
        jobs.append(
            (
                Job(Order.ACCEPT, made, tmp_path / f"{name}-again.docx"),
                Job(Order.ACCEPT, old, tmp_path / f"{name}-old.docx"),
            )
        )
    # It crashes now and then on files with comments, the old ones too: what it left is given to it once more.
    for attempt in ("first", "second"):
        (tmp_path / attempt).mkdir()
        LibreOffice(tmp_path / attempt).do(job for both in jobs for job in both if not job.target.exists())
    read = [(again, before) for again, before in jobs if before.target.exists()]
    assert len(read) >= len(jobs) - 1
    for again, before in read:
        assert again.target.exists(), again.source.name
        assert _words(again.target) == _words(before.target), again.source.name


def _words(path: Path) -> list[str]:
    """The words of the body, tracked changes made."""
    return [
        word
        for paragraph in paragraphs(view_of(open_document(path), View.FINAL).body.blocks)
        if not paragraph.generated
        for word in paragraph.text.replace(ATOM_CHARACTER, " ").split()
    ]
