"""Model documents in a few readable lines, for tests.

Each line is a block: ``# Heading`` (1 to 6 signs), ``* bullet``, ``1. numbered``, ``|cell|cell|`` (rows run on to a
table), an empty string for an empty paragraph, ``§caption text``, anything else a paragraph. ``**bold**`` is bold.
``{fn:text}`` is a footnote, ``{pic:digest:label}`` a picture, ``{link:target:text}`` a hyperlink.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rus_editor.model.document import (
    Atom,
    AtomKind,
    Block,
    BlockId,
    Cell,
    Document,
    Numbering,
    Paragraph,
    ParagraphLayout,
    Row,
    Span,
    Story,
    StoryId,
    StoryKind,
    Table,
)
from rus_editor.model.profile import Profile, RolePatterns, SectionRole

RUS = Profile(
    "rus",
    roles=(
        RolePatterns(SectionRole.CURRENT_STATE, (("sv", "Nuläge"),), ("nuläge och utmaningar",)),
        RolePatterns(SectionRole.DESIRED_STATE, (("sv", "Önskvärt läge"),), ("önskvärt läge",)),
        RolePatterns(SectionRole.STRATEGIC_DIRECTIONS, (("sv", "Inriktningar"),), ("strategiska inriktningar",)),
    ),
)

_MARKUP = re.compile(r"\*\*(.+?)\*\*|\{(fn|pic|link):([^}]*)\}")
_BOLD = (("bold", "1"),)


class _Builder:
    def __init__(self) -> None:
        self.notes: list[Story] = []

    def spans(self, text: str, anchor: BlockId) -> tuple[Span, ...]:
        spans: list[Span] = []
        at = 0
        for match in _MARKUP.finditer(text):
            if match.start() > at:
                spans.append(Span(text[at : match.start()]))
            at = match.end()
            bold, kind, rest = match.groups()
            if bold is not None:
                spans.append(Span(bold, _BOLD, _BOLD))
            elif kind == "fn":
                story = StoryId(f"footnote/{len(self.notes) + 1}")
                block = Paragraph(BlockId(f"{story}/0"), (Span(rest),))
                self.notes.append(
                    Story(story, StoryKind.FOOTNOTE, (block,), anchor=anchor, label=str(len(self.notes) + 1))
                )
                spans.append(Span("\ufffc", atom=Atom(AtomKind.FOOTNOTE, stories=(story,))))
            elif kind == "pic":
                digest, label = rest.split(":", 1)
                spans.append(Span("\ufffc", atom=Atom(AtomKind.PICTURE, digest=digest, label=label)))
            else:
                target, shown = rest.rsplit(":", 1)
                spans.append(Span(shown, link=target))
        if at < len(text):
            spans.append(Span(text[at:]))
        return tuple(spans)

    def paragraph(self, line: str, block_id: BlockId) -> Paragraph:
        layout = ParagraphLayout()
        caption = False
        if match := re.match(r"(#{1,6}) (.*)", line):
            level, line = len(match[1]), match[2]
            layout = ParagraphLayout(f"heading {level}", level)
        elif line.startswith("* "):
            line = line[2:]
            layout = ParagraphLayout("List Bullet", numbering=Numbering("•", 0, "bullet", "b"))
        elif match := re.match(r"(\d+)\. (.*)", line):
            layout = ParagraphLayout("List Number", numbering=Numbering(f"{match[1]}.", 0, "decimal", "n"))
            line = match[2]
        elif line.startswith("§"):
            line, caption = line[1:], True
            layout = ParagraphLayout("caption")
        return Paragraph(block_id, self.spans(line, block_id), layout, is_caption=caption)

    def table(self, lines: Sequence[str], block_id: BlockId) -> Table:
        rows: list[Row] = []
        for row_number, line in enumerate(lines):
            cells: list[Cell] = []
            for column, text in enumerate(line.strip("|").split("|")):
                cell_id = BlockId(f"{block_id}/r{row_number}c{column}/0")
                cells.append(Cell((self.paragraph(text, cell_id),), column))
            rows.append(Row(tuple(cells)))
        return Table(block_id, tuple(rows))


def document(*lines: str, name: str = "test.docx", header: str | None = None) -> Document:
    """A document with these blocks."""
    builder = _Builder()
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*lines, None]:
        if line is not None and line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            blocks.append(builder.table(rows, BlockId(f"body/{len(blocks)}")))
            rows = []
        if line is not None:
            blocks.append(builder.paragraph(line, BlockId(f"body/{len(blocks)}")))
    stories = [Story(StoryId("body"), StoryKind.BODY, tuple(blocks)), *builder.notes]
    if header is not None:
        block = Paragraph(BlockId("header/0/default/0"), (Span(header),) if header else ())
        stories.append(Story(StoryId("header/0/default"), StoryKind.HEADER, (block,), label="default", page_section=0))
    return Document(name, f"digest of {name}", tuple(stories))
