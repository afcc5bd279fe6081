"""A Word file as a package: every member as bytes, what each part is, and which it uses (ISO/IEC 29500-2).

Everything that could hurt is looked at here, before any part is parsed. Nothing but :class:`KnownError` comes out.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from lxml import etree

from rus_editor.model.document import Notice, NoticeCode
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word import markup
from rus_editor.word.limits import MEGABYTE, Limits, spelled
from rus_editor.word.other_formats import fault_of
from rus_editor.word.relationships import (
    NO_RELATIONSHIPS,
    ContentTypes,
    PartNames,
    Relationship,
    read_relationships,
    relationships_part_of,
)
from rus_editor.word.zip_archive import Archive, read_archive

_CONTENT_TYPES_PART = "[Content_Types].xml"
_USUAL_MAIN_PART = "word/document.xml"
_WORD_MAIN = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.(?:document|template)\.main"
    r"|ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)\.main)\+xml",
    re.IGNORECASE,
)
_OTHER_OFFICE = (
    (re.compile(r"spreadsheetml|ms-excel", re.IGNORECASE), "xl/", "Excel"),
    (re.compile(r"presentationml|ms-powerpoint", re.IGNORECASE), "ppt/", "PowerPoint"),
    (re.compile(r"ms-visio", re.IGNORECASE), "visio/", "Visio"),
)
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_STRICT_MAIN = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_XML_TYPE = re.compile(r".*[+/]xml", re.IGNORECASE)
_NOT_PARSED = re.compile(r"image/.*|text/html|application/xhtml\+xml|message/.*", re.IGNORECASE)
_PICTURES = frozenset({"image", "hdphoto", "media", "video", "audio"})


@dataclass(frozen=True, eq=False)
class Package:
    """An opened Word file. ``name`` is the file's, ``digest`` the SHA-256 of its bytes in hexadecimal.

    ``members`` are all members in the order of the zip, each inflated when it is asked for; ``main_part`` is the one
    that holds the body. ``notices`` tell what a user may want to know (macros, external links, a signature).
    """

    name: str
    digest: str
    members: Mapping[str, bytes]
    main_part: str
    notices: tuple[Notice, ...]
    is_macro_enabled: bool
    is_strict: bool
    _types: ContentTypes = field(repr=False)
    _relationships: Mapping[str, Mapping[str, Relationship]] = field(repr=False)
    _limits: Limits = field(repr=False)

    def told(self) -> tuple[Notice, ...]:
        """What a user may want to know of the file as it is now."""
        return self.notices

    def content_type(self, part: str) -> str:
        """What kind of content a part is said to have ("image/png"); empty if nothing tells."""
        return self._types.of(part)

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part uses, by relationship id; the empty part is the package itself."""
        return self._relationships.get(part, NO_RELATIONSHIPS)

    def related(self, part: str, type: str) -> tuple[str, ...]:  # noqa: A002 - the word of the standard
        """The members that a part uses in one way ("footnotes"), in the order written; missing ones are left out."""
        return tuple(
            relationship.target
            for relationship in self.relationships(part).values()
            if relationship.type == type and not relationship.external and relationship.target in self.members
        )

    def xml(self, part: str) -> etree._Element:
        """A part parsed anew, strict read as transitional.

        Raises KnownError: MISSING_PART, BROKEN_XML, DOCTYPE, TOO_DEEP, TOO_MANY_ELEMENTS, DAMAGED_MEMBER.
        """
        if part not in self.members:
            raise KnownError(ErrorCode.MISSING_PART, name=self.name, part=part)
        # What a file holds was counted when it was opened.
        counted = isinstance(self.members, Archive) and _is_markup(self._types.of(part))
        return markup.parse(self.members[part], part, self.name, self._limits, counted=counted)


