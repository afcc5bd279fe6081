"""Thousands of damaged Word files are read, viewed and compared: nothing may come out but KnownError.

    python tests/bench/fuzz.py [--count 20000] [--seed 0] [--processes 1] [--only NUMBER --save FILE]

The files are damaged copies of the corpus (``RUS_CORPUS``) or, where it is missing, of the examples; the same seed and
number always give the same file. Ends with exit code 1 if anything else than KnownError came out.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rus_editor.compare.engine import compare  # noqa: E402 - the checkout must be on the path first
from rus_editor.config import load_profile  # noqa: E402
from rus_editor.model.comparison import Comparison, SegmentKind  # noqa: E402
from rus_editor.model.document import Document, block_text, walk  # noqa: E402
from rus_editor.model.errors import KnownError  # noqa: E402
from rus_editor.model.profile import Profile  # noqa: E402
from rus_editor.model.view import View, view_of  # noqa: E402
from rus_editor.word.package import open_package  # noqa: E402
from rus_editor.word.reader import read_document  # noqa: E402
from tests.helpers.mutations import Members, mutated, unpacked  # noqa: E402

LARGEST = 40_000
"""Bytes of the largest file that is damaged: what goes wrong goes wrong in small ones too, and sooner."""

PATIENCE = 20
"""Seconds after which a file counts as one that hangs."""


class Hanging(BaseException):
    """A file takes longer than anybody would wait. No Exception, so that no code takes it for its own."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file. ``fault`` is empty, or a foreign exception in one line."""

    number: int
    result: str
    seconds: float
    peak: int
    fault: str = ""
    trace: str = ""


@cache
def sources() -> tuple[tuple[str, bytes, Members], ...]:
    """The files to damage, each with its members."""
    corpus = Path(os.environ.get("RUS_CORPUS", str(ROOT.parent / "shared" / "corpus"))) / "files"
    paths = sorted(path for path in corpus.glob("*.doc[xm]") if path.stat().st_size <= LARGEST)
    paths = paths or sorted((ROOT / "resources" / "examples").glob("*.docx"))
    found = []
    for path in paths:
        content = path.read_bytes()
        members = unpacked(content)
        if sum(len(member) for _, member in members) <= 10 * LARGEST or len(paths) < 5:
            found.append((path.name, content, members))
    return tuple(found)


@cache
def profile() -> Profile:
    """The profile to compare by."""
    return load_profile("rus")


def damaged(seed: int, number: int) -> tuple[str, bytes]:
    """File ``number`` of the run: the name of what it was, and its bytes."""
    chance = random.Random(f"{seed}/{number}")
    name, content, members = chance.choice(sources())
    return name, mutated(content, members, chance)


def check(document: Document) -> None:
    """What holds for every document, however damaged its file was."""
    blocks = [block.id for story in document.stories for block in walk(story.blocks)]
    assert len(blocks) == len(set(blocks)), "two blocks have one id"
    assert len(document.stories) == len(document.stories_by_id), "two stories have one id"
    for block in document.blocks_by_id.values():
        block_text(block).encode()


def check_segments(comparison: Comparison) -> None:
    """Segments put together give the old and the new text."""
    for change in comparison.changes:
        for side, kind in ((change.old, SegmentKind.DELETED), (change.new, SegmentKind.INSERTED)):
            if side is not None and change.segments:
                kept = (segment.text for segment in change.segments if segment.kind in (SegmentKind.EQUAL, kind))
                assert "".join(kept) == side.text, f"segments of {change.kind.value} do not give the text"


def go_through(seed: int, number: int, compare_every: int) -> str:
    """One file through everything; gives the error's code or "read"."""
    name, content = damaged(seed, number)
    try:
        document = read_document(open_package(content, name))
    except KnownError as error:
        return error.code.value if error.facts["name"] == name else f"{error.code.value} without the file's name"
    check(document)
    final, original = view_of(document, View.FINAL), view_of(document, View.ORIGINAL)
    check(final)
    check(original)
    if compare_every and number % compare_every == 0:
        whole = next(content for source, content, _ in sources() if source == name)
        try:
            before = read_document(open_package(whole, name))
        except KnownError:
            return "read"
        check_segments(compare(before, document, profile()))
        check_segments(compare(document, before, profile(), old_view=View.ORIGINAL, new_view=View.ORIGINAL))
        return "compared"
    return "read"


