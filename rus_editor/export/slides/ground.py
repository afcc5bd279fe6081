"""What slides are built on: the program's own design, or the organisation's template without its slides."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout, SlideMaster

from rus_editor.export.bundled import bundled
from rus_editor.export.fixed_zip import with_fixed_dates
from rus_editor.export.slides.plan import Box, Room
from rus_editor.model.errors import ErrorCode, KnownError

POINT = 12_700
"""English metric units in a point."""

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_TEXTS = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_SMALL = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER)
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OTHER_MAINS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
_MACROS = "/vbaProject"
# What python-pptx and what it reads with raise of a file that is not what it should be; the parser's are SyntaxErrors.
_FAULTS = (
    zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError,
    IndexError, AttributeError, TypeError, AssertionError, SyntaxError, PythonPptxError, OverflowError,
)  # fmt: skip
_LEAST_WIDTH, _LEAST_HEIGHT = 0.4, 0.3
"""A text box with a smaller share of its slide is beside the matter."""
_INDENT = 22.0
_NOTES = Box(54.0, 342.0, 432.0, 324.0)


@dataclass(frozen=True)
class Ground:
    """An empty presentation and the layouts to use. ``bare`` and ``section`` are None where there is none."""

    deck: Deck
    cover: SlideLayout
    content: SlideLayout
    bare: SlideLayout | None
    section: SlideLayout | None
    room: Room


def open_ground(template: bytes | None) -> Ground:
    """The program's own design, or a template without its slides.

    Raises KnownError TEMPLATE_UNUSABLE for a template that cannot be read, or without a layout for title and text.
    """
    if template is None:
        return _ground(_opened(_own()))
    with unusable(template):
        return _ground(_emptied(_opened(template)))


@contextlib.contextmanager
def unusable(template: bytes | None) -> Iterator[None]:
    """What goes wrong with a template is the template's fault; without one it is ours, and goes through."""
    try:
        yield
    except _FAULTS as fault:
        if template is None:
            raise
        raise KnownError(ErrorCode.TEMPLATE_UNUSABLE, name="", format=".pptx") from fault


def _own() -> bytes:
    """The program's own design as an empty .pptx."""
    folder = bundled("slides")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.name.endswith((".xml", ".rels")):
                archive.writestr(path.relative_to(folder).as_posix(), path.read_bytes())
    return target.getvalue()


def _opened(content: bytes) -> Deck:
    """A presentation, though it be called a template or a show, or have macros (which are left out)."""

    def main(name: str, member: bytes) -> bytes:
        if name == _TYPES:
            for other in _OTHER_MAINS:
                member = member.replace(other, _MAIN)
        return member

    deck = Presentation(io.BytesIO(with_fixed_dates(content, main)))
    for key, relationship in list(deck.part.rels.items()):
        if relationship.reltype.endswith(_MACROS):
            deck.part.drop_rel(key)
    return deck


def _emptied(deck: Deck) -> Deck:
    """Take away the slides, and what speaks of them: shows, sections, the picture of the first one."""
    root = deck.element
    for slide in root.findall(f"{qn('p:sldIdLst')}/{qn('p:sldId')}"):
        slide.getparent().remove(slide)
        deck.part.drop_rel(slide.get(qn("r:id")))
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for extension in root.findall(f"{qn('p:extLst')}/{qn('p:ext')}"):
        if any(child.tag.endswith("}sectionLst") for child in extension):
            extension.getparent().remove(extension)
    package = deck.part.package
    for relationship in list(package.iter_rels()):
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(relationship.rId)
    return deck


def _ground(deck: Deck) -> Ground:
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    width, height = (deck.slide_width or 0) / POINT, (deck.slide_height or 0) / POINT
    if width < 300 or height < 200:
        raise ValueError("slide size")
    slide = Box(0, 0, width, height)
    contents = [layout for layout in layouts if title_of(layout) is not None and _text_of(layout, slide) is not None]
    content = _first(contents, ("obj", "tx"))
    if content is None:
        raise ValueError("layouts")
    covers = [layout for layout in layouts if _title_type(layout) is PP_PLACEHOLDER.CENTER_TITLE]
    cover = _first(covers, ("title",)) or content
    bares = [layout for layout in layouts if title_of(layout) is not None and not _texts(layout)]
    bare = next((layout for layout in bares if layout.element.get("type") == "titleOnly"), None)
    section = next((layout for layout in layouts if layout.element.get("type") == "secHead" and title_of(layout)), None)
    return Ground(deck, cover, content, bare, section, _room(cover, content, section, slide))


