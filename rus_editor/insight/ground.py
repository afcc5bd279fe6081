"""What proposals are made from: each chapter's changes, its text before and after, and how often it speaks of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rus_editor.insight.themes import ThemeFinder
from rus_editor.model.comparison import Change, ChapterPair, Comparison
from rus_editor.model.document import BlockId, Document, Paragraph, Table, paragraphs
from rus_editor.model.outline import Outline
from rus_editor.model.profile import SectionRole


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the body with where it stands. ``is_point`` tells an item of a list."""

    block: BlockId
    text: str
    role: SectionRole | None
    heading: str
    is_heading: bool
    is_point: bool
    is_cell: bool


@dataclass(frozen=True)
class ChapterText:
    """A chapter as one of the two texts has it; empty where it has none."""

    passages: tuple[Passage, ...] = ()

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(passage.text.split()) for passage in self.passages)

    def points(self, role: SectionRole) -> tuple[Passage, ...]:
        """What a section says point by point: its list, or its paragraphs where it has no list."""
        within = [each for each in self.passages if each.role is role and not each.is_cell and each.text.strip()]
        listed = tuple(each for each in within if each.is_point)
        return listed or tuple(each for each in within if not each.is_heading)


@dataclass(frozen=True)
class ThemeUse:
    """How often a chapter speaks of a theme in one text, in all and by where it does."""

    total: int
    by_role: Counter[SectionRole | None]
    by_heading: Counter[str]


@dataclass(frozen=True)
class ChapterGround:
    """A chapter with all that is known of it. ``changes`` are those that are more than noise."""

    index: int
    pair: ChapterPair
    changes: tuple[Change, ...]
    old: ChapterText
    new: ChapterText
    finder: ThemeFinder

    @cached_property
    def themes_before(self) -> dict[str, ThemeUse]:
        """How the old text speaks of each theme."""
        return theme_uses(self.old.passages, self.finder)

    @cached_property
    def themes_after(self) -> dict[str, ThemeUse]:
        """How the new text speaks of each theme."""
        return theme_uses(self.new.passages, self.finder)


def grounds_of(
    comparison: Comparison,
    old: tuple[Document, Outline],
    new: tuple[Document, Outline],
    finder: ThemeFinder,
) -> tuple[ChapterGround, ...]:
    """The ground of every chapter of a comparison. Both documents are as they were compared, tracked changes made."""
    by_chapter: list[list[Change]] = [[] for _ in comparison.chapters]
    for change in comparison.changes:
        if change.noise is None:
            by_chapter[change.chapter].append(change)
    olds, news = _chapter_texts(*old), _chapter_texts(*new)
    return tuple(
        ChapterGround(
            index,
            pair,
            tuple(by_chapter[index]),
            olds[pair.old] if pair.old is not None and pair.old < len(olds) else ChapterText(),
            news[pair.new] if pair.new is not None and pair.new < len(news) else ChapterText(),
            finder,
        )
        for index, pair in enumerate(comparison.chapters)
    )


def theme_uses(passages: Sequence[Passage], finder: ThemeFinder) -> dict[str, ThemeUse]:
    """How often each theme occurs in some passages; themes that do not are left out."""
    by_role: dict[str, Counter[SectionRole | None]] = {}
    by_heading: dict[str, Counter[str]] = {}
    for passage in passages:
        for theme, count in finder.count(passage.text).items():
            by_role.setdefault(theme, Counter())[passage.role] += count
            by_heading.setdefault(theme, Counter())[passage.heading] += count
    return {theme: ThemeUse(roles.total(), roles, by_heading[theme]) for theme, roles in by_role.items()}


def _chapter_texts(document: Document, outline: Outline) -> list[ChapterText]:
    blocks = document.body.blocks
    texts: list[ChapterText] = []
    for chapter in outline.chapters:
        passages: list[Passage] = []
        for position in range(chapter.first, min(chapter.last, len(blocks))):
            block, spot = blocks[position], outline.spot(position)
            is_cell = isinstance(block, Table)
            passages += [
                Passage(
                    paragraph.id,
                    paragraph.text,
                    spot.role,
                    spot.heading,
                    paragraph.heading_level is not None,
                    _is_point(paragraph),
                    is_cell,
                )
                for paragraph in paragraphs((block,))
            ]
        texts.append(ChapterText(tuple(passages)))
    return texts


def _is_point(paragraph: Paragraph) -> bool:
    return paragraph.numbering is not None and paragraph.heading_level is None
