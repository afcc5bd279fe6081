"""Summaries with something in every field, what Word files made of them say, and small templates."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from rus_editor.insight.overview import summarise
from rus_editor.model.board import Bullet
from rus_editor.model.comparison import Comparison
from rus_editor.model.document import BlockId, Document, paragraphs
from rus_editor.model.key_changes import Evidence
from rus_editor.model.project import Anchor, Annotation, Significance
from rus_editor.model.summary import Summary, TargetTable, ThemeRow
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.comparisons import PROFILE, rich
from tests.helpers.packages import content_types, parts, relationships, zipped

STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def full(comparison: Comparison | None = None) -> Summary:
    """A summary with something in every field."""
    comparison = comparison or rich()
    plain = summarise(comparison, PROFILE, date="2026-11-23")
    anchor = (
        Anchor(comparison.changes[0].new.place.story, BlockId("body/1"), 0, "x") if comparison.changes[0].new else None
    )
    assert anchor is not None
    said = {
        change.id: Annotation(
            change.id, anchor, Significance.KEY, reason="Partnerskapet bad om det.", question="Räcker det?",
            sources=("SOU 2025:12", "Remissvar <A&B>"),
        )
        for change in comparison.changes[::2]
    }  # fmt: skip
    chapters = tuple(
        replace(
            chapter,
            points=tuple(
                Bullet(
                    f"p{index}", "Texten är skärpt.", lead="Önskvärt läge", evidence=(Evidence((change.id,), "a", "b"),)
                )
                for index, change in enumerate(chapter.changes[:2])
            ),
        )
        for chapter in plain.chapters
    )
    count = len(comparison.chapters)
    return replace(
        plain, chapters=chapters, said=said, organisation="Region Exempel", dnr="RUS-2026/123",
        themes=(ThemeRow("jämlikhet", ((1, 3),) * count), ThemeRow("klimat", ((2, 2),) * count)),
        targets=(TargetTable(("Fler jobb",), False, (frozenset(),) * count, (frozenset({"Fler jobb"}),) * count),),
    )  # fmt: skip


def read(content: bytes) -> Document:
    """The document in a file's bytes."""
    return read_document(open_package(content, "rapport.docx"))


def lines(document: Document) -> list[str]:
    """The paragraphs of the body, those in tables too."""
    return [each.text for each in paragraphs(document.body.blocks)]


def part(content: bytes, name: str) -> str:
    """A member of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def template(body: str, styles: str = "", more: dict[str, bytes] | None = None, kind: str = "") -> bytes:
    """A small template: ``styles`` are the styles that it has."""
    members = parts()
    override = f'<Override PartName="/word/styles.xml" ContentType="{STYLES}"/>'
    override += f'<Override PartName="/word/footer1.xml" ContentType="{FOOTER}"/>' if more else ""
    members["[Content_Types].xml"] = content_types(more=override)
    if kind:
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"document.main", kind.encode())
    members["word/document.xml"] = (
        f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships"><w:body>{body}</w:body></w:document>'
    ).encode()
    members["word/styles.xml"] = f'<w:styles xmlns:w="{NAMESPACE}">{styles}</w:styles>'.encode()
    entries = [("rId1", "styles", "styles.xml")]
    if more:
        entries.append(("rId2", "footer", "footer1.xml"))
        members |= more
    members["word/_rels/document.xml.rels"] = relationships(*entries)
    return zipped(members)


def paragraph(text: str) -> str:
    """A paragraph as markup."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
