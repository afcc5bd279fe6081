"""A comparison, or a document's outline, as JSON for other programs. What each key means: ``docs/json.md``.

The shape is held to ``resources/schema/*.schema.json`` by tests. Everything is in a fixed order, so that the same two
documents give the same bytes. U+FFFC, which stands for a picture or a note mark in the model, is left out everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from json import JSONEncoder

from rus_editor.model.comparison import (
    Change,
    ChangeKind,
    ChapterPair,
    ComparedVersion,
    Comparison,
    Place,
    Segment,
    Side,
)
from rus_editor.model.document import ATOM_CHARACTER, Document, Notice, StoryKind
from rus_editor.model.outline import Chapter, Outline
from rus_editor.model.wording import Wording

COMPARISON_FORMAT = "rus-editor/comparison"
COMPARISON_VERSION = 1
OUTLINE_FORMAT = "rus-editor/outline"
OUTLINE_VERSION = 1

Json = dict[str, object]


def to_json(
    comparison: Comparison,
    wording: Wording,
    *,
    old_notices: Sequence[Notice] = (),
    new_notices: Sequence[Notice] = (),
) -> Json:
    """A comparison as plain dicts, lists, strings, whole numbers, booleans and None.

    ``wording`` gives ``place.description`` and the notices' ``text``; nothing else depends on the language.
    """
    return {
        "format": COMPARISON_FORMAT,
        "version": COMPARISON_VERSION,
        "language": wording.language,
        "profile": comparison.profile,
        "ignored": sorted(noise.value for noise in comparison.ignored),
        "old": _version(comparison.old, old_notices, wording),
        "new": _version(comparison.new, new_notices, wording),
        "chapters": [_chapter_pair(index, chapter) for index, chapter in enumerate(comparison.chapters)],
        "counts": _counts(comparison),
        "changes": _Changes(comparison, wording).all(),
    }


def outline_to_json(document: Document, outline: Outline, wording: Wording, *, profile: str, view: str) -> Json:
    """A document's chapters, sections and roles as plain dicts and lists."""
    return {
        "format": OUTLINE_FORMAT,
        "version": OUTLINE_VERSION,
        "language": wording.language,
        "profile": profile,
        "document": {
            "name": document.name,
            "sha256": document.digest,
            "view": view,
            "title": _clean(document.title),
            "has_revisions": document.has_revisions,
            "has_headings": outline.has_headings,
            "notices": _notices(document.notices, wording),
        },
        "chapters": [_outline_chapter(chapter) for chapter in outline.chapters],
    }


def dump(value: Mapping[str, object]) -> str:
    """JSON text that a person can read and that compares line by line: one chapter, one change a line."""
    encode = JSONEncoder(ensure_ascii=False).encode

    def lines(part: object, indent: str, depth: int) -> str:
        inner = f"{indent}  "
        if depth and isinstance(part, dict) and part:
            rows = [f"{inner}{encode(key)}: {lines(below, inner, depth - 1)}" for key, below in part.items()]
            return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
        if depth and isinstance(part, list) and part and isinstance(part[0], dict):
            rows = [f"{inner}{encode(below)}" for below in part]
            return "[\n" + ",\n".join(rows) + f"\n{indent}]"
        return encode(part)

    return f"{lines(dict(value), '', 3)}\n"


def _clean(text: str) -> str:
    return text.replace(ATOM_CHARACTER, "") if ATOM_CHARACTER in text else text


def _notices(notices: Sequence[Notice], wording: Wording) -> list[Json]:
    return [
        {
            "code": notice.code.value,
            "subject": notice.subject,
            "text": wording.say(f"notices.{notice.code.value}", subject=notice.subject),
        }
        for notice in notices
    ]


def _version(version: ComparedVersion, notices: Sequence[Notice], wording: Wording) -> Json:
    return {
        "name": version.name,
        "sha256": version.digest,
        "view": version.view,
        "title": _clean(version.title),
        "words": version.words,
        "paragraphs": version.paragraphs,
        "has_revisions": version.has_revisions,
        "has_headings": version.has_headings,
        "notices": _notices(notices, wording),
    }


def _chapter_pair(index: int, chapter: ChapterPair) -> Json:
    return {
        "index": index,
        "number": chapter.number,
        "title": _clean(chapter.title),
        "old_title": None if chapter.old_title is None else _clean(chapter.old_title),
        "new_title": None if chapter.new_title is None else _clean(chapter.new_title),
        "old_index": chapter.old,
        "new_index": chapter.new,
    }


