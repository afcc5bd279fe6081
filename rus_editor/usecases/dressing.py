"""How text looks, as a writer asks for it: lists and their levels, links, styles, formatting taken away."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import urlsplit

from rus_editor.model.document import Document, Paragraph
from rus_editor.model.edits import ClearFormat, Edit, ListKind, ReplaceText, SetLink, SetList, SetStyle, is_writable
from rus_editor.model.journal import Caret
from rus_editor.usecases.writing import Act, Spot, between, paragraph_of

_NO_LOOKS = frozenset(
    ("hidden", "hidden_mark", "web_hidden", "right_to_left", "complex_script", "snap_to_grid", "math")
)
_SCHEMES = frozenset(("http", "https", "mailto", "ftp", "ftps", "tel"))


def _selected(document: Document, start: Spot, end: Spot) -> list[Paragraph]:
    return [paragraph for paragraph, _, _ in between(document, start, end)]


def is_list(document: Document, start: Spot, end: Spot, kind: ListKind) -> bool:
    """Whether all paragraphs selected stand in a list of a kind; headings with numbers are not lists."""
    found = [paragraph for paragraph in _selected(document, start, end) if paragraph.heading_level is None]
    return bool(found) and all(_is_in(paragraph, kind) for paragraph in found)


def _is_in(paragraph: Paragraph, kind: ListKind) -> bool:
    numbering = paragraph.numbering
    return numbering is not None and numbering.is_bullet is (kind is ListKind.BULLETS)


def toggle_list(document: Document, start: Spot, end: Spot, kind: ListKind) -> Act:
    """The paragraphs selected into a list of a kind or, where all are in one, out of it."""
    out = is_list(document, start, end, kind)
    edits: list[Edit] = []
    for paragraph in _selected(document, start, end):
        if paragraph.heading_level is not None or paragraph.generated:
            continue
        numbering = paragraph.numbering
        if out:
            edits.append(SetList(paragraph.id, None))
        elif not _is_in(paragraph, kind):
            edits.append(SetList(paragraph.id, kind, 0 if numbering is None else numbering.level))
    return Act(tuple(edits))


def set_style(document: Document, start: Spot, end: Spot, style: str) -> Act:
    """The paragraphs selected in another style."""
    return Act(
        tuple(
            SetStyle(paragraph.id, style)
            for paragraph in _selected(document, start, end)
            if paragraph.layout.style != style
        )
    )


def clear_format(document: Document, start: Spot, end: Spot) -> Act:
    """Take away what is set on the letters selected themselves, so that they look as their styles say."""
    edits: list[Edit] = []
    for paragraph, first, last in between(document, start, end):
        at = 0
        for span in paragraph.spans:
            stop = at + len(span.text)
            if at < last and stop > first and any(name not in _NO_LOOKS for name, _ in span.format):
                edits.append(ClearFormat(paragraph.id, first, last))
                break
            at = stop
    return Act(tuple(edits))


# -- links -----------------------------------------------------------------------------------------------------------


def link_at(document: Document, spot: Spot) -> tuple[int, int, str] | None:
    """The link that a place is in or at the edge of: where it starts and ends in the paragraph, where it leads."""
    paragraph = paragraph_of(document, spot.block)
    if paragraph is None:
        return None
    at = 0
    for link, spans in groupby(paragraph.spans, key=lambda span: span.link):
        stop = at + sum(len(span.text) for span in spans)
        if link and at <= spot.offset <= stop and at < stop:
            return at, stop, link
        at = stop
    return None


def links_in(document: Document, start: Spot, end: Spot) -> bool:
    """Whether what is selected has a link in it."""
    for paragraph, first, last in between(document, start, end):
        at = 0
        for span in paragraph.spans:
            stop = at + len(span.text)
            if span.link and at < last and stop > first:
                return True
            at = stop
    return False


def address_of(typed: str) -> str | None:
    """An address as somebody types it, made whole ("region.se" → "https://region.se"); None for what leads nowhere.

    Only addresses that are safe to keep in a document pass: of web pages, of mail, telephone numbers and bookmarks.
    """
    text = typed.strip()
    if not text or not is_writable(text) or any(sign.isspace() for sign in text):
        return None
    if text.startswith("#"):
        return text if len(text) > 1 else None
    try:
        scheme = urlsplit(text).scheme.casefold()
    except ValueError:
        return None
    if scheme in _SCHEMES:
        return text
    if "@" in text and "/" not in text and ":" not in text:
        return f"mailto:{text}"
    if ":" in text.split("/")[0] and not text.split("/")[0].rpartition(":")[2].isdigit():
        return None
    return f"https://{text}" if "." in text else None


def set_link(document: Document, start: Spot, end: Spot, address: str | None, text: str | None = None) -> Act:
    """A link on what is selected; with ``text`` that comes in its place, None as address takes links away."""
    if text is not None and text and start.block == end.block:
        typed = ReplaceText(start.block, start.offset, end.offset, text)
        stop = start.offset + len(text)
        return Act((typed, SetLink(start.block, start.offset, stop, address)), Caret(start.block, stop))
    edits = tuple(
        SetLink(paragraph.id, first, last, address)
        for paragraph, first, last in between(document, start, end)
        if first < last
    )
    return Act(edits)
