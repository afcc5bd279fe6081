"""LibreOffice as a second reader: it accepts, rejects or compares by itself, and saves what it made of that."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
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
Sub Run(jobs As String)
  Dim number As Integer, words As String
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
  number = FreeFile
  Open jobs For Input As #number
  On Error Resume Next
  Do While Not EOF(number)
    Line Input #number, words
    parts = Split(words, "|")
    document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
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
  Loop
  Close #number
  StarDesktop.terminate()
End Sub
</script:module>
"""


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


class LibreOffice:
    """LibreOffice with a profile of its own in a folder. What it cannot open it leaves out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._profile = folder / "profile"
        self._start("--terminate_after_init", timeout=60)
        # A new profile is filled in at the first start: only then is there a place for macros.
        macros = self._profile / "user" / "basic" / "Standard"
        macros.mkdir(parents=True, exist_ok=True)
        (macros / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (macros / "Resolving.xba").write_text(_MODULE, encoding="utf-8")

    def do(self, jobs: Iterable[Job], timeout: float = 60) -> None:
        """Do all jobs in one start."""
        place = self._folder / "jobs.txt"
        place.write_text("".join(f"{job.line}\n" for job in jobs), encoding="utf-8")
        self._start(f'macro:///Standard.Resolving.Run("{place}")', timeout=timeout)

    def _start(self, argument: str, timeout: float) -> None:
        found = program()
        assert found is not None
        command = [found, f"-env:UserInstallation={self._profile.as_uri()}", "--headless", "--norestore", argument]
        subprocess.run(command, check=True, capture_output=True, timeout=timeout)
