"""What is brought from an earlier version, put into a document that is being edited, so that it can be undone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import ExitStack

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.edits import Fragment, Patch
from rus_editor.model.errors import KnownError
from rus_editor.word import markup
from rus_editor.word.names import WP
from rus_editor.word.redlining.output import Digests, Output, missing_in, with_ignorable
from rus_editor.word.relationships import Relationship
from rus_editor.word.saving import written
from rus_editor.word.writing.live_package import WHOLE_MEMBER, WHOLE_PART
from rus_editor.word.writing.manuscript import Manuscript

_MARKUP = (".xml", ".rels")
_CONTENT_TYPES = "[Content_Types].xml"
_OVERRIDE = f"{{{markup.CONTENT_TYPES}}}Override"
_DEFAULT = f"{{{markup.CONTENT_TYPES}}}Default"
_RELATIONSHIP = f"{{{markup.RELATIONSHIPS}}}Relationship"
_NO_RELATIONSHIPS = f'<Relationships xmlns="{markup.RELATIONSHIPS}"/>'.encode()
_TRANSITIONAL = f"{markup.R}/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DRAWING_IDENTITY = WP + "docPr"
_MOST_DRAWINGS = 0x7FFF_FFFF


class ToBeIgnored(Exception):  # noqa: N818 - it tells of what happened, nobody outside sees it
    """The main part must let readers ignore more namespaces before anything that uses them is put into it."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        super().__init__()
        self.namespaces = dict(namespaces)


class _LiveDigests(Digests):
    """What relationships lead to by now: a header that was edited is another than the one that was read."""

    def __init__(self, manuscript: Manuscript) -> None:
        super().__init__(manuscript.live)
        self._manuscript = manuscript

    def of(self, part: str, relation: str) -> str:
        """The same for all that lead to the same."""
        live = self._manuscript.live
        found = live.relationships(part).get(relation)
        if found is not None and not found.external and self._manuscript.is_edited(found.target):
            content = written(live.xml(found.target)) if live.has(found.target) else b""
            return hashlib.sha256(content).hexdigest()
        return super().of(part, relation)


