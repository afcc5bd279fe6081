"""LibreOffice as a second reader of edited files: it opens them, and finds the text that we find."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.model.document import ATOM_CHARACTER, Paragraph, Table, paragraphs
from rus_editor.model.edits import (
    DeleteRow,
    InsertBlock,
    InsertRow,
    JoinBlocks,
    Mark,
    MoveBlock,
    ReplaceText,
    SetCellText,
    SetMarks,
    SplitBlock,
)
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.replacing import replace
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.writer import Writer
from tests.helpers.libreoffice import Job, LibreOffice, Order, program

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")


def edited(source: Path) -> bytes:
    """A file with an edit of every kind in it."""
    writer = Writer(open_package(read_bytes(source), source.name))
    written = [block for block in writer.document.body.blocks if isinstance(block, Paragraph) and len(block.text) > 40]
    first, second, third = (block.id for block in written[10:40:10])
    for edit in (
        ReplaceText(first, 5, 12, "ny text\tmed tabb"),
        SetMarks(first, 0, 10, Mark.BOLD),
        SplitBlock(third, 20),
        InsertBlock(second, "Ett stycke till."),
        JoinBlocks(first) if _is_followed(writer, first) else SplitBlock(first, 3),
        MoveBlock(second, first),
    ):
        writer.apply(edit)
    table = next(block for block in writer.document.body.blocks if isinstance(block, Table)).id
    writer.apply(InsertRow(table, 1, ("ny rad",)))
    writer.apply(SetCellText(table, 2, 0, "två\nrader"))
    writer.apply(DeleteRow(table, 3))
    return writer.to_bytes()


def _is_followed(writer: Writer, block: str) -> bool:
    ids = [each.id for each in writer.document.body.blocks if isinstance(each, Paragraph)]
    number = int(block.split("/")[1])
    return f"body/{number + 1}" in ids


def words_of(path: Path) -> list[str]:
    """The words of the body, as it would be with all changes accepted."""
    body = open_document(path).body
    return [
        word
        for paragraph in paragraphs(body.blocks)
        if not paragraph.generated
        for word in "".join(
            span.text for span in paragraph.spans if not any(each.kind.gone_in_final for each in span.revisions)
        ).replace(ATOM_CHARACTER, " ").split()
    ]  # fmt: skip


def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    source = example_pair()[1]
    files = {name: tmp_path / f"{name}.docx" for name in ("edited", "replaced", "tracked")}
    files["edited"].write_bytes(edited(source))
    replace(source, files["replaced"], "och", "samt", whole_word=True)
    replace(source, files["tracked"], "och", "samt", whole_word=True, author="Skribent 9")
    office = LibreOffice(tmp_path)
    saved = {name: tmp_path / f"{name}-sparad.docx" for name in files}
    office.do(Job(Order.ACCEPT, files[name], saved[name]) for name in files)
    for name, path in files.items():
        assert words_of(saved[name]) == words_of(path), name
