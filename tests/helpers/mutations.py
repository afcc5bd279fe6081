"""Damage done to a Word file on purpose, the same for the same seed: bytes, members, markup, references."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from tests.helpers.packages import W

Members = list[tuple[str, bytes]]

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_VALUES = (
    "", " ", "0", "1", "-1", "2", "9", "255", "65536", "2147483648", "-2147483649", "9" * 30, "1" * 5000, "1.5",
    "1e400",
    "NaN", "0x1F", "١٢٣", "²", "true", "none", "auto", "å" * 40, "\u202e\u200b", "\U0001f600", "../../x", "#", "rId1",
    "%1.%2.%3.%4.%5.%6.%7.%8.%9", "%0%10%", "PAGEREF _Toc1 \\h", "{", "2026-11-31T25:61:00Z", "FFFFFFFF", "F0B7",
)  # fmt: skip
_SNIPPETS = (
    "<w:p/>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "<w:r/>", "<w:t/>", "<w:t>a\u00a0b</w:t>", "<w:tab/>", "<w:br/>",
    '<w:br w:type="page"/>', "<w:tbl/>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", "<w:tr/>", "<w:tc/>", "<w:tblGrid/>",
    '<w:gridSpan w:val="1000000000"/>', '<w:gridSpan w:val="-3"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>',
    '<w:gridBefore w:val="70000"/>', "<w:sdt/>", "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    "<w:sdtContent/>",
    '<w:ins w:id="1" w:author="a" w:date="b"/>', "<w:ins><w:r><w:t>x</w:t></w:r></w:ins>", "<w:del/>",
    "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "<w:moveFrom/>",
    "<w:moveTo><w:r><w:t>x</w:t></w:r></w:moveTo>",
    "<w:rPr><w:del/></w:rPr>", "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>", "<w:pPrChange/>",
    "<w:rPrChange><w:rPr/></w:rPrChange>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>',
    "<w:instrText>EQ \\f(1;2)</w:instrText>", "<w:instrText> HYPERLINK \"x\" \\l</w:instrText>",
    "<w:instrText>(</w:instrText>",
    '<w:fldSimple w:instr="TOC \\o"><w:r><w:t>x</w:t></w:r></w:fldSimple>', "<w:fldSimple/>", "<w:hyperlink/>",
    '<w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink>', '<w:altChunk r:id="rId1"/>', "<w:altChunk/>",
    '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="2"/>', "<w:endnoteReference/>",
    '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>', '<w:commentReference w:id="0"/>',
    "<w:sym/>", '<w:sym w:font="Wingdings" w:char="F0FC"/>', '<w:sym w:char="x"/>', '<w:sym w:char="D800"/>',
    "<w:softHyphen/>",
    "<w:numPr/>", '<w:numPr><w:ilvl w:val="12"/><w:numId w:val="1"/></w:numPr>', '<w:outlineLvl w:val="44"/>',
    '<w:pStyle w:val="x"/>', "<w:sectPr/>", '<w:sectPr><w:headerReference r:id="rId1" w:type="first"/></w:sectPr>',
    "<w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict>", "<w:txbxContent/>", "<w:drawing/>", "<w:object/>",
    "<mc:AlternateContent/>", '<mc:AlternateContent><mc:Choice Requires="w14"><w:r/></mc:Choice></mc:AlternateContent>',
    "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "<m:f/>", "<m:nary><m:e/></m:nary>", "<w:ruby/>",
    "<w:lvlText/>", '<w:numFmt w:val="custom"/>', '<w:start w:val="-5"/>', '<w:lvlOverride w:ilvl="x"/>',
    "<w:bookmarkStart/>", "<w:customXml/>", "<w:smartTag/>", "<w:dir/>", "<w:bdo/>", "<w:permStart/>",
    "<w:lastRenderedPageBreak/>", "<w:pgNum/>", "<w:ptab/>", "<w:contentPart/>", "<w:subDoc/>", "<!-- a -->", "<?a b?>",
)  # fmt: skip


def unpacked(content: bytes) -> Members:
    """A zip's members in order; those that cannot be read are left out."""
    members: Members = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members.extend(
            (place.filename, archive.read(place)) for place in archive.infolist() if not place.filename.endswith("/")
        )
    return members