class LiveOutput(Output):
    """A document that is being edited, as that into which old content is brought.

    ``patches`` are what undoes all that was brought, in the order in which it came.
    """

    def __init__(self, manuscript: Manuscript) -> None:
        super().__init__(manuscript.live)
        self.digests = _LiveDigests(manuscript)
        self._manuscript = manuscript
        self._live = manuscript.live
        self._open = ExitStack()
        self._last_drawing: int | None = None
        self.patches: list[Patch] = []
        self.has_brought = False

    def begin(self) -> None:
        """Begin anew: nothing is to be undone yet."""
        self.patches = []
        self._open = ExitStack()
        self._last_drawing = None

    def tree(self, part: str) -> Element:
        """A part's root, to be changed in place until :meth:`settle`."""
        if part not in self.trees:
            self.has_brought = True
            root = self._live.xml(part)
            self._open.enter_context(self._manuscript.reworking(part, root, self.patches))
            self.trees[part] = root
        return self.trees[part]

    def settle(self) -> None:
        """Note what was changed in the trees that were asked for; none may be changed after this.

        Raises ToBeIgnored, with everything noted, where the main part must say more before it can hold what comes.
        """
        self.trees.clear()
        self._open.close()
        wanted, self._ignorable = self._ignorable, {}
        for part, namespaces in wanted.items():
            root = self._live.xml(part)
            missing = missing_in(root, namespaces)
            if missing and part == self.package.main_part:
                raise ToBeIgnored(missing)
            if missing:
                self.ignore(part, missing)

    def close(self) -> None:
        """Note what was changed in the trees that were asked for; nothing more will come."""
        self.trees.clear()
        self._open.close()

    def ignore(self, part: str, namespaces: Mapping[str, str]) -> None:
        """Let readers of a part ignore more namespaces (address → prefix)."""
        root = self._live.xml(part)
        content = with_ignorable(written(root), root, namespaces)
        self._manuscript.apply(Patch(part, WHOLE_PART, 0, 1, (Fragment(content),)), self.patches)

    def start(self, kind: str, root: Element, relation: str = "") -> str:
        """A new part that the main part uses; its name."""
        main = self.package.main_part
        folder = main.rpartition("/")[0]
        name = self.add_part(f"{folder}/{kind}.xml" if folder else f"{kind}.xml", root, f"{_WORD_TYPE}{kind}+xml")
        self.add_relation(main, relation or kind, name, external=False)
        return name

    def add_part(self, name: str, root: Element, content_type: str) -> str:
        """A part with markup of its own; the name it got."""
        self.has_brought = True
        free = self._free(name)
        self._manuscript.apply(Patch(free, WHOLE_PART, 0, 0, (Fragment(written(root)),)), self.patches)
        self._tell_type(free, content_type)
        return free

    def add_member(self, name: str, content: bytes, content_type: str) -> str:
        """A new member under a free name; the name it got."""
        # The name tells what is in it: whoever has looked at a member of that name has seen these bytes.
        stem, dot, extension = name.rpartition(".")
        named = f"{stem}_{hashlib.sha256(content).hexdigest()[:8]}{dot}{extension}"
        if name.lower().endswith(_MARKUP):
            free = self._free(named)
            before = len(self.patches)
            try:
                self._manuscript.apply(Patch(free, WHOLE_PART, 0, 0, (Fragment(content),)), self.patches)
            except KnownError:
                # It cannot be read, here as little as there.
                del self.patches[before:]
            else:
                self._tell_type(free, content_type)
                return free
        if self._live.arrived.get(named) == content:
            return named
        free = self._free(named)
        self._manuscript.apply(Patch(free, WHOLE_MEMBER, 0, 0, (Fragment(content),)), self.patches)
        self._tell_type(free, content_type)
        return free

    def add_relation(self, part: str, kind: str, target: str, *, external: bool) -> str:
        """A new relationship of a part; its id."""
        taken = self._live.relationships(part)
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        self.keep_relation(part, f"rId{number}", kind, target, external=external)
        return f"rId{number}"

    def keep_relation(self, part: str, identity: str, kind: str, target: str, *, external: bool) -> None:
        """A relationship of a part under an id of its own."""
        self.has_brought = True
        source = self._live.relationships_name(part)
        if not self._live.has(source):
            self._manuscript.apply(Patch(source, WHOLE_PART, 0, 0, (Fragment(_NO_RELATIONSHIPS),)), self.patches)
        made = etree.Element(_RELATIONSHIP)
        made.set("Id", identity)
        family = _STRICT if self.package.is_strict else _TRANSITIONAL
        made.set("Type", kind if ":" in kind else family + kind)
        made.set("Target", target if external or target.startswith("#") else "/" + target)
        if external:
            made.set("TargetMode", "External")
        self._append(source, made)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part uses by now."""
        return self._live.relationships(part)

    def related(self, kind: str) -> str | None:
        """A part that the main part uses by now."""
        return next(iter(self._live.related(self.package.main_part, kind)), None)

    def next_drawing_id(self) -> str:
        """A drawing id that no other drawing has."""
        if self._last_drawing is None:
            parts = [part for part in (*self._live.trees, *self._live.made) if part.endswith(".xml")]
            ids = [
                identity.get("id", "")
                for part in dict.fromkeys((self.package.main_part, *parts))
                if self._live.has(part)
                for identity in self._live.xml(part).iter(_DRAWING_IDENTITY)
            ]
            numbers = [int(each) for each in ids if each.isdecimal() and len(each) < 10]
            self._last_drawing = max((number for number in numbers if number < _MOST_DRAWINGS // 2), default=0)
        self._last_drawing += 1
        return str(self._last_drawing)

    def _free(self, name: str) -> str:
        stem, dot, extension = name.rpartition(".")
        taken = {member.lower() for member in (*self.package.members, *self._live.made)}
        free, count = name, 1
        while free.lower() in taken:
            free, count = f"{stem}_old{count}{dot}{extension}", count + 1
        return free

    def _tell_type(self, part: str, kind: str) -> None:
        extension = part.rpartition(".")[2].lower()
        said = self._live.xml(_CONTENT_TYPES).iterchildren(_DEFAULT)
        usual = {each.get("Extension", "").lower(): each.get("ContentType") for each in said}
        if usual.get(extension) == kind:
            return
        made = etree.Element(_OVERRIDE)
        made.set("PartName", f"/{part}")
        made.set("ContentType", kind or "application/octet-stream")
        self._append(_CONTENT_TYPES, made)

    def _append(self, part: str, element: Element) -> None:
        root = self._live.xml(part)
        with self._manuscript.touching(part, root, len(root), len(root), self.patches):
            root.append(element)
