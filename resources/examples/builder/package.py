"""The parts put together to a file whose bytes are the same each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from resources.examples.builder.body import FIRST_LIST, BodyWriter
from resources.examples.builder.numbers import count, paragraph_id, plain
from resources.examples.builder.runs import (
    NEW_SESSION,
    OLD_SESSION,
    TRACKED_DATES,
    Links,
    RunWriter,
    complex_field,
    text_run,
)
from resources.examples.builder.source import Fate, Marked, Source, Version, marked
from resources.examples.builder.styles import DECLARATION, W, numbering_part, styles_part

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" mc:Ignorable="w14"'
)
ZIP_DATE = (2026, 1, 1, 0, 0, 0)

HEADER = marked("Region Almland\tRegional utvecklingsstrategi {~~2019–2030~>2026–2035 · Remissversion~~}")
FOOTER = marked("Ett Almland som håller")
FIRST_FOOTER = marked("Påhittad region, påhittade siffror")
TITLE = marked("Ett Almland som håller – Regional utvecklingsstrategi {~~2019–2030~>2026–2035~~}")


@dataclass(frozen=True)
class BuiltDocument:
    """The file's bytes."""

    content: bytes


def build(source: Source, version: Version, pages: dict[str, int], pictures: Path) -> BuiltDocument:
    """One version as a .docx file. ``pages`` are the page numbers for the table of contents by heading."""
    numbers = count(source, version)
    body = BodyWriter(source, version, numbers, pages, pictures)
    text = body.write(_page_layout(is_cover=False), _page_layout(is_cover=True))
    has_comments = bool(body.links.comments)
    note_links = Links()
    notes = RunWriter(version, numbers, note_links)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(has_comments),
        "_rels/.rels": _relationships(
            (
                ("rId1", f"{R}/officeDocument", "word/document.xml", False),
                ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
                ("rId3", f"{R}/extended-properties", "docProps/app.xml", False),
            )
        ),
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{text}</w:body></w:document>",
        "word/_rels/document.xml.rels": _document_relationships(body.links, has_comments),
        "word/styles.xml": styles_part(),
        "word/numbering.xml": numbering_part(FIRST_LIST, body.lists),
        "word/settings.xml": _settings(version),
        "word/fontTable.xml": _font_table(),
        "word/footnotes.xml": _footnotes(source, version, notes, numbers.notes),
        "word/header1.xml": _header(version),
        "word/header2.xml": _part("hdr", _simple("header2", "Normal", "")),
        "word/footer1.xml": _footer(version),
        "word/footer2.xml": _part("ftr", _simple("footer2", "Omslagsdatum", _line(FIRST_FOOTER, version))),
    }
    if has_comments:
        parts["word/comments.xml"] = _comments(body.links)
    for name, content in sorted(body.used_pictures.items()):
        parts[f"word/media/{name}"] = content
    parts["docProps/core.xml"] = _core(version)
    parts["docProps/app.xml"] = _app(max(pages.values(), default=1))
    return BuiltDocument(_zipped(parts))


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, content.encode() if isinstance(content, str) else content)
    return stream.getvalue()


def _relationships(entries: tuple[tuple[str, str, str, bool], ...]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if external else "/>")
        for key, kind, target, external in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _document_relationships(links: Links, has_comments: bool) -> str:
    names = ["styles", "numbering", "settings", "fontTable", "footnotes"] + (["comments"] if has_comments else [])
    fixed = [(f"rId{index + 1}", f"{R}/{name}", f"{name}.xml", False) for index, name in enumerate(names)]
    fixed += [
        ("rId11", f"{R}/header", "header1.xml", False),
        ("rId12", f"{R}/header", "header2.xml", False),
        ("rId13", f"{R}/footer", "footer1.xml", False),
        ("rId14", f"{R}/footer", "footer2.xml", False),
    ]
    own = [(key, kind, target, external) for key, (kind, target, external) in links.relationships.items()]
    return _relationships(tuple(fixed + own))


