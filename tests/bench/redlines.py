"""Redlines of all pairs in the corpus: how many are right, how much they mark, what the long one costs.

    python tests/bench/redlines.py [--no-peers] [--sample 10] [--runs 5] [--kept out/bench] [--anew]

A redline is right when rejecting everything in it gives the old file and accepting everything the new one, once the two
files' own tracked changes are accepted: in text, in structure (styles, effective numbering, tables, sections, pictures)
and in direct formatting. Valid is one that keeps Word's rules and has no kind of schema error that neither file had.
"Marked : least" counts words within marks against the fewest that an edit script over whole words needs.

Besides the corpus' pairs there is one for each of its files that have tracked changes already: against what it was
before them, the file as the new version or as the old one by turns.

All redlines are judged alike, by the independent judge beside the corpus where there is one (``RUS_REFEREE``, else
``tools/referee.py``), and by the program's own reader where there is none. The program's own are held to both.

With peers the same is done with what other programs make of the same pairs: those on the package index, each installed
in a folder that is thrown away afterwards, and LibreOffice where it is installed. Each pair has a process of its own
and a minute; what came of it is kept, so that a run that was stopped goes on where it was. Only times are always taken
anew.

Needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rus_editor.model.errors import KnownError  # noqa: E402 - the path comes first
from rus_editor.usecases.redlining import redline_files  # noqa: E402
from rus_editor.word.package import open_package, read_bytes  # noqa: E402
from rus_editor.word.resolve import Verdict, resolve_package  # noqa: E402
from rus_editor.word.tracked import may_have_tracked_changes  # noqa: E402
from tests.helpers.corpus import corpus  # noqa: E402
from tests.helpers.judging import LEVELS, Judgement, judged_by_reader, referee  # noqa: E402
from tests.helpers.libreoffice import Job, LibreOffice, Order, program, version  # noqa: E402
from tests.helpers.peers import AUTHOR, PAIR_SECONDS, PEERS, CannotInstallError, Installed  # noqa: E402
from tests.helpers.processes import Worker, run  # noqa: E402

OWN = "RUS-redigeraren"
MOST_SECONDS = 1.0
MOST_MEGABYTES = 150
JUDGE_SECONDS = 120
LONG_SECONDS = 120
HEADINGS = ("", "pairs", "text", "structure", "formatting", "valid", "failed", "marked : least")


@dataclass(frozen=True)
class Pair:
    """Two versions of a document."""

    name: str
    old: Path
    new: Path
    group: str

    @property
    def digest(self) -> str:
        """What both files hold."""
        return hashlib.sha256(self.old.read_bytes() + self.new.read_bytes()).hexdigest()[:12]


@dataclass
class Program:
    """What one program made: a redline for each pair by the pair's name, or nothing, and what was said of it."""

    name: str
    made: dict[str, Path] = field(default_factory=dict)
    said: dict[str, Judgement] = field(default_factory=dict)

    def line(self, pairs: Sequence[Pair]) -> list[str]:
        """A line of the table."""
        said = [self.said[pair.name] for pair in pairs if pair.name in self.said]
        shares = [f"{100 * sum(bool(each[level]) for each in said) / max(1, len(pairs)):.1f}" for level in LEVELS]
        marked, least = (sum(_whole(each[key]) for each in said) for key in ("marked", "least"))
        ratio = f"{marked / least:.2f}" if least else "–"
        return [self.name, str(len(pairs)), *shares, str(len(pairs) - len(said)), ratio]


def pairs_with_tracked_changes(folder: Path, kept: Path) -> list[Pair]:
    """Corpus files that have tracked changes, against what they were before; every other the other way round."""
    kept.mkdir(parents=True, exist_ok=True)
    pairs: list[Pair] = []
    for path in sorted((folder / "files").iterdir()):
        try:
            package = open_package(read_bytes(path), path.name)
            if not may_have_tracked_changes(package):
                continue
            before = kept / f"{path.stem}-before{path.suffix}"
            before.write_bytes(resolve_package(package, Verdict.REJECT))
        except KnownError:
            continue
        sides = (before, path) if len(pairs) % 2 else (path, before)
        pairs.append(Pair(f"{path.stem}-tracked", *sides, "tracked"))
    return pairs


def _whole(number: object) -> int:
    return number if isinstance(number, int) else 0


def all_pairs(folder: Path) -> list[Pair]:
    """The corpus' pairs, the long one last."""
    rows = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    pairs = [
        Pair(
            row[0],
            folder / "pairs" / row[1],
            folder / "pairs" / row[2],
            "mutated" if "mutated" in row[3] else "published",
        )
        for row in rows
    ]
    long_pair = Pair("long", folder / "long" / "long_old.docx", folder / "long" / "long_new.docx", "long")
    return [*pairs, long_pair] if long_pair.old.is_file() and long_pair.new.is_file() else pairs


