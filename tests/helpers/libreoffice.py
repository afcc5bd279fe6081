"""LibreOffice as a second reader: it accepts, rejects or compares by itself, and saves what it made of that."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Resolving"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Resolving" script:language="StarBasic">
Sub Run(jobs As String, diary As String)
  Dim number As Integer, words As String
  number = FreeFile
  Open jobs For Input As #number
  Do While Not EOF(number)
    Line Input #number, words
    Note(diary, "begun")
    One(Split(words, "|"))
    Note(diary, "done")
  Loop
  Close #number
  StarDesktop.terminate()
End Sub

Sub One(parts)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  Dim other(1) As New com.sun.star.beans.PropertyValue
  Dim none()
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  other(0).Name = "URL"
  other(1).Name = "NoAcceptDialog"
  other(1).Value = True
  On Error Goto Impossible
  document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
  If IsNull(document) Then Exit Sub
  frame = document.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  If parts(0) = "compare" Then
    other(0).Value = parts(3)
    dispatcher.executeDispatch(frame, ".uno:CompareDocuments", "", 0, other())
  ElseIf parts(0) = "accept" Then
    dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, none())
  ElseIf parts(0) = "reject" Then
    dispatcher.executeDispatch(frame, ".uno:RejectAllTrackedChanges", "", 0, none())
  End If
  document.storeToURL(parts(2), kind())
  document.close(True)
Impossible:
End Sub

Sub Note(diary As String, words As String)
  Dim number As Integer
  number = FreeFile
  Open diary For Append As #number
  Print #number, words
  Close #number
End Sub
</script:module>
"""
_LOOK_EVERY = 0.05


class Order(Enum):
    """What LibreOffice is to do with a file before it saves it."""

    ACCEPT = "accept"
    REJECT = "reject"
    KEEP = "keep"
    COMPARE = "compare"


@dataclass(frozen=True)
class Job:
    """A file to open, what to do with it, and where to save it; ``old`` is what it is compared with."""

    order: Order
    source: Path
    target: Path
    old: Path | None = None

    @property
    def line(self) -> str:
        """The job as the macro reads it."""
        places = [self.source, self.target, *([] if self.old is None else [self.old])]
        return "|".join([self.order.value, *(place.resolve().as_uri() for place in places)])


def program() -> str | None:
    """LibreOffice's program, None when it is not installed."""
    return shutil.which("soffice")


def version() -> str:
    """Which LibreOffice it is, empty when it is not installed."""
    found = program()
    if found is None:
        return ""
    done = subprocess.run([found, "--version"], capture_output=True, check=True, text=True, timeout=60)
    return " ".join(done.stdout.split()[:2])


class LibreOffice:
    """LibreOffice with a profile of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._profile = folder / "profile"
        self._diary = folder / "diary.txt"
        process = self._start("--terminate_after_init")
        process.communicate(timeout=120)
        # A new profile is filled in at the first start: only then is there a place for macros.
        macros = self._profile / "user" / "basic" / "Standard"
        macros.mkdir(parents=True, exist_ok=True)
        (macros / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (macros / "Resolving.xba").write_text(_MODULE, encoding="utf-8")

    def do(self, jobs: Iterable[Job], each: float = 60) -> list[Job]:
        """Do all jobs; gives those that came to nothing.

        When LibreOffice dies of a file, or sits longer than ``each`` seconds over it, it is started again for the rest.
        """
        asked = list(jobs)
        for job in asked:
            job.target.unlink(missing_ok=True)
        rest = asked
        while rest:
            rest = rest[max(1, self._do_until_it_ends(rest, each)) :]
        return [job for job in asked if not job.target.is_file()]

    def convert(self, source: Path, kind: str, each: float = 120) -> Path:
        """Convert a file ("pdf", "csv"); the result stands in the folder. Fails where LibreOffice does not make it."""
        target = self._folder / f"{source.stem}.{kind.partition(':')[0]}"
        target.unlink(missing_ok=True)
        place = str(self._folder)
        process = self._start("--convert-to", kind, "--outdir", place, str(source))
        process.communicate(timeout=each)
        assert target.is_file(), source.name
        return target

    def command(self, jobs: Sequence[Job]) -> list[str]:
        """The command that does these jobs in one start."""
        place = self._folder / "jobs.txt"
        place.write_text("".join(f"{job.line}\n" for job in jobs), encoding="utf-8")
        return self._command(f'macro:///Standard.Resolving.Run("{place}","{self._diary}")')

    def _do_until_it_ends(self, jobs: Sequence[Job], each: float) -> int:
        """How many were begun before it died; all when it did not."""
        self._diary.unlink(missing_ok=True)
        process = self._start(self.command(jobs)[-1])
        seen, since = b"", time.monotonic()
        while process.poll() is None:
            now = self._diary.read_bytes() if self._diary.is_file() else b""
            if now != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > each:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                break
            time.sleep(_LOOK_EVERY)
        return self._diary.read_bytes().count(b"begun") if self._diary.is_file() else 0

    def _command(self, *arguments: str) -> list[str]:
        found = program()
        assert found is not None
        return [found, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore", *arguments]

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command(*arguments),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
