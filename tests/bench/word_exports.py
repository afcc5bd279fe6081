"""How long the Word exports take and how much memory: report, memorandum, annotated version, redline with comments.

    python tests/bench/word_exports.py

On the long pair, with a reason on each change and points in each chapter, and (report and memorandum) on 3,000 changes.
The long pair needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout) and is left out without it.
Each is measured in a process of its own. Fails when one takes more than 5 seconds or 300 MB on the long pair.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.compare.engine import compare
from rus_editor.config import load_profile, load_wording
from rus_editor.export.word import write_memo, write_report
from rus_editor.model.box import ChapterBox
from rus_editor.model.change_note import ChangeNote
from rus_editor.model.document import paragraphs
from rus_editor.model.summary import Summary
from rus_editor.usecases.redlining import redline_files
from rus_editor.word.annotated import annotated
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.comparisons import LONG, ComparisonBuilder
from tests.helpers.corpus import corpus
from tests.helpers.word_reports import full

_SECONDS = 5.0
_MEGABYTES = 300
_POINTS = (("Önskvärt läge", LONG), ("", LONG), ("Strategiska inriktningar", LONG))


def _pair() -> tuple[Path, Path]:
    folder = corpus()
    assert folder is not None
    return folder / "long" / "long_old.docx", folder / "long" / "long_new.docx"


def _long() -> Summary:
    old, new = (read_document(open_package(path.read_bytes(), path.name)) for path in _pair())
    return full(compare(old, new, load_profile("rus")))


def _large() -> Summary:
    made = ComparisonBuilder()
    for chapter in range(30):
        made.chapter(f"Kapitel {chapter}", number=str(chapter + 1))
        for at in range(100):
            made.replaced(LONG, LONG.replace("ställer om", f"ställer om {at}"))
    return full(made.done())


def _report(summary: Summary) -> Callable[[], bytes]:
    return lambda: write_report(summary, load_wording("sv"))


def _memo(summary: Summary) -> Callable[[], bytes]:
    return lambda: write_memo(summary, load_wording("sv"))


def _annotated() -> Callable[[], bytes]:
    path = _pair()[1]

    def made() -> bytes:
        package = open_package(path.read_bytes(), path.name)
        found = paragraphs(read_document(package).body.blocks)
        boxes = [ChapterBox(each.id, "Viktigaste ändringar", _POINTS) for each in found if each.heading_level == 1]
        return annotated(package, boxes)

    return made


def _redline() -> Callable[[], bytes]:
    old, new = _pair()
    summary = _long()
    notes = [ChangeNote(change.id, LONG, "Skribent 2") for change in summary.comparison.changes]
    return lambda: redline_files(old, new, date="2026-11-23", notes=notes).content


_WORKS: dict[str, Callable[[], Callable[[], bytes]]] = {
    "report, long pair": lambda: _report(_long()),
    "memorandum, long pair": lambda: _memo(_long()),
    "annotated version, long pair": _annotated,
    "redline with comments, long pair": _redline,
    "report, 3,000 changes": lambda: _report(_large()),
    "memorandum, 3,000 changes": lambda: _memo(replace(_large(), is_chosen=True)),
}


def measured(name: str) -> bool:
    """One of them; whether it is within bounds."""
    work = _WORKS[name]()
    start = time.perf_counter()
    content = work()
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {seconds:.2f} s, {len(content) / 1e3:.0f} kB, {memory:.0f} MB in all", flush=True)
    return "long" not in name or (seconds <= _SECONDS and memory <= _MEGABYTES)


def main() -> int:
    """Measure all, or the one named."""
    if len(sys.argv) > 1:
        return 0 if measured(sys.argv[1]) else 1
    names = [name for name in _WORKS if corpus() is not None or "long" not in name]
    codes = [subprocess.run([sys.executable, __file__, name], check=False).returncode for name in names]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
