"""Pictures and other things in the text that came, went or were exchanged."""

from __future__ import annotations

from rus_editor.compare.drafts import Draft, Sheet, deleted, draft_of, end, inserted
from rus_editor.compare.subjects import subject_of_pair
from rus_editor.compare.units import atom_key
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import ChangeKind, FormatChange, Noise, Segment, SegmentKind, Subject
from rus_editor.model.document import ATOM_CHARACTER, Atom, AtomKind, Paragraph

PICTURES = (AtomKind.PICTURE, AtomKind.CHART, AtomKind.DIAGRAM, AtomKind.OBJECT, AtomKind.SHAPE)
_UNDERSTOOD_ELSEWHERE = (AtomKind.FOOTNOTE, AtomKind.ENDNOTE, AtomKind.COMMENT, AtomKind.TEXT_BOX)


def label_of(atom: Atom) -> str:
    """What a person would call an atom: its alternative text, else what can be read in it."""
    return atom.label or atom.text


def atom_drafts(sheet: Sheet, old: Paragraph, new: Paragraph, segments: tuple[Segment, ...]) -> list[Draft]:
    """A change for each picture or other thing that came, went, was exchanged or was described anew."""
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
    if before is not None and after is not None and (before.kind in PICTURES) != (after.kind in PICTURES):
        return _exchanged(sheet, old, new, before, None) + _exchanged(sheet, old, new, None, after)
    seen = after or before
    if seen is None or seen.kind in _UNDERSTOOD_ELSEWHERE:
        return []
    if before is not None and after is not None:
        kind = ChangeKind.REPLACED
    else:
        kind = ChangeKind.INSERTED if after is not None else ChangeKind.DELETED
    old_text = label_of(before) if before is not None else ""
    new_text = label_of(after) if after is not None else ""
    if seen.kind in PICTURES:
        subject, noises = Subject.PICTURE, frozenset({None})
    elif seen.kind is AtomKind.PAGE_NUMBER:
        subject, noises = Subject.FIELD, frozenset({None})
    elif seen.kind in (AtomKind.PAGE_BREAK, AtomKind.COLUMN_BREAK):
        formats = (FormatChange(seen.kind.value, "1" if before else "", "1" if after else ""),)
        return [
            draft_of(
                sheet,
                ChangeKind.FORMATTED,
                subject_of_pair(sheet, (old,), (new,), (), words_changed=False),
                (old,),
                (new,),
                (),
                formats,
                frozenset({Noise.FORMATTING}),
            )
        ]
    else:
        subject, noises = subject_of_pair(sheet, (old,), (new,), (), words_changed=False), frozenset({None})
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
    if before.kind not in PICTURES:
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
