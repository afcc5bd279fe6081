"""LibreOffice as a second reader of redlines: what it accepts and rejects is what we say it will be."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.model.document import ATOM_CHARACTER, paragraphs
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.comparing import open_document
from rus_editor.usecases.redlining import redline
from tests.helpers.libreoffice import Job, LibreOffice, Order, program
from tests.helpers.ooxml import WordFile
from tests.helpers.word_pair import write_pair

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")


def table(*rows: tuple[str, str]) -> str:
    """A table of two columns."""
    lines = ", ".join(f'tr/(tc/p/r/t"{first}", tc/p/r/t"{second}")' for first, second in rows)
    return f"tbl/(tblPr, tblGrid/(gridCol{{w=3000}}, gridCol{{w=3000}}), {lines})"


MOVED = 'p/r/t"Vattnet ska vara rent i hela länet och alla ska ha nära till det."'
BUSY = (
    'p/r/t"Länet växer."',
    MOVED,
    'p/r/t"Skolan är öppen för alla. Den är gratis."',
    table(("Mått", "Mål"), ("Energi", "minska")),
    'p/r/t"Alla resor räknas i planen."',
    'p/r/t"Den här raden försvinner helt."',
    'p/r/t"Klart år 2030."',
)
CHANGED = (
    'p/r/t"Länet växer fort."',
    'p/r/t"Skolan är öppen för alla."',
    'p/r/t"Den är gratis."',
    table(("Mått", "Mål"), ("Resor", "öka"), ("Energi", "minska mer")),
    'p/(r/t"Alla ", r/(rPr/b, t"resor"), r/t" räknas i planen.")',
    MOVED,
    'p/r/t"Klart år 2035."',
)


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pairs, their redlines, and what LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "small").mkdir()
    (folder / "busy").mkdir()
    write_pair(folder / "small")
    (folder / "busy" / "gammal.docx").write_bytes(WordFile(", ".join(BUSY)).to_bytes())
    (folder / "busy" / "ny.docx").write_bytes(WordFile(", ".join(CHANGED)).to_bytes())
    (folder / "example").mkdir()
    for source, name in zip(example_pair(), ("gammal.docx", "ny.docx"), strict=True):
        (folder / "example" / name).write_bytes(source.read_bytes())
    jobs = []
    for place in [folder / name for name in PAIRS]:
        old, new, made = place / "gammal.docx", place / "ny.docx", place / "ut.docx"
        made.write_bytes(redline(old, new))
        jobs += [
            Job(Order.REJECT, made, place / "avvisad.docx"),
            Job(Order.ACCEPT, made, place / "godkänd.docx"),
            # What it makes of the versions themselves: what it cannot show it cannot show here either.
            Job(Order.ACCEPT, old, place / "gammal_sparad.docx"),
            Job(Order.ACCEPT, new, place / "ny_sparad.docx"),
        ]
    LibreOffice(folder).do(jobs)
    return folder


PAIRS = ("small", "busy", "example")


def texts(path: Path) -> list[str]:
    """The texts of the body's paragraphs."""
    return [paragraph.text for paragraph in paragraphs(open_document(path).body.blocks)]


def characters(path: Path) -> str:
    """All that the body says, however it is divided.

    LibreOffice 7.4 joins paragraphs where an insertion within one is followed by an inserted one, and keeps the mark of
    an inserted paragraph that stands before a table; Word does neither.
    """
    return "".join("".join(texts(path)).replace(ATOM_CHARACTER, "").split())


def test_libreoffice_finds_the_same_paragraphs(resolved: Path) -> None:
    assert texts(resolved / "busy" / "avvisad.docx") == texts(resolved / "busy" / "gammal.docx")
    assert texts(resolved / "busy" / "godkänd.docx") == texts(resolved / "busy" / "ny.docx")


@pytest.mark.parametrize("pair", PAIRS)
def test_libreoffice_rejects_to_the_old(resolved: Path, pair: str) -> None:
    assert characters(resolved / pair / "avvisad.docx") == characters(resolved / pair / "gammal_sparad.docx")


@pytest.mark.parametrize("pair", PAIRS)
def test_libreoffice_accepts_to_the_new(resolved: Path, pair: str) -> None:
    assert texts(resolved / pair / "godkänd.docx") == texts(resolved / pair / "ny_sparad.docx")
    assert characters(resolved / pair / "godkänd.docx") != characters(resolved / pair / "avvisad.docx")
