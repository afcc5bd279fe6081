"""How fast reading is and how it grows; and how the words read compare with LibreOffice's own, file by file.

    python tests/bench/reading.py [--office] [--runs 5]

Needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout). The growth is measured on documents put
together from the long one. With ``--office`` every corpus file is also turned into text by LibreOffice (some minutes),
and each word that it shows and the program did not read is listed; what is known to differ is said why.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rus_editor.model.document import AtomKind, Document, Opaque, Paragraph, walk  # noqa: E402 - the path comes first
from rus_editor.model.errors import KnownError  # noqa: E402
from rus_editor.word.package import open_package  # noqa: E402
from rus_editor.word.reader import read_document  # noqa: E402
from tests.helpers.corpus import corpus  # noqa: E402
from tests.helpers.text_witness import words_shown  # noqa: E402
from tests.helpers.word_files import corpus_files  # noqa: E402

WORD = re.compile(r"\w+")
NOTE_KINDS = (AtomKind.FOOTNOTE, AtomKind.ENDNOTE)
EXPLAINED = {
    "docx-rs-022.docx": "LibreOffice writes full-width digits as usual ones, and skips a level that has no number",
    "docx-rs-032.docx": "LibreOffice writes full-width digits as usual ones",
    "docxodus-003.docx": "a DATE field: LibreOffice shows today, the program what the file holds",
    "docxodus-008.docx": "a DATE field: LibreOffice shows today, the program what the file holds",
    "eigenpal-002.docx": "spaces without xml:space=preserve: LibreOffice drops them, the program keeps them",
    "openxml-sdk-010.docx": "isLgl: LibreOffice does not write the levels with digits, Word does",
    "openxml-sdk-017.docx": "the sign ⒈ is one character, LibreOffice writes 1.",
    "openxml-sdk-040.docx": "a comment stands in the middle of a word",
    "oxpt-006.docx": "a DATE field: LibreOffice shows today, the program what the file holds",
    "poi-015.docx": "a line feed inside w:t: a space for the program and for Word, nothing for LibreOffice",
    "safe-docx-007.docx": "spaces without xml:space=preserve: LibreOffice drops them, the program keeps them",
    "safe-docx-008.docx": "spaces without xml:space=preserve: LibreOffice drops them, the program keeps them",
    "tika-023.docx": "LibreOffice numbers lists in another way; the text of the file says what Word shows, as read",
}


def read(path: Path) -> Document:
    """Read one file from the start."""
    return read_document(open_package(path.read_bytes(), path.name))


def enlarged(content: bytes, times: int) -> bytes:
    """The same document with its body several times over."""
    source = zipfile.ZipFile(io.BytesIO(content))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            member = source.read(name)
            if name == "word/document.xml":
                start = member.index(b"<w:body>") + len(b"<w:body>")
                end = member.rindex(b"<w:sectPr")
                member = member[:start] + member[start:end] * times + member[end:]
            archive.writestr(name, member)
    return target.getvalue()


def seconds_to_read(content: bytes, runs: int) -> float:
    """The shortest of several times, opening included."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        read_document(open_package(content, "lang.docx"))
        best = min(best, time.perf_counter() - start)
    return best


def report_speed(folder: Path, runs: int) -> None:
    """Time and growth on the long document."""
    content = (folder / "long" / "long_new.docx").read_bytes()
    once = seconds_to_read(content, runs)
    ten = seconds_to_read(enlarged(content, 10), max(1, runs // 2))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"long document: {once * 1000:.0f} ms; ten times as long: {ten * 1000:.0f} ms ({ten / once:.1f} ×)")
    print(f"highest memory use: {peak:.0f} MB")


def report_words(files: list[Path]) -> None:
    """Every word against the independent extraction."""
    seconds, refused, differing = 0.0, [], []
    total = 0
    for path in files:
        start = time.perf_counter()
        try:
            document = read(path)
        except KnownError as error:
            refused.append(f"{path.name} ({error.code.value})")
            continue
        seconds += time.perf_counter() - start
        shown = words_shown(path)
        total += shown.total()
        if shown - words_of(document):
            differing.append(path.name)
    print(f"{len(files)} files read in {seconds:.1f} s; refused: {', '.join(refused) or 'none'}")
    print(f"words by an independent extraction: {total}; files with a word that was not read: {differing or 'none'}")


def words_of(document: Document, *, as_printed: bool = False) -> Counter[str]:
    """All words read; ``as_printed`` with the numbers and bullets that stand before paragraphs and at notes."""
    words: Counter[str] = Counter()
    for story in document.stories:
        for block in walk(story.blocks):
            if isinstance(block, Opaque):
                words.update(WORD.findall(block.text))
            elif isinstance(block, Paragraph):
                words.update(WORD.findall(block.text))
                for atom in block.atoms:
                    words.update(WORD.findall(atom.text))
                if as_printed:
                    words.update(_printed(block))
    return words


def _printed(paragraph: Paragraph) -> list[str]:
    pieces = [f"{paragraph.numbering.label} "] if paragraph.numbering is not None else []
    for span in paragraph.spans:
        if span.atom is None:
            pieces.append(span.text)
        else:
            pieces.append(span.atom.label if span.atom.kind in NOTE_KINDS else " ")
    line = "".join(pieces)
    return WORD.findall(line) + WORD.findall(line.replace("\u00ad", ""))


def report_office(files: list[Path]) -> int:
    """Every word that LibreOffice shows; gives the number of files that differ without a known reason."""
    unexplained = 0
    opened = 0
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        for path in files:
            command = ["soffice", "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder]
            subprocess.run([*command, str(path)], capture_output=True, timeout=180, check=False)
            text = Path(folder) / f"{path.stem}.txt"
            if not text.is_file():
                continue
            opened += 1
            office = Counter(WORD.findall(text.read_text("utf-8", "replace").lstrip("\ufeff").replace("\u00ad", "")))
            try:
                known = words_of(read(path), as_printed=True)
            except KnownError as error:
                print(f"  {path.name}: LibreOffice opens it, the program says {error.code.value}")
                unexplained += 1
                continue
            lost = sorted(word for word in office if word not in known)
            if lost:
                reason = EXPLAINED.get(path.name)
                unexplained += reason is None
                print(f"  {path.name}: {' '.join(lost[:8])} – {reason or 'NOT EXPLAINED'}")
    print(f"LibreOffice opens {opened} of {len(files)}; files that differ without a reason known: {unexplained}")
    return unexplained


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--office", action="store_true", help="hold every file against LibreOffice too")
    parser.add_argument("--runs", type=int, default=5)
    told = parser.parse_args()
    folder = corpus()
    if folder is None:
        print("the corpus is not here: nothing to measure")
        return 0
    files = corpus_files("files")
    report_speed(folder, told.runs)
    report_words(files)
    return 1 if told.office and report_office(files) else 0


if __name__ == "__main__":
    sys.exit(main())
