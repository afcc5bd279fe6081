"""A package while it is being edited: its parts as trees, where each block stands in them, what has been changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.model.document import BlockId, Document, StoryId
from rus_editor.model.edits import Fragment, ImpossibleEdit, ParagraphStyle, Patch
from rus_editor.word import markup
from rus_editor.word.limits import Limits
from rus_editor.word.names import FORMULA, FORMULA_PARAGRAPH, ID, PARAGRAPH, ROW, TABLE, VAL, W14, W, number_of
from rus_editor.word.package import Package
from rus_editor.word.reading import StoryPlace
from rus_editor.word.rereading import Rereader
from rus_editor.word.saving import written
from rus_editor.word.walker import blocks_of, cells_of, rows_of
from rus_editor.word.writing.live_package import WHOLE_MEMBER, WHOLE_PART, LivePackage
from rus_editor.word.writing.pieces import TextMap
from rus_editor.word.writing.snapshot import Snapshot
from rus_editor.word.writing.text_map import text_map_at, text_maps

PARAGRAPH_ID = W14 + "paraId"
TEXT_ID = W14 + "textId"
_STORY = re.compile(r"(.+?)/\d+(?:/r\d+c\d+/\d+)*\Z")
_MOST_PARAGRAPH_ID = 0x8000_0000
_MOST_ID = 0x7FFF_FFFF


@dataclass(frozen=True, slots=True)
class Found:
    """A block: the part and story it stands in, and its element."""

    id: BlockId
    part: str
    story: Element
    element: Element

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a ``w:p``."""
        return self.element.tag == PARAGRAPH


