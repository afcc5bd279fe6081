"""What makes a PDF fit for archives: metadata, a colour profile, and streams written as PDF/A-2 wants them.

The library's classes for pages, streams and the document are replaced by ours on the objects of one document; nothing
is changed for anybody else who uses the library in the same process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from rus_editor.export.bundled import bundled

_COLOURS = "sRGB IEC61966-2.1"
_CODE = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4,6})>$", re.MULTILINE)
_NO_CHARACTER = frozenset({0x0000, 0xFEFF, 0xFFFE})
"""What no code of a font may stand for (ISO 14289-1, 7.21.7)."""
_BATCH = 100
"""Entries that one section of a character map may hold."""
_ROOM = "\n".join([" " * 99] * 20)
"""Room for programs that change the metadata in place (XMP specification, part 3)."""


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself. ``day`` is YYYY-MM-DD or empty: then it does not say when it was made."""

    title: str
    author: str
    subject: str
    program: str
    language: str
    day: str


def make_archival(document: Any, about: About) -> None:
    """Prepare the library's document; before any page is drawn."""
    document.__class__ = _Document
    document._pdfVersion = (1, 7)
    document._about = about
    document.Catalog.__class__ = _Catalog
    document.info = _Facts(about)


def tagged_page(document: Any, index: int) -> None:
    """Tell the page just closed that its content is marked: its marks are the ``index``-th entry of the parent tree."""
    page = document.Pages.pages[-1]
    page.__class__ = _Page
    page.StructParents = index
    page.Tabs = PDFName("S")
    document.updateSignature(page.stream)


class _Stream(pdfdoc.PDFStream):
    """A stream with a line break before its end, outside its length (ISO 19005-2, 6.1.7)."""

    def format(self, document: Any) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"


class _PlainStream(pdfdoc.PDFStream):
    """A stream that is not compressed, so that metadata can be found without reading PDF."""

    def format(self, document: Any) -> bytes:
        entries = PDFDictionary({**self.dictionary.dict, "Length": len(self.content)})
        written: bytes = pdfdoc.format(entries, document)
        content: bytes = self.content
        return written + b"\nstream\n" + content + b"\r\nendstream\n"


class _Page(pdfdoc.PDFPage):
    __NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]

    def check_format(self, document: Any) -> None:
        super().check_format(document)
        if isinstance(self.Contents, pdfdoc.PDFStream):
            self.Contents.__class__ = _Stream


class _Catalog(pdfdoc.PDFCatalog):
    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    __Refs__ = pdfdoc.PDFCatalog.__NoDefault__


class _Facts(pdfdoc.PDFInfo):
    """The old kind of metadata: the same as in XMP, and nothing that is not known."""

    def __init__(self, about: About) -> None:
        super().__init__()
        self._about = about

    def format(self, document: Any) -> bytes:
        about = self._about
        texts = {"Title": about.title, "Author": about.author, "Subject": about.subject}
        texts |= {"Creator": about.program, "Producer": about.program}
        if about.day:
            moment = f"D:{about.day.replace('-', '')}000000Z"
            texts |= {"CreationDate": moment, "ModDate": moment}
        entries: dict[str, Any] = {name: PDFString(text) for name, text in texts.items() if text}
        written: bytes = PDFDictionary({**entries, "Trapped": PDFName("False")}).format(document)
        return written


class _Document(pdfdoc.PDFDocument):
    _about: About
    Catalog: Any
    Reference: Any

    def GetPDFData(self, canvas: Any) -> bytes:
        for font in self.delayedFonts:
            font.addObjects(self)
        self.delayedFonts = []
        about = self._about
        for text in (about.title, about.author, about.subject, about.day):
            self.updateSignature(text)
        metadata = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
        stream = _PlainStream(dictionary=PDFDictionary(metadata), content=_metadata(about).encode())
        self.Catalog.Metadata = self.Reference(stream, "Metadata")
        profile = pdfdoc.PDFStream(
            dictionary=PDFDictionary({"N": 3}),
            content=bundled("color/srgb.icc").read_bytes(),
            filters=[pdfdoc.PDFZCompress],
        )
        intent = {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(_COLOURS),
            "Info": PDFString(_COLOURS),
            "DestOutputProfile": self.Reference(profile, "ColourProfile"),
        }
        self.Catalog.OutputIntents = PDFArray([PDFDictionary(intent)])
        for name, written in self.idToObject.items():
            if type(written) is pdfdoc.PDFStream:
                written.__class__ = _Stream
                if name.startswith("toUnicodeCMap:"):
                    written.content = _character_map(written.content)
        data: bytes = super().GetPDFData(canvas)
        return data


def _character_map(made: str) -> str:
    """The library's map from codes to characters, without what stands for none (ISO 32000-1, 9.10.3)."""
    pairs = [(code, int(sign, 16)) for code, sign in _CODE.findall(made)]
    pairs = [(code, sign) for code, sign in pairs if sign not in _NO_CHARACTER]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for at in range(0, len(pairs), _BATCH):
        batch = pairs[at : at + _BATCH]
        lines.append(f"{len(batch)} beginbfchar")
        lines.extend(f"<{code}> <{chr(sign).encode('utf-16-be').hex().upper()}>" for code, sign in batch)
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _metadata(about: About) -> str:
    """The XMP packet: what the document is, and that it is PDF/UA-1 and PDF/A-2a."""
    dublin_core = [
        _tag("dc:format", "application/pdf"),
        _tag("dc:title", _list("Alt", [about.title], ' xml:lang="x-default"')),
        _tag("dc:creator", _list("Seq", [about.author])) if about.author else "",
        _tag("dc:description", _list("Alt", [about.subject], ' xml:lang="x-default"')) if about.subject else "",
        _tag("dc:language", _list("Bag", [about.language])),
    ]
    moment = f"{about.day}T00:00:00Z" if about.day else ""
    basic = [_tag(name, moment) for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate") if moment]
    basic += [_tag(name, escape(about.program)) for name in ("xmp:CreatorTool", "pdf:Producer")]
    claims = [_tag("pdfaid:part", "2"), _tag("pdfaid:conformance", "A"), _tag("pdfuaid:part", "1")]
    facts = "\n".join(line for line in (*dublin_core, *basic, *claims) if line)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{facts}
</rdf:Description>
{_EXTENSION}
</rdf:RDF></x:xmpmeta>
{_ROOM}
<?xpacket end="w"?>"""


# PDF/A knows the properties of its own standard only; others are described in the file (ISO 19005-2, 6.6.2.3).
_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def _tag(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>"


def _list(kind: str, texts: Iterable[str], attribute: str = "") -> str:
    return _tag(f"rdf:{kind}", "".join(f"<rdf:li{attribute}>{escape(text)}</rdf:li>" for text in texts))
