"""The working copy goes out as a Word file: as it is, or with tracked changes that lead back to a version."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rus_editor.config import load_wording
from rus_editor.model.document import RevisionKind
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.progress import Cancellation, Cancelled, Listener, Progress
from rus_editor.usecases.resolving import accept, reject
from rus_editor.usecases.word_export import (
    WordContent,
    export_clean,
    export_tracked,
    file_name,
    has_tracked_changes,
    with_suffix,
)
from tests.helpers.ooxml import WordFile, style, texts

OLD = WordFile('p/r/t"Utsläppen ska minska med 40 procent.", p/r/t"Alla ska ha nära till vård.", sectPr')
NEW = WordFile(
    'p/r/t"Utsläppen ska minska med 50 procent.", p/r/t"Ett nytt stycke.", p/r/t"Alla ska ha nära till vård.", sectPr'
)
TRACKED = WordFile('p/(r/t"Mål", ins{id=1,author=Skribent 2,date=2026-01-02T03:04:05Z}/r/t" och medel"), sectPr')


def content(name: str, file: WordFile) -> WordContent:
    """A file by its bytes."""
    return WordContent(name, file.to_bytes())


def tracked(
    target: Path,
    *,
    date: datetime | None = None,
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> tuple[str, ...]:
    """What is told of an export with tracked changes."""
    wording = load_wording("sv")
    done = export_tracked(
        content("antagen.docx", OLD),
        content("nu.docx", NEW),
        target,
        wording,
        profile="rus",
        author="Skribent 2",
        date=date,
        progress=progress,
        cancellation=cancellation,
    )
    assert done.path == target
    return done.told


def test_a_clean_export_is_the_working_copy_to_the_byte(tmp_path: Path) -> None:
    source = content("nu.docx", NEW)
    done = export_clean(source, tmp_path / "ut.docx")
    assert done.path.read_bytes() == source.content
    assert done.told == ()


def test_tracked_changes_that_came_along_can_be_made_on_the_way_out(tmp_path: Path) -> None:
    source = content("nu.docx", TRACKED)
    assert has_tracked_changes(source.content, source.name)
    export_clean(source, tmp_path / "som den är.docx")
    assert (tmp_path / "som den är.docx").read_bytes() == source.content
    export_clean(source, tmp_path / "godtagen.docx", accepting=True)
    made = open_document(tmp_path / "godtagen.docx")
    assert texts(made) == ["Mål och medel"]
    assert not made.has_revisions


def test_rejected_it_is_the_version_and_accepted_the_working_copy(tmp_path: Path) -> None:
    target = tmp_path / "spårat.docx"
    assert tracked(target) == ()
    reject(target, tmp_path / "förr.docx")
    accept(target, tmp_path / "nu.docx")
    assert texts(open_document(tmp_path / "förr.docx")) == [
        "Utsläppen ska minska med 40 procent.",
        "Alla ska ha nära till vård.",
    ]
    assert texts(open_document(tmp_path / "nu.docx")) == [
        "Utsläppen ska minska med 50 procent.",
        "Ett nytt stycke.",
        "Alla ska ha nära till vård.",
    ]


def test_the_changes_say_who_and_when(tmp_path: Path) -> None:
    tracked(tmp_path / "ut.docx", date=datetime(2026, 5, 28, 14, 30, tzinfo=UTC))
    found = {
        (revision.author, revision.date)
        for block in open_document(tmp_path / "ut.docx").body.blocks
        for span in getattr(block, "spans", ())
        for revision in span.revisions
        if revision.kind is RevisionKind.INSERTED
    }
    assert found == {("Skribent 2", "2026-05-28T14:30:00Z")}


def test_what_cannot_be_tracked_is_told_in_plain_words(tmp_path: Path) -> None:
    body = 'p/(pPr/pStyle{val=R}, r/t"Länet växer.")'
    old = content("a.docx", WordFile(body, styles=style("R", "Ruta", "rPr/b")))
    new = content("b.docx", WordFile(body, styles=style("R", "Ruta", "rPr/i")))
    done = export_tracked(old, new, tmp_path / "ut.docx", load_wording("sv"), profile="rus", author="Skribent 2")
    assert done.told == (
        "1 skillnad kan inte visas som spårad ändring:",
        (
            "  Hela dokumentet: formatmallar ser annorlunda ut i den nya versionen, och gör det även när ändringarna "
            "avvisas: ruta."
        ),
    )


def test_one_hears_how_far_it_has_come_and_can_call_it_off(tmp_path: Path) -> None:
    heard: list[float] = []
    tracked(tmp_path / "ut.docx", progress=lambda step: heard.append(step.fraction))
    assert heard == sorted(heard)
    assert len(heard) > 3
    cancellation = Cancellation()

    def call_off(step: Progress) -> None:
        if step.fraction > 0.3:
            cancellation.cancel()

    with pytest.raises(Cancelled):
        tracked(tmp_path / "aldrig.docx", progress=call_off, cancellation=cancellation)
    assert not (tmp_path / "aldrig.docx").exists()


def test_a_file_that_stood_there_is_whole_when_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "ut.docx"
    target.write_bytes(b"gammal")
    if sys.platform == "win32" or os.geteuid() == 0:
        target = tmp_path / "finns inte" / "ut.docx"
    else:
        target.chmod(0o444)
    with pytest.raises(KnownError) as raised:
        export_clean(content("nu.docx", NEW), target)
    assert raised.value.code is ErrorCode.CANNOT_WRITE
    assert (tmp_path / "ut.docx").read_bytes() == b"gammal"


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("RUS 2030", "Remissversion"), "RUS 2030 Remissversion.docx"),
        (("RUS 2022/2030: utkast?", ""), "RUS 2022-2030- utkast-.docx"),
        (("  ..", ""), "dokument.docx"),
        (("å" * 300,), "å" * 120 + ".docx"),
    ],
)
def test_a_file_is_named_so_that_every_system_takes_it(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


def test_a_name_without_its_ending_gets_it_and_dots_in_it_stay() -> None:
    assert with_suffix(Path("ut")).name == "ut.docx"
    assert with_suffix(Path("RUS v. 2")).name == "RUS v. 2.docx"
    assert with_suffix(Path("UT.DOCX")).name == "UT.DOCX"


def test_a_file_that_somebody_changes_while_the_changes_are_tracked_is_not_written_over(tmp_path: Path) -> None:
    target = tmp_path / "ut.docx"
    target.write_bytes(b"as it was when one was asked")

    def somebody_saves(_: Progress) -> None:
        target.write_bytes(b"what somebody else has written since")

    with pytest.raises(KnownError) as caught:
        tracked(target, progress=somebody_saves)
    assert caught.value.code is ErrorCode.CHANGED_ON_DISK
    assert target.read_bytes() == b"what somebody else has written since"
    assert [path.name for path in tmp_path.iterdir()] == ["ut.docx"]
    tracked(target)
    assert texts(open_document(target))