class Manuscript:
    """One opened file in the course of being edited. Not to be shared between threads."""

    def __init__(self, package: Package) -> None:
        """Read the document. Raises KnownError as :func:`rus_editor.word.reader.read_document` does."""
        self._package = package
        self._live = LivePackage.of(package)
        self._rereader = Rereader(self._live)
        # The parts that were edited; their bytes, until they are edited again.
        self._touched: dict[str, bytes | None] = {}
        self._last_id: int | None = None
        self._paragraph_ids: set[str] | None = None
        self._has_paragraph_ids: bool | None = None
        self.document  # noqa: B018 - what cannot be read is refused at once

    @property
    def document(self) -> Document:
        """The document as it stands, read anew where it was changed."""
        return self._rereader.document

    @property
    def places(self) -> Mapping[StoryId, StoryPlace]:
        """Where each story stands, in reading order."""
        self.document  # noqa: B018 - brings them up to date
        return self._rereader.places

    @property
    def package(self) -> Package:
        """The package that this came from, as it was read."""
        return self._package

    @property
    def live(self) -> LivePackage:
        """The package as it has become."""
        return self._live

    def root(self, part: str) -> Element:
        """The tree of a part."""
        return self._live.xml(part)

    def is_edited(self, part: str) -> bool:
        """Whether a part may hold something else than when it was read."""
        return part in self._touched

    # -- finding -------------------------------------------------------------------------------------------------------

    def find(self, block: BlockId, *, may_wait: bool = False) -> Found:
        """Where a block stands. Raises ImpossibleEdit if there is none.

        ``may_wait`` tells that no block has come to be called otherwise since the document was read last.
        """
        places = self._rereader.places if may_wait else self.places
        element = self._rereader.element(block)
        match = _STORY.match(block)
        if element is None or match is None:
            raise ImpossibleEdit(f"there is no block {block}")
        place = places[StoryId(match[1])]
        return Found(block, place.part, place.container, element)

    def paragraph(self, block: BlockId, *, may_wait: bool = False) -> Found:
        """Where a paragraph stands, as :meth:`find` tells it. Raises ImpossibleEdit if the block is none."""
        found = self.find(block, may_wait=may_wait)
        if not found.is_paragraph:
            raise ImpossibleEdit(f"{block} is not a paragraph")
        return found

    def table(self, block: BlockId) -> Found:
        """Where a table stands. Raises ImpossibleEdit if the block is none."""
        found = self.find(block)
        if found.element.tag != TABLE:
            raise ImpossibleEdit(f"{block} is not a table")
        return found

    def standing(self, blocks: Iterable[BlockId]) -> dict[BlockId, Element]:
        """The elements of blocks as they were read last; whatever is edited meanwhile, nothing is read anew."""
        find = self._rereader.element
        return {block: element for block in blocks if (element := find(block)) is not None}

    def text_map(self, found: Found) -> TextMap:
        """Where each letter of a paragraph stands."""
        wanted = found.element
        opened = self._rereader.fields_at(wanted)
        if opened is not None:
            return text_map_at(found.story, wanted, opened)
        return next(each for each in text_maps(found.story, paragraphs_of(found.story)) if each.paragraph is wanted)

    # -- changing ------------------------------------------------------------------------------------------------------

    @contextmanager
    def touching(self, part: str, parent: Element, start: int, stop: int, patches: list[Patch]) -> Iterator[None]:
        """Whatever is done to children ``start`` to before ``stop`` of ``parent`` is noted, to be undone.

        The patch that undoes it is added to ``patches``. If the change fails, it is undone at once.
        """
        before = parent[start:stop]
        fragments = tuple(map(_fragment, before))
        path = _path(parent)
        length = len(parent)
        try:
            yield
        except BaseException:
            grown = len(parent) - length
            self._put_back(Patch(part, path, start, stop + grown, fragments), parent)
            self._note(part, parent, before, parent[start:stop])
            raise
        self._touched[part] = None
        grown = len(parent) - length
        self._note(part, parent, before, parent[start : stop + grown])
        patches.append(Patch(part, path, start, stop + grown, fragments))

    @contextmanager
    def reworking(self, part: str, parent: Element, patches: list[Patch]) -> Iterator[None]:
        """Whatever is done to some children of an element is noted, to be undone: only those that then differ."""
        before = list(parent)
        fragments = [_fragment(child) for child in before]
        path = _path(parent)
        try:
            yield
        except BaseException:
            self._put_back(Patch(part, path, 0, len(parent), tuple(fragments)), parent)
            self._note(part, parent, before, list(parent))
            raise
        after = list(parent)
        written_after = [_fragment(child) for child in after]
        start = _alike(before, fragments, after, written_after)
        rest = slice(start, None)
        tail = _alike(
            before[rest][::-1], fragments[rest][::-1], after[rest][::-1], written_after[rest][::-1]
        )  # fmt: skip
        stop, end = len(after) - tail, len(before) - tail
        if start == stop == end:
            return
        self._touched[part] = None
        self._note(part, parent, before[start:end], after[start:stop])
        patches.append(Patch(part, path, start, stop, tuple(fragments[start:end])))

    @contextmanager
    def touching_block(self, found: Found, patches: list[Patch]) -> Iterator[None]:
        """One block is changed and nothing beside it."""
        parent = found.element.getparent()
        if parent is None:
            raise ImpossibleEdit("the block stands in no document")
        index = parent.index(found.element)
        with self.touching(found.part, parent, index, index + 1, patches):
            yield

    def _note(self, part: str, parent: Element, before: list[Element], after: list[Element]) -> None:
        self._live.forget_relationships(part)
        if part in self._definitions():
            self._rereader.forget()
        else:
            self._rereader.touched(parent, before, after)

    def _definitions(self) -> tuple[str, ...]:
        main = self._package.main_part
        return tuple(part for kind in ("styles", "numbering") for part in self._live.related(main, kind))

    def apply(self, patch: Patch, undoing: list[Patch]) -> None:
        """Put fragments back where a patch says; the patch that takes them away again is added to ``undoing``."""
        if patch.path in (WHOLE_PART, WHOLE_MEMBER):
            (self._apply_to_part if patch.path == WHOLE_PART else self._apply_to_member)(patch, undoing)
            return
        parent = self.root(patch.part)
        for index in patch.path:
            if not 0 <= index < len(parent):
                raise ImpossibleEdit("the document is not as it was after the edit that is to be undone")
            parent = parent[index]
        if not 0 <= patch.start <= patch.stop <= len(parent):
            raise ImpossibleEdit("the document is not as it was after the edit that is to be undone")
        with self.touching(patch.part, parent, patch.start, patch.stop, undoing):
            self._put_back(patch, parent)

    def _apply_to_part(self, patch: Patch, undoing: list[Patch]) -> None:
        """A part comes, goes, or gives way to another of its name."""
        part, live = patch.part, self._live
        before = (Fragment(written(live.xml(part))),) if live.has(part) else ()
        live.put(part, patch.fragments[0].markup if patch.fragments else None)
        self._touched[part] = None
        if part in self._definitions():
            self._rereader.forget()
        self._rereader.read_through()
        self._paragraph_ids = None
        undoing.append(Patch(part, WHOLE_PART, 0, len(before), before))

    def _apply_to_member(self, patch: Patch, undoing: list[Patch]) -> None:
        """A part without markup comes, or goes again, also when the file has been saved and opened in between."""
        part, live = patch.part, self._live
        before = (Fragment(live.members[part]),) if live.has(part) else ()
        live.put_member(part, patch.fragments[0].markup if patch.fragments else None)
        self._rereader.read_through()
        undoing.append(Patch(part, WHOLE_MEMBER, 0, len(before), before))

    def _put_back(self, patch: Patch, parent: Element) -> None:
        self._replace(parent, patch.start, patch.stop, patch.fragments)
        if any(_fragment(parent[patch.start + step]) != each for step, each in enumerate(patch.fragments)):
            self._put_back_prefixes(patch, parent)

    def _put_back_prefixes(self, patch: Patch, parent: Element) -> None:
        """Namespaces that a paragraph itself declares, anew or otherwise than what encloses it (Word Online does).

        lxml drops such declarations when elements move; here the part is written with the fragments and read again.
        """
        root = self.root(patch.part)
        tree = root.getroottree()
        for step, fragment in enumerate(patch.fragments):
            place = etree.ProcessingInstruction("rus-fragment", str(step))
            place.tail = fragment.tail or None
            parent[patch.start + step] = place
        written = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
        for step, fragment in enumerate(patch.fragments):
            written = written.replace(f"<?rus-fragment {step}?>".encode(), fragment.markup, 1)
        self._live.trees[patch.part] = markup.parse(written, patch.part, self._package.name, Limits())
        self._rereader.forget()

    @staticmethod
    def _replace(parent: Element, start: int, stop: int, fragments: tuple[Fragment, ...]) -> None:
        for child in parent[start:stop]:
            parent.remove(child)
        for step, fragment in enumerate(fragments):
            element = _parsed(fragment.markup)
            parent.insert(start + step, element)
            element.tail = fragment.tail or None

    def touch(self, part: str) -> None:
        """Note that a part was changed in a way that nobody will undo."""
        self._touched[part] = None
        self._rereader.forget()

    # -- fresh ids -----------------------------------------------------------------------------------------------------

    def fresh_id(self) -> str:
        """An id for a tracked change, bookmark or content control that none in the document has."""
        if self._last_id is None:
            found = [0]
            for root in self._story_roots():
                for element in root.iter(etree.Element):
                    identity = element.get(ID) or (element.get(VAL) if element.tag == W + "id" else None)
                    if identity:
                        found.append(number_of(identity))
            # Some programs spread their ids over the whole range; then counting goes on from the middle.
            largest = max(identity for identity in found if identity < _MOST_ID // 2)
            self._last_id = largest
        self._last_id += 1
        return str(self._last_id)

    def uses_paragraph_ids(self) -> bool:
        """Whether paragraphs carry ``w14:paraId`` in this document ([MS-DOCX] 2.5.4.1); those of comments always do."""
        if self._has_paragraph_ids is None:
            main = self.root(self._package.main_part)
            self._has_paragraph_ids = any(each.get(PARAGRAPH_ID) for each in main.iter(PARAGRAPH))
        return self._has_paragraph_ids

    def name_anew(self, element: Element) -> None:
        """Give new paragraphs (and rows) in and at an element ids of their own, where the document uses them."""
        for paragraph in element.iter(PARAGRAPH, ROW):
            paragraph.attrib.pop(TEXT_ID, None)
            had = paragraph.attrib.pop(PARAGRAPH_ID, None)
            if (had is not None or paragraph.tag == PARAGRAPH) and self.uses_paragraph_ids():
                paragraph.set(PARAGRAPH_ID, self.fresh_paragraph_id())

    def fresh_paragraph_id(self, about: str = "") -> str:
        """A ``w14:paraId`` that no paragraph has.

        What is told ``about`` the paragraph makes it the same when the same is done again, after a restart, too.
        """
        if about:
            # What has been undone since is not in the way.
            self._paragraph_ids = None
        used = self._used_paragraph_ids()
        count = 0 if about else len(used)
        while True:
            # No chance and no clock: the same edits of the same file give the same bytes.
            seed = f"{about or self._package.digest} {count}".encode()
            identity = int.from_bytes(hashlib.sha256(seed).digest()[:4], "big") % _MOST_PARAGRAPH_ID
            spelled = f"{identity:08X}"
            if identity and spelled not in used:
                used.add(spelled)
                return spelled
            count += 1

    def _used_paragraph_ids(self) -> set[str]:
        if self._paragraph_ids is None:
            self._paragraph_ids = {
                identity.upper()
                for root in self._story_roots()
                for element in root.iter(PARAGRAPH, ROW)
                if (identity := element.get(PARAGRAPH_ID))
            }
        return self._paragraph_ids

    def _story_roots(self) -> list[Element]:
        return [self.root(part) for part in dict.fromkeys(place.part for place in self.places.values())]

    # -- back to bytes -------------------------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """The file as it stands, for any thread to put together; only parts edited since the last one are written."""
        parts: dict[str, bytes] = {}
        for part, content in self._touched.items():
            if self._live.has(part):
                parts[part] = self._touched[part] = written(self.root(part)) if content is None else content
        return Snapshot(
            self._package,
            MappingProxyType(parts),
            MappingProxyType(dict(self._live.arrived)),
            frozenset(self._live.gone),
        )

    def style_choices(self) -> tuple[ParagraphStyle, ...]:
        """The paragraph styles that a person may choose."""
        return self._rereader.style_choices()

    def picture(self, digest: str) -> tuple[bytes, str] | None:
        """The bytes of a picture, and what kind of picture it is ("image/png"); None for one that is not there."""
        member = self._rereader.picture(digest)
        if member is None:
            return None
        return self._live.members[member], self._live.content_type(member)


def paragraphs_of(story: Element) -> Iterator[Element]:
    """The paragraphs of a story in reading order, those in tables and bare formulas included."""
    for found in blocks_of(story, ""):
        if found.element.tag in (PARAGRAPH, FORMULA, FORMULA_PARAGRAPH):
            yield found.element
        elif found.element.tag == TABLE:
            for row, _ in rows_of(found.element):
                for cell, _ in cells_of(row):
                    yield from paragraphs_of(cell)


def row_of(table: Element, index: int) -> Element:
    """A table's row by its number from 0. Raises ImpossibleEdit if there is none."""
    rows = [row for row, _ in rows_of(table)]
    if not 0 <= index < len(rows):
        raise ImpossibleEdit(f"the table has no row {index}")
    return rows[index]


def cell_of(table: Element, row: int, cell: int) -> Element:
    """A table's cell by its row and its number in it, both from 0. Raises ImpossibleEdit if there is none."""
    cells = [found for found, _ in cells_of(row_of(table, row))]
    if not 0 <= cell < len(cells):
        raise ImpossibleEdit(f"row {row} of the table has no cell {cell}")
    return cells[cell]


def _alike(
    before: list[Element], fragments: list[Fragment], after: list[Element], written_after: list[Fragment]
) -> int:
    """How many of the first elements are the same, and read the same."""
    count = 0
    for one, old, other, new in zip(before, fragments, after, written_after, strict=False):
        if one is not other or old != new:
            break
        count += 1
    return count


def _fragment(element: Element) -> Fragment:
    return Fragment(
        etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False), element.tail or ""
    )


def _parsed(content: bytes) -> Element:
    if content.startswith((b"<!", b"<?")):  # A comment or an instruction cannot be a document by itself.
        return markup.parse(b"<around>" + content + b"</around>", "", "", Limits())[0]
    return markup.parse(content, "", "", Limits())


def _path(element: Element) -> tuple[int, ...]:
    steps: list[int] = []
    while (parent := element.getparent()) is not None:
        steps.append(parent.index(element))
        element = parent
    return tuple(reversed(steps))
