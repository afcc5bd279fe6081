"""Redlines of all pairs in the corpus: how many are right, how much they mark, what the long one costs.

    python tests/bench/redlines.py [--peers] [--runs 5]

A redline is right when it opens, rejecting everything gives the old file and accepting everything the new one, as the
program reads them once the two files' own tracked changes are accepted. Every redline, a peer's too, is resolved by the
program's own ``accept`` and ``reject``. "Marked : least" counts words within marks against the fewest that an edit
script over whole words needs. With ``--peers`` the same is done with what other programs make of the same pairs: those
on the package index, installed in a folder that is thrown away afterwards, and LibreOffice where it is installed.

Needs the corpus (``RUS_CORPUS``, else ``shared/corpus`` beside the checkout).
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rapidfuzz.distance import Indel  # noqa: E402 - the path comes first

from rus_editor.model.document import Document, StoryKind, paragraphs  # noqa: E402
from rus_editor.usecases.redlining import redline_files  # noqa: E402
from rus_editor.word.package import Package, open_package, read_bytes  # noqa: E402
from rus_editor.word.reader import read_document  # noqa: E402
from rus_editor.word.resolve import Verdict, resolve_package  # noqa: E402
from tests.helpers.corpus import corpus  # noqa: E402
from tests.helpers.libreoffice import Job, LibreOffice, Order, program  # noqa: E402
from tests.helpers.redline_rules import broken_rules  # noqa: E402
from tests.helpers.redlining import told  # noqa: E402

MOST_SECONDS = 1.0
MOST_MEGABYTES = 150
AUTHOR = "Skribent 1"
PEER_SECONDS = 60
_ENGINE = (
    "import sys; from pathlib import Path; import python_redlines as p; a = sys.argv; "
    "Path(a[4]).write_bytes(getattr(p, a[1])().run_redline(a[5], Path(a[2]), Path(a[3]))[0])"
)

_STARTER = """
import os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, place, os.devnull, os.O_WRONLY, 0) for place in (1, 2)]
started = time.perf_counter()
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - started, usage.ru_maxrss)
sys.exit(status != 0)
"""

Pair = tuple[str, Path, Path]


@dataclass(frozen=True)
class Peer:
    """Another program: what to install, and the command that writes a redline."""

    name: str
    packages: Sequence[str]
    command: Callable[[Path, Path, Path, Path], list[str]]


def _engine(name: str) -> Callable[[Path, Path, Path, Path], list[str]]:
    return lambda programs, old, new, target: [
        str(programs / "python"), "-c", _ENGINE, name, str(old), str(new), str(target), AUTHOR,
    ]  # fmt: skip


PEERS = (
    Peer("Docxodus", ("python-redlines[docxodus]",), _engine("DocxodusEngine")),
    Peer("WmlComparer", ("python-redlines[ooxmlpowertools]",), _engine("XmlPowerToolsEngine")),
    Peer(
        "jubarte",
        ("jubarte-redlines",),
        lambda programs, old, new, target: [
            str(programs / "jubarte-redlines"),
            "compare",
            "--force",
            str(old),
            str(new),
            "-o",
            str(target),
        ],
    ),
    Peer(
        "docx-trackdiff",
        ("docx-trackdiff",),
        lambda programs, old, new, target: [str(programs / "docx-trackdiff"), str(old), str(new), str(target)],
    ),
)


@dataclass
class Score:
    """How one program did over all pairs."""

    pairs: int = 0
    failed: int = 0
    text: int = 0
    all: int = 0
    rules: int = 0
    marked: int = 0
    least: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """The score on one line."""
        part = 100 / max(1, self.pairs)
        ratio = f"{self.marked / self.least:5.2f}" if self.least else "    –"
        return (
            f"{name:16} text {self.text * part:5.1f} %  all {self.all * part:5.1f} %  rules {self.rules * part:5.1f} %"
            f"  failed {self.failed:3}  marked : least {ratio}"
        )


class Judge:
    """Tells whether redlines of one pair are right."""

    def __init__(self, pair: Pair) -> None:
        self.name, old, new = pair
        self._old, self._new = _plain(old), _plain(new)
        self._documents = read_document(self._old), read_document(self._new)
        self._told = [told(document) for document in self._documents]
        self._texts = [_texts(document) for document in self._documents]
        self.least = Indel.distance(*(" ".join(texts).split() for texts in self._texts))

    def judge(self, content: bytes, score: Score) -> None:
        """Count a redline in a score."""
        score.pairs += 1
        try:
            package = open_package(content, "ut.docx")
            resolved = [
                read_document(open_package(resolve_package(package, verdict), "ut.docx"))
                for verdict in (Verdict.REJECT, Verdict.ACCEPT)
            ]
        except Exception:  # noqa: BLE001 - whatever a peer wrote, the others are to be measured too
            score.failed += 1
            score.wrong.append(self.name)
            return
        score.text += [_texts(document) for document in resolved] == self._texts
        right = [told(document) for document in resolved] == self._told
        score.all += right
        score.rules += not broken_rules(package, self._new)
        score.marked += _marked_words(package)
        score.least += self.least
        if not right:
            score.wrong.append(self.name)


def _plain(path: Path) -> Package:
    package = open_package(read_bytes(path), path.name)
    return open_package(resolve_package(package, Verdict.ACCEPT), path.name)


def _texts(document: Document) -> list[str]:
    kinds = (StoryKind.BODY, StoryKind.TEXT_BOX, StoryKind.HEADER, StoryKind.FOOTER)
    stories = [story for kind in kinds for story in document.stories if story.kind is kind]
    return [paragraph.text for story in stories for paragraph in paragraphs(story.blocks)]


def _marked_words(package: Package) -> int:
    root = package.xml(package.main_part)
    kinds = ("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")
    return sum(len("".join(text.text or "" for text in mark.iter("{*}t", "{*}delText")).split())
               for mark in root.iter(*kinds))  # fmt: skip


def run(command: Sequence[str], seconds: float = PEER_SECONDS) -> tuple[float, float] | None:
    """Seconds by the clock and the most megabytes held of a process; None when it failed.

    A process counts what the one that started it held: a small one in between starts it.
    """
    starter = subprocess.Popen(
        [sys.executable, "-S", "-c", _STARTER, *command],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        text=True,
    )  # fmt: skip
    try:
        told_, _ = starter.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(starter.pid, signal.SIGKILL)
        starter.communicate()
        return None
    if starter.returncode:
        return None
    took, held = told_.split()
    # Linux counts kilobytes, macOS bytes.
    return float(took), int(held) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def own_scores(pairs: Sequence[Pair]) -> Score:
    """Redlines of all pairs by this program."""
    score = Score()
    fallbacks: list[str] = []
    doubted: list[str] = []
    slowest = ("", 0.0)
    for pair in pairs:
        started = time.perf_counter()
        made = redline_files(pair[1], pair[2], author=AUTHOR, date="2026-11-23")
        seconds = time.perf_counter() - started
        slowest = max(slowest, (pair[0], seconds), key=lambda entry: entry[1])
        Judge(pair).judge(made.content, score)
        if made.fallbacks or made.whole_stories:
            fallbacks.append(f"{pair[0]} ({made.fallbacks} blocks, {len(made.whole_stories)} stories)")
        if not made.holds:
            doubted.append(pair[0])
    say(score.line("RUS-redigeraren"))
    say(f"  of {score.pairs} pairs; slowest {slowest[0]} {slowest[1]:.2f} s")
    say(f"  fallbacks in {len(fallbacks)} ({100 * len(fallbacks) / max(1, score.pairs):.1f} %): {', '.join(fallbacks)}")
    say(f"  not right by the check before it is handed out: {', '.join(doubted) or 'none'}")
    say(f"  not right by this bench: {', '.join(score.wrong) or 'none'}")
    return score


def long_pair_costs(name: str, command: Sequence[str], runs: int) -> None:
    """Print the medians of a program's work on the long pair."""
    # The first run warms the disk.
    run(command)
    rows = [row for row in (run(command) for _ in range(runs)) if row is not None]
    if not rows:
        say(f"{name:16} failed on the long pair")
        return
    seconds, held = (statistics.median(column) for column in zip(*rows, strict=True))
    say(f"{name:16} {seconds:6.2f} s by the clock  {held:6.1f} MB")


