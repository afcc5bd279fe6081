"""A file as it stood at one moment of being edited: a frozen value that any thread can make the file's bytes of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from rus_editor.model.errors import KnownError
from rus_editor.word import markup
from rus_editor.word.limits import Limits
from rus_editor.word.package import Package
from rus_editor.word.saving import rewrite, told_as

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The package that was opened, and the parts that were edited, as markup in UTF-8 without a declaration.

    ``arrived`` are members without markup that the package has not, ``gone`` are members that it has
    and that are to be left out.
    """

    package: Package
    parts: Mapping[str, bytes]
    arrived: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    gone: frozenset[str] = frozenset()

    def changed_parts(self) -> dict[str, bytes | None]:
        """The bytes of the parts that differ from what was read; one whose edits were all undone does not."""
        changed: dict[str, bytes | None] = {**self.arrived, **dict.fromkeys(self.gone)}
        for part, body in self.parts.items():
            if part not in self.package.members:
                main = self.package.members[self.package.main_part]
                changed[part] = DECLARATION + markup.strict_again(body, main)
            elif not self._is_as_read(part, body):
                changed[part] = told_as(self.package.members[part], body)
        return changed

    def _is_as_read(self, part: str, body: bytes) -> bool:
        try:
            edited = markup.parse(body, part, self.package.name, Limits())
        except KnownError:
            return False  # It may have grown over a limit by being edited: it is saved all the same.
        return _canonical(edited) == _canonical(self.package.xml(part))

    def to_bytes(self) -> bytes:
        """The file, every member that was not edited as it was. Raises KnownError where one of those is damaged."""
        return rewrite(self.package, self.changed_parts())


def _canonical(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), method="c14n")