def _counts(comparison: Comparison) -> Json:
    by_chapter: list[Json] = []
    by_kind = dict.fromkeys((kind.value for kind in ChangeKind), 0)
    for index, found in comparison.counts().items():
        row: Json = {"chapter_index": index, "chapter": _clean(comparison.chapters[index].title)}
        for kind in ChangeKind:
            row[kind.value] = found.get(kind, 0)
            by_kind[kind.value] += found.get(kind, 0)
        row["total"] = sum(found.values())
        by_chapter.append(row)
    return {
        "total": len(comparison.changes),
        "noise": sum(1 for change in comparison.changes if change.noise is not None),
        "by_kind": by_kind,
        "by_chapter": by_chapter,
    }


def _outline_chapter(chapter: Chapter) -> Json:
    return {
        "index": chapter.index,
        "number": chapter.number,
        "title": _clean(chapter.title),
        "level": chapter.level,
        "role": None if chapter.role is None else chapter.role.value,
        "heading": chapter.heading,
        "first_block": chapter.first,
        "last_block": chapter.last,
        "sections": [
            {
                "number": section.number,
                "title": _clean(section.title),
                "level": section.level,
                "role": None if section.role is None else section.role.value,
                "heading": section.heading,
                "first_block": section.first,
                "last_block": section.last,
            }
            for section in chapter.sections
        ],
    }


class _Changes:
    """The changes of one comparison; it knows what the chapters are called on either side."""

    def __init__(self, comparison: Comparison, wording: Wording) -> None:
        self._comparison = comparison
        self._wording = wording
        self._old = {pair.old: pair.old_title or "" for pair in comparison.chapters if pair.old is not None}
        self._new = {pair.new: pair.new_title or "" for pair in comparison.chapters if pair.new is not None}

    def all(self) -> list[Json]:
        """Every change, in the comparison's order."""
        return [self._change(change) for change in self._comparison.changes]

    def _change(self, change: Change) -> Json:
        return {
            "id": change.id,
            "kind": change.kind.value,
            "edited": change.edited if change.kind is ChangeKind.MOVED else None,
            "what": change.subject.value,
            "chapter": _clean(self._comparison.chapters[change.chapter].title),
            "chapter_index": change.chapter,
            "role": None if change.role is None else change.role.value,
            "old": None if change.old is None else self._side(change.old, self._old),
            "new": None if change.new is None else self._side(change.new, self._new),
            "segments": _segments(change.segments),
            "formats": [
                {"property": found.property, "old": found.old, "new": found.new, "text": _clean(found.text)}
                for found in change.formats
            ],
            "author": change.author,
            "date": change.date,
            "noise": None if change.noise is None else change.noise.value,
            "group": change.group,
            "detail": _clean(change.detail),
        }

    def _side(self, side: Side, titles: Mapping[int, str]) -> Json:
        place = side.place
        return {
            "place": {
                "description": self._description(place, titles),
                "story": place.story,
                "story_kind": place.story_kind.value,
                "position": place.position,
                "blocks": list(place.blocks),
                "chapter": None if place.chapter is None else _clean(titles.get(place.chapter, "")),
                "heading": _clean(place.heading),
                "role": None if place.role is None else place.role.value,
                "label": place.label,
                "table": place.table,
                "row": place.row,
                "column": place.column,
            },
            "text": _clean(side.text),
        }

    def _description(self, place: Place, titles: Mapping[int, str]) -> str:
        """Where it stands, as a person would say it: chapter, heading, then paragraph or table cell."""
        say = self._wording.say
        parts: list[str] = []
        chapter = "" if place.chapter is None else _clean(titles.get(place.chapter, ""))
        heading = _clean(place.heading)
        if place.story_kind not in (StoryKind.HEADER, StoryKind.FOOTER):
            if chapter:
                parts.append(say("place.chapter", title=chapter))
            if heading and heading != chapter:
                parts.append(say("place.heading", title=heading))
        if place.story_kind is not StoryKind.BODY:
            parts.append(say(f"place.story.{place.story_kind.value}"))
        if place.table is None:
            parts.append(say("place.paragraph", position=place.position))
        else:
            parts.append(say("place.table", number=place.table))
            if place.row is not None:
                parts.append(say("place.row", number=place.row))
            if place.column is not None:
                parts.append(say("place.column", number=place.column))
        return ", ".join(parts)


def _segments(segments: Sequence[Segment]) -> list[Json]:
    found: list[Json] = []
    for segment in segments:
        text = _clean(segment.text)
        if text:
            noise = None if segment.noise is None else segment.noise.value
            found.append({"kind": segment.kind.value, "text": text, "noise": noise})
    return found
