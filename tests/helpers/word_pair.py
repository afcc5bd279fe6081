"""A small pair of Word files with one change of most kinds, made with python-docx, for tests of the whole program."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document as WordDocument

OLD_NAME, NEW_NAME = "gammal.docx", "ny.docx"


def _opening(document: WordDocument, years: str) -> None:
    document.add_heading(f"Strategi för länet {years}", level=1)
    document.add_paragraph("Strategin visar vägen för alla som vill utveckla länet tillsammans.")
    document.add_heading("Prioriterade områden", level=1)


def _old() -> WordDocument:
    document = docx.Document()
    _opening(document, "2018–2030")
    document.add_heading("Energi och vatten", level=2)
    document.add_heading("Nuläge och utmaningar", level=3)
    document.add_paragraph("Länet använder mycket energi. Avstånden är långa och husen är gamla.")
    document.add_paragraph("Alla som bor här har ett eget ansvar för sin omställning och sina val.")
    document.add_heading("Önskvärt läge", level=3)
    document.add_paragraph("Energin kommer från förnybara källor.", style="List Bullet")
    document.add_heading("Strategiska inriktningar", level=3)
    document.add_paragraph("Utsläppen ska minska med 40 procent.", style="List Bullet")
    document.add_paragraph("Stärk samverkan mellan kommunerna i frågor om dricksvatten.", style="List Bullet")
    document.add_heading("Resor och transporter", level=2)
    document.add_heading("Nuläge och utmaningar", level=3)
    document.add_paragraph("De flesta resor görs med bil.")
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate((("Mått", "Mål"), ("Resor med kollektivtrafik", "öka"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    return document


def _new() -> WordDocument:
    document = docx.Document()
    _opening(document, "2022–2030")
    document.add_heading("Klimat, energi och vatten", level=2)
    document.add_heading("Nuläge och utmaningar", level=3)
    document.add_paragraph("Länet använder mycket energi. Avstånden är långa och husen är gamla.")
    document.add_heading("Önskvärt läge", level=3)
    document.add_paragraph("Energin kommer från förnybara källor.", style="List Bullet")
    document.add_paragraph("Länet klarar höga vattenstånd och långa värmeböljor.", style="List Bullet")
    document.add_heading("Strategiska inriktningar", level=3)
    document.add_paragraph("Utsläppen ska minska med 50 procent.", style="List Bullet")
    document.add_heading("Resor och transporter", level=2)
    document.add_heading("Nuläge och utmaningar", level=3)
    document.add_paragraph("De flesta resor görs med bil.")
    document.add_paragraph("Stärk samverkan mellan kommunerna i frågor om dricksvatten.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate((("Mått", "Mål"), ("Resor med kollektivtrafik", "öka mer än riket"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    return document


def write_pair(folder: Path) -> tuple[Path, Path]:
    """Write the two versions into a folder; returns where they are, the old one first."""
    paths = folder / OLD_NAME, folder / NEW_NAME
    for path, document in zip(paths, (_old(), _new()), strict=True):
        document.core_properties.title = "Strategi för länet"
        document.save(str(path))
    return paths


def write_plain(path: Path, *paragraphs: str) -> Path:
    """Write a Word file of plain paragraphs without headings."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path
