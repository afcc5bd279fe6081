"""Versions and Word files read, and how many changes there are from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rus_editor.model.document import Document
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.view import View, view_of
from rus_editor.usecases.comparing import compare
from rus_editor.usecases.redlining import WordContent
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document


def read_content(content: WordContent) -> Document:
    """Read a version. Raises KnownError when it cannot be."""
    return read_document(open_package(content.content, content.name))


@dataclass(frozen=True, slots=True)
class Readable:
    """A version as it is read: tracked changes in it made, and its chapters."""

    shown: Document
    outline: Outline


def readable(content: WordContent, profile: Profile) -> Readable:
    """Read a version for reading. Raises KnownError when it cannot be."""
    shown = view_of(read_content(content), View.FINAL)
    return Readable(shown, outline_of(shown, profile))


def read_word_file(path: Path) -> WordContent:
    """The bytes of a Word file. Raises KnownError when they cannot be read."""
    return WordContent(path.name, read_bytes(path))


def changes_between(old: Document, new: Document, profile: Profile) -> int:
    """The number of changes from one version to another, notes and headers included."""
    return len(compare(old, new, profile).changes)
