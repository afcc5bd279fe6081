"""Any two texts side by side: two versions of a project, or two Word files from anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rus_editor.model.document import Document, Paragraph, Revision, Table, walk
from rus_editor.model.profile import Profile
from rus_editor.model.view import View
from rus_editor.usecases.comparing import Compared, compare_files
from rus_editor.usecases.progress import Cancellation, Listener
from rus_editor.usecases.reviewing import Rows, rows_of
from rus_editor.word.media import member_with
from rus_editor.word.package import Package, open_package, read_bytes
from rus_editor.word.reader import read_document


@dataclass(frozen=True, slots=True)
class Text:
    """A text to compare: what it is called, and the bytes of its Word file."""

    name: str
    content: bytes

    @classmethod
    def of_file(cls, path: Path) -> Text:
        """A Word file from anywhere. Raises KnownError."""
        return cls(path.name, read_bytes(path))


@dataclass(frozen=True)
class Pair:
    """Two texts compared, as rows. ``tracked`` tells whose tracked changes each file has, and how many."""

    compared: Compared
    rows: Rows
    old_name: str
    new_name: str
    old_tracked: tuple[tuple[str, int], ...] = ()
    new_tracked: tuple[tuple[str, int], ...] = ()
    _packages: tuple[Package, ...] = field(default=(), repr=False)

    def picture(self, digest: str) -> bytes | None:
        """The bytes of a picture in either text; None for one that is not there."""
        for package in self._packages:
            member = member_with(package, digest)
            if member is not None:
                return package.members[member]
        return None


def compare_pair(
    old: Text,
    new: Text,
    profile: Profile,
    *,
    old_view: View = View.FINAL,
    new_view: View = View.FINAL,
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Pair:
    """Compare two texts. Tracked changes that are in a file count as made, or not, as its view says.

    Raises KnownError when one cannot be read, Cancelled when ``cancellation`` was called off.
    """
    packages = open_package(old.content, old.name), open_package(new.content, new.name)
    before, after = read_document(packages[0]), read_document(packages[1])
    compared = compare_files(
        before, after, profile, old_view=old_view, new_view=new_view, progress=progress, cancellation=cancellation
    )
    rows = rows_of(compared.comparison, before, after, profile)
    return Pair(compared, rows, old.name, new.name, tracked_by(before), tracked_by(after), packages)


def tracked_by(document: Document) -> tuple[tuple[str, int], ...]:
    """Whose tracked changes a document has, and how many of each, the most at the top.

    What stands together with one author, time and kind is one change, however many pieces of text it is written in.
    """
    counted: Counter[str] = Counter()
    before: tuple[Revision, ...] = ()
    for revisions in _marked(document):
        counted.update(revision.author for revision in revisions if revision not in before)
        before = revisions
    return tuple(counted.most_common())


def _marked(document: Document) -> Iterator[tuple[Revision, ...]]:
    """The tracked changes of each piece of text and each table's row, in reading order."""
    for story in document.stories:
        for block in walk(story.blocks):
            if isinstance(block, Table):
                yield from (row.revisions for row in block.rows)
            elif isinstance(block, Paragraph):
                yield from (span.revisions for span in block.spans)
                yield block.mark_revisions
