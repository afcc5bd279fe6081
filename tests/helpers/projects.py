"""Projects for tests: small ones made at once, entries of a journal, and a process that records until it is killed."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from rus_editor.model.document import BlockId
from rus_editor.model.edits import Fragment, Patch, ReplaceText, Restore
from rus_editor.model.journal import Caret, EntryKind, LogEntry, StepLabel
from rus_editor.store.project_file import ProjectFile
from rus_editor.usecases.projects import Folders, OpenedProject, create_project, open_project
from tests.helpers.checkout import ROOT
from tests.helpers.ooxml import WordFile

WHO = "Skribent 1"
TYPED = 20
"""Entries of one step of typing."""

_LONGEST_WAIT = 0.05


def folders_in(folder: Path) -> Folders:
    """Folders of the program's own, in a test's."""
    return Folders(folder / "data", folder / "settings")


def word_file(text: str = "Näringsliv") -> bytes:
    """A Word document of one paragraph."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WordFile(f'p/r/t"{text}"').to_bytes())) as members,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in members.namelist():
            # Without a date, so that the same text is the same file at any time.
            archive.writestr(zipfile.ZipInfo(name), members.read(name))
    return file.getvalue()


def entry(seq: int) -> LogEntry:
    """Entry number ``seq`` of somebody's typing; with a step's first letter goes the paragraph as it was."""
    step, letter = divmod(seq - 1, TYPED)
    block = BlockId("body/0")
    inverse = None
    if letter == 0:
        markup = f"<w:p xmlns:w='urn:w'><w:r><w:t>{'Tillväxt och hållbarhet. ' * 20}{seq}</w:t></w:r></w:p>".encode()
        inverse = (Restore((Patch("word/document.xml", (0,), 0, 1, (Fragment(markup),)),)),)
    edits = (ReplaceText(block, letter, letter, "å"),)
    return LogEntry(seq, EntryKind.EDIT, step, StepLabel.TYPED, edits, inverse, Caret(block, letter))


def entries(first: int, last: int) -> tuple[LogEntry, ...]:
    """Entries from number ``first`` to ``last``, that one included."""
    return tuple(entry(seq) for seq in range(first, last + 1))


def new_project(folder: Path, count: int = 0) -> OpenedProject:
    """A project of two versions with some entries in its journal."""
    folder.mkdir(parents=True, exist_ok=True)
    old, new = folder / "Antagen 2018.docx", folder / "Remiss 2026.docx"
    old.write_bytes(word_file("Antagen"))
    new.write_bytes(word_file("Remiss"))
    opened = create_project(new, old, name="RUS 2026", folders=folders_in(folder), who=WHO)
    opened.keeper.record(entries(1, count))
    return opened


def closed_project(folder: Path, count: int = 0) -> Path:
    """The live database of such a project, closed."""
    opened = new_project(folder, count)
    opened.keeper.close()
    return opened.facts.database


def store_of(path: Path, count: int = 0) -> ProjectFile:
    """A project file of its own, open, with one checkpoint."""
    store = ProjectFile.create(path, name="RUS 2026", profile="rus", who=WHO)
    store.checkpoint(word_file(), 0)
    store.record(entries(1, count))
    return store


def record_for_ever(database: Path, folder: Path) -> None:
    """Record entry after entry, now and then a checkpoint, and tell on standard output when each is kept."""
    opened = open_project(database, folders=folders_in(folder), who=WHO)
    seq = opened.entries[-1].seq if opened.entries else 0
    while True:
        seq += 1
        opened.keeper.record((entry(seq),))
        if seq % 7 == 0:
            opened.keeper.checkpoint(word_file(f"efter {seq}"), seq)
        os.write(1, f"{seq}\n".encode())


def kill_while_recording(database: Path, folder: Path, chance: random.Random) -> int:
    """Let a process record until it is killed at some moment; gives the last entry that it told of."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.projects", str(database), str(folder)],
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
    return int((told + rest).split(b"\n")[:-1][-1])


def found_after(database: Path, folder: Path) -> int:
    """Open what a killed process left; gives how many entries are there, each as it was recorded."""
    opened = open_project(database, folders=folders_in(folder), who=WHO)
    try:
        assert opened.entries == entries(1, len(opened.entries))
        text = f"efter {opened.checkpoint_seq}" if opened.checkpoint_seq else "Remiss"
        assert opened.content == word_file(text)
        assert not opened.notices
        return len(opened.entries)
    finally:
        opened.keeper.close()


if __name__ == "__main__":
    record_for_ever(Path(sys.argv[1]), Path(sys.argv[2]))
