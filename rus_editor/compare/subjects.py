"""What a person would call the thing that changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rus_editor.compare.drafts import Sheet
from rus_editor.compare.sides import Side
from rus_editor.compare.units import TITLE_STYLES
from rus_editor.model.comparison import Segment, SegmentKind, Subject
from rus_editor.model.document import Block, Paragraph, Span, StoryKind

_OF_STORY = {
    StoryKind.FOOTNOTE: Subject.FOOTNOTE,
    StoryKind.ENDNOTE: Subject.ENDNOTE,
    StoryKind.HEADER: Subject.HEADER,
    StoryKind.FOOTER: Subject.FOOTER,
    StoryKind.TEXT_BOX: Subject.TEXT_BOX,
    StoryKind.COMMENT: Subject.COMMENT,
}
# fmt: off
GENERATED_FIELDS = frozenset((
    "TOC", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "SEQ", "REF", "NOTEREF", "STYLEREF", "INDEX",
    "TOA", "RD", "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "FILENAME", "FILESIZE",
    "NUMCHARS", "NUMWORDS", "REVNUM", "LASTSAVEDBY", "LISTNUM", "AUTONUM", "AUTONUMLGL",
))
# fmt: on
"""Fields whose result Word works out by itself."""

_FORM_CONTROLS = frozenset(
    {"text", "richText", "comboBox", "dropDownList", "date", "checkbox", "picture", "group", "repeatingSection"}
)


def subject_of(side: Side, block: Block) -> Subject:
    """What a person would call the block."""
    found = side.located[block.id]
    of_story = _OF_STORY.get(found.story.kind)
    if of_story is not None:
        return of_story
    if not isinstance(block, Paragraph):
        return Subject.TABLE if found.row is None and hasattr(block, "rows") else Subject.PARAGRAPH
    if block.generated:
        return Subject.FIELD
    if block.layout.heading_level is not None and found.row is None:
        return Subject.CHAPTER if side.is_chapter_heading(block) else Subject.HEADING
    if block.layout.style.casefold() in TITLE_STYLES and found.row is None:
        return Subject.HEADING
    if block.is_caption and found.row is None:
        return Subject.CAPTION
    if block.control and _control_kind(side, block.control) in _FORM_CONTROLS:
        return Subject.CONTENT_CONTROL
    if block.layout.numbering is not None:
        return Subject.LIST_ITEM
    return Subject.PARAGRAPH


def _control_kind(side: Side, control: str) -> str:
    found = side.document.controls_by_id.get(control)
    return found.kind if found is not None else ""


def subject_of_pair(
    sheet: Sheet,
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    segments: Sequence[Segment],
    *,
    words_changed: bool,
) -> Subject:
    """What a person would call what changed between paragraphs that answer to each other."""
    subject = subject_of(sheet.new, new[0])
    old_subject = subject_of(sheet.old, old[0])
    if subject in (Subject.HEADING, Subject.PARAGRAPH) and old_subject in (Subject.CHAPTER, Subject.HEADING):
        # What was a heading and is none any more is a change of the heading.
        subject = old_subject if subject is Subject.PARAGRAPH else subject
    found = sheet.new.located[new[0].id]
    if found.row is not None and found.story.kind is StoryKind.BODY and subject is not Subject.FIELD:
        subject = Subject.CELL
    if (
        words_changed
        and len(old) == len(new) == 1
        and subject
        in (
            Subject.PARAGRAPH,
            Subject.LIST_ITEM,
            Subject.CELL,
            Subject.CAPTION,
            Subject.HEADER,
            Subject.FOOTER,
        )
    ):
        if _changed_only_in(old[0], new[0], segments, lambda span: _field_name(span) not in ("", "HYPERLINK")):
            return Subject.FIELD
        if _changed_only_in(old[0], new[0], segments, lambda span: bool(span.control)):
            return Subject.CONTENT_CONTROL
    return subject


def _field_name(span: Span) -> str:
    return span.field.split(None, 1)[0].upper() if span.field.strip() else ""


def is_generated(old: Sequence[Paragraph], new: Sequence[Paragraph], segments: Sequence[Segment]) -> bool:
    """Whether nothing changed but text that Word works out by itself."""
    if all(paragraph.generated for paragraph in (*old, *new)):
        return True
    return len(old) == len(new) == 1 and _changed_only_in(
        old[0], new[0], segments, lambda span: _field_name(span) in GENERATED_FIELDS
    )


def _changed_only_in(
    old: Paragraph, new: Paragraph, segments: Sequence[Segment], wanted: Callable[[Span], bool]
) -> bool:
    """Whether every changed stretch lies in spans of one kind, on both sides."""
    if not any(wanted(span) for span in (*old.spans, *new.spans)):
        return False
    for paragraph, kind in ((old, SegmentKind.DELETED), (new, SegmentKind.INSERTED)):
        inside = [wanted(span) for span in paragraph.spans for _ in span.text]
        at = 0
        for segment in segments:
            if segment.kind in (SegmentKind.EQUAL, kind):
                if segment.kind is kind and not all(inside[at : at + len(segment.text)]):
                    return False
                at += len(segment.text)
    return True
