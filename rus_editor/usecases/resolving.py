"""Accepting or rejecting all tracked changes of a file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from rus_editor.model.document import Notice, NoticeCode
from rus_editor.usecases.checking import Reviser, revisers_of
from rus_editor.usecases.saving import write_bytes
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.resolve import Verdict, resolve


@dataclass(frozen=True)
class ResolvedFile:
    """A file that was written without tracked changes, and whose changes were accepted or rejected.

    ``loses_signature`` tells that the file was signed digitally and that the new one is not the signed one any more.
    """

    path: Path
    revisers: tuple[Reviser, ...]
    loses_signature: bool

    @property
    def changes(self) -> int:
        """How many tracked changes there were."""
        return sum(reviser.changes for reviser in self.revisers)


Place = str | os.PathLike[str]


def accept(source: Place, target: Place) -> ResolvedFile:
    """Write a copy of a Word file in which every tracked change is accepted. Raises KnownError."""
    return _resolved(source, target, Verdict.ACCEPT)


def reject(source: Place, target: Place) -> ResolvedFile:
    """Write a copy of a Word file in which every tracked change is rejected. Raises KnownError."""
    return _resolved(source, target, Verdict.REJECT)


def _resolved(source: Place, target: Place, verdict: Verdict) -> ResolvedFile:
    path = Path(source)
    content = read_bytes(path)
    package = open_package(content, path.name)
    resolved = resolve(package, verdict)
    write_bytes(Path(target), resolved.content)
    signed = Notice(NoticeCode.SIGNED) in package.notices
    return ResolvedFile(Path(target), revisers_of(resolved.changes), signed and resolved.content != content)