def _content_types(has_comments: bool) -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "settings": "settings",
        "fontTable": "fontTable",
        "footnotes": "footnotes",
        "header1": "header",
        "header2": "header",
        "footer1": "footer",
        "footer2": "footer",
    }
    if has_comments:
        kinds["comments"] = "comments"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{CONTENT}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _page_layout(is_cover: bool) -> str:
    """A4. The first part (cover and contents) has its own first page; the second takes its header over."""
    references = first = ""
    if is_cover:
        references = (
            '<w:headerReference w:type="default" r:id="rId11"/><w:headerReference w:type="first" r:id="rId12"/>'
            '<w:footerReference w:type="default" r:id="rId13"/><w:footerReference w:type="first" r:id="rId14"/>'
        )
        first = "<w:titlePg/>"
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1588" w:right="1418" w:bottom="1418" w:left="1418" '
        'w:header="737" w:footer="624" w:gutter="0"/>'
        f'<w:cols w:space="708"/>{first}<w:docGrid w:linePitch="360"/></w:sectPr>'
    )


def _line(text: Marked, version: Version) -> str:
    return "".join(
        text_run(piece.text, session=NEW_SESSION if piece.fate is Fate.NEW else "")
        for piece in text.pieces
        if piece.fate.stands_in(version)
    )


def _simple(uid: str, style: str, inside: str) -> str:
    return (
        f'<w:p w14:paraId="{paragraph_id(uid)}" w14:textId="77777777" w:rsidR="{OLD_SESSION}" '
        f'w:rsidRDefault="{OLD_SESSION}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'
    )


def _part(root: str, inside: str) -> str:
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{inside}</w:{root}>"


def _header(version: Version) -> str:
    return _part("hdr", _simple("header1", "Sidhuvud", _line(HEADER, version)))


def _footer(version: Version) -> str:
    inside = _line(FOOTER, version) + text_run("\tSida ") + complex_field("PAGE", "2")
    inside += text_run(" av ") + complex_field("NUMPAGES", "32")
    return _part("ftr", _simple("footer1", "Sidfot", inside))


def _footnotes(source: Source, version: Version, runs: RunWriter, order: dict[str, int]) -> str:
    signs = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{sign}/></w:r></w:p></w:footnote>"
        for kind, number, sign in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    mark = '<w:r><w:rPr><w:rStyle w:val="Fotnotsreferens"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">'
        + _simple(f"note/{name}", "Fotnotstext", mark + text_run(" ") + runs.line(source.notes[name].shown_in(version)))
        + "</w:footnote>"
        for name, number in order.items()
    )
    return _part("footnotes", signs + notes)


def _comments(links: Links) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="Kommentarsreferens"/></w:rPr><w:annotationRef/></w:r>'
    return _part(
        "comments",
        "".join(
            f'<w:comment w:id="{number}" w:author={quoteattr(author)} w:date="{TRACKED_DATES[author]}" '
            f'w:initials="S{author[-1]}">'
            + _simple(f"comment/{number}", "Kommentarer", mark + text_run(text))
            + "</w:comment>"
            for number, (author, text) in enumerate(links.comments)
        ),
    )


def _settings(version: Version) -> str:
    sessions = f'<w:rsidRoot w:val="{OLD_SESSION}"/><w:rsid w:val="{OLD_SESSION}"/>'
    if version is Version.NEW:
        sessions += f'<w:rsid w:val="{NEW_SESSION}"/>'
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="1304"/>'
        '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="15"/></w:compat><w:rsids>{sessions}</w:rsids><w:themeFontLang w:val="sv-SE"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _font_table() -> str:
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core(version: Version) -> str:
    title = escape(plain(TITLE.of(version)))
    made = "2019-06-12T08:00:00Z"
    changed = made if version is Version.OLD else "2026-04-16T08:00:00Z"
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>Övningstext om en påhittad region</dc:subject>"
        "<dc:creator>Region Almland (påhittad)</dc:creator><dc:language>sv-SE</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{changed}</dcterms:modified></cp:coreProperties>'
    )


def _app(pages: int) -> str:
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Microsoft Office Word</Application><Pages>{pages}</Pages>"
        "<Company>Region Almland (påhittad)</Company><AppVersion>16.0000</AppVersion></Properties>"
    )