def packed(members: Members) -> bytes:
    """The members as a zip that is not compressed, which is quicker."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def mutated(content: bytes, members: Members, chance: random.Random) -> bytes:
    """A damaged copy: one to four kinds of damage, mostly to the markup, since that goes deepest."""
    kind = chance.random()
    if kind < 0.06:
        return _damaged_bytes(content, chance)
    members = list(members)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not members:
            break
        if chance.random() < 0.12:
            chance.choice(_MEMBER_DAMAGE)(members, chance)
        else:
            _damage_markup(members, chance)
    whole = packed(members)
    return _damaged_bytes(whole, chance) if kind < 0.1 else whole


def _damaged_bytes(content: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut out, put in, or the end cut off."""
    if not content:
        return content
    damaged = bytearray(content)
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content))]
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(damaged))
        way = chance.randrange(4)
        if way == 0:
            damaged[at] = chance.randrange(256)
        elif way == 1:
            damaged[at] ^= 1 << chance.randrange(8)
        elif way == 2 and len(damaged) > 100:
            del damaged[at : at + chance.randrange(1, 50)]
        else:
            damaged[at:at] = chance.randbytes(chance.randrange(1, 20))
        damaged = damaged or bytearray(b"x")
    return bytes(damaged)


def _drop(members: Members, chance: random.Random) -> None:
    del members[chance.randrange(len(members))]


def _rename(members: Members, chance: random.Random) -> None:
    at = chance.randrange(len(members))
    name, content = members[at]
    names = (
        name.upper(),
        name + "x",
        name.replace("/", "\\"),
        "../" + name,
        "x" + name,
        chance.choice(members)[0] + "2",
    )
    members[at] = (chance.choice(names), content)


