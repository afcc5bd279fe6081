"""How long the whole program takes, and how much memory: ``rus-editor compare OLD NEW --json F.json`` as people run it.

Measures a process of its own (start-up, reading, comparing, writing), the median of several runs, on the long pair of
the corpus where there is one, and on pairs made here of 1,500 and 15,000 paragraphs, to see how the work grows.
``python tests/bench/compare_cli.py [RUNS]``
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("RUS_CORPUS", ROOT.parent / "shared" / "corpus"))

MOST_SECONDS = 0.8
MOST_MEGABYTES = 150
MOST_GROWTH = 12

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORDPROCESSING}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORDPROCESSING}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{NAMESPACE}"><w:style w:type="paragraph" w:styleId="Rubrik1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>',
}
STEMS = "region kommun strategi utveckling klimat energi vård skola arbete resa kultur vatten företag samverkan".split()
ENDINGS = "en arna erna s ens ande ad liga isk bar het skap mål plan nät stöd kraft väg bygd område".split()
LITTLE = "och i att för som på med av till är det en ett om kan ska vi mer alla varje".split()


def sentences(chance: random.Random, words: int) -> str:
    """Some words in a row, half of them little ones, as in running text."""
    return " ".join(
        chance.choice(LITTLE) if chance.random() < 0.5 else chance.choice(STEMS) + chance.choice(ENDINGS)
        for _ in range(words)
    )


def texts(paragraphs: int) -> tuple[list[str], list[str]]:
    """An old text and a new one: a tenth reworded, some added, some struck, a few moved."""
    chance = random.Random(paragraphs)
    old = [sentences(chance, chance.randint(8, 45)) for _ in range(paragraphs)]
    new: list[str] = []
    for place, text in enumerate(old):
        fate = 1.0 if place % 30 == 0 else chance.random()
        if fate < 0.02:
            continue
        if fate < 0.04:
            new.append(sentences(chance, 20))
        words = text.split(" ")
        if fate < 0.14:
            for _ in range(chance.randint(1, 4)):
                words[chance.randrange(len(words))] = chance.choice(STEMS) + chance.choice(ENDINGS)
        new.append(" ".join(words))
    for _ in range(paragraphs // 100):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return old, new


def write(path: Path, paragraphs: list[str]) -> Path:
    """A Word file of paragraphs; every thirtieth is a heading."""
    style = '<w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr>'
    body = "".join(
        f"<w:p>{'' if place % 30 else style}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
        for place, text in enumerate(paragraphs)
    )
    document = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (PARTS | {"word/document.xml": document}).items():
            archive.writestr(name, content)
    return path


def once(old: Path, new: Path, target: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of work, and the most megabytes held, of one run."""
    command = [sys.executable, "-m", "rus_editor", "compare", str(old), str(new), "--json", str(target)]
    started = time.perf_counter()
    child = os.posix_spawn(
        sys.executable,
        command,
        os.environ | {"PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    if status:
        raise SystemExit(f"compare ended with {os.waitstatus_to_exitcode(status)}")
    # Linux counts kilobytes, macOS bytes.
    held = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return seconds, usage.ru_utime + usage.ru_stime, held


def median(name: str, old: Path, new: Path, target: Path, runs: int) -> float:
    """Print the medians of several runs; returns the seconds by the clock."""
    once(old, new, target)
    rows = [once(old, new, target) for _ in range(runs)]
    seconds, work, held = (float(statistics.median(column)) for column in zip(*rows, strict=True))
    sys.stdout.write(f"{name:28} {seconds:6.2f} s by the clock  {work:6.2f} s of work  {held:6.1f} MB\n")
    return seconds


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / "ut.json"
        long_pair = CORPUS / "long" / "long_old.docx", CORPUS / "long" / "long_new.docx"
        if all(path.is_file() for path in long_pair):
            median("the corpus's long pair", *long_pair, target, runs)
        seconds: dict[int, float] = {}
        for paragraphs in (1500, 15000):
            old, new = texts(paragraphs)
            paths = write(folder / "gammal.docx", old), write(folder / "ny.docx", new)
            seconds[paragraphs] = median(f"{paragraphs} paragraphs", *paths, target, runs if paragraphs < 2000 else 3)
        growth = seconds[15000] / seconds[1500]
        sys.stdout.write(f"ten times the paragraphs take {growth:.1f} times as long (at most {MOST_GROWTH})\n")
        sys.stdout.write(f"to be reached on the long pair: {MOST_SECONDS} s and {MOST_MEGABYTES} MB\n")


if __name__ == "__main__":
    main()
