"""Opening documents and comparing two of them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rus_editor.compare.engine import compare as compare_documents
from rus_editor.model.comparison import Comparison, Noise
from rus_editor.model.document import Document
from rus_editor.model.profile import Profile
from rus_editor.model.view import View
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_of
from rus_editor.usecases.progress import Cancellation, Course, Listener, Stage
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document


@dataclass(frozen=True)
class Compared:
    """Two documents as read, what differs between them, and the profile that said what is a chapter."""

    old: Document
    new: Document
    comparison: Comparison
    profile: Profile


Source = Document | str | os.PathLike[str]
"""A document: one that is read already, or where its file is."""


def open_document(path: str | os.PathLike[str]) -> Document:
    """Read a Word document (.docx, .docm), as written: tracked changes in it are kept as such.

    Raises KnownError, and nothing else, when the file cannot be read as one.
    """
    place = Path(path)
    return read_document(open_package(read_bytes(place), place.name))


def compare(
    old: Source,
    new: Source,
    profile: Profile | str = DEFAULT_PROFILE,
    *,
    old_view: View | str = View.FINAL,
    new_view: View | str = View.FINAL,
    ignored: Iterable[Noise | str] = (),
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Comparison:
    """Compare two documents, given as paths or as documents already opened.

    ``profile`` is a profile, the name of one that comes with the program ("rus", "allman") or the path of a file with
    one. ``old_view`` and ``new_view`` say whether tracked changes already in a file count as made ("final") or not
    ("original"). ``ignored`` names differences to leave out ("formatting", "whitespace", "case", "typography",
    "numbering"). Raises KnownError when a file or the profile is at fault, ValueError for a view or a noise that does
    not exist, Cancelled when ``cancellation`` was called off.
    """
    return compare_files(
        old,
        new,
        profile,
        old_view=old_view,
        new_view=new_view,
        ignored=ignored,
        progress=progress,
        cancellation=cancellation,
    ).comparison


def compare_files(
    old: Source,
    new: Source,
    profile: Profile | str = DEFAULT_PROFILE,
    *,
    old_view: View | str = View.FINAL,
    new_view: View | str = View.FINAL,
    ignored: Iterable[Noise | str] = (),
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Compared:
    """As :func:`compare`, with the two documents as they were read."""
    course = Course(progress, cancellation)
    views = View(old_view), View(new_view)
    noises = frozenset(Noise(noise) for noise in ignored)
    chosen = profile_of(profile)
    course.at(Stage.READING_OLD, 0.0)
    old_document = _document(old)
    course.at(Stage.READING_NEW, 0.25)
    new_document = _document(new)
    course.at(Stage.COMPARING, 0.5)
    with no_search_for_circles():
        comparison = compare_documents(
            old_document,
            new_document,
            chosen,
            old_view=views[0],
            new_view=views[1],
            ignored=noises,
            progress=course.within(Stage.COMPARING, 0.5, 0.9),
        )
    return Compared(old_document, new_document, comparison, chosen)


@contextmanager
def no_search_for_circles() -> Iterator[None]:
    """Let Python's collector of circular references rest.

    A comparison makes very many values that hold no circles. The collector would go through all of them time and
    again, which in a long document is the one thing that grows faster than the document.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _document(source: Source) -> Document:
    return source if isinstance(source, Document) else open_document(source)