def _empty(members: Members, chance: random.Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (members[at][0], b"")


def _replace(members: Members, chance: random.Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (members[at][0], chance.choice(members)[1])


def _swap(members: Members, chance: random.Random) -> None:
    one, other = chance.randrange(len(members)), chance.randrange(len(members))
    first, second = members[one], members[other]
    members[one], members[other] = (first[0], second[1]), (second[0], first[1])


def _shuffle(members: Members, chance: random.Random) -> None:
    chance.shuffle(members)


def _spoil(members: Members, chance: random.Random) -> None:
    at = chance.randrange(len(members))
    members[at] = (members[at][0], _damaged_bytes(members[at][1], chance))


_MEMBER_DAMAGE: tuple[Callable[[Members, random.Random], None], ...] = (
    _drop, _drop, _rename, _empty, _replace, _swap, _shuffle, _spoil, _spoil,
)  # fmt: skip


def _damage_markup(members: Members, chance: random.Random) -> None:
    """One part's markup, the main part's most often."""
    names = [name for name, _ in members if name.endswith((".xml", ".rels"))]
    if not names:
        return
    main = [name for name in names if name.startswith("word/document")]
    beside = [name for name in names if name.startswith("word/") and "/theme/" not in name]
    pool = chance.choices((main, beside, names), (5, 4, 1))[0] or names
    name = chance.choice(pool)
    at = next(index for index, member in enumerate(members) if member[0] == name)
    try:
        root = etree.fromstring(members[at][1], etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return
    for _ in range(chance.choice((1, 2, 5, 15))):
        elements = list(root.iter(etree.Element))
        chance.choice(_MARKUP_DAMAGE)(elements, chance)
    members[at] = (name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _one(elements: list[etree._Element], chance: random.Random) -> etree._Element:
    return chance.choice(elements)


def _drop_element(elements: list[etree._Element], chance: random.Random) -> None:
    element = _one(elements, chance)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(elements: list[etree._Element], chance: random.Random) -> None:
    element = _one(elements, chance)
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        children = list(element)
        parent.remove(element)
        parent[at:at] = children


def _duplicate(elements: list[etree._Element], chance: random.Random) -> None:
    element = _one(elements, chance)
    if element.getparent() is not None:
        for _ in range(chance.choice((1, 1, 2, 40))):
            element.addnext(deepcopy(element))


def _move(elements: list[etree._Element], chance: random.Random) -> None:
    element, target = _one(elements, chance), _one(elements, chance)
    if element.getparent() is not None and element not in list(target.iterancestors()) and element is not target:
        target.insert(chance.randrange(len(target) + 1), element)


def _copy_into(elements: list[etree._Element], chance: random.Random) -> None:
    element, target = _one(elements, chance), _one(elements, chance)
    if element.getparent() is not None:
        target.insert(chance.randrange(len(target) + 1), deepcopy(element))


def _rename_element(elements: list[etree._Element], chance: random.Random) -> None:
    _one(elements, chance).tag = _one(elements, chance).tag


def _nest(elements: list[etree._Element], chance: random.Random) -> None:
    element = _one(elements, chance)
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for _ in range(chance.choice((1, 3, 30, 170, 380))):
        wrapper = etree.Element(element.tag, element.attrib)
        wrapper.append(element)
        element = wrapper
    parent.insert(at, element)


def _nest_table(elements: list[etree._Element], chance: random.Random) -> None:
    """The same paragraph inside tables inside tables."""
    inner = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    tables = chance.choice((1, 5, 60, 120))
    inner = "<w:tbl><w:tr><w:tc>" * tables + inner + "</w:tc></w:tr></w:tbl>" * tables
    target = _one(elements, chance)
    target.insert(chance.randrange(len(target) + 1), _snippet(inner))


def _snippet(markup: str) -> etree._Element:
    spaces = f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="{_MC}" xmlns:m="{_M}"'
    return etree.fromstring(f"<x {spaces}>{markup}</x>", etree.XMLParser(huge_tree=True))[0]


def _insert(elements: list[etree._Element], chance: random.Random) -> None:
    target = _one(elements, chance)
    target.insert(chance.randrange(len(target) + 1), _snippet(chance.choice(_SNIPPETS)))


def _garble_attribute(elements: list[etree._Element], chance: random.Random) -> None:
    element = _one([element for element in elements if element.attrib] or elements, chance)
    if element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(_VALUES))


def _drop_attribute(elements: list[etree._Element], chance: random.Random) -> None:
    element = _one([element for element in elements if element.attrib] or elements, chance)
    if element.attrib:
        del element.attrib[chance.choice(list(element.attrib))]


def _copy_attribute(elements: list[etree._Element], chance: random.Random) -> None:
    """An id or a reference as some other element of the same name has it: circles and doubles come of it."""
    element = _one([element for element in elements if element.attrib] or elements, chance)
    others = [other for other in elements if other.tag == element.tag and other.attrib]
    if others:
        name, value = chance.choice(list(chance.choice(others).attrib.items()))
        element.set(name, value)


def _refer_in_circles(elements: list[etree._Element], chance: random.Random) -> None:
    """Styles based on themselves, numbering that points at itself, notes that refer to themselves."""
    for element in elements:
        tag = etree.QName(element).localname
        if tag in ("style", "abstractNum", "num") and chance.random() < 0.5:
            own = element.get(f"{{{W}}}styleId") or element.get(f"{{{W}}}numId") or "1"
            for name in ("basedOn", "link", "next", "styleLink", "numStyleLink", "abstractNumId"):
                for child in element.findall(f"{{{W}}}{name}"):
                    child.set(f"{{{W}}}val", own)
            if element.find(f"{{{W}}}basedOn") is None and tag == "style":
                element.insert(0, _snippet(f'<w:basedOn w:val="{own}"/>')) if own.isalnum() else None
        elif tag in ("footnote", "endnote", "comment"):
            own = element.get(f"{{{W}}}id") or "1"
            if own.lstrip("-").isdigit():
                element.append(_snippet(f'<w:p><w:r><w:{tag}Reference w:id="{own}"/></w:r></w:p>'))


def _say(elements: list[etree._Element], chance: random.Random) -> None:
    element = _one(elements, chance)
    text = chance.choice(
        ("x", "\u00ad", "\ufffc", "\u2028", " \n\t ", "å\u030a", "\U0001f468\u200d\U0001f469", "y" * 9999)
    )
    if chance.random() < 0.5:
        element.text = text
    elif element.getparent() is not None:
        element.tail = text


_MARKUP_DAMAGE: tuple[Callable[[list[etree._Element], random.Random], None], ...] = (
    _drop_element, _drop_element, _unwrap, _duplicate, _move, _move, _copy_into, _rename_element, _nest, _nest_table,
    _insert, _insert, _insert, _garble_attribute, _garble_attribute, _garble_attribute, _drop_attribute,
    _copy_attribute,
    _copy_attribute, _refer_in_circles, _say,
)  # fmt: skip
