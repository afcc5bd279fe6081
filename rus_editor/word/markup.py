"""Names of elements and THE parser: every XML part that the program reads goes through :func:`parse`.

Strict documents (ISO/IEC 29500-1) are read as transitional ones (ISO/IEC 29500-4): the namespaces are put right in a
copy of the bytes before it is parsed, so that prefixes stay as they are and no code further in needs to know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.limits import Limits, spelled

_OFFICE = "http://schemas.openxmlformats.org/"

W = f"{_OFFICE}wordprocessingml/2006/main"
R = f"{_OFFICE}officeDocument/2006/relationships"
A = f"{_OFFICE}drawingml/2006/main"
WP = f"{_OFFICE}drawingml/2006/wordprocessingDrawing"
PIC = f"{_OFFICE}drawingml/2006/picture"
C = f"{_OFFICE}drawingml/2006/chart"
DGM = f"{_OFFICE}drawingml/2006/diagram"
M = f"{_OFFICE}officeDocument/2006/math"
MC = f"{_OFFICE}markup-compatibility/2006"
CONTENT_TYPES = f"{_OFFICE}package/2006/content-types"
RELATIONSHIPS = f"{_OFFICE}package/2006/relationships"
CORE_PROPERTIES = f"{_OFFICE}package/2006/metadata/core-properties"
EXTENDED_PROPERTIES = f"{_OFFICE}officeDocument/2006/extended-properties"
CUSTOM_PROPERTIES = f"{_OFFICE}officeDocument/2006/custom-properties"
CUSTOM_XML = f"{_OFFICE}officeDocument/2006/customXml"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XML = "http://www.w3.org/XML/1998/namespace"
V = "urn:schemas-microsoft-com:vml"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741 - the prefix that every producer uses
W10 = "urn:schemas-microsoft-com:office:word"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPC = "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
DSP = "http://schemas.microsoft.com/office/drawing/2008/diagram"
ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "w": W,
        "r": R,
        "a": A,
        "wp": WP,
        "pic": PIC,
        "c": C,
        "dgm": DGM,
        "m": M,
        "mc": MC,
        "ct": CONTENT_TYPES,
        "rel": RELATIONSHIPS,
        "cp": CORE_PROPERTIES,
        "ep": EXTENDED_PROPERTIES,
        "op": CUSTOM_PROPERTIES,
        "ds": CUSTOM_XML,
        "dc": DC,
        "dcterms": DCTERMS,
        "xml": XML,
        "v": V,
        "o": O,
        "w10": W10,
        "w14": W14,
        "w15": W15,
        "w16cid": W16CID,
        "wps": WPS,
        "wpg": WPG,
        "wpc": WPC,
        "a14": A14,
        "asvg": ASVG,
        "dsp": DSP,
        "adec": ADEC,
    }
)
"""Usual prefixes, for :func:`qn` and XPath."""


def qn(name: str) -> str:
    """Clark notation of a prefixed name: ``qn("w:p")`` is ``{http://…/main}p``. Unknown prefixes are a KeyError."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def w(local: str) -> str:
    """Clark notation of a name in WordprocessingML's own namespace, for elements and attributes alike."""
    return f"{{{W}}}{local}"


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment, a processing instruction, an entity."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_ATTRIBUTE = re.compile(rb"(\s(?:xmlns(?::[^\s=]+)?|uri)\s*=\s*[\"'])http://purl\.oclc\.org/ooxml/([^\"']*)")
_TAG = re.compile(rb"<[^\s<>/!?\"'][^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+)*+>")
_SPELLED_APART: Mapping[bytes, bytes] = MappingProxyType(
    {
        b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
        b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    }
)

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"\A<\?xml\b[^>]*\?>")
_DECLARED_ENCODING = re.compile(rb"\A<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"'<>]*)[\"']")
_READABLE_ENCODING = re.compile(rb"utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d|cp125\d", re.IGNORECASE)
"""Encodings in which the bytes of ASCII mean ASCII, so that what is counted in the bytes is what lxml will see."""

_RESOURCE_LIMIT = 114  # XML_ERR_RESOURCE_LIMIT of libxml2
_WINDOW = 0x8000


def parse(content: bytes, part: str, name: str, limits: Limits, *, counted: bool = False) -> etree._Element:
    """Parse one part: nothing is fetched, no entity is expanded, comments and instructions are kept for writing.

    ``counted`` says that :func:`refuse_bombs` has let these bytes pass already. ``part`` and ``name`` (the file's) are
    for the errors: DOCTYPE, TOO_MANY_ELEMENTS, TOO_DEEP, BROKEN_XML.
    """
    content = as_utf8(content, part, name)
    if not counted:
        refuse_bombs(content, part, name, limits)
    if _STRICT in content:
        content = transitional(content)
    try:
        try:
            root = etree.fromstring(content, _parser(huge=False))
        except etree.XMLSyntaxError as error:
            if error.code != _RESOURCE_LIMIT:
                raise
            # Deeper than 256 or a text above 10 MB: unusual, but within our own limits it may be.
            root = _parse_huge(content, part, name, limits)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise KnownError(ErrorCode.BROKEN_XML, name=name, part=part, line=line) from error
    except (ValueError, LookupError, AssertionError, etree.LxmlError) as error:
        raise KnownError(ErrorCode.BROKEN_XML, name=name, part=part, line=1) from error
    if root is None:
        raise KnownError(ErrorCode.BROKEN_XML, name=name, part=part, line=1)
    if root.getroottree().docinfo.doctype:
        raise KnownError(ErrorCode.DOCTYPE, name=name, part=part)
    return root


def _parser(*, huge: bool) -> etree.XMLParser:
    """A new parser for each part: lxml's parsers are not to be shared between threads while they work.

    ``huge`` lifts libxml2's own limits (depth 256, 10 MB in a text); its limit of 2048 in depth stays. Entities could
    not be abused by it, since a part with a DOCTYPE never comes here.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        remove_comments=False,
        remove_pis=False,
        remove_blank_text=False,
        strip_cdata=False,
        huge_tree=huge,
    )


def _parse_huge(content: bytes, part: str, name: str, limits: Limits) -> etree._Element:
    try:
        root = etree.fromstring(content, _parser(huge=True))
    except etree.XMLSyntaxError as error:
        if error.code == _RESOURCE_LIMIT:
            raise KnownError(ErrorCode.TOO_DEEP, name=name, part=part, limit=limits.depth) from error
        raise
    # One step of the path for each level: the search visits every element once and ends where the tree does.
    if root.xpath("boolean(" + "/*" * (limits.depth + 1) + ")"):
        raise KnownError(ErrorCode.TOO_DEEP, name=name, part=part, limit=limits.depth)
    return root


def as_utf8(content: bytes, part: str, name: str) -> bytes:
    """A part's bytes so that ASCII in them is ASCII: UTF-16 is written anew, odd encodings are refused (BROKEN_XML).

    OPC asks for UTF-8 or UTF-16 (ISO/IEC 29500-2, 6.2.5). Encodings such as UTF-7 or EBCDIC would hide a DOCTYPE from
    a search of the bytes.
    """
    sixteen = ""
    if content.startswith(_BYTE_ORDER_MARKS):
        sixteen = "utf-16"
    elif content.startswith(b"<\0"):
        sixteen = "utf-16-le"
    elif content.startswith(b"\0<"):
        sixteen = "utf-16-be"
    if sixteen:
        try:
            return _DECLARATION.sub("", content.decode(sixteen), count=1).encode("utf-8")
        except UnicodeError as error:
            raise KnownError(ErrorCode.BROKEN_XML, name=name, part=part, line=1) from error
    declared = _DECLARED_ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")[:1024])
    if declared and not _READABLE_ENCODING.fullmatch(declared[1]):
        raise KnownError(ErrorCode.BROKEN_XML, name=name, part=part, line=1)
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise KnownError(ErrorCode.BROKEN_XML, name=name, part=part, line=1)
    return content


def elements_in(content: bytes) -> int:
    """How many elements, comments and instructions there can be at most in UTF-8 bytes. ``<`` stands nowhere else."""
    return content.count(b"<") - content.count(b"</")


def refuse_bombs(content: bytes, part: str, name: str, limits: Limits) -> int:
    """Hold UTF-8 bytes against the limits, by searches that run at the speed of memory; gives :func:`elements_in`."""
    if has_doctype(content):
        raise KnownError(ErrorCode.DOCTYPE, name=name, part=part)
    elements = elements_in(content)
    if elements > limits.elements:
        raise KnownError(ErrorCode.TOO_MANY_ELEMENTS, name=name, part=part, limit=spelled(limits.elements))
    if content.count(b"=") > limits.all_attributes:
        raise KnownError(ErrorCode.TOO_MANY_ELEMENTS, name=name, part=part, limit=spelled(limits.all_attributes))
    if _has_swollen_tag(content, limits.attributes):
        raise KnownError(ErrorCode.TOO_MANY_ELEMENTS, name=name, part=part, limit=spelled(limits.attributes))
    return elements


def has_doctype(content: bytes) -> bool:
    """Whether a document type is declared, looked for where it can stand: before the root element (XML 1.0, 2.8)."""
    at = 3 if content.startswith(b"\xef\xbb\xbf") else 0
    while True:
        at = content.find(b"<", at)
        if at < 0:
            return False
        if content.startswith(b"<!--", at):
            at = content.find(b"-->", at + 4)
        elif content.startswith(b"<?", at):
            at = content.find(b"?>", at + 2)
        else:
            return content[at : at + 9].upper() == b"<!DOCTYPE"
        if at < 0:
            return False


def _has_swollen_tag(content: bytes, most: int) -> bool:
    """Whether a stretch without ``<`` holds so many ``=`` that a tag in it has more than ``most`` attributes.

    A stretch is looked at only if it covers a whole window of 32 KiB: shorter ones have no room for that many.
    """
    at = 0
    while at < len(content):
        if content.find(b"<", at, at + _WINDOW) >= 0:
            at += _WINDOW
            continue
        start = max(0, content.rfind(b"<", 0, at))
        end = content.find(b"<", at)
        end = len(content) if end < 0 else end
        if not content.startswith((b"<!", b"<?"), start):
            tag = _TAG.match(content, start)
            if content.count(b"=", start, tag.end() if tag else end) > most:
                return True
        at = end
    return False


def transitional(content: bytes) -> bytes:
    """UTF-8 bytes with the namespaces of strict replaced by those of transitional, in tags only, never in text."""
    pieces: list[bytes] = []
    done = 0
    found = content.find(_STRICT)
    while found >= 0:
        start = content.rfind(b"<", done, found)
        tag = _TAG.match(content, start) if start >= 0 else None
        if tag is None or tag.end() <= found:
            # Text, all of it up to the next tag.
            following = content.find(b"<", found)
            found = content.find(_STRICT, following) if following >= 0 else -1
            continue
        pieces.append(content[done:start])
        pieces.append(_STRICT_ATTRIBUTE.sub(_transitional_attribute, tag[0]))
        done = tag.end()
        found = content.find(_STRICT, done)
    pieces.append(content[done:])
    return b"".join(pieces)


def _transitional_attribute(match: re.Match[bytes]) -> bytes:
    return match[1] + transitional_name(match[2])


def transitional_name(strict: bytes) -> bytes:
    """What follows ``http://purl.oclc.org/ooxml/``, as a whole transitional name: the year stands after the family."""
    known = _SPELLED_APART.get(strict)
    if known is None:
        family, _, rest = strict.partition(b"/")
        known = family + b"/2006/" + rest
    return _OFFICE.encode() + known


_TRANSITIONAL_ATTRIBUTE = re.compile(
    rb"(\s(?:xmlns(?::[^\s=]+)?|uri)\s*=\s*[\"'])"
    rb"(http://schemas\.openxmlformats\.org/((?:wordprocessingml|officeDocument|drawingml)/2006/[^\"']+))"
)


def strict_again(content: bytes, original: bytes) -> bytes:
    """The way back from :func:`transitional`, for writing: UTF-8 bytes with the namespaces of strict.

    ``original`` is the part as it was read. What is not strict is given back as it is, and a transitional namespace
    that ``original`` itself declares beside the strict ones stays.
    """
    if _STRICT not in original:
        return content
    own = {match[2] for tag in _TAG.finditer(original) for match in _TRANSITIONAL_ATTRIBUTE.finditer(tag[0])}

    def put_back(match: re.Match[bytes]) -> bytes:
        return match[0] if match[2] in own else match[1] + strict_name(match[3])

    return _TAG.sub(lambda tag: _TRANSITIONAL_ATTRIBUTE.sub(put_back, tag[0]) if b"2006" in tag[0] else tag[0], content)


def strict_name(transitional_path: bytes) -> bytes:
    """A strict name from what follows ``http://schemas.openxmlformats.org/`` in the transitional one."""
    for strict, spelled_apart in _SPELLED_APART.items():
        if transitional_path == spelled_apart:
            return _STRICT + strict
    family, _, rest = transitional_path.partition(b"/2006/")
    return _STRICT + family + b"/" + rest
