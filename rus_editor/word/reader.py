"""From a package to a document: every story, in reading order. Nothing but :class:`KnownError` comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.model.document import (
    BlockId,
    Document,
    Notice,
    NoticeCode,
    PageSection,
    Story,
    StoryId,
    StoryKind,
)
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word import markup
from rus_editor.word.blocks import BlockReader, SectionEnd
from rus_editor.word.comments import parents_of, resolved_in
from rus_editor.word.controls import ControlRegister
from rus_editor.word.formats import FormatReader
from rus_editor.word.media import MediaReader
from rus_editor.word.memory import Memory
from rus_editor.word.names import AUTHOR, DATE, ID, SECTION_PROPERTIES, TYPE, VAL, A, W, number_of, value_of
from rus_editor.word.numbering import Counter, NumberingDefinitions
from rus_editor.word.package import Package
from rus_editor.word.reading import NoteNumbers, Notes, Reading, StoryPlace
from rus_editor.word.revisions import SECTION_FORMAT_CHANGE, RevisionReader
from rus_editor.word.sections import former_section_values, margin_stories, section_values
from rus_editor.word.structure import Counters, Structure
from rus_editor.word.styles import Styles

_THEME_FONTS = (
    ("majorFont", ("majorHAnsi", "majorAscii"), "majorEastAsia", "majorBidi"),
    ("minorFont", ("minorHAnsi", "minorAscii"), "minorEastAsia", "minorBidi"),
)
_DEEPEST = 400
_SEPARATORS = frozenset(("separator", "continuationSeparator", "continuationNotice"))


class _Found(NamedTuple):
    """The notes of one kind, or the comments: their part, what each is called there, and each by its id."""

    part: str
    name: str
    elements: dict[str, Element]


def read_document(package: Package) -> Document:
    """Read a document as it is written, tracked changes included.

    A part beside the main one that cannot be read is left out and told in a notice (BROKEN_PART).
    Raises KnownError: what :meth:`Package.xml` raises for the main part, NOT_A_DOCUMENT, TOO_DEEP.
    """
    return read_with_places(package)[0]


def read_with_places(package: Package) -> tuple[Document, Mapping[StoryId, StoryPlace]]:
    """As :func:`read_document`, with where each story stands in the trees that ``package`` handed out."""
    try:
        reader = DocumentReader(package)
        return reader.document(), reader.places
    except RecursionError as error:
        raise too_deep(package) from error


def too_deep(package: Package) -> KnownError:
    """Markup may nest deeper than Python calls itself; the limits of the package keep that far from real files."""
    return KnownError(ErrorCode.TOO_DEEP, name=package.name, part=package.main_part, limit=_DEEPEST)


class DocumentReader:
    """Reads one document, once or again and again while it is edited.

    ``reading`` is the last reading of it, and ``replies`` are the comments that answer others, with the others.
    Raises KnownError as :func:`read_document` does, and RecursionError for what that tells as TOO_DEEP.
    """

    def __init__(self, package: Package) -> None:
        """Read what the whole document is governed by: its styles, lists, settings."""
        self._package = package
        self._main = package.main_part
        self._broken: list[str] = []
        self._body = self._find_body()
        self._settings = self._related(self._main, "settings")
        styles_root = self._related(self._main, "styles")
        language = _language(self._settings, styles_root)
        revisions = RevisionReader()
        formats = FormatReader(_theme_fonts(self._related(self._main, "theme")), revisions)
        styles = Styles(styles_root, formats)
        lists = NumberingDefinitions(self._related(self._main, "numbering"), formats, styles.numbering_style_list)
        self.reading = Reading(
            package=package,
            language=language,
            formats=formats,
            structure=Structure(styles, lists, formats, revisions),
            revisions=revisions,
            controls=ControlRegister(),
            media=MediaReader(package),
        )
        self.replies: Mapping[str, str] = {}

    def _find_body(self) -> Element:
        root = self._package.xml(self._main)
        body = root.find(W + "body")
        if root.tag != W + "document" or body is None:
            raise KnownError(ErrorCode.NOT_A_DOCUMENT, name=self._package.name)
        return body

    @property
    def main_part(self) -> str:
        """The part that the body stands in."""
        return self._main

    @property
    def places(self) -> Mapping[StoryId, StoryPlace]:
        """Where each story stands that has been read so far."""
        return self.reading.places

    def document(self, memory: Memory | None = None) -> Document:
        """Read everything; what ``memory`` has of it need not be read again."""
        last = self.reading
        if memory is not None:
            self._body = self._find_body()
        last.revisions.found = False
        last.media.notices.clear()
        self.reading = reading = Reading(
            package=last.package,
            language=last.language,
            formats=last.formats,
            structure=last.structure,
            revisions=last.revisions,
            controls=ControlRegister(),
            media=last.media,
            memory=memory,
        )
        self._box_counters = Counters(Counter(reading.language))
        self._prepare_note_numbers()
        footnotes = self._find_notes("footnotes", "footnote")
        endnotes = self._find_notes("endnotes", "endnote")
        comments = self._find_notes("comments", "comment")
        reading.story_ids = frozenset(
            f"{found.name}/{identity}" for found in (footnotes, endnotes, comments) for identity in found.elements
        )
        stories = [self._read_body()]
        self._read_boxes(stories)
        self._read_notes(reading.footnotes, footnotes, stories)
        self._read_notes(reading.endnotes, endnotes, stories)
        page_sections = self._page_sections()
        self._read_margins(stories)
        self._read_comments(comments, stories)
        self._note_section_changes()
        return Document(
            name=self._package.name,
            digest=self._package.digest,
            stories=tuple(stories),
            page_sections=page_sections,
            controls=reading.controls.controls,
            notices=self._notices(),
            title=self._title(),
            language=reading.language,
            has_revisions=reading.revisions.found,
        )

    # -- parts -------------------------------------------------------------------------------------------------------

    def _xml(self, part: str) -> Element | None:
        """A part that the document can do without; None, with a notice, where it is broken."""
        try:
            return self._package.xml(part)
        except KnownError:
            if part not in self._broken:
                self._broken.append(part)
            return None

    def _related(self, part: str, kind: str) -> Element | None:
        for target in self._package.related(part, kind):
            return self._xml(target)
        return None

    # -- stories -----------------------------------------------------------------------------------------------------

    def _read_body(self) -> Story:
        reader = BlockReader(self.reading, self._main, self._body)
        blocks = reader.read(self._body, "body")
        self._section_ends: list[SectionEnd] = reader.section_ends
        return Story(StoryId("body"), StoryKind.BODY, blocks)

    def _read_boxes(self, stories: list[Story]) -> None:
        """Read the text boxes met so far; boxes inside them come after them."""
        boxes = self.reading.boxes
        while boxes:
            waiting, boxes[:] = list(boxes), []
            for box in waiting:
                reader = BlockReader(self.reading, box.part, box.content, self._box_counters)
                stories.append(Story(box.id, StoryKind.TEXT_BOX, reader.read(box.content, box.id), anchor=box.anchor))

    def _find_notes(self, part_kind: str, name: str) -> _Found:
        """The notes or comments of the file by their ids; of two with one id the first."""
        for part in self._package.related(self._main, part_kind)[:1]:
            elements: dict[str, Element] = {}
            root = self._xml(part)
            for child in root if root is not None else ():
                if child.tag == W + name and child.get(TYPE) not in _SEPARATORS:
                    elements.setdefault(child.get(ID, ""), child)
            return _Found(part, name, elements)
        return _Found("", name, {})

    def _read_notes(self, notes: Notes, found: _Found, stories: list[Story]) -> None:
        counters = Counters(Counter(self.reading.language))
        order = [identity for identity in notes.references if identity in found.elements]
        order.extend(identity for identity in found.elements if identity not in notes.references)
        for identity in order:
            element = found.elements[identity]
            reference = notes.references.get(identity)
            story_id = StoryId(f"{found.name}/{identity}")
            blocks = BlockReader(self.reading, found.part, element, counters).read(element, story_id)
            anchor, label = (None, "") if reference is None else reference
            stories.append(Story(story_id, notes.kind, blocks, anchor=anchor, label=label))
            self._read_boxes(stories)

    def _read_margins(self, stories: list[Story]) -> None:
        """Headers and footers, each part where a page section first names it."""
        seen: set[str] = set()
        ids: set[str] = set()
        for index, properties in enumerate(self._all_section_properties()):
            for margin in margin_stories(properties):
                relationship = self._package.relationships(self._main).get(margin.relationship)
                if relationship is None or relationship.external or relationship.target in seen:
                    continue
                part = relationship.target
                seen.add(part)
                root = self._xml(part)
                if root is None:
                    continue
                story_id = StoryId(f"{margin.story_kind.value}/{index}/{margin.kind}")
                if story_id in ids:
                    # No section may name two of one kind; a broken one does, and neither is to be lost.
                    story_id = StoryId(f"{story_id}.{len(seen)}")
                ids.add(story_id)
                blocks = BlockReader(self.reading, part, root).read(root, story_id)
                stories.append(Story(story_id, margin.story_kind, blocks, label=margin.kind, page_section=index))
                self._read_boxes(stories)

    def _read_comments(self, found: _Found, stories: list[Story]) -> None:
        marks = self.reading.comments
        extended = self._related(self._main, "commentsExtended")
        self.replies = parents_of(found.elements, extended)
        resolved = resolved_in(found.elements, extended)
        anchors: dict[str, BlockId] = {**marks.starts, **marks.references}
        order = [identity for identity in anchors if identity in found.elements]
        order.extend(identity for identity in found.elements if identity not in anchors)
        counters = Counters(Counter(self.reading.language))
        for identity in order:
            element = found.elements[identity]
            parent = self.replies.get(identity, "")
            story_id = StoryId(f"comment/{identity}")
            blocks = BlockReader(self.reading, found.part, element, counters).read(element, story_id)
            stories.append(
                Story(
                    story_id,
                    StoryKind.COMMENT,
                    blocks,
                    anchor=anchors.get(identity) or anchors.get(parent) or None,
                    author=element.get(AUTHOR, ""),
                    date=element.get(DATE, ""),
                    quote=self.quote(identity),
                    resolved=identity in resolved,
                    parent=StoryId(f"comment/{parent}") if parent else None,
                )
            )
            self._read_boxes(stories)

    def quote(self, identity: str) -> str:
        """The text that a comment is about; a reply is about what the one that it answers is about."""
        quotes = self.reading.comments.quotes
        return "".join(quotes.get(identity) or quotes.get(self.replies.get(identity, "")) or ()).strip("\n")

    # -- page sections -----------------------------------------------------------------------------------------------

    def _all_section_properties(self) -> list[Element]:
        found = [end.properties for end in self._section_ends]
        last = self._body.find(SECTION_PROPERTIES)
        return found if last is None else [*found, last]

    def _page_sections(self) -> tuple[PageSection, ...]:
        sections = [
            self._page_section(index, end.block, end.properties) for index, end in enumerate(self._section_ends)
        ]
        last = self._body.find(SECTION_PROPERTIES)
        return (*sections, self._page_section(len(sections), None, last))

    def _page_section(self, index: int, last_block: BlockId | None, properties: Element | None) -> PageSection:
        interned = self.reading.formats.interned
        if properties is None:
            return PageSection(index, last_block, interned(()))
        former = former_section_values(properties)
        return PageSection(
            index,
            last_block,
            interned(section_values(properties).items()),
            None if former is None else interned(former.items()),
        )

    def _note_section_changes(self) -> None:
        for properties in self._all_section_properties():
            if properties.find(SECTION_FORMAT_CHANGE) is not None:
                self.reading.revisions.found = True

    def _prepare_note_numbers(self) -> None:
        last = self._body.find(SECTION_PROPERTIES)
        for notes, name, usual in (
            (self.reading.footnotes, "footnotePr", "decimal"),
            (self.reading.endnotes, "endnotePr", "lowerRoman"),
        ):
            numbers = NoteNumbers(number_format=usual)
            for holder in (self._settings, last):
                told = None if holder is None else holder.find(W + name)
                if told is None:
                    continue
                numbers.number_format = value_of(told, W + "numFmt") or numbers.number_format
                numbers.start = number_of(value_of(told, W + "numStart"), numbers.start)
                restart = value_of(told, W + "numRestart")
                numbers.each_section = restart == "eachSect" if restart is not None else numbers.each_section
            notes.numbers = numbers

    # -- facts -------------------------------------------------------------------------------------------------------

    def _notices(self) -> tuple[Notice, ...]:
        reading = self.reading
        notices = [*self._package.told()]
        if reading.revisions.found:
            notices.append(Notice(NoticeCode.TRACKED_CHANGES))
        if not reading.has_headings:
            notices.append(Notice(NoticeCode.NO_HEADINGS))
        if self._is_protected():
            notices.append(Notice(NoticeCode.PROTECTED))
        notices.extend(reading.media.notices)
        notices.extend(Notice(NoticeCode.BROKEN_PART, part) for part in self._broken)
        return tuple(dict.fromkeys(notices))

    def _is_protected(self) -> bool:
        protection = None if self._settings is None else self._settings.find(W + "documentProtection")
        if protection is None or protection.get(W + "edit", "none") == "none":
            return False
        enforcement = protection.get(W + "enforcement")
        return enforcement is not None and enforcement.lower() in ("1", "true", "on")

    def _title(self) -> str:
        for part in self._package.related("", "core-properties"):
            root = self._xml(part)
            title = None if root is None else root.find(f"{{{markup.DC}}}title")
            if title is not None and title.text:
                return " ".join(title.text.split())
        return ""


def _theme_fonts(theme: Element | None) -> Mapping[str, str]:
    """The fonts that ``w:asciiTheme`` and the like stand for."""
    fonts: dict[str, str] = {}
    scheme = None if theme is None else theme.find(f"{A}themeElements/{A}fontScheme")
    if scheme is None:
        return fonts
    for name, latin, east_asian, complex_script in _THEME_FONTS:
        kinds = ((latin, "latin"), ((east_asian,), "ea"), ((complex_script,), "cs"))
        for keys, child in kinds:
            element = scheme.find(f"{A}{name}/{A}{child}")
            font = "" if element is None else element.get("typeface", "")
            for key in keys:
                if font:
                    fonts[key] = font
    return fonts


def _language(settings: Element | None, styles: Element | None) -> str:
    """The document's language ("sv-SE"): of its default text, otherwise of its theme."""
    defaults = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    language = "" if defaults is None else defaults.get(VAL, "")
    theme = None if settings is None else settings.find(W + "themeFontLang")
    return language or ("" if theme is None else theme.get(VAL, ""))
