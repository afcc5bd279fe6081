"""What a paragraph is: its style, heading level, list, and how it looks once everything is inherited."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from rus_editor.model.document import Format, FormerSpan, Numbering, ParagraphLayout, Revision
from rus_editor.word.formats import DirectFormat, FormatReader, ParagraphProperties, RunProperties
from rus_editor.word.names import INSERTION, W, number_of, value_of
from rus_editor.word.numbering import Counter, NumberedList, NumberingDefinitions
from rus_editor.word.revisions import RevisionReader
from rus_editor.word.styles import Style, Styles, level_in_name

_CAPTION_STYLES = frozenset(
    ("caption", "beskrivning", "bildtext", "figurtext", "beschriftung", "légende", "billedtekst")
)
_GENERATED_STYLE = re.compile(r"(?:toc|index) [1-9]|table of authorities")
DEFAULT_STYLE_NAME = "Normal"

RunLook = tuple[Format, str]


@dataclass(frozen=True, slots=True, eq=False)
class ListPlace:
    """A list and a level in it; ``direct`` when the paragraph says so itself rather than its style."""

    numbered: NumberedList
    index: int
    direct: bool


@dataclass(slots=True, eq=False)
class ParagraphContext:
    """Everything that paragraphs of one style (in tables of one style) have in common; also what was worked out."""

    style: Style | None
    name: str
    named_level: int | None
    level: int | None
    place: ListPlace | None
    is_caption: bool
    is_generated: bool
    table_style: str | None
    run_looks: dict[tuple[DirectFormat, str | None], RunLook] = field(default_factory=dict)
    layouts: dict[tuple[DirectFormat, ListPlace | None], ParagraphLayout] = field(default_factory=dict)
    places: dict[tuple[str | None, str | None], ListPlace | None] = field(default_factory=dict)


class Structure:
    """Styles and lists of a document, asked by its paragraphs."""

    def __init__(
        self, styles: Styles, lists: NumberingDefinitions, formats: FormatReader, revisions: RevisionReader
    ) -> None:
        self.styles = styles
        self.formats = formats
        self._lists = lists
        self._revisions = revisions
        self._contexts: dict[tuple[str | None, str | None], ParagraphContext] = {}

    def context(self, style_id: str | None, table_style: str | None) -> ParagraphContext:
        """What paragraphs with that style id have in common; an unknown id is the default style."""
        key = (style_id, table_style)
        context = self._contexts.get(key)
        if context is None:
            context = self._contexts[key] = self._new_context(style_id, table_style)
        return context

    def _new_context(self, style_id: str | None, table_style: str | None) -> ParagraphContext:
        style = self.styles.paragraph_style(style_id)
        name = style.name if style is not None else DEFAULT_STYLE_NAME
        own_id = style.id if style is not None else None
        lowered = name.lower()
        return ParagraphContext(
            style=style,
            name=name,
            named_level=level_in_name(name),
            level=self.styles.heading_level(own_id),
            place=self._place_of_style(own_id),
            is_caption=lowered in _CAPTION_STYLES,
            is_generated=_GENERATED_STYLE.fullmatch(lowered) is not None,
            table_style=table_style,
        )

    def _place_of_style(self, style_id: str | None) -> ListPlace | None:
        numbering = self.styles.numbering(style_id)
        if style_id is None or numbering.list_id is None:
            return None
        numbered = self._lists.get(numbering.list_id)
        if numbered is None:
            return None
        tied = numbered.level_of_style(style_id)
        level = tied if tied is not None else numbering.level or 0
        return ListPlace(numbered, level, direct=False) if 0 <= level < len(numbered.levels) else None

    def place(self, context: ParagraphContext, numbering: Element | None) -> ListPlace | None:
        """The list that a paragraph stands in, by itself or by its style; numId 0 takes it out of its style's."""
        if numbering is None:
            return context.place
        list_id, level = value_of(numbering, W + "numId"), value_of(numbering, W + "ilvl")
        if list_id is None and level is None:
            return context.place
        key = (list_id, level)
        if key not in context.places:
            context.places[key] = self._direct_place(context, list_id, level)
        return context.places[key]

    def _direct_place(self, context: ParagraphContext, list_id: str | None, level: str | None) -> ListPlace | None:
        of_style = context.place
        if list_id is not None:
            numbered = self._lists.get(list_id)
        else:
            numbered = of_style.numbered if of_style is not None else None
        if numbered is None:
            return None
        if level is not None:
            index = number_of(level)
        elif context.style is not None and (tied := numbered.level_of_style(context.style.id)) is not None:
            index = tied
        else:
            index = of_style.index if of_style is not None else 0
        return ListPlace(numbered, index, direct=True) if 0 <= index < len(numbered.levels) else None

    def layout(
        self, context: ParagraphContext, direct: DirectFormat, place: ListPlace | None, numbering: Numbering | None
    ) -> ParagraphLayout:
        """A paragraph's layout; ``numbering`` is what was counted for its place."""
        key = (direct, place)
        layout = context.layouts.get(key)
        if layout is None:
            layout = context.layouts[key] = ParagraphLayout(
                style=context.name,
                heading_level=self._heading_level(context, direct),
                format=direct.format,
                effective=self._effective(context, direct, place),
            )
        if numbering is None:
            return layout
        return ParagraphLayout(layout.style, layout.heading_level, numbering, layout.format, layout.effective)

    @staticmethod
    def _heading_level(context: ParagraphContext, direct: DirectFormat) -> int | None:
        if context.named_level is not None:
            return context.named_level
        outline = direct.values.get("outline_level")
        if outline is not None:
            return int(outline) if outline.isdigit() else None
        return context.level

    def _effective(self, context: ParagraphContext, direct: DirectFormat, place: ListPlace | None) -> Format:
        level = place.numbered.levels[place.index] if place is not None else None
        of_list: Mapping[str, str] = level.paragraph_values if level is not None else {}
        of_style = self.styles.paragraph_values(context.style.id if context.style is not None else None)
        of_table = self.styles.paragraph_values(context.table_style)
        # A list named by the paragraph stands above its style, one named by the style below it (17.9.23).
        inherited = (of_style, of_list) if place is not None and place.direct else (of_list, of_style)
        return self.formats.effective_paragraph((self.styles.default_paragraph, of_table, *inherited, direct.values))

    def run_look(self, context: ParagraphContext, direct: DirectFormat) -> RunLook:
        """What a reader sees of a run's formatting, and its character style's name."""
        key = (direct, direct.style_id)
        look = context.run_looks.get(key)
        if look is None:
            style = self.styles.get(direct.style_id)
            if style is not None and style.kind != "character":
                style = None
            styles = self.styles
            levels = (
                styles.default_run,
                styles.run_values(context.table_style),
                styles.run_values(context.style.id if context.style is not None else None),
                styles.run_values(style.id if style is not None else None),
            )
            effective = self.formats.effective_run(levels, direct.values)
            look = context.run_looks[key] = (effective, style.name if style is not None else "")
        return look

    def revisions_of_run(self, context: ParagraphContext, properties: RunProperties) -> tuple[Revision, ...]:
        """Revisions told by a run's own properties: marks, and a change of formatting with what was before."""
        found = properties.marks
        if properties.change is not None:
            former = self.formats.former_run(properties.change).direct
            effective, style = self.run_look(context, former)
            found = (*found, self._revisions.read(properties.change, FormerSpan(former.format, effective, style)))
        return found


@dataclass(slots=True)
class Counters:
    """Counts a story's lists twice where tracked changes make the numbers differ: as final, and as original."""

    final: Counter
    original: Counter | None = None

    def count(
        self, place: ListPlace | None, former: ListPlace | None, *, gone: bool, absent: bool
    ) -> tuple[Numbering | None, Numbering | None]:
        """The numbering as final and as original of one paragraph.

        ``former`` is its place before a tracked change. A paragraph that is ``gone`` once all is accepted counts only
        in the original, one that is ``absent`` there only in the final; each shows its number of where it counts.
        """
        if self.original is None and (gone or absent or place is not former):
            self.original = self.final.fork()
        if self.original is None:
            numbering = self.final.count(place.numbered, place.index) if place is not None else None
            return numbering, numbering
        final = None if gone or place is None else self.final.count(place.numbered, place.index)
        original = None if absent or former is None else self.original.count(former.numbered, former.index)
        if gone and place is not None:
            final = original
        if absent:
            original = final
        return final, original


def has_inserted_numbering(properties: ParagraphProperties) -> bool:
    """Whether the paragraph's numbering is itself a tracked insertion (17.13.5.19)."""
    return properties.numbering is not None and properties.numbering.find(INSERTION) is not None
