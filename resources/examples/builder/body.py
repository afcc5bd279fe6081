"""Blocks to WordprocessingML, as Swedish Word writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from resources.examples.builder.numbers import Heading, Numbers, paragraph_id, stable_number
from resources.examples.builder.runs import (
    NEW_SESSION,
    OLD_SESSION,
    Links,
    RunWriter,
    caption_bookmark,
    complex_field,
    text_run,
    tracked_attributes,
)
from resources.examples.builder.source import (
    BoxBlock,
    ContentsBlock,
    CoverBlock,
    Fate,
    FigureBlock,
    Kind,
    Piece,
    Source,
    TableBlock,
    TableRow,
    TextBlock,
    Version,
)

TEXT_WIDTH = 9070
"""Twentieths of a point between the margins."""
EMU_PER_CM = 360_000
PICTURE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
STYLES = {
    Kind.PARAGRAPH: "Brdtext",
    Kind.BULLET: "Punktlista",
    Kind.SUB_BULLET: "Punktlista2",
    Kind.NUMBERED: "Numreradlista",
}
AREA_FILES = "06_"
"""The areas' text files; each area begins on a new page."""
FIRST_LIST = 10
"""Numbering instances from here on are the numbered lists, each starting at 1."""


class BodyWriter:
    """Writes the body of one version. ``pages`` are the pages that headings stand on, for the table of contents."""

    def __init__(
        self, source: Source, version: Version, numbers: Numbers, pages: Mapping[str, int], pictures: Path
    ) -> None:
        self._source = source
        self._version = version
        self._numbers = numbers
        self._pages = pages
        self._pictures = pictures
        self.links = Links()
        self._runs = RunWriter(version, numbers, self.links)
        self._list = 0
        self._drawing = 0
        self.used_pictures: dict[str, bytes] = {}

    @property
    def lists(self) -> int:
        """How many numbered lists there are."""
        return self._list

    def write(self, page_layout: str, cover_layout: str) -> str:
        """Everything inside w:body."""
        made: list[str] = []
        previous: Kind | None = None
        for block in self._source.of(self._version):
            if isinstance(block, TextBlock):
                if block.kind is Kind.NUMBERED and previous is not Kind.NUMBERED:
                    self._list += 1
                previous = block.kind
                made.append(self._text(block))
                continue
            previous = None
            if isinstance(block, TableBlock):
                made.append(self._table(block))
            elif isinstance(block, FigureBlock):
                made.append(self._figure(block))
            elif isinstance(block, BoxBlock):
                made.append(self._box(block))
            elif isinstance(block, CoverBlock):
                made.append(self._cover(block))
            elif isinstance(block, ContentsBlock):
                made.append(self._contents(block))
                made.append(self._paragraph(block.uid + "/end", "", cover_layout))
            else:
                page_break = '<w:r><w:br w:type="page"/></w:r>'
                made.append(self._paragraph(getattr(block, "uid", ""), page_break))
        return "".join(made) + page_layout

    def _paragraph(self, uid: str, inside: str, properties: str = "", session: str = OLD_SESSION) -> str:
        wrapped = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return (
            f'<w:p w14:paraId="{paragraph_id(uid)}" w14:textId="77777777" w:rsidR="{session}" '
            f'w:rsidRDefault="{session}">{wrapped}{inside}</w:p>'
        )

    def _session(self, fate: Fate) -> str:
        return NEW_SESSION if fate is Fate.NEW else OLD_SESSION

    def _text(self, block: TextBlock) -> str:
        if block.kind is Kind.HEADING:
            return self._heading(block)
        if block.kind is Kind.TITLE:
            style = '<w:pStyle w:val="Innehllsfrteckningsrubrik"/>'
            return self._paragraph(block.uid, self._line(block), style)
        style = f'<w:pStyle w:val="{STYLES[block.kind]}"/>'
        if block.kind is Kind.NUMBERED:
            number = FIRST_LIST + self._list - 1
            style += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        if block.author:
            style += f"<w:rPr><w:ins {tracked_attributes(block.author, self.links)}/></w:rPr>"
        parts = self._runs.paragraphs(self._pieces(block))
        return "".join(
            self._paragraph(block.uid + (f"/{index}" if index else ""), part, style, self._session(block.fate))
            for index, part in enumerate(parts)
        )

    def _pieces(self, block: TextBlock) -> tuple[Piece, ...]:
        pieces = block.text.shown_in(self._version)
        if block.author:
            return tuple(Piece(piece.text, Fate.NEW, block.author) for piece in pieces)
        return pieces

    def _line(self, block: TextBlock) -> str:
        return self._runs.line(self._pieces(block))

    def _heading(self, block: TextBlock) -> str:
        inside = self._line(block)
        heading = self._numbers.headings.get(block.uid)
        if heading is not None:
            inside = self._bookmarked(heading.bookmark, inside)
            if block.anchor:
                inside = self._bookmarked(caption_bookmark(block.anchor), inside)
        style = f'<w:pStyle w:val="Rubrik{block.level}"/>'
        if block.level == 2 and block.uid.startswith(AREA_FILES):
            style += '<w:pageBreakBefore/><w:spacing w:before="0"/>'
        return self._paragraph(block.uid, inside, style, self._session(block.fate))

    def _bookmarked(self, name: str, inside: str) -> str:
        number = self.links.next_bookmark()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'

    def _caption(self, uid: str, name: str, pieces: Sequence[Piece], keep_next: bool) -> str:
        label, _, number = self._numbers.captions[name].partition(" ")
        counted = text_run(label + " ") + complex_field(f"SEQ {label} \\* ARABIC", number)
        style = '<w:pStyle w:val="Beskrivning"/>' + ("<w:keepNext/>" if keep_next else "")
        inside = self._bookmarked(caption_bookmark(name), counted) + text_run(". ") + self._runs.line(pieces)
        return self._paragraph(uid + "/caption", inside, style)

    def _figure(self, block: FigureBlock) -> str:
        file = block.file.of(self._version)
        width = round(block.width * EMU_PER_CM)
        picture = self._inline(file, block.alternative.of(self._version), width)
        style = '<w:pStyle w:val="Figur"/><w:keepNext/>'
        return self._paragraph(block.uid, f"<w:r>{picture}</w:r>", style) + self._caption(
            block.uid, block.name, block.caption.shown_in(self._version), keep_next=False
        )

    def _picture(self, file: str) -> tuple[str, float]:
        """The relationship of a picture and its height for one unit of width."""
        content = (self._pictures / file).read_bytes()
        self.used_pictures[file] = content
        pixels_wide, pixels_high = struct.unpack(">II", content[16:24])
        return self.links.link(PICTURE, f"media/{file}"), pixels_high / pixels_wide

    def _graphic(self, key: str, file: str, width: int, height: int) -> str:
        return (
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{self._drawing}" name={quoteattr(file)}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        )

    def _inline(self, file: str, alternative: str, width: int) -> str:
        self._drawing += 1
        key, ratio = self._picture(file)
        height = round(width * ratio)
        return (
            '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{self._drawing}" name="Bild {self._drawing}" descr={quoteattr(alternative)}/>'
            "<wp:cNvGraphicFramePr><a:graphicFrameLocks "
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/>'
            f"</wp:cNvGraphicFramePr>{self._graphic(key, file, width, height)}</wp:inline></w:drawing>"
        )

    def _cover(self, block: CoverBlock) -> str:
        shown = {name: text.shown_in(self._version) for name, text in block.fields.items()}
        file = block.fields["bild"].of(self._version)
        self._drawing += 1
        key, _ = self._picture(file)
        width, height = 7_560_000, 10_692_000
        alternative = quoteattr(block.fields["alt"].of(self._version))
        # Behind the text and over the whole sheet (A4), whatever the margins are.
        anchor = (
            '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
            'relativeHeight="251658240" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
            '<wp:simplePos x="0" y="0"/>'
            '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
            '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
            f'<wp:docPr id="{self._drawing}" name="Omslag" descr={alternative}/><wp:cNvGraphicFramePr/>'
            f"{self._graphic(key, file, width, height)}</wp:anchor></w:drawing></w:r>"
        )
        choices = "".join(
            f'<w:listItem w:displayText="{choice}" w:value="{choice}"/>'
            for choice in ("Utkast", "Remissversion", "Antagen")
        )
        status = (
            '<w:sdt><w:sdtPr><w:alias w:val="Status"/><w:tag w:val="status"/>'
            f'<w:id w:val="{stable_number("status", 2**31)}"/><w:dropDownList>{choices}</w:dropDownList></w:sdtPr>'
            f"<w:sdtContent>{self._runs.line(shown['status'])}</w:sdtContent></w:sdt>"
        )
        rows = (
            ("organisation", "Omslagsorganisation", anchor + self._runs.line(shown["organisation"])),
            ("titel", "Rubrik", self._runs.line(shown["titel"])),
            ("undertitel", "Underrubrik", self._runs.line(shown["undertitel"])),
            ("status", "Omslagsstatus", status),
            ("datum", "Omslagsdatum", self._runs.line(shown["datum"])),
        )
        return "".join(
            self._paragraph(f"{block.uid}/{name}", inside, f'<w:pStyle w:val="{style}"/>')
            for name, style, inside in rows
        )

    def _contents(self, block: ContentsBlock) -> str:
        title = self._paragraph(
            block.uid,
            self._runs.line(block.title.shown_in(self._version)),
            '<w:pStyle w:val="Innehllsfrteckningsrubrik"/><w:pageBreakBefore/>',
        )
        headings = list(self._numbers.headings.values())
        entries = [self._contents_entry(heading, index == 0) for index, heading in enumerate(headings)]
        end = self._paragraph(block.uid + "/close", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{stable_number("contents", 2**31)}"/><w:docPartObj>'
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{title}{''.join(entries)}{end}</w:sdtContent></w:sdt>"
        )

    def _contents_entry(self, heading: Heading, first: bool) -> str:
        indent = 480 if heading.level == 1 else 1100
        style = (
            f'<w:pStyle w:val="Innehll{heading.level}"/><w:tabs><w:tab w:val="left" w:pos="{indent}"/>'
            f'<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs><w:rPr><w:noProof/></w:rPr>'
        )
        opening = ""
        if first:
            opening = (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            )
        page = complex_field(
            f"PAGEREF {heading.bookmark} \\h", str(self._pages.get(heading.uid, 1)), "<w:noProof/><w:webHidden/>"
        )
        words = text_run(f"{heading.number}\t{heading.title}", "<w:noProof/>")
        tab = text_run("\t", "<w:noProof/><w:webHidden/>")
        link = f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{words}{tab}{page}</w:hyperlink>'
        return self._paragraph(f"toc/{heading.uid}", opening + link, style)

    def _box(self, block: BoxBlock) -> str:
        style = {"citat": "Citat", "faktaruta": "Faktaruta", "textruta": "Textruta"}[block.shape]
        made = []
        for index, inner in enumerate(block.blocks):
            # The lines of a fact box hang together as one field.
            together = "<w:keepNext/>" if index + 1 < len(block.blocks) and block.shape != "textruta" else ""
            made.append(self._paragraph(inner.uid, self._line(inner), f'<w:pStyle w:val="{style}"/>{together}'))
        inside = "".join(made)
        if block.shape != "textruta":
            return inside
        return self._text_box(block.uid, inside)

    def _text_box(self, uid: str, inside: str) -> str:
        """A drawn text box with the older form beside it for those who need that (ECMA-376 part 3, 10.1)."""
        self._drawing += 1
        width, height = 5_759_450, 1_260_000
        shape = (
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            '<wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{self._drawing}" name="Textruta {self._drawing}"/><wp:cNvGraphicFramePr/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FBF3E4"/></a:solidFill>'
            '<a:ln w="12700"><a:solidFill><a:srgbClr val="C8862B"/></a:solidFill></a:ln></wps:spPr>'
            f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
            '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="144000" tIns="108000" rIns="144000" bIns="72000" '
            'anchor="t" anchorCtr="0"><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
            f'<v:rect id="textruta{self._drawing}" style="width:453.5pt;height:99.2pt" '
            'fillcolor="#fbf3e4" strokecolor="#c8862b" strokeweight="1pt"><v:textbox style="mso-fit-shape-to-text:t" '
            f'inset="11.3pt,8.5pt,11.3pt,5.7pt"><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:rect>'
            "</w:pict></mc:Fallback></mc:AlternateContent>"
        )
        style = '<w:pStyle w:val="Figur"/><w:spacing w:before="240" w:after="240"/>'
        return self._paragraph(uid, f"<w:r>{shape}</w:r>", style)

    def _table(self, block: TableBlock) -> str:
        shown = [index for index, fate in enumerate(block.columns) if fate.stands_in(self._version)]
        total = sum(block.widths[index] for index in shown)
        widths = [round(TEXT_WIDTH * block.widths[index] / total) for index in shown]
        rows = [row for row in block.rows if row.fate.stands_in(self._version)]
        caption = ""
        if block.caption is not None:
            caption = self._caption(block.uid, block.name, block.caption.shown_in(self._version), keep_next=True)
        look = (
            'w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"'
        )
        style = "Almlandtabell"
        if block.is_fact_sheet:
            style, look = "Almlandfakta", look.replace("0420", "0400").replace('firstRow="1"', 'firstRow="0"')
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        described = ""
        if block.caption is not None:
            words = "".join(piece.text for piece in block.caption.pieces if piece.fate.stands_in(self._version))
            described = f"<w:tblCaption w:val={quoteattr(words)}/>"
        body = "".join(self._row(block, index, rows, shown, widths) for index in range(len(rows)))
        after = self._paragraph(block.uid + "/after", "", '<w:pStyle w:val="Tabellavslut"/>')
        return (
            f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook {look}/>{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{body}</w:tbl>{after}"
        )

    def _row(
        self,
        block: TableBlock,
        index: int,
        rows: Sequence[TableRow],
        shown: Sequence[int],
        widths: Sequence[int],
    ) -> str:
        row = rows[index]
        is_header = index < block.header_rows
        properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_header else "")
        made: list[str] = []
        position = 0
        while position < len(shown):
            marked = row.cells[shown[position]]
            reach = position + 1
            while reach < len(shown) and row.cells[shown[reach]].of(self._version) == "<":
                reach += 1
            layout = f'<w:tcW w:w="{sum(widths[position:reach])}" w:type="dxa"/>'
            if reach - position > 1:
                layout += f'<w:gridSpan w:val="{reach - position}"/>'
            text = marked.of(self._version)
            below = rows[index + 1].cells[shown[position]].of(self._version) if index + 1 < len(rows) else ""
            if text == "^":
                layout += "<w:vMerge/>"
            elif below == "^":
                layout += '<w:vMerge w:val="restart"/>'
            run = ""
            if is_header and index > 0:
                # The table style colours the first row only.
                layout += '<w:shd w:val="clear" w:color="auto" w:fill="1F5A66"/>'
                run = '<w:b/><w:bCs/><w:color w:val="FFFFFF"/>'
            elif reach - position == len(shown):
                layout += '<w:shd w:val="clear" w:color="auto" w:fill="DCE9EA"/>'
            pieces = () if text == "^" else marked.shown_in(self._version)
            style = "Tabelltextliten" if block.is_small else "Tabelltext"
            uid = f"{block.uid}/r{block.rows.index(row)}c{shown[position]}"
            inside = self._runs.line(pieces, run)
            together = "<w:keepNext/>" if is_header or reach - position == len(shown) else ""
            made.append(
                f"<w:tc><w:tcPr>{layout}</w:tcPr>"
                + self._paragraph(uid, inside, f'<w:pStyle w:val="{style}"/>{together}', self._session(row.fate))
                + "</w:tc>"
            )
            position = reach
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"
