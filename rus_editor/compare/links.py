"""Links that lead elsewhere, fields that say something else, content controls that are others."""

from __future__ import annotations

from rus_editor.compare.drafts import Draft, Sheet, deleted, end, inserted
from rus_editor.compare.formats import side_by_side
from rus_editor.compare.subjects import GENERATED_FIELDS
from rus_editor.compare.words import compare_words
from rus_editor.model.comparison import ChangeKind, FormatChange, Segment, Subject
from rus_editor.model.document import ContentControl, Paragraph


def link_and_field_drafts(sheet: Sheet, old: Paragraph, new: Paragraph, segments: tuple[Segment, ...]) -> list[Draft]:
    """A change for each link or field whose target or instruction differs where the text is the same."""
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
    return name in GENERATED_FIELDS or (name == "HYPERLINK")


def _lengthen(changes: list[FormatChange], change: FormatChange) -> None:
    if changes and (changes[-1].old, changes[-1].new) == (change.old, change.new):
        changes[-1] = FormatChange(change.property, change.old, change.new, changes[-1].text + change.text)
    else:
        changes.append(change)


def control_drafts(sheet: Sheet, old: Paragraph, new: Paragraph) -> list[Draft]:
    """A change for each content control that came, went or is another."""
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
