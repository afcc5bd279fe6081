"""Two texts from anywhere are compared as rows, with their pictures, and it is told whose tracked changes they hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rus_editor.model.document import ATOM_CHARACTER
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.review import RowKind
from rus_editor.model.view import View
from rus_editor.usecases.assembly import example_pair, profile_of
from rus_editor.usecases.pairing import Text, compare_pair
from rus_editor.usecases.progress import Cancellation, Cancelled


def tracked(path: Path, *insertions: tuple[str, str]) -> Path:
    """A file with a paragraph, and after it insertions by somebody: who, and what."""
    document = docx.Document()
    paragraph = document.add_paragraph("Länet ska växa")
    for number, (author, text) in enumerate(insertions):
        mark = OxmlElement("w:ins")
        for name, value in (("id", str(number)), ("author", author), ("date", "2026-11-23T09:00:00Z")):
            mark.set(qn(f"w:{name}"), value)
        mark.append(document.add_paragraph(text).runs[0]._r)
        paragraph._p.append(mark)  # type: ignore[arg-type]  # its stubs know paragraphs only
    document.save(str(path))
    return path


def test_the_tracked_changes_of_a_file_are_told_by_author_and_can_count_as_made_or_not(tmp_path: Path) -> None:
    old = Text.of_file(tracked(tmp_path / "gammal.docx"))
    new = Text.of_file(
        tracked(
            tmp_path / "ny.docx",
            ("Skribent 2", " hållbart"),
            ("Skribent 3", " i hela länet"),
            ("Skribent 2", " och snabbt"),
        )
    )
    pair = compare_pair(old, new, profile_of("allman"))
    assert pair.old_tracked == ()
    assert pair.new_tracked == (("Skribent 2", 2), ("Skribent 3", 1))
    assert pair.rows.rows[0].kind is RowKind.REPLACED
    rejected = compare_pair(old, new, profile_of("allman"), new_view=View.ORIGINAL)
    assert rejected.rows.rows[0].kind is RowKind.SAME


def test_pictures_of_both_texts_can_be_shown() -> None:
    old, new = (Text.of_file(path) for path in example_pair())
    pair = compare_pair(old, new, profile_of("rus"))
    sides = [side for row in pair.rows.rows for side in (row.old, row.new) if side is not None]
    digests = {digest for side in sides for part in side.parts for digest in part.pictures}
    assert digests
    assert any(ATOM_CHARACTER in side.text for side in sides)
    for digest in digests:
        content = pair.picture(digest)
        assert content is not None
        assert hashlib.sha256(content).hexdigest() == digest
    assert pair.picture("0" * 64) is None


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "fel.docx"
    wrong.write_text("inte ett dokument", encoding="utf-8")
    right = Text.of_file(example_pair()[0])
    with pytest.raises(KnownError) as caught:
        compare_pair(right, Text.of_file(wrong), profile_of("rus"))
    assert caught.value.code is ErrorCode.OTHER_FORMAT


def test_it_can_be_called_off() -> None:
    old, new = (Text.of_file(path) for path in example_pair())
    stop = Cancellation()
    stop.cancel()
    with pytest.raises(Cancelled):
        compare_pair(old, new, profile_of("rus"), cancellation=stop)
