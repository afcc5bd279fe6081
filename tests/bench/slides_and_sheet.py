"""How long the presentation and the spreadsheet take and how much memory: the long pair, then 3,000 changes.

    python tests/bench/slides_and_sheet.py

The long pair needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout) and is left out without it.
Each is measured in a process of its own. Fails when one takes more than 5 seconds or 300 MB on the long pair.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.config import load_wording
from rus_editor.export.sheet import write_sheet
from rus_editor.export.slides import write_slides
from rus_editor.model.summary import Summary
from rus_editor.usecases.material import material_of_files
from rus_editor.usecases.publishing import Press
from tests.helpers.comparisons import LONG, ComparisonBuilder
from tests.helpers.corpus import corpus
from tests.helpers.word_reports import full

_SECONDS = 5.0
_MEGABYTES = 300


def _long() -> Summary:
    folder = corpus()
    assert folder is not None
    material = material_of_files(folder / "long" / "long_old.docx", folder / "long" / "long_new.docx")
    return Press(material, load_wording("sv")).summary


def _large() -> Summary:
    made = ComparisonBuilder()
    for chapter in range(30):
        made.chapter(f"Kapitel {chapter}", number=str(chapter + 1))
        for at in range(100):
            made.replaced(LONG, LONG.replace("ställer om", f"ställer om {at}"))
    return full(made.done())


_NAMES = ("slides, long pair", "sheet, long pair", "slides, 3,000 changes", "sheet, 3,000 changes")


def measured(name: str) -> bool:
    """One of them; whether it is within bounds."""
    is_long = "long" in name
    summary, wording = _long() if is_long else _large(), load_wording("sv")
    start = time.perf_counter()
    content = (write_slides if name.startswith("slides") else write_sheet)(summary, wording)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: {seconds:.2f} s, {len(content) / 1e3:.0f} kB, {memory:.0f} MB in all", flush=True)
    return not is_long or (seconds <= _SECONDS and memory <= _MEGABYTES)


def main() -> int:
    """Measure all, or the one named."""
    if len(sys.argv) > 1:
        return 0 if measured(sys.argv[1]) else 1
    names = [name for name in _NAMES if corpus() is not None or "long" not in name]
    return max(subprocess.run([sys.executable, __file__, name], check=False).returncode for name in names)


if __name__ == "__main__":
    sys.exit(main())
