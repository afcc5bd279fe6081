"""What a comparison costs its reader: the words it marks, against the least that would do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from rus_editor.model.comparison import Change, ChangeKind, SegmentKind, Subject
from rus_editor.model.document import Document, StoryKind, block_text
from rus_editor.model.view import View, view_of
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document

WORD = re.compile(r"\w+")
# Their text is no part of what a reader of the document reads, so it is no part of the least possible either.
_NOT_TEXT = (Subject.PICTURE, Subject.LINK, Subject.CONTENT_CONTROL, Subject.COMMENT, Subject.SECTION)


def read(path: Path) -> Document:
    """A document as written."""
    return read_document(open_package(read_bytes(path), path.name))


def words(document: Document) -> list[str]:
    """Every word of the final text, story by story."""
    seen = view_of(document, View.FINAL)
    kinds = [kind for kind in StoryKind if kind is not StoryKind.COMMENT]
    return [
        word
        for kind in kinds
        for story in seen.stories
        if story.kind is kind
        for block in story.blocks
        for word in WORD.findall(block_text(block))
    ]


def marked(changes: Sequence[Change]) -> int:
    """Words marked: both ends of a move, otherwise those struck and inserted."""
    total = 0
    for change in changes:
        if change.kind is ChangeKind.MOVED and change.old and change.new:
            total += len(WORD.findall(change.old.text)) + len(WORD.findall(change.new.text))
        elif change.kind is not ChangeKind.FORMATTED and change.subject not in _NOT_TEXT:
            total += sum(len(WORD.findall(part.text)) for part in change.segments if part.kind is not SegmentKind.EQUAL)
    return total