def _room(cover: SlideLayout, content: SlideLayout, section: SlideLayout | None, slide: Box) -> Room:
    title, text = title_of(content), _text_of(content, slide)
    assert title is not None
    assert text is not None
    top = title_of(cover)
    below = subtitle_of(cover)
    headed = title_of(section) if section is not None else top
    under = subtitle_of(section) if section is not None else below
    assert top is not None
    assert headed is not None
    margin = slide.width * 0.08
    return Room(
        title=box_of(title, slide),
        body=box_of(text, slide),
        indent=_indent(content, text),
        cover=box_of(top, slide),
        cover_text=box_of(below, slide)
        if below is not None
        else Box(margin, slide.height * 0.6, slide.width - 2 * margin, slide.height * 0.3),
        section=box_of(headed, slide),
        section_text=box_of(under, slide) if under is not None else None,
        notes=_NOTES,
    )


def _first(layouts: Iterable[SlideLayout], types: Iterable[str]) -> SlideLayout | None:
    """The first layout of a type, else the first."""
    found = list(layouts)
    for wanted in types:
        for layout in found:
            if layout.element.get("type") == wanted:
                return layout
    return found[0] if found else None


def places_of(layout: SlideLayout | SlideMaster) -> list[LayoutPlaceholder]:
    """All places of a layout or a master."""
    # python-pptx says of its collections that they cannot be gone through, and they can.
    found: Any = layout.placeholders
    return list(found)


def title_of(layout: SlideLayout) -> LayoutPlaceholder | None:
    """The place of a layout's title."""
    return next((place for place in places_of(layout) if place.placeholder_format.type in _TITLES), None)


def subtitle_of(layout: SlideLayout) -> LayoutPlaceholder | None:
    """The place of the text below a large title."""
    wanted = (PP_PLACEHOLDER.SUBTITLE, *_TEXTS)
    found = [place for place in places_of(layout) if place.placeholder_format.type in wanted]
    found.sort(key=lambda place: wanted.index(place.placeholder_format.type))
    return found[0] if found else None


def text_number(layout: SlideLayout, slide: Box) -> int | None:
    """The number (idx) of the place that a layout's running text has."""
    place = _text_of(layout, slide)
    return None if place is None else place.placeholder_format.idx


def box_of(place: LayoutPlaceholder, slide: Box) -> Box:
    """Where a place is, as far as it is on the slide."""
    if None in (place.left, place.top, place.width, place.height):
        raise ValueError("placeholder without a size")
    left, top = max(0.0, place.left / POINT), max(0.0, place.top / POINT)
    right = min(slide.width, (place.left + place.width) / POINT)
    bottom = min(slide.height, (place.top + place.height) / POINT)
    if right - left < 40 or bottom - top < 12:
        raise ValueError("placeholder too small")
    return Box(left, top, right - left, bottom - top)


def _title_type(layout: SlideLayout) -> PP_PLACEHOLDER | None:
    found = title_of(layout)
    return None if found is None else found.placeholder_format.type


def _texts(layout: SlideLayout) -> list[LayoutPlaceholder]:
    """All places but titles and what stands at the foot."""
    return [place for place in places_of(layout) if place.placeholder_format.type not in (*_TITLES, *_SMALL)]


def _text_of(layout: SlideLayout, slide: Box) -> LayoutPlaceholder | None:
    """The place for running text of a layout that has one such and nothing else of its size."""
    large = []
    for place in _texts(layout):
        if place.placeholder_format.type not in _TEXTS:
            return None
        box = box_of(place, slide)
        if box.width >= slide.width * _LEAST_WIDTH and box.height >= slide.height * _LEAST_HEIGHT:
            large.append(place)
    return large[0] if len(large) == 1 else None


def _indent(layout: SlideLayout, place: LayoutPlaceholder) -> float:
    """How far a list's text may be from its box's edge: the most that the layout or its master says."""
    found = [_INDENT]
    styles = [
        *layout.slide_master.element.iter(qn("p:bodyStyle")),
        *place.element.iter(qn("a:lstStyle")),
        *(style for other in places_of(layout.slide_master) for style in other.element.iter(qn("a:lstStyle"))),
    ]
    for style in styles:
        for level in style.iter(qn("a:lvl1pPr")):
            margin, first = int(level.get("marL", 0)), int(level.get("indent", 0))
            found.append(max(margin, margin + first) / POINT)
    return max(found)
