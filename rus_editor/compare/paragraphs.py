"""What changed between paragraphs that answer to each other, and in those that answer to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rus_editor.compare.atoms import PICTURES, atom_drafts, label_of
from rus_editor.compare.drafts import Draft, PairDraft, Sheet, deleted, draft_of, end, equal, inserted, join_text
from rus_editor.compare.formats import layout_changes, span_changes
from rus_editor.compare.links import control_drafts, link_and_field_drafts
from rus_editor.compare.noise import noises_in
from rus_editor.compare.subjects import is_generated, subject_of, subject_of_pair
from rus_editor.compare.units import atom_keys
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import ChangeKind, FormatChange, Noise, Segment, SegmentKind, Subject
from rus_editor.model.document import ATOM_CHARACTER, Block, Paragraph, block_text


@dataclass(frozen=True, slots=True)
class Movement:
    """That a pair stands in another place than before, and with which others it was moved."""

    group: int | None


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
    subject = subject_of_pair(sheet, old, new, segments, words_changed=words_changed)
    if subject is Subject.FIELD and words_changed and is_generated(old, new, segments):
        noises = frozenset({Noise.GENERATED})
    if kind is not ChangeKind.REPLACED or words_changed:
        edited = kind is ChangeKind.MOVED and (None in noises)
        group = movement.group if movement is not None else None
        if kind is not ChangeKind.REPLACED:
            noises = frozenset({None})
        if not (kind is ChangeKind.MOVED and not join_text(new).strip() and not join_text(old).strip()):
            pair.drafts.append(draft_of(sheet, kind, subject, old, new, segments, formats, noises, edited, group))
    elif formats:
        noise = Noise.GENERATED if new[0].generated else Noise.FORMATTING
        pair.drafts.append(
            draft_of(sheet, ChangeKind.FORMATTED, subject, old, new, segments, formats, frozenset({noise}))
        )
    if one_each:
        pair.drafts.extend(atom_drafts(sheet, old[0], new[0], segments))
        pair.drafts.extend(link_and_field_drafts(sheet, old[0], new[0], segments))
        pair.drafts.extend(control_drafts(sheet, old[0], new[0]))
    return pair


def alone(sheet: Sheet, block: Block, *, is_new: bool) -> PairDraft:
    """A block that answers to none: inserted, or deleted."""
    side = sheet.new if is_new else sheet.old
    text = block_text(block)
    atoms = block.atoms if isinstance(block, Paragraph) else ()
    subject = subject_of(side, block)
    said = text.replace(ATOM_CHARACTER, "").strip()
    pictures = [atom for atom in atoms if atom.kind in PICTURES]
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
            detail=label_of(pictures[0]) if pictures else "",
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
