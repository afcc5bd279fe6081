"""Styles and numbering under the ids of Swedish Word: ``Rubrik1`` is "heading 1", ``Punktlista`` is "List Bullet"."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEAL, OCHRE, INK, GREY, MIST = "1F5A66", "9A6416", "222B2E", "5C6B70", "DCE9EA"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _paragraph_style(
    style: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    based_on: str = "Normal",
    following: str = "",
    priority: int = 0,
    custom: bool = False,
) -> str:
    return (
        '<w:style w:type="paragraph"'
        + (' w:customStyle="1"' if custom else "")
        + f' w:styleId="{style}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + (f'<w:uiPriority w:val="{priority}"/>' if priority else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _spacing(before: int, after: int, line: int = 240) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _heading(
    level: int, size: int, before: int, after: int, colour: str, extra: str = "", numbered: bool = False
) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
    paragraph = (
        f'<w:keepNext/><w:keepLines/>{extra}{number}{_spacing(before, after)}<w:outlineLvl w:val="{level - 1}"/>'
    )
    return _paragraph_style(
        f"Rubrik{level}",
        f"heading {level}",
        paragraph,
        f'<w:b/><w:bCs/><w:color w:val="{colour}"/>{_size(size)}',
        following="Brdtext",
        priority=9,
    )


def styles_part() -> str:
    """word/styles.xml."""
    white = '<w:color w:val="FFFFFF"/>'
    paragraphs = (
        _paragraph_style("Brdtext", "Body Text", _spacing(130, 130, 300)),
        _heading(1, 44, 0, 300, TEAL, "<w:pageBreakBefore/>", numbered=True),
        _heading(2, 30, 520, 160, TEAL, numbered=True),
        _heading(3, 23, 320, 110, OCHRE),
        _heading(4, 21, 240, 80, INK),
        _paragraph_style(
            "Rubrik",
            "Title",
            _spacing(0, 260),
            f"<w:b/><w:bCs/>{white}{_size(80)}",
            following="Underrubrik",
            priority=10,
        ),
        _paragraph_style("Underrubrik", "Subtitle", _spacing(0, 480), f"{white}{_size(34)}", priority=11),
        _paragraph_style(
            "Omslagsorganisation",
            "Omslagsorganisation",
            _spacing(0, 900),
            f'<w:b/><w:bCs/><w:color w:val="FFFFFF"/><w:spacing w:val="30"/>{_size(26)}',
            custom=True,
        ),
        _paragraph_style(
            "Omslagsstatus", "Omslagsstatus", _spacing(0, 40), f"<w:b/><w:bCs/>{white}{_size(24)}", custom=True
        ),
        _paragraph_style("Omslagsdatum", "Omslagsdatum", _spacing(0, 0), f"{white}{_size(22)}", custom=True),
        _paragraph_style(
            "Punktlista",
            "List Bullet",
            '<w:numPr><w:numId w:val="2"/></w:numPr>' + _spacing(0, 90, 288),
            priority=99,
        ),
        _paragraph_style(
            "Punktlista2",
            "List Bullet 2",
            '<w:numPr><w:numId w:val="3"/></w:numPr>' + _spacing(0, 70, 288),
            priority=99,
        ),
        _paragraph_style(
            "Numreradlista",
            "List Number",
            '<w:numPr><w:numId w:val="4"/></w:numPr>' + _spacing(0, 100, 288),
            priority=99,
        ),
        _paragraph_style(
            "Beskrivning",
            "caption",
            "<w:keepLines/>" + _spacing(160, 120),
            f'<w:b/><w:bCs/><w:color w:val="{TEAL}"/>{_size(18)}',
            following="Brdtext",
            priority=35,
        ),
        _paragraph_style(
            "Innehllsfrteckningsrubrik",
            "TOC Heading",
            "<w:keepNext/><w:keepLines/>" + _spacing(0, 260),
            f'<w:b/><w:bCs/><w:color w:val="{TEAL}"/>{_size(40)}',
            following="Brdtext",
            priority=39,
        ),
        _paragraph_style("Innehll1", "toc 1", _spacing(150, 40), "<w:b/><w:bCs/>", priority=39),
        _paragraph_style(
            "Innehll2", "toc 2", '<w:spacing w:before="0" w:after="40"/><w:ind w:left="480"/>', priority=39
        ),
        _paragraph_style(
            "Sidhuvud",
            "header",
            f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="5" w:color="{TEAL}"/></w:pBdr>'
            '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>',
            f'<w:color w:val="{GREY}"/>{_size(16)}',
            priority=99,
        ),
        _paragraph_style(
            "Sidfot",
            "footer",
            '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>',
            f'<w:color w:val="{GREY}"/>{_size(16)}',
            priority=99,
        ),
        _paragraph_style(
            "Fotnotstext", "footnote text", _spacing(0, 40), f'<w:color w:val="{INK}"/>{_size(17)}', priority=99
        ),
        _paragraph_style("Kommentarer", "annotation text", "", _size(20), priority=99),
        _paragraph_style(
            "Citat",
            "Quote",
            "<w:keepLines/>"
            '<w:pBdr><w:left w:val="single" w:sz="36" w:space="14" w:color="C8862B"/></w:pBdr>'
            '<w:spacing w:before="200" w:after="320" w:line="300" w:lineRule="auto"/>'
            '<w:ind w:left="340" w:right="567"/>',
            f'<w:i/><w:iCs/><w:color w:val="{TEAL}"/>{_size(30)}',
            priority=29,
        ),
        _paragraph_style(
            "Faktaruta",
            "Faktaruta",
            "<w:keepLines/>"
            '<w:pBdr><w:top w:val="single" w:sz="4" w:space="8" w:color="DCE9EA"/>'
            '<w:left w:val="single" w:sz="24" w:space="10" w:color="1F5A66"/>'
            '<w:bottom w:val="single" w:sz="4" w:space="8" w:color="DCE9EA"/>'
            '<w:right w:val="single" w:sz="4" w:space="10" w:color="DCE9EA"/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{MIST}"/>'
            '<w:spacing w:before="0" w:after="0" w:line="288" w:lineRule="auto"/><w:ind w:left="227" w:right="227"/>',
            custom=True,
        ),
        _paragraph_style("Textruta", "Textruta", _spacing(0, 90, 288), custom=True),
        _paragraph_style("Figur", "Figur", _spacing(200, 60) + '<w:jc w:val="left"/>', custom=True),
        _paragraph_style("Tabelltext", "Tabelltext", _spacing(50, 50, 252), _size(19), custom=True),
        _paragraph_style(
            "Tabelltextliten", "Tabelltext liten", _spacing(40, 40), _size(17), based_on="Tabelltext", custom=True
        ),
        _paragraph_style("Tabellavslut", "Tabellavslut", _spacing(0, 120), _size(12), custom=True),
    )
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        f'<w:color w:val="{INK}"/>{_size(22)}<w:lang w:val="sv-SE" w:eastAsia="en-US" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + "".join(paragraphs)
        + _character_styles()
        + _table_styles()
        + "</w:styles>"
    )


def _character_styles() -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="Standardstycketeckensnitt">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlnk"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="Standardstycketeckensnitt"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
        '<w:rPr><w:color w:val="0B6B83"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Fotnotsreferens"><w:name w:val="footnote reference"/>'
        '<w:basedOn w:val="Standardstycketeckensnitt"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Kommentarsreferens"><w:name w:val="annotation reference"/>'
        '<w:basedOn w:val="Standardstycketeckensnitt"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    )


def _table_styles() -> str:
    margins = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )

    def lines(*sides: str) -> str:
        return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A9BDC1"/>' for side in sides)

    return (
        '<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins.format(side=108)}</w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="Ingenlista"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Almlandtabell"><w:name w:val="Almland tabell"/>'
        '<w:basedOn w:val="Normaltabell"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
        + lines("top", "left", "bottom", "right", "insideH", "insideV")
        + f"</w:tblBorders>{margins.format(side=100)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TEAL}"/><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="Almlandfakta"><w:name w:val="Almland fakta"/>'
        '<w:basedOn w:val="Normaltabell"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
        + lines("top", "bottom", "insideH")
        + f"</w:tblBorders>{margins.format(side=100)}</w:tblPr></w:style>"
    )


def _level(level: int, kind: str, text: str, left: int, hanging: int, style: str = "", run: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:lvl>"
    )


def numbering_part(first_list: int, lists: int) -> str:
    """word/numbering.xml: numbered headings, two levels of bullets, and ``lists`` lists that each start at 1."""
    bullet = f'<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/><w:color w:val="{OCHRE}"/>'
    number = f'<w:b/><w:bCs/><w:color w:val="{TEAL}"/>'
    definitions = (
        (
            "multilevel",
            _level(0, "decimal", "%1", 794, 794, "Rubrik1") + _level(1, "decimal", "%1.%2", 794, 794, "Rubrik2"),
        ),
        ("singleLevel", _level(0, "bullet", "•", 397, 284, "Punktlista", bullet)),
        ("singleLevel", _level(0, "bullet", "–", 737, 284, "Punktlista2", bullet)),
        ("singleLevel", _level(0, "decimal", "%1.", 454, 397, "Numreradlista", number)),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{index}"><w:nsid w:val="{0x3A7C0000 + index * 0x111:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        for index, (kind, levels) in enumerate(definitions)
    )
    plain = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(len(definitions))
    )
    restarted = "".join(
        f'<w:num w:numId="{first_list + index}"><w:abstractNumId w:val="{len(definitions) - 1}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for index in range(lists)
    )
    return f'{DECLARATION}<w:numbering xmlns:w="{W}">{abstract}{plain}{restarted}</w:numbering>'