def read_bytes(path: Path, limits: Limits | None = None) -> bytes:
    """Read a file that somebody pointed at: FILE_MISSING, FILE_UNREADABLE, FILE_EMPTY and TOO_LARGE are told apart.

    No more is read than the limit and one byte, however the file grows meanwhile.
    """
    limits = limits or Limits()
    name = path.name or str(path)
    try:
        # Asked before it is opened: to open a pipe is to wait for somebody to write into it.
        content = _read_at_most(path, limits.file_size + 1) if stat.S_ISREG(path.stat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError) as error:
        raise KnownError(ErrorCode.FILE_MISSING, name=name) from error
    except (OSError, ValueError, MemoryError) as error:
        raise KnownError(ErrorCode.FILE_UNREADABLE, name=name) from error
    if content is None:
        raise KnownError(ErrorCode.FILE_UNREADABLE, name=name)
    if not content:
        raise KnownError(ErrorCode.FILE_EMPTY, name=name)
    if len(content) > limits.file_size:
        raise KnownError(ErrorCode.TOO_LARGE, name=name, limit=spelled(limits.file_size // MEGABYTE))
    return content


def _read_at_most(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def open_package(data: bytes, name: str, limits: Limits | None = None) -> Package:
    """Open a file's bytes as a Word package; ``name`` is the file's, for the errors and the document.

    Raises KnownError with any code that concerns a file; ``facts["name"]`` is always ``name``.
    """
    limits = limits or Limits()
    if len(data) > limits.file_size:
        raise KnownError(ErrorCode.TOO_LARGE, name=name, limit=spelled(limits.file_size // MEGABYTE))
    if not data.startswith(_ZIP_SIGNATURES) and b"PK\x05\x06" not in data[-0x20000:]:
        raise fault_of(data, name)
    try:
        return _Opening(data, name, limits).package()
    except MemoryError as error:
        raise KnownError(ErrorCode.TOO_LARGE, name=name, limit=spelled(limits.total_size // MEGABYTE)) from error


class _Opening:
    """One package while it is being opened."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._data = data
        self._name = name
        self._limits = limits
        self._notices: list[Notice] = []
        self._plumbing = 0

    def package(self) -> Package:
        archive = read_archive(self._data, self._name, self._limits)
        names = PartNames(archive)
        self._refuse_other_zips(archive)
        types = self._content_types(archive, names)
        self._refuse_bombs(archive, types)
        roots = self._relationships(archive, "", names)
        main_part = self._main_part(archive, types, names, roots)
        relationships = {"": roots}
        for part in archive:
            if names.find(relationships_part_of(part)) is not None:
                relationships[part] = self._relationships(archive, part, names, needed=part == main_part)
        is_macro_enabled = "macroenabled" in types.of(main_part).lower() or any(
            relationship.type == "vbaProject" for relationship in relationships.get(main_part, {}).values()
        )
        if is_macro_enabled:
            self._notices.append(Notice(NoticeCode.MACROS))
        if any(relationship.type == "origin" for relationship in roots.values()) or any(
            part.lower().startswith("_xmlsignatures/") for part in archive
        ):
            self._notices.append(Notice(NoticeCode.SIGNED))
        self._notices.extend(external_notices(relationships))
        return Package(
            name=self._name,
            digest=hashlib.sha256(self._data).hexdigest(),
            members=archive,
            main_part=main_part,
            notices=tuple(self._notices),
            is_macro_enabled=is_macro_enabled,
            is_strict=self._is_strict(archive, main_part),
            _types=types,
            _relationships=MappingProxyType({part: MappingProxyType(found) for part, found in relationships.items()}),
            _limits=self._limits,
        )

    def _is_strict(self, archive: Archive, main_part: str) -> bool:
        """Whether the main part's root declares the namespace of strict: it stands before the body."""
        head = next(archive.chunks(main_part, self._limits.xml_size, self._limits.xml_ratio_floor), b"")
        return any(
            _STRICT_MAIN.encode(encoding) in head.partition("body".encode(encoding))[0]
            for encoding in ("ascii", "utf-16-le", "utf-16-be")
        )

    def _content_types(self, archive: Archive, names: PartNames) -> ContentTypes:
        part = names.find(_CONTENT_TYPES_PART)
        if part is None:
            return ContentTypes(None)
        return ContentTypes(self._parsed(archive, part))

    def _parsed(self, archive: Archive, part: str) -> etree._Element:
        """Content types or relationships: far fewer elements are enough for them."""
        limits = replace(self._limits, elements=min(self._limits.elements, self._limits.plumbing))
        return markup.parse(self._xml_bytes(archive, part), part, self._name, limits)

    def _xml_bytes(self, archive: Archive, part: str) -> bytes:
        return archive.content(part, self._limits.xml_size, self._limits.xml_ratio_floor)

    def _refuse_bombs(self, archive: Archive, types: ContentTypes) -> None:
        """Inflate every member once, counting; hold the XML ones against the limits for markup."""
        limits = self._limits
        total = elements = 0
        for part in archive:
            kind = types.of(part)
            if _is_markup(kind):
                content = self._xml_bytes(archive, part)
                total += len(content)
                elements += self._elements_in(content, part)
                if elements > limits.all_elements:
                    limit = spelled(limits.all_elements)
                    raise KnownError(ErrorCode.TOO_MANY_ELEMENTS, name=self._name, part=part, limit=limit)
            else:
                for chunk in archive.chunks(part, limits.member_size, limits.ratio_floor):
                    total += len(chunk)
                    if total > limits.total_size:
                        break
            if total > limits.total_size:
                limit = spelled(limits.total_size // MEGABYTE)
                raise KnownError(ErrorCode.TOO_LARGE, name=self._name, limit=limit)

    def _elements_in(self, content: bytes, part: str) -> int:
        """How many elements a part may hold, at most; what does not look like XML is left to whoever parses it."""
        try:
            content = markup.as_utf8(content, part, self._name)
        except KnownError:
            return 0
        elements = markup.refuse_bombs(content, part, self._name, self._limits)
        if part.lower().endswith(("[content_types].xml", ".rels")):
            self._plumbing += elements
            if self._plumbing > self._limits.plumbing:
                limit = spelled(self._limits.plumbing)
                raise KnownError(ErrorCode.TOO_MANY_ELEMENTS, name=self._name, part=part, limit=limit)
        return elements

    def _relationships(
        self, archive: Archive, part: str, names: PartNames, *, needed: bool = False
    ) -> dict[str, Relationship]:
        """A part's relationships. Broken ones are a notice, but a fault if the document cannot do without them."""
        source = names.find(relationships_part_of(part))
        if source is None:
            return {}
        try:
            root = self._parsed(archive, source)
        except KnownError as error:
            if needed or error.code is not ErrorCode.BROKEN_XML:
                raise
            self._notices.append(Notice(NoticeCode.BROKEN_PART, source))
            return {}
        return read_relationships(root, part, names)

    def _main_part(
        self, archive: Archive, types: ContentTypes, names: PartNames, roots: Mapping[str, Relationship]
    ) -> str:
        """The part that holds the body: by the package's relationship, by content type, by its usual name."""
        candidates = [found.target for found in roots.values() if found.type == "officeDocument" and not found.external]
        candidates += [part for part in archive if _WORD_MAIN.fullmatch(types.of(part))]
        usual = names.find(_USUAL_MAIN_PART)
        candidates += [usual] if usual else []
        self._refuse_other_programs(archive, types, candidates[:1])
        for candidate in candidates:
            if candidate in archive:
                return candidate
        raise KnownError(ErrorCode.MISSING_PART, name=self._name, part=_USUAL_MAIN_PART)

    def _refuse_other_zips(self, archive: Archive) -> None:
        """OpenDocument and e-books name themselves in a first member; what has no part of a package is just a zip."""
        first = b""
        if "mimetype" in archive:
            first = next(archive.chunks("mimetype", self._limits.member_size, self._limits.ratio_floor), b"")
        if first.startswith(b"application/vnd.oasis.opendocument.text"):
            raise KnownError(ErrorCode.OTHER_FORMAT, name=self._name, format="ODT")
        if first.startswith(b"application/vnd.oasis.opendocument."):
            raise KnownError(ErrorCode.NOT_A_DOCUMENT, name=self._name, format="OpenDocument")
        if first.startswith(b"application/epub"):
            raise KnownError(ErrorCode.OTHER_FORMAT, name=self._name, format="EPUB")
        if not any(part.lower().startswith(("word/", "_rels/", "[content_types].xml")) for part in archive):
            raise KnownError(ErrorCode.NOT_A_DOCUMENT, name=self._name, format=_program_of(archive) or "ZIP")

    def _refuse_other_programs(self, archive: Archive, types: ContentTypes, main: list[str]) -> None:
        """A package of Excel, PowerPoint or something else, told by its main part or, without one, by its folders."""
        kind = types.of(main[0]) if main else ""
        if _WORD_MAIN.fullmatch(kind):
            return
        program = next((program for sign, _, program in _OTHER_OFFICE if sign.search(kind)), "")
        program = program or _program_of(main or archive)
        if not program and not main and not types.mention(_WORD_MAIN):
            program = "ZIP"
        if program:
            raise KnownError(ErrorCode.NOT_A_DOCUMENT, name=self._name, format=program)


def _is_markup(kind: str) -> bool:
    """Whether content of a type is held against the limits for markup when a package is opened."""
    return _XML_TYPE.fullmatch(kind) is not None and not _NOT_PARSED.fullmatch(kind)


def _program_of(parts: Iterable[str]) -> str:
    """The program whose folder the first part lies in that lies in one; empty if none does."""
    return next(
        (program for part in parts for _, folder, program in _OTHER_OFFICE if part.lower().startswith(folder)), ""
    )


def external_notices(relationships: Mapping[str, Mapping[str, Relationship]]) -> list[Notice]:
    """What the file points at outside itself: web sites once each by host, everything else by its whole address."""
    notices: dict[Notice, None] = {}
    for found in relationships.values():
        for relationship in found.values():
            if not relationship.external:
                continue
            target = relationship.target
            if relationship.type == "attachedTemplate":
                notices[Notice(NoticeCode.EXTERNAL_TEMPLATE, target)] = None
            elif relationship.type in _PICTURES:
                notices[Notice(NoticeCode.EXTERNAL_PICTURE, target)] = None
            elif relationship.type != "hyperlink":
                notices[Notice(NoticeCode.EXTERNAL_LINK, target)] = None
            elif not target.lower().startswith("mailto:"):
                notices[Notice(NoticeCode.EXTERNAL_LINK, _site(target))] = None
    return sorted(notices, key=lambda notice: notice.code.value)


def _site(address: str) -> str:
    """The host of a web address; anything else as it is."""
    try:
        parts = urlsplit(address)
        return parts.hostname or address if parts.scheme in ("http", "https") else address
    except ValueError:
        return address
