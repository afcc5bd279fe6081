"""How long each export takes, and how much memory: the long pair with 500 changes, as people run it, process and all.

    python tests/bench/exporting.py [RUNS]

Each export is made by the command line in a process of its own, from reading the two files to the written file. Needs
the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout). Limits: 5 s and 300 MB for each. "alone" is
processor time that the export itself takes, once the two files are read, compared and analysed.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.model.document import Paragraph
from rus_editor.model.edits import ReplaceText
from rus_editor.model.journal import StepLabel
from rus_editor.usecases import assembly
from rus_editor.usecases.composing import Front
from rus_editor.usecases.material import Material, material_of_files
from rus_editor.usecases.publishing import SUFFIXES, Press, Product
from rus_editor.usecases.workspace import Workspace
from tests.helpers.corpus import corpus

SECONDS = 5.0
MEGABYTES = 300
MORE = 300


def of_process(old: Path, new: Path, product: Product, folder: Path) -> tuple[float, float, int]:
    """Seconds and megabytes of one run of the command line, and the size of what it wrote, in bytes."""
    target = folder / f"a{SUFFIXES[product]}"
    command = [sys.executable, "-m", "rus_editor", "export", str(old), str(new), f"--{product.value}", str(target)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - start
    if status:
        raise SystemExit(f"{product.value}: {status}")
    return taken, usage.ru_maxrss / 1024, target.stat().st_size


def alone(material: Material, product: Product) -> float:
    """Processor seconds of making a product of what is read, compared and analysed already."""
    start = time.process_time()
    Press(material, assembly.wording("sv"), Front(date="2026-06-10")).make(product)
    return time.process_time() - start


def write_reworded(path: Path, target: Path) -> None:
    """The same document with 300 of its long paragraphs begun anew."""
    workspace = Workspace(path.read_bytes(), path.name, assembly.profile_of(assembly.DEFAULT_PROFILE))
    long = [each for each in workspace.document.body.blocks if isinstance(each, Paragraph) and len(each.text) > 60]
    for block in random.Random(1).sample(long, min(MORE, len(long))):
        workspace.apply([ReplaceText(block.id, 0, 0, "Hållbar digital omställning: ")], StepLabel.TYPED)
    target.write_bytes(workspace.to_bytes())


def main() -> int:
    """Measure every export; 1 where one is over a limit."""
    if sys.argv[1:2] == ["--write"]:
        write_reworded(Path(sys.argv[2]), Path(sys.argv[3]))
        return 0
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    folder = corpus()
    if folder is None:
        print("left out: no corpus")
        return 0
    old = folder / "long" / "long_old.docx"
    over = 0
    lines: list[str] = []
    # First, while this process is small: what a process had before it became another counts as its own.
    with tempfile.TemporaryDirectory() as place:
        new = Path(place) / "new.docx"
        subprocess.run(
            [sys.executable, __file__, "--write", str(folder / "long" / "long_new.docx"), str(new)], check=True
        )
        for product in Product:
            found = [of_process(old, new, product, Path(place)) for _ in range(runs)]
            seconds = statistics.median(each[0] for each in found)
            memory = max(each[1] for each in found)
            is_over = seconds > SECONDS or memory > MEGABYTES
            over += is_over
            lines.append(
                f"{product.value:10} {seconds:5.2f} s ({min(f[0] for f in found):.2f}–{max(f[0] for f in found):.2f}), "
                f"{memory:4.0f} MB, file {found[0][2] / 1e6:.2f} MB{'  OVER' if is_over else ''}"
            )
        material = material_of_files(old, new)
    print(f"{sum(change.noise is None for change in material.analysis.comparison.changes)} changes besides noise")
    for product, line in zip(Product, lines, strict=True):
        print(f"{line}, alone {alone(material, product):.2f} s")
    return int(over > 0)


if __name__ == "__main__":
    raise SystemExit(main())
