"""How long the report takes as PDF and as web page, and how much memory: a large comparison, then the long pair.

    python tests/bench/exporting.py

The large comparison is made here: 3,000 changes in 30 chapters. The long pair needs the corpus (``RUS_CORPUS``, else
``shared/corpus`` beside the checkout) and is left out without it.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.compare.engine import compare
from rus_editor.config import load_profile, load_wording
from rus_editor.export.html import write_html
from rus_editor.export.pdf import write_pdf
from rus_editor.insight.overview import summarise
from rus_editor.model.comparison import Comparison
from rus_editor.model.profile import SectionRole
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document
from tests.helpers.comparisons import LONG, ComparisonBuilder
from tests.helpers.corpus import corpus


def large() -> Comparison:
    """3,000 changed paragraphs."""
    made = ComparisonBuilder()
    for chapter in range(30):
        made.chapter(f"Kapitel {chapter}", number=str(chapter + 1))
        for at in range(100):
            role = SectionRole.DESIRED_STATE if at % 10 == 0 else SectionRole.CURRENT_STATE
            made.replaced(LONG, LONG.replace("ställer om", f"ställer om {at}").replace("ökat", "minskat"), role=role)
    return made.done()


def measured(name: str, comparison: Comparison) -> None:
    """Write one comparison and tell how it went."""
    summary, wording = summarise(comparison, load_profile("rus")), load_wording("sv")
    start = time.perf_counter()
    page = write_html(summary, wording)
    middle = time.perf_counter()
    printed = write_pdf(summary, wording)
    end = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {len(comparison.changes)} changes; web page {middle - start:.2f} s, {len(page) / 1e6:.2f} MB; "
        f"PDF {end - middle:.2f} s, {len(printed) / 1e6:.2f} MB; memory so far {memory:.0f} MB"
    )


def main() -> None:
    """Measure both."""
    folder = corpus()
    if folder is not None:
        documents = []
        for name in ("long_old.docx", "long_new.docx"):
            path = folder / "long" / name
            documents.append(read_document(open_package(read_bytes(path), path.name)))
        measured("long pair", compare(documents[0], documents[1], load_profile("rus")))
    measured("large", large())


if __name__ == "__main__":
    main()
