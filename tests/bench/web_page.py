"""How long the web page takes to write and to use, and how much memory: the long pair, then 15,000 rows in a browser.

    python tests/bench/web_page.py

The long pair needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout) and is left out without it.
What the page does is timed with real keys in the system's Chromium, until it has been painted, and is left out without
that. Fails when the long pair takes more than 5 seconds or 300 MB.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.config import load_wording
from rus_editor.export.html import write_html
from rus_editor.insight.overview import summarise
from rus_editor.model.review import ReviewRow
from rus_editor.model.summary import Summary
from rus_editor.usecases.composing import compose
from rus_editor.usecases.material import material_of_files
from rus_editor.usecases.reviewing import rows_of
from tests.helpers.browser import Look, a_browser, is_there, shown
from tests.helpers.comparisons import LONG, PROFILE, ComparisonBuilder
from tests.helpers.corpus import corpus
from tests.helpers.review_rows import RowMaker

_SECONDS = 5.0
_MEGABYTES = 300
_PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def large() -> tuple[Summary, list[ReviewRow]]:
    """3,000 changed paragraphs among 15,000."""
    made, rows, told = ComparisonBuilder(), RowMaker(), []
    for chapter in range(30):
        made.chapter(f"Kapitel {chapter}", number=str(chapter + 1))
        for at in range(100):
            words = f"ställer om {at}"
            made.replaced(LONG, LONG.replace("ställer om", words))
            marked = LONG.replace("ställer om", f"[-ställer om-][+{words}+]")
            five = [*(rows.same(LONG) for _ in range(4)), rows.replaced(marked, changes=(made.changes[-1].id,))]
            told += [replace(row, chapter=chapter) for row in five]
    return summarise(made.done(), PROFILE), told


def written(name: str, summary: Summary, rows: Sequence[ReviewRow]) -> tuple[str, float]:
    """The page, with how long it took."""
    start = time.perf_counter()
    page = write_html(summary, load_wording("sv"), rows)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    changes = len(summary.comparison.changes)
    print(
        f"{name}: {changes} changes, {len(rows)} rows: {seconds:.2f} s, {len(page) / 1e6:.1f} MB; "
        f"memory so far {memory:.0f} MB"
    )
    return page, seconds


def used(content: str) -> None:
    """Time what one does on a page."""
    with (
        tempfile.TemporaryDirectory() as folder,
        a_browser() as browser,
        shown(browser, content, Path(folder), look=Look()) as opened,
    ):
        page = opened.page
        page.evaluate(_PAINTED)

        def timed(name: str, act: Callable[[], object]) -> None:
            start = time.perf_counter()
            act()
            page.evaluate(_PAINTED)
            print(f"  {name}: {time.perf_counter() - start:.2f} s")

        timed("opened once more", page.reload)
        timed("next change", lambda: page.keyboard.press("n"))
        timed("next change again", lambda: page.keyboard.press("n"))
        timed("chosen by kind", lambda: page.locator("[data-kind=replaced]").click())
        timed("chosen by chapter", lambda: page.locator("[data-filter=chapter]").select_option(index=3))
        timed("all again", lambda: page.locator(".clear").click())
        timed("to the last chapter's text", lambda: page.evaluate("location.hash = 'texter-30'"))
        timed("next row", lambda: page.keyboard.press("F8"))
        unfold = "document.querySelectorAll('.fold').forEach(part => part.open = true)"
        timed("everything unfolded", lambda: page.evaluate(unfold))


def main() -> int:
    """Measure both."""
    worst = 0
    folder = corpus()
    if folder is not None:
        material = material_of_files(folder / "long" / "long_old.docx", folder / "long" / "long_new.docx")
        summary = compose(material.analysis, "sv")
        start = time.perf_counter()
        made = rows_of(material.analysis.comparison, material.old_document, material.new_document, material.profile)
        before = time.perf_counter() - start
        _, seconds = written("long pair", summary, made.rows)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if before + seconds > _SECONDS or memory > _MEGABYTES:
            print(f"TOO MUCH: {before + seconds:.2f} s with its rows, {memory:.0f} MB")
            worst = 1
    page, _ = written("large", *large())
    if is_there():
        used(page)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