def measure_peers(pairs: Sequence[Pair], long_pair: Pair | None, folder: Path, runs: int) -> None:
    """The same with other programs."""
    judges = [Judge(pair) for pair in pairs]
    for peer in PEERS:
        home = folder / peer.name
        venv.create(home, with_pip=True)
        programs = home / ("Scripts" if os.name == "nt" else "bin")
        done = subprocess.run(
            [str(programs / "python"), "-m", "pip", "install", "--quiet", *peer.packages],
            capture_output=True, check=False, text=True,
        )  # fmt: skip
        if done.returncode:
            say(f"{peer.name:16} cannot be installed here: {(done.stderr.strip().splitlines() or ['?'])[-1][:120]}")
            continue
        score = Score()
        target = folder / "ut.docx"
        for pair, judge in zip(pairs, judges, strict=True):
            target.unlink(missing_ok=True)
            went = run(peer.command(programs, pair[1], pair[2], target))
            judge.judge(target.read_bytes() if went and target.is_file() else b"", score)
        say(score.line(peer.name))
        if long_pair is not None:
            long_pair_costs(peer.name, peer.command(programs, long_pair[1], long_pair[2], target), min(runs, 3))
    measure_libreoffice(pairs, judges, folder)


def measure_libreoffice(pairs: Sequence[Pair], judges: Sequence[Judge], folder: Path) -> None:
    """LibreOffice's own comparison."""
    if program() is None:
        say("LibreOffice      is not installed")
        return
    targets = [folder / f"libreoffice_{number}.docx" for number in range(len(pairs))]
    office = LibreOffice(folder)
    score = Score()
    for pair, judge, target in zip(pairs, judges, targets, strict=True):
        try:
            office.do([Job(Order.COMPARE, pair[2], target, old=pair[1])], timeout=PEER_SECONDS)
        except subprocess.SubprocessError:
            target.unlink(missing_ok=True)
        judge.judge(target.read_bytes() if target.is_file() else b"", score)
    say(score.line("LibreOffice"))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    folder = corpus()
    if folder is None:
        say("there is no corpus: nothing is measured")
        return
    rows = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    pairs: list[Pair] = [(row[0], folder / "pairs" / row[1], folder / "pairs" / row[2]) for row in rows]
    long_pair: Pair = ("long", folder / "long" / "long_old.docx", folder / "long" / "long_new.docx")
    has_long = long_pair[1].is_file() and long_pair[2].is_file()
    if has_long:
        pairs.append(long_pair)
    own_scores(pairs)
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "ut.docx"
        if has_long:
            say(f"the long pair, whole process (to be reached: {MOST_SECONDS} s and {MOST_MEGABYTES} MB):")
            words = [*map(str, long_pair[1:]), "--redline", str(target)]
            long_pair_costs("RUS-redigeraren", [sys.executable, "-m", "rus_editor", "compare", *words], asked.runs)
        if asked.peers:
            measure_peers(pairs, long_pair if has_long else None, Path(name), asked.runs)


if __name__ == "__main__":
    main()