def own_redlines(pairs: Sequence[Pair], folder: Path) -> Program:
    """Redlines by this program, and what it says of them itself."""
    own = Program(OWN)
    fallbacks, doubted, wrong = [], [], []
    slowest = ("", 0.0)
    for pair in pairs:
        started = time.perf_counter()
        made = redline_files(pair.old, pair.new, author=AUTHOR, date="2026-11-23")
        slowest = max(slowest, (pair.name, time.perf_counter() - started), key=lambda entry: entry[1])
        own.made[pair.name] = folder / f"{pair.name}.docx"
        own.made[pair.name].write_bytes(made.content)
        if made.fallbacks or made.whole_stories:
            fallbacks.append(f"{pair.name} ({made.fallbacks} blocks, {len(made.whole_stories)} stories)")
        if not made.holds:
            doubted.append(pair.name)
        said = judged_by_reader(pair.old, pair.new, own.made[pair.name])
        if not all(said[level] for level in LEVELS):
            wrong.append(pair.name)
    share = 100 * len(fallbacks) / max(1, len(pairs))
    say(f"{OWN}: {len(pairs)} redlines; slowest {slowest[0]} {slowest[1]:.2f} s")
    say(f"  fallbacks in {len(fallbacks)} ({share:.1f} %): {', '.join(fallbacks) or 'none'}")
    say(f"  not right by the check before it is handed out: {', '.join(doubted) or 'none'}")
    say(f"  not right or not valid by the program's own reader: {', '.join(wrong) or 'none'}")
    return own


def kept_or_made(name: str, pairs: Sequence[Pair], folder: Path, make: Callable[[Pair, Path], bool]) -> Program:
    """A peer's redlines: those kept from an earlier run, the others made now."""
    folder.mkdir(parents=True, exist_ok=True)
    peer = Program(name)
    for pair in pairs:
        kept = folder / f"{pair.name}-{pair.digest}.docx"
        failed = kept.with_suffix(".failed")
        if not kept.is_file() and not failed.is_file():
            target = folder / "ut.docx"
            target.unlink(missing_ok=True)
            if make(pair, target):
                target.replace(kept)
            else:
                failed.touch()
        if kept.is_file():
            peer.made[pair.name] = kept
    return peer


def judge(programs: Sequence[Program], pairs: Sequence[Pair], kept: Path) -> list[Pair]:
    """Have all redlines judged, pair by pair; gives the pairs that can be judged at all.

    Judgements are kept by the digest of all that they follow from.
    """
    place = referee()
    said = {}
    if kept.is_file():
        said = {row["of"]: row["said"] for row in map(json.loads, kept.read_text(encoding="utf-8").splitlines())}
    worker = Worker("tests.helpers.judging", *([] if place is None else [str(place)]))
    grounds = _digest_of_judge(place)
    judged: list[Pair] = []
    with kept.open("a", encoding="utf-8") as written:
        for pair in pairs:
            # A file that the judge cannot read says nothing about who made what of it.
            tried = worker.ask([str(pair.old), str(pair.new), str(pair.new)], JUDGE_SECONDS)
            if tried is None or "fault" in tried:
                say(f"{pair.name} is left out: the judge cannot read it")
                continue
            judged.append(pair)
            for each in programs:
                if pair.name not in each.made:
                    continue
                redline = each.made[pair.name]
                of = hashlib.sha256(grounds + pair.digest.encode() + redline.read_bytes()).hexdigest()
                if of not in said:
                    answer = worker.ask([str(pair.old), str(pair.new), str(redline)], JUDGE_SECONDS)
                    said[of] = answer or {"fault": "the judge died or took too long"}
                    written.write(json.dumps({"of": of, "by": each.name, "pair": pair.name, "said": said[of]}) + "\n")
                    written.flush()
                if "fault" not in said[of]:
                    each.said[pair.name] = said[of]
    worker.close()
    return judged


def _digest_of_judge(place: Path | None) -> bytes:
    here = ROOT / "tests" / "helpers" / "judging.py"
    sources = [here, *(sorted((ROOT / "rus_editor").rglob("*.py")) if place is None else place.parent.glob("*.py"))]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sorted(sources))).digest()


def long_costs(name: str, measure: Callable[[], tuple[float, float] | None], runs: int, own: Judgement | None) -> None:
    """Print the medians of a program's work on the long pair, and whether it is right."""
    # The first run warms the disk.
    measure()
    rows = [row for row in (measure() for _ in range(runs)) if row is not None]
    if not rows:
        say(f"| {name} | failed | | |")
        return
    seconds, held = (statistics.median(column) for column in zip(*rows, strict=True))
    right = "failed" if own is None else ", ".join(level for level in LEVELS if not own[level])
    say(f"| {name} | {seconds:.2f} | {held:.0f} | {f'not in {right}' if right else 'right'} |")


