"""Finding and replacing in a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rus_editor.model.document import BlockId, Document, Notice, NoticeCode, StoryKind
from rus_editor.model.edits import is_writable
from rus_editor.model.outline import outline_of
from rus_editor.model.profile import Profile
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_of
from rus_editor.usecases.redlining import moment_of
from rus_editor.usecases.saving import write_bytes
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document
from rus_editor.word.replacing import ReplacedIn, Tracking, Wanted, replace_all

Place = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Where:
    """A part of a document and how many times something was replaced in it.

    In the body ``number`` and ``title`` are the chapter's, both empty before the first heading. Elsewhere ``label`` is
    the note's number or empty.
    """

    kind: StoryKind
    number: str
    title: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class ReplacedFile:
    """A file that was written with something replaced: how many times, in how many paragraphs, and where."""

    path: Path
    count: int
    paragraphs: int
    where: tuple[Where, ...]
    loses_signature: bool


def replace(
    source: Place,
    target: Place,
    find: str,
    replacement: str,
    *,
    match_case: bool = False,
    whole_word: bool = False,
    author: str | None = None,
    date: str | None = None,
    profile: Profile | str = DEFAULT_PROFILE,
) -> ReplacedFile:
    """Write a copy of a Word file in which every ``find`` is ``replacement``. Raises KnownError.

    With an ``author`` the replacements are tracked changes of theirs, made on ``date`` (ISO 8601; now).
    ``profile`` says what is a chapter, for telling where.
    Raises ValueError for texts that :func:`is_possible` refuses.
    """
    path = Path(source)
    content = read_bytes(path)
    package = open_package(content, path.name)
    tracking = None if author is None else Tracking(author, moment_of(date))
    wanted = Wanted(find, replacement, match_case, whole_word, tracking)
    written, found = replace_all(package, wanted)
    where = _where(read_document(package), found, profile_of(profile)) if found else ()
    write_bytes(Path(target), written)
    return ReplacedFile(
        path=Path(target),
        count=sum(each.count for each in found),
        paragraphs=len(found),
        where=where,
        loses_signature=Notice(NoticeCode.SIGNED) in package.notices and written != content,
    )


def is_possible(text: str) -> bool:
    """Whether a text can be looked for and written: it has no signs that no document can hold."""
    return is_writable(text)


def _where(document: Document, found: tuple[ReplacedIn, ...], profile: Profile) -> tuple[Where, ...]:
    outline = outline_of(document, profile)
    body = document.body
    positions = {block.id: position for position, block in enumerate(body.blocks)}
    sums: dict[tuple[StoryKind, str, str, str], int] = {}
    for each in found:
        story = document.stories_by_id[each.story]
        number = title = ""
        if story.id == body.id:
            outermost = "/".join(each.block.split("/")[:2])
            spot = outline.spot(positions[BlockId(outermost)])
            chapter = outline.chapters[spot.chapter]
            number, title = chapter.number, chapter.title
        label = story.label if story.kind in (StoryKind.FOOTNOTE, StoryKind.ENDNOTE) else ""
        key = (story.kind, number, title, label)
        sums[key] = sums.get(key, 0) + each.count
    return tuple(Where(*key, count) for key, count in sums.items())
