"""Saves that are broken off by force: a process saves again and again until it is killed, and what it left is read."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from rus_editor.model.document import block_text
from rus_editor.model.edits import ReplaceText
from rus_editor.usecases.saving import save_document
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document
from rus_editor.word.writer import Writer
from tests.helpers.checkout import ROOT
from tests.helpers.ooxml import WordFile

_LONGEST_WAIT = 0.05


def write_first(path: Path) -> None:
    """The file that is saved again and again: its first paragraph says which save it is of."""
    filling = ", ".join(f'p/r/t"{hashlib.sha512(str(number).encode()).hexdigest() * 8}"' for number in range(200))
    path.write_bytes(WordFile(f'p/r/t"0", {filling}').to_bytes())


def save_for_ever(path: Path) -> None:
    """Save with a higher number each time, and tell on standard output when each is done."""
    content = read_bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    writer = Writer(open_package(content, path.name))
    while True:
        block = writer.document.body.blocks[0]
        number = block_text(block)
        writer.apply(ReplaceText(block.id, 0, len(number), str(int(number) + 1)))
        digest = save_document(path, writer.to_bytes(), digest)
        os.write(1, f"{int(number) + 1}\n".encode())


def saved_number(path: Path) -> int:
    """Which save the file is of; any fault in it is raised."""
    document = read_document(open_package(read_bytes(path), path.name))
    assert len(document.body.blocks) == 201
    return int(block_text(document.body.blocks[0]))


def kill_while_saving(path: Path, chance: random.Random) -> tuple[int, int]:
    """Let a process save until it is killed at some moment; gives the last number it told, and the file's."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.killed", str(path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    told = process.stdout.readline()
    time.sleep(chance.random() * _LONGEST_WAIT)
    process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    rest = process.stdout.read()
    process.stdout.close()
    process.wait()
    lines = (told + rest).split(b"\n")[:-1]
    return int(lines[-1]), saved_number(path)


if __name__ == "__main__":
    save_for_ever(Path(sys.argv[1]))
