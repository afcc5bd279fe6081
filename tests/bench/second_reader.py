"""LibreOffice as second reader: does it, accepting and rejecting by itself, find in our redlines what we find?

    python tests/bench/second_reader.py [--sample 10]

Every redline of the corpus' pairs, of the long one and of the example is resolved both ways by LibreOffice and by us,
and the text of all stories is compared. Where they differ, the constructs that LibreOffice is known to stumble over are
taken out of a copy one by one (``tests/helpers/second_reader.py``); the fewest that make the two agree are named. Fails
when any disagreement is left without such an explanation.

Needs LibreOffice and the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.redlining import redline_files
from rus_editor.word.resolve import Verdict
from tests.helpers.corpus import corpus
from tests.helpers.libreoffice import program, version
from tests.helpers.second_reader import FAULTS, Case, SecondReader, without


def all_pairs() -> list[tuple[str, Path, Path]]:
    """The example's pair, and the corpus' with the long one where there is a corpus."""
    pairs = [("example", *example_pair())]
    folder = corpus()
    if folder is not None:
        rows = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
        pairs += [(row[0], folder / "pairs" / row[1], folder / "pairs" / row[2]) for row in rows]
        pairs.append(("long", folder / "long" / "long_old.docx", folder / "long" / "long_new.docx"))
    return pairs


def explanation(reader: SecondReader, case: Case) -> tuple[str, ...] | None:
    """The fewest faults, as good as can be found, that explain a disagreement; None when none do."""
    there = [fault for fault in FAULTS if without(case.content, (fault,)) != case.content]
    alone = [replace(case, cleared=(fault,)) for fault in there]
    for tried, agrees in zip(alone, reader.agreeing(alone), strict=True):
        if agrees:
            return tried.cleared
    needed = tuple(there)
    if not reader.agreeing([replace(case, cleared=needed)])[0]:
        return None
    for fault in there:
        fewer = tuple(each for each in needed if each != fault)
        if reader.agreeing([replace(case, cleared=fewer)])[0]:
            needed = fewer
    return needed


def main() -> int:
    """Compare and print; 1 when something is left unexplained."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=1, help="every so manieth pair only")
    asked = parser.parse_args()
    if program() is None:
        print("LibreOffice is not installed: nothing is measured")
        return 0
    cases = [
        Case(name, redline_files(old, new, author="Skribent 1", date="2026-11-23").content, verdict)
        for name, old, new in all_pairs()[:: asked.sample]
        for verdict in Verdict
    ]
    counted: Counter[str] = Counter()
    unexplained = 0
    with tempfile.TemporaryDirectory() as folder:
        reader = SecondReader(Path(folder))
        found = reader.agreeing(cases)
        for case, agrees in zip(cases, found, strict=True):
            if agrees:
                continue
            faults = None if agrees is None else explanation(reader, case)
            what = "comes to nothing" if agrees is None else "unexplained" if faults is None else ", ".join(faults)
            unexplained += faults is None
            counted.update(faults or ())
            print(f"  {case.name} {case.verdict.value}: {what}", flush=True)
    agreeing = sum(agrees is True for agrees in found)
    print(f"{version()} agrees in {agreeing} of {len(cases)} (each redline accepted and rejected)")
    print(
        f"explained by: {', '.join(f'{fault} {count}' for fault, count in counted.most_common()) or 'nothing needed'}"
    )
    print(f"left unexplained: {unexplained}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
