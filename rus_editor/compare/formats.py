"""How the look of a paragraph differs, where the words are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rus_editor.model.comparison import FormatChange, Segment, SegmentKind
from rus_editor.model.document import Format, Paragraph, ParagraphLayout, Span

LIST_PROPERTIES = ("list", "list_level")
"""Properties of a :class:`FormatChange` that tell about bullets and numbers."""


def span_changes(old: Sequence[Paragraph], new: Sequence[Paragraph], segments: Sequence[Segment]) -> list[FormatChange]:
    """Differences in character formatting over the stretches that are equal.

    A difference counts when it was set on the text (directly or by a character style) *and* can be seen: the same
    look reached another way is none, and a style that was redefined has not been done to this text.
    """
    changes: list[FormatChange] = []
    for text, old_span, new_span in _side_by_side(old, new, segments):
        if old_span.format == new_span.format and old_span.style == new_span.style:
            continue
        if not text.strip() or old_span.effective == new_span.effective:
            continue
        for name, before, after in _differences(old_span.effective, new_span.effective):
            _add(changes, FormatChange(name, before, after, text))
    return [_whole_paragraph_unnamed(change, new) for change in changes]


def _whole_paragraph_unnamed(change: FormatChange, new: Sequence[Paragraph]) -> FormatChange:
    if len(new) == 1 and change.text.strip() == new[0].text.strip():
        return FormatChange(change.property, change.old, change.new, "")
    return change


def _add(changes: list[FormatChange], change: FormatChange) -> None:
    """Append, or lengthen the latest of the same property where the text runs on."""
    for index in range(len(changes) - 1, max(-1, len(changes) - 12), -1):
        last = changes[index]
        if (last.property, last.old, last.new) == (change.property, change.old, change.new):
            changes[index] = FormatChange(last.property, last.old, last.new, last.text + change.text)
            return
    changes.append(change)


def layout_changes(old: ParagraphLayout, new: ParagraphLayout) -> list[FormatChange]:
    """Differences in the paragraph's own formatting: style, list, alignment, indents, spacing."""
    changes: list[FormatChange] = []
    if old.style != new.style:
        changes.append(FormatChange("style", old.style, new.style))
    elif old.heading_level != new.heading_level:
        changes.append(FormatChange("heading_level", str(old.heading_level or ""), str(new.heading_level or "")))
    before, after = old.numbering, new.numbering
    if (before is None) != (after is None) or (
        before is not None and after is not None and before.number_format != after.number_format
    ):
        changes.append(
            FormatChange("list", before.number_format if before else "", after.number_format if after else "")
        )
    elif before is not None and after is not None and before.level != after.level:
        changes.append(FormatChange("list_level", str(before.level + 1), str(after.level + 1)))
    if old.format != new.format and old.effective != new.effective:
        direct = {name for name, _ in old.format} | {name for name, _ in new.format}
        changes.extend(
            FormatChange(name, first, second)
            for name, first, second in _differences(old.effective, new.effective)
            if name in direct
        )
    return changes


_UNSAID = {
    "alignment": ("start", "left"),
    "indent_left": ("0 pt",),
    "cell_margin_top": ("0 pt",),
    "cell_margin_bottom": ("0 pt",),
    "cell_margin_start": ("5.4 pt", "5.75 pt"),
    "cell_margin_end": ("5.4 pt", "5.75 pt"),
    "cell_margin_left": ("5.4 pt", "5.75 pt"),
    "cell_margin_right": ("5.4 pt", "5.75 pt"),
    "formProt": ("false", "off", "0"),
    "textDirection": ("lrTb",),
    "text_direction": ("lrTb",),
    "page_number_format": ("decimal",),
    "vertical_alignment": ("top",),
}
"""What tables, cells and page sections are when nothing is said: some programs say it, others don't."""

_UNSEEN = frozenset({"layout", "web_hidden"})
"""Properties that no reader of the page can see."""


def property_changes(old: Format, new: Format) -> tuple[FormatChange, ...]:
    """Differences between two tables', cells' or page sections' properties, whatever program wrote them."""
    return tuple(
        FormatChange(name, before, after)
        for name, before, after in _differences(old, new)
        if not (before in ("", *_UNSAID.get(name, ())) and after in ("", *_UNSAID.get(name, ())))
    )


def _differences(old: Format, new: Format) -> Iterator[tuple[str, str, str]]:
    before, after = dict(old), dict(new)
    for name in sorted(before.keys() | after.keys()):
        first, second = before.get(name, ""), after.get(name, "")
        if first != second and name not in _UNSEEN:
            yield name, first, second


def _side_by_side(
    old: Sequence[Paragraph], new: Sequence[Paragraph], segments: Sequence[Segment]
) -> Iterator[tuple[str, Span, Span]]:
    """Equal stretches of text with the span on either side, cut wherever either side's span ends."""
    old_spans, new_spans = _Reel(old), _Reel(new)
    for segment in segments:
        left = len(segment.text)
        if segment.kind is SegmentKind.DELETED:
            old_spans.skip(left)
        elif segment.kind is SegmentKind.INSERTED:
            new_spans.skip(left)
        else:
            at = 0
            while left:
                length = min(left, old_spans.left, new_spans.left)
                if length == 0:
                    break
                if old_spans.span is not None and new_spans.span is not None:
                    yield segment.text[at : at + length], old_spans.span, new_spans.span
                old_spans.skip(length)
                new_spans.skip(length)
                at, left = at + length, left - length


class _Reel:
    """Walks the spans of paragraphs read as one text with a line break between them (``span`` is None on those)."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._spans: list[tuple[Span | None, int]] = []
        for index, paragraph in enumerate(paragraphs):
            if index:
                self._spans.append((None, 1))
            self._spans.extend((span, len(span.text)) for span in paragraph.spans if span.text)
        self._at = 0
        self._used = 0

    @property
    def span(self) -> Span | None:
        return self._spans[self._at][0] if self._at < len(self._spans) else None

    @property
    def left(self) -> int:
        return self._spans[self._at][1] - self._used if self._at < len(self._spans) else 0

    def skip(self, length: int) -> None:
        while length and self._at < len(self._spans):
            step = min(length, self.left)
            self._used += step
            length -= step
            if self.left == 0:
                self._at, self._used = self._at + 1, 0


def side_by_side(old: Paragraph, new: Paragraph, segments: Sequence[Segment]) -> Iterator[tuple[str, Span, Span]]:
    """Equal stretches of two paragraphs with the span on either side."""
    return _side_by_side((old,), (new,), segments)