def signature(error: BaseException) -> str:
    """An exception in one line: its type, its words, and where in the project it came from."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(ROOT) in frame.filename]
    own = [frame for frame in frames if "rus_editor" in frame.filename] or frames
    where = f"{Path(own[-1].filename).relative_to(ROOT)}:{own[-1].lineno} {own[-1].name}" if own else "?"
    return f"{type(error).__name__}: {re.sub('[0-9]+', '…', str(error))[:80]} at {where}"


def peak_memory(*, reset: bool = False) -> int:
    """The most memory used so far in MB, by the file at hand where the system lets the mark be set back (Linux)."""
    try:
        if reset:
            Path("/proc/self/clear_refs").write_text("5")
        return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) >> 10
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)


def tried(number: int, seed: int, compare_every: int) -> Outcome:
    """One file, and whatever came out of it."""

    def give_up(*_: object) -> None:
        raise Hanging

    signal.signal(signal.SIGALRM, give_up)
    peak_memory(reset=True)
    start = time.perf_counter()
    fault = trace = ""
    signal.alarm(PATIENCE)
    try:
        result = go_through(seed, number, compare_every)
    except KnownError as error:
        result, fault, trace = "late", f"KnownError after reading: {signature(error)}", traceback.format_exc()
    except (Exception, Hanging) as error:  # noqa: BLE001 - to catch everything is the point here
        result, fault, trace = "crash", signature(error), traceback.format_exc()
    finally:
        signal.alarm(0)
    return Outcome(number, result, time.perf_counter() - start, peak_memory(), fault, trace)


def outcomes(numbers: range, seed: int, processes: int, compare_every: int) -> Iterator[Outcome]:
    """Every file's outcome, in order."""
    one = partial(tried, seed=seed, compare_every=compare_every)
    if processes == 1:
        yield from map(one, numbers)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(one, numbers, chunksize=50)


def main() -> int:
    """Run, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--compare-every", type=int, default=10, help="0: never")
    parser.add_argument("--only", type=int, help="run this one, with its whole traceback")
    parser.add_argument("--save", type=Path, help="with --only: where to put the file")
    chosen = parser.parse_args()
    if chosen.only is not None:
        if chosen.save:
            chosen.save.write_bytes(damaged(chosen.seed, chosen.only)[1])
        outcome = tried(chosen.only, chosen.seed, 1 if chosen.compare_every else 0)
        print(damaged(chosen.seed, chosen.only)[0], outcome.result, f"{outcome.seconds:.2f} s", f"{outcome.peak} MB")
        print(outcome.trace)
        return 1 if outcome.fault else 0

    results: Counter[str] = Counter()
    faults: dict[str, list[int]] = {}
    slowest = hungriest = Outcome(-1, "", 0.0, 0)
    start = time.perf_counter()
    numbers = range(chosen.start, chosen.start + chosen.count)
    for outcome in outcomes(numbers, chosen.seed, chosen.processes, chosen.compare_every):
        results[outcome.result] += 1
        if outcome.fault:
            faults.setdefault(outcome.fault, []).append(outcome.number)
            if len(faults[outcome.fault]) == 1:
                print(f"number {outcome.number}: {outcome.fault}", flush=True)
        slowest = max(slowest, outcome, key=lambda each: each.seconds)
        hungriest = max(hungriest, outcome, key=lambda each: each.peak)
    print(
        f"{chosen.count} damaged files of {len(sources())} in {time.perf_counter() - start:.0f} s, seed {chosen.seed}"
    )
    print(", ".join(f"{result} {count}" for result, count in results.most_common()))
    print(f"slowest {slowest.seconds:.2f} s (number {slowest.number})")
    print(f"most memory {hungriest.peak} MB (number {hungriest.number})")
    print(f"foreign exceptions: {sum(map(len, faults.values()))} of {len(faults)} kinds")
    for fault, places in sorted(faults.items(), key=lambda pair: -len(pair[1])):
        print(f"  {len(places)} x {fault}; numbers {', '.join(map(str, places[:5]))}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
