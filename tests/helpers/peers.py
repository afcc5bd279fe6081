"""Other programs that compare Word files: how they are got hold of for a while, and how they are told to do it."""

from __future__ import annotations

import os
import re
import subprocess
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.processes import run

AUTHOR = "Skribent 1"
PAIR_SECONDS = 60
_ENGINE = (
    "import sys; from pathlib import Path; import python_redlines as p; a = sys.argv; "
    "Path(a[4]).write_bytes(getattr(p, a[1])().run_redline(a[5], Path(a[2]), Path(a[3]))[0])"
)
_NOT_WORDS = re.compile(r"[^\w.]+")


@dataclass(frozen=True)
class Peer:
    """Another program: what to install, and the command that writes a redline."""

    name: str
    package: str
    extra: str
    command: Callable[[Path, Path, Path, Path], list[str]]


def _engine(name: str) -> Callable[[Path, Path, Path, Path], list[str]]:
    return lambda programs, old, new, target: [
        str(programs / "python"), "-c", _ENGINE, name, str(old), str(new), str(target), AUTHOR,
    ]  # fmt: skip


def _jubarte(programs: Path, old: Path, new: Path, target: Path) -> list[str]:
    return [str(programs / "jubarte-redlines"), "compare", "--force", str(old), str(new), "-o", str(target)]


def _trackdiff(programs: Path, old: Path, new: Path, target: Path) -> list[str]:
    return [str(programs / "docx-trackdiff"), str(old), str(new), str(target)]


PEERS = (
    Peer("Docxodus", "python-redlines", "[docxodus]", _engine("DocxodusEngine")),
    Peer("WmlComparer", "python-redlines", "[ooxmlpowertools]", _engine("XmlPowerToolsEngine")),
    Peer("jubarte", "jubarte-redlines", "", _jubarte),
    Peer("docx-trackdiff", "docx-trackdiff", "", _trackdiff),
)


class CannotInstallError(Exception):
    """A peer cannot be installed here."""


class Installed:
    """A peer in a folder of its own, with all that it leaves behind in there too."""

    def __init__(self, peer: Peer, folder: Path) -> None:
        self.name = peer.name
        self._peer = peer
        home = folder / peer.name
        self._environment = os.environ | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
        venv.create(home, with_pip=True)
        self._programs = home / ("Scripts" if os.name == "nt" else "bin")
        done = self._python("-m", "pip", "install", "--quiet", "--no-cache-dir", peer.package + peer.extra)
        if done.returncode:
            raise CannotInstallError((done.stderr.strip().splitlines() or ["?"])[-1][:120])
        lines = self._python("-m", "pip", "freeze").stdout.splitlines()
        # The folder's name in which its redlines are kept: those of another version are not its own.
        self.version = _NOT_WORDS.sub("_", "_".join(sorted(lines)))

    def command(self, old: Path, new: Path, target: Path) -> list[str]:
        """The command that writes a redline."""
        return self._peer.command(self._programs, old, new, target)

    def make(self, old: Path, new: Path, target: Path) -> bool:
        """Write a redline; False when nothing came of it."""
        return self.run(self.command(old, new, target), PAIR_SECONDS) is not None and target.is_file()

    def run(self, command: Sequence[str], seconds: float) -> tuple[float, float] | None:
        """Seconds and megabytes of one of its commands, None when it failed."""
        return run(command, seconds, self._environment)

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self._programs / "python"), *words], capture_output=True, check=False, text=True, timeout=600
        )
