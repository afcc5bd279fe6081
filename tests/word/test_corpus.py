"""Real files of many programs: all are read, or refused in one sentence; no word that people see is lost or made up."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from rus_editor.model.document import Document, Opaque, Paragraph, walk
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.view import View, view_of
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document
from tests.helpers.text_witness import words_shown
from tests.helpers.word_files import corpus_files, own_files

_WORD = re.compile(r"\w+")
# Broken on purpose, and beyond repair for other programs too.
_REFUSED = {"safe-docx-010.docx": ErrorCode.BROKEN_XML}


def words_of(document: Document) -> tuple[Counter[str], Counter[str]]:
    """The words of all paragraphs, and those told beside the text: in charts, diagrams, imported chunks, equations."""
    text: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for story in document.stories:
        for block in walk(story.blocks):
            if isinstance(block, Paragraph):
                text.update(_WORD.findall(block.text))
                for atom in block.atoms:
                    beside.update(_WORD.findall(atom.text))
            elif isinstance(block, Opaque):
                beside.update(_WORD.findall(block.text))
    return text, beside


@pytest.mark.parametrize("path", [*own_files(), *corpus_files("files")], ids=lambda path: path.name)
def test_every_word_that_the_file_shows_is_read(path: Path) -> None:
    if path.name in _REFUSED:
        with pytest.raises(KnownError) as refused:
            read_document(open_package(read_bytes(path), path.name))
        assert refused.value.code is _REFUSED[path.name]
        return
    document = read_document(open_package(read_bytes(path), path.name))
    text, beside = words_of(document)
    shown = words_shown(path)
    assert shown - (text + beside) == Counter()
    assert text - shown == Counter()
    assert len(document.blocks_by_id) == sum(1 for story in document.stories for _ in walk(story.blocks))
    for view in View:
        seen = view_of(document, view)
        assert set(seen.blocks_by_id) <= set(document.blocks_by_id)
        assert (seen is document) or document.has_revisions