class Bench:
    """One run: what is measured, and where it is kept."""

    def __init__(self, pairs: Sequence[Pair], kept: Path, scratch: Path, runs: int) -> None:
        self._pairs = pairs
        self._kept = kept
        self._scratch = scratch
        self._runs = runs
        self._long = next((pair for pair in pairs if pair.name == "long"), None)
        self._programs: list[Program] = []
        self._costs: list[tuple[str, Callable[[], tuple[float, float] | None]]] = []

    def add_own(self) -> None:
        """This program's redlines."""
        folder = self._kept / "own"
        folder.mkdir(parents=True, exist_ok=True)
        self._programs.append(own_redlines(self._pairs, folder))
        if self._long is not None:
            sides = [str(self._long.old), str(self._long.new), "--redline", str(self._scratch / "ut.docx")]
            command = [sys.executable, "-m", "rus_editor", "compare", *sides]
            self._costs.append((OWN, lambda: run(command, LONG_SECONDS)))

    def add_peers(self) -> None:
        """Those on the package index, and LibreOffice."""
        for each in PEERS:
            try:
                peer = Installed(each, self._scratch)
            except CannotInstallError as reason:
                say(f"{each.name} cannot be installed here: {reason}")
                continue
            self._add(peer)
        if program() is None:
            say("LibreOffice is not installed")
            return
        self._add_libreoffice()

    def _add(self, peer: Installed) -> None:
        folder = self._kept / f"{peer.name}-{peer.version}"[:120]
        say(f"{peer.name}: {peer.version}")
        made = kept_or_made(peer.name, self._pairs, folder, lambda pair, target: peer.make(pair.old, pair.new, target))
        self._programs.append(made)
        if self._long is not None:
            command = peer.command(self._long.old, self._long.new, self._scratch / "ut.docx")
            self._costs.append((peer.name, lambda: peer.run(command, LONG_SECONDS)))

    def _add_libreoffice(self) -> None:
        home = self._scratch / "libreoffice"
        home.mkdir()
        office, which = LibreOffice(home), version()
        say(f"LibreOffice: {which}")
        made = kept_or_made(
            "LibreOffice",
            self._pairs,
            self._kept / which.replace(" ", "-"),
            lambda pair, target: not office.do([Job(Order.COMPARE, pair.new, target, old=pair.old)], PAIR_SECONDS),
        )
        self._programs.append(made)
        if self._long is not None:
            job = Job(Order.COMPARE, self._long.new, self._scratch / "ut.docx", old=self._long.old)
            self._costs.append(("LibreOffice", lambda: run(office.command([job]), LONG_SECONDS)))

    def tell(self) -> None:
        """Judge and print."""
        pairs = judge(self._programs, self._pairs, self._kept / "judged.jsonl")
        place = referee()
        say("")
        say(f"Right in %, judged by {'the program’s own reader' if place is None else 'the independent judge'}:")
        for title, chosen in (
            ("published comparison tests", [pair for pair in pairs if pair.group == "published"]),
            ("real files mutated", [pair for pair in pairs if pair.group == "mutated"]),
            ("either side has tracked changes already", [pair for pair in pairs if pair.group == "tracked"]),
            ("all pairs", pairs),
        ):
            if not chosen:
                continue
            say(f"\n{title}\n")
            say(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
            for each in self._programs:
                say(f"| {' | '.join(each.line(chosen))} |")
        self._tell_faults()
        if self._long is not None:
            say(f"\nthe long pair, whole process (to be reached: {MOST_SECONDS} s and {MOST_MEGABYTES} MB)\n")
            say("| | seconds | MB | right |\n|---|---|---|---|")
            for (name, measure), each in zip(self._costs, self._programs, strict=True):
                long_costs(name, measure, self._runs, each.said.get("long"))

    def _tell_faults(self) -> None:
        own = self._programs[0]
        for level in LEVELS:
            wrong = [name for name, said in own.said.items() if not said[level]]
            say(f"{OWN}, not right in {level}: {', '.join(wrong)}" if wrong else f"{OWN}, {level}: all right")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--sample", type=int, default=1, help="every so manieth pair only, and the long one")
    parser.add_argument("--runs", type=int, default=5, help="of the long pair")
    parser.add_argument("--kept", type=Path, default=ROOT / "out" / "bench", help="where redlines are kept")
    parser.add_argument("--anew", action="store_true", help="take nothing from an earlier run")
    asked = parser.parse_args()
    folder = corpus()
    if folder is None:
        say("there is no corpus: nothing is measured")
        return
    if asked.anew:
        shutil.rmtree(asked.kept, ignore_errors=True)
    pairs = [*pairs_with_tracked_changes(folder, asked.kept / "before"), *all_pairs(folder)]
    chosen = [pair for number, pair in enumerate(pairs) if number % asked.sample == 0 or pair.name == "long"]
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(chosen, asked.kept, Path(name), asked.runs)
        bench.add_own()
        if asked.peers:
            bench.add_peers()
        bench.tell()


if __name__ == "__main__":
    main()
