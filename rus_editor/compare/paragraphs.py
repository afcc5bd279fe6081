"""What changed between paragraphs that answer to each other, and in those that answer to none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rus_editor.compare.drafts import Draft, PairDraft, Sheet, deleted, end, equal, inserted
from rus_editor.compare.formats import layout_changes, side_by_side, span_changes
from rus_editor.compare.noise import noises_in
from rus_editor.compare.sides import Side
from rus_editor.compare.units import TITLE_STYLES, atom_key, atom_keys
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import ChangeKind, FormatChange, Noise, Segment, SegmentKind, Subject
from rus_editor.model.document import (
    ATOM_CHARACTER,
    Atom,
    AtomKind,
    Block,
    ContentControl,
    Paragraph,
    Span,
    StoryKind,
    block_text,
)

_OF_STORY = {
    StoryKind.FOOTNOTE: Subject.FOOTNOTE,
    StoryKind.ENDNOTE: Subject.ENDNOTE,
    StoryKind.HEADER: Subject.HEADER,
    StoryKind.FOOTER: Subject.FOOTER,
    StoryKind.TEXT_BOX: Subject.TEXT_BOX,
    StoryKind.COMMENT: Subject.COMMENT,
}
_PICTURES = (AtomKind.PICTURE, AtomKind.CHART, AtomKind.DIAGRAM, AtomKind.OBJECT, AtomKind.SHAPE)
_UNDERSTOOD_ELSEWHERE = (AtomKind.FOOTNOTE, AtomKind.ENDNOTE, AtomKind.COMMENT, AtomKind.TEXT_BOX)
# fmt: off
_GENERATED_FIELDS = frozenset((
    "TOC", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "SEQ", "REF", "NOTEREF", "STYLEREF", "INDEX",
    "TOA", "RD", "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "FILENAME", "FILESIZE",
    "NUMCHARS", "NUMWORDS", "REVNUM", "LASTSAVEDBY", "LISTNUM", "AUTONUM", "AUTONUMLGL",
))
# fmt: on
"""Fields whose result Word works out by itself."""

_FORM_CONTROLS = frozenset(
    {"text", "richText", "comboBox", "dropDownList", "date", "checkbox", "picture", "group", "repeatingSection"}
)


@dataclass(frozen=True, slots=True)
class Movement:
    """That a pair stands in another place than before, and with which others it was moved."""

    group: int | None


def join_text(blocks: Sequence[Block]) -> str:
    """The text of blocks that belong together, one a line."""
    return (
        blocks[0].text
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph)
        else "\n".join(block_text(block) for block in blocks)
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


def matched(
    sheet: Sheet, old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], movement: Movement | None = None
) -> PairDraft:
    """Compare paragraphs that answer to each other; several on one side were split or joined."""
    story = sheet.new.located[new[0].id].story.id
    if len(old) == len(new) == 1 and old[0].spans == new[0].spans:
        segments = equal(new[0].text)
    else:
        segments = compare_words(join_text(old), join_text(new), _keys_of(old), _keys_of(new))
    pair = PairDraft(story, old, new, segments, moved=movement is not None)
    one_each = len(old) == len(new) == 1
    words_changed = _words_changed(segments)
    kind = ChangeKind.REPLACED
    if movement is not None:
        kind = ChangeKind.MOVED
    elif not one_each:
        kind = ChangeKind.SPLIT if len(new) > 1 else ChangeKind.JOINED
    formats = _formats(old, new, segments)
    noises = noises_in(segments) if words_changed else frozenset()
    subject = _subject(sheet, old, new, segments, words_changed=words_changed)
    if subject is Subject.FIELD and words_changed and _is_generated(old, new, segments):
        noises = frozenset({Noise.GENERATED})
    if kind is not ChangeKind.REPLACED or words_changed:
        edited = kind is ChangeKind.MOVED and (None in noises)
        if kind is not ChangeKind.REPLACED:
            noises = frozenset({None})
        if not (kind is ChangeKind.MOVED and not join_text(new).strip() and not join_text(old).strip()):
            pair.drafts.append(_draft(sheet, kind, subject, old, new, segments, formats, noises, edited, movement))
    elif formats:
        noise = Noise.GENERATED if new[0].generated else Noise.FORMATTING
        pair.drafts.append(
            _draft(sheet, ChangeKind.FORMATTED, subject, old, new, segments, formats, frozenset({noise}))
        )
    if one_each:
        pair.drafts.extend(_atom_drafts(sheet, old[0], new[0], segments))
        pair.drafts.extend(_link_and_field_drafts(sheet, old[0], new[0], segments))
        pair.drafts.extend(_control_drafts(sheet, old[0], new[0]))
    return pair


def _draft(
    sheet: Sheet,
    kind: ChangeKind,
    subject: Subject,
    old: tuple[Paragraph, ...],
    new: tuple[Paragraph, ...],
    segments: tuple[Segment, ...],
    formats: tuple[FormatChange, ...] = (),
    noises: frozenset[Noise | None] = frozenset({None}),
    edited: bool = False,
    movement: Movement | None = None,
) -> Draft:
    return Draft(
        kind=kind,
        subject=subject,
        old=end(sheet.old.place(old), join_text(old)),
        new=end(sheet.new.place(new), join_text(new)),
        segments=segments,
        old_blocks=old,
        new_blocks=new,
        formats=formats,
        edited=edited,
        noises=noises,
        group=movement.group if movement is not None else None,
    )


def alone(sheet: Sheet, block: Block, *, is_new: bool) -> PairDraft:
    """A block that answers to none: inserted, or deleted."""
    side = sheet.new if is_new else sheet.old
    text = block_text(block)
    atoms = block.atoms if isinstance(block, Paragraph) else ()
    subject = subject_of(side, block)
    said = text.replace(ATOM_CHARACTER, "").strip()
    pictures = [atom for atom in atoms if atom.kind in _PICTURES]
    # A blank line says nothing, nor does one that only carries a note mark: the note itself is told about.
    noise = None if said or pictures or not isinstance(block, Paragraph) else Noise.WHITESPACE
    if isinstance(block, Paragraph) and block.generated:
        noise = Noise.GENERATED
    segments = inserted(text, noise) if is_new else deleted(text, noise)
    pair = PairDraft(side.located[block.id].story.id, () if is_new else (block,), (block,) if is_new else (), segments)
    if pictures and not said and subject is Subject.PARAGRAPH:
        subject = Subject.PICTURE
    this_end = end(side.place((block,)), text)
    pair.drafts.append(
        Draft(
            kind=ChangeKind.INSERTED if is_new else ChangeKind.DELETED,
            subject=subject,
            old=None if is_new else this_end,
            new=this_end if is_new else None,
            segments=segments,
            old_blocks=() if is_new else (block,),
            new_blocks=(block,) if is_new else (),
            noises=frozenset({noise}),
            detail=_label(pictures[0]) if pictures else "",
        )
    )
    return pair


def _keys_of(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    return tuple(key for paragraph in paragraphs for key in atom_keys(paragraph))


def _words_changed(segments: Sequence[Segment]) -> bool:
    """Whether anything but atoms, and the white space they brought, differs."""
    changed = [segment for segment in segments if segment.kind is not SegmentKind.EQUAL]
    if not changed:
        return False
    if any(ATOM_CHARACTER in segment.text for segment in changed):
        return any(segment.text.replace(ATOM_CHARACTER, "").strip() for segment in changed)
    return True


def _subject(
    sheet: Sheet,
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    segments: Sequence[Segment],
    *,
    words_changed: bool,
) -> Subject:
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


def _is_generated(old: Sequence[Paragraph], new: Sequence[Paragraph], segments: Sequence[Segment]) -> bool:
    if all(paragraph.generated for paragraph in (*old, *new)):
        return True
    return len(old) == len(new) == 1 and _changed_only_in(
        old[0], new[0], segments, lambda span: _field_name(span) in _GENERATED_FIELDS
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


def _formats(
    old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], segments: tuple[Segment, ...]
) -> tuple[FormatChange, ...]:
    changes: list[FormatChange] = []
    if len(old) == len(new) == 1:
        if old[0].layout != new[0].layout:
            changes.extend(layout_changes(old[0].layout, new[0].layout))
        if _looks(old[0]) == _looks(new[0]) and old[0].text == new[0].text:
            return tuple(changes)
    changes.extend(span_changes(old, new, segments))
    return tuple(changes)


def _looks(paragraph: Paragraph) -> list[tuple[int, object, str]]:
    return [(len(span.text), span.format, span.style) for span in paragraph.spans]


# --- pictures and other atoms -------------------------------------------------------------------------------------


def _label(atom: Atom) -> str:
    return atom.label or atom.text


def _atom_drafts(sheet: Sheet, old: Paragraph, new: Paragraph, segments: tuple[Segment, ...]) -> list[Draft]:
    if not old.atoms and not new.atoms:
        return []
    olds, news = iter(old.atoms), iter(new.atoms)
    gone: list[Atom] = []
    come: list[Atom] = []
    drafts: list[Draft] = []

    def flush() -> None:
        while gone or come:
            drafts.extend(_exchanged(sheet, old, new, gone.pop(0) if gone else None, come.pop(0) if come else None))

    for segment in segments:
        count = segment.text.count(ATOM_CHARACTER)
        if segment.kind is SegmentKind.EQUAL:
            flush()
            for _ in range(count):
                before, after = next(olds, None), next(news, None)
                if before is not None and after is not None and before.label != after.label:
                    drafts.extend(_relabelled(sheet, old, new, before, after))
        elif segment.kind is SegmentKind.DELETED:
            gone.extend(atom for atom in (next(olds, None) for _ in range(count)) if atom is not None)
        else:
            come.extend(atom for atom in (next(news, None) for _ in range(count)) if atom is not None)
    flush()
    return drafts


def _exchanged(sheet: Sheet, old: Paragraph, new: Paragraph, before: Atom | None, after: Atom | None) -> list[Draft]:
    if before is not None and after is not None and (before.kind in _PICTURES) != (after.kind in _PICTURES):
        return _exchanged(sheet, old, new, before, None) + _exchanged(sheet, old, new, None, after)
    seen = after or before
    if seen is None or seen.kind in _UNDERSTOOD_ELSEWHERE:
        return []
    if before is not None and after is not None:
        kind = ChangeKind.REPLACED
    else:
        kind = ChangeKind.INSERTED if after is not None else ChangeKind.DELETED
    old_text = _label(before) if before is not None else ""
    new_text = _label(after) if after is not None else ""
    if seen.kind in _PICTURES:
        subject, noises = Subject.PICTURE, frozenset({None})
    elif seen.kind is AtomKind.PAGE_NUMBER:
        subject, noises = Subject.FIELD, frozenset({None})
    elif seen.kind in (AtomKind.PAGE_BREAK, AtomKind.COLUMN_BREAK):
        formats = (FormatChange(seen.kind.value, "1" if before else "", "1" if after else ""),)
        return [
            _draft(
                sheet,
                ChangeKind.FORMATTED,
                _subject(sheet, (old,), (new,), (), words_changed=False),
                (old,),
                (new,),
                (),
                formats,
                frozenset({Noise.FORMATTING}),
            )
        ]
    else:
        subject, noises = _subject(sheet, (old,), (new,), (), words_changed=False), frozenset({None})
    segments = compare_words(old_text, new_text) if before and after else (deleted(old_text) + inserted(new_text))
    return [
        Draft(
            kind=kind,
            subject=subject,
            old=end(sheet.old.place((old,)), old_text) if before is not None else None,
            new=end(sheet.new.place((new,)), new_text) if after is not None else None,
            segments=segments,
            old_blocks=(old,),
            new_blocks=(new,),
            noises=noises,
            detail=new_text or old_text,
            formats=(
                (FormatChange("picture", before.digest[:12], after.digest[:12]),)
                if before is not None and after is not None and atom_key(before) != atom_key(after)
                else ()
            ),
        )
    ]


def _relabelled(sheet: Sheet, old: Paragraph, new: Paragraph, before: Atom, after: Atom) -> list[Draft]:
    if before.kind not in _PICTURES:
        return []
    return [
        Draft(
            kind=ChangeKind.REPLACED,
            subject=Subject.PICTURE,
            old=end(sheet.old.place((old,)), before.label),
            new=end(sheet.new.place((new,)), after.label),
            segments=compare_words(before.label, after.label),
            old_blocks=(old,),
            new_blocks=(new,),
            formats=(FormatChange("alternative_text", before.label, after.label),),
            detail=after.label,
        )
    ]


# --- links, fields, content controls ------------------------------------------------------------------------------


def _link_and_field_drafts(sheet: Sheet, old: Paragraph, new: Paragraph, segments: tuple[Segment, ...]) -> list[Draft]:
    if not any(span.link or span.field for span in (*old.spans, *new.spans)):
        return []
    links: list[FormatChange] = []
    fields: list[FormatChange] = []
    for text, before, after in side_by_side(old, new, segments):
        if before.link != after.link and not (_is_made(before.link) and _is_made(after.link)):
            _lengthen(links, FormatChange("link", before.link, after.link, text))
        first, second = " ".join(before.field.split()), " ".join(after.field.split())
        if first != second and not (_is_made_field(first) and _is_made_field(second)):
            _lengthen(fields, FormatChange("field", first, second, text))
    drafts: list[Draft] = []
    for subject, changes in ((Subject.LINK, links), (Subject.FIELD, fields)):
        for change in changes:
            if not change.text.strip():
                continue
            kind = ChangeKind.REPLACED
            if not change.old or not change.new:
                kind = ChangeKind.INSERTED if change.new else ChangeKind.DELETED
            drafts.append(
                Draft(
                    kind=kind,
                    subject=subject,
                    old=end(sheet.old.place((old,)), change.old) if change.old else None,
                    new=end(sheet.new.place((new,)), change.new) if change.new else None,
                    segments=deleted(change.old) + inserted(change.new),
                    old_blocks=(old,),
                    new_blocks=(new,),
                    formats=(change,),
                    detail=change.text,
                )
            )
    return drafts


def _is_made(link: str) -> bool:
    """A target that Word made up itself, anew at each update (``#_Toc12345``)."""
    return link.startswith(("#_Toc", "#_Ref", "#_Hlk"))


def _is_made_field(instruction: str) -> bool:
    name = instruction.split(" ", 1)[0].upper()
    return name in _GENERATED_FIELDS or (name == "HYPERLINK")


def _lengthen(changes: list[FormatChange], change: FormatChange) -> None:
    if changes and (changes[-1].old, changes[-1].new) == (change.old, change.new):
        changes[-1] = FormatChange(change.property, change.old, change.new, changes[-1].text + change.text)
    else:
        changes.append(change)


def _control_drafts(sheet: Sheet, old: Paragraph, new: Paragraph) -> list[Draft]:
    old_ids = _controls_of(old)
    new_ids = _controls_of(new)
    if not old_ids and not new_ids:
        return []
    olds = [found for found in map(sheet.old.document.controls_by_id.get, old_ids) if found is not None]
    news = [found for found in map(sheet.new.document.controls_by_id.get, new_ids) if found is not None]
    drafts: list[Draft] = []
    for index in range(max(len(olds), len(news))):
        before = olds[index] if index < len(olds) else None
        after = news[index] if index < len(news) else None
        if (before is None or before.kind == "docPartObj") and (after is None or after.kind == "docPartObj"):
            continue
        if before is not None and after is not None and _described(before) == _described(after):
            continue
        kind = ChangeKind.REPLACED
        if before is None or after is None:
            kind = ChangeKind.INSERTED if after is not None else ChangeKind.DELETED
        old_text = _described(before) if before is not None else ""
        new_text = _described(after) if after is not None else ""
        drafts.append(
            Draft(
                kind=kind,
                subject=Subject.CONTENT_CONTROL,
                old=end(sheet.old.place((old,)), old_text) if before is not None else None,
                new=end(sheet.new.place((new,)), new_text) if after is not None else None,
                segments=compare_words(old_text, new_text),
                old_blocks=(old,),
                new_blocks=(new,),
                detail=(after or before or ContentControl("", "")).title,
            )
        )
    return drafts


def _described(control: ContentControl) -> str:
    """A control in words; its value only where it is no part of the text (a ticked box)."""
    parts = [control.title or control.tag or control.kind]
    if control.kind == "checkbox":
        parts.append(control.value)
    if control.title and control.tag and control.tag != control.title:
        parts.append(f"({control.tag})")
    return " ".join(part for part in parts if part)


def _controls_of(paragraph: Paragraph) -> list[str]:
    found = [paragraph.control] if paragraph.control else []
    for span in paragraph.spans:
        if span.control and span.control not in found:
            found.append(span.control)
    return found
