"""HTML from the clipboard (Word's, a web page's, anybody's) as paragraphs of text, marks, links and lists.

Word writes its lists as paragraphs whose style says ``mso-list:l0 level1 lfo1``, with the bullet as text inside of a
span ``mso-list:Ignore``. Everything that is not text, mark, link or list is passed over; nothing is fetched or run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from rus_editor.model.edits import ListKind, Mark, PastedParagraph, PastedRun
from rus_editor.usecases.dressing import address_of
from rus_editor.usecases.pasting import Clip, writable

_MOST_LETTERS = 5_000_000
_MOST_PARAGRAPHS = 20_000
_HIGHEST_LEVEL = 8
_UNREAD = frozenset(
    ("head", "style", "script", "title", "template", "noscript", "iframe", "object", "svg", "math", "xml", "select",
     "textarea", "button", "audio", "video", "canvas", "applet", "map")
)  # fmt: skip
_EMPTY = frozenset(("br", "img", "hr", "meta", "link", "input", "col", "wbr", "area", "base", "embed", "source"))
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address", "article", "aside", "section",
     "header", "footer", "main", "nav", "figure", "figcaption", "dl", "dt", "dd", "table", "caption", "form",
     "fieldset", "center", "details", "summary", "body", "html")
)  # fmt: skip
_MARKS = {
    "b": Mark.BOLD, "strong": Mark.BOLD, "i": Mark.ITALIC, "em": Mark.ITALIC, "cite": Mark.ITALIC, "u": Mark.UNDERLINE,
    "ins": Mark.UNDERLINE, "s": Mark.STRIKE, "strike": Mark.STRIKE, "del": Mark.STRIKE, "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
}  # fmt: skip
_HEADING = re.compile(r"h([1-6])")
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_LEVEL = re.compile(r"level(\d)")
_COUNTED = re.compile(r"\s*\(?(?:\d+|[a-zåäö]|[ivxlcdm]+)(?:[.:]\d+)*[.):]", re.IGNORECASE)


def of_html(html: str, *, headings: bool = False) -> Clip:
    """The paragraphs of a page or a piece of one. Headings stay headings when ``headings`` asks for it."""
    reader = _Reader(headings=headings)
    reader.feed(html[:_MOST_LETTERS])
    reader.close()
    return Clip(tuple(reader.finished()))


@dataclass(slots=True)
class _Open:
    """An element that has begun, with what holds inside of it."""

    tag: str
    marks: frozenset[Mark]
    link: str
    is_unread: bool
    is_label: bool


@dataclass(slots=True)
class _Draft:
    """A paragraph in the making."""

    runs: list[PastedRun] = field(default_factory=list)
    heading: int | None = None
    kind: ListKind | None = None
    level: int = 0
    label: str = ""
    word_list: bool = False


class _Reader(HTMLParser):
    def __init__(self, *, headings: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._headings = headings
        self._open: list[_Open] = []
        self._lists: list[ListKind] = []
        self._draft: _Draft | None = None
        self._done: list[_Draft] = []
        self._cells = 0
        self._preformatted = 0
        self._heading: int | None = None

    def finished(self) -> list[PastedParagraph]:
        """The paragraphs that have something in them."""
        self._end_paragraph()
        return [self._pasted(draft) for draft in self._done[:_MOST_PARAGRAPHS]]

    # -- what the parser meets ---------------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        style = {name.lower(): value.strip().lower() for name, value in _STYLE.findall(values.get("style", ""))}
        if tag == "body":
            # Whatever came before, even a head that nobody closed, is over.
            self._open.clear()
        if tag in _EMPTY:
            self._start_empty(tag, style)
            return
        outer = self._open[-1] if self._open else _Open("", frozenset(), "", False, False)
        is_hidden = style.get("display") == "none" or style.get("mso-hide") == "all" or "hidden" in values
        opened = _Open(
            tag,
            _marks_of(tag, style, outer.marks),
            _address(values.get("href", "")) if tag == "a" else outer.link,
            outer.is_unread or tag in _UNREAD or is_hidden,
            outer.is_label or style.get("mso-list") == "ignore",
        )
        if not opened.is_unread:
            self._begin_block(tag, values, style)
        self._open.append(opened)

    def _start_empty(self, tag: str, style: dict[str, str]) -> None:
        if tag == "br" and not self._is_unread and style.get("page-break-before") != "always":
            self._put("\n", kept=True)
        elif tag == "hr":
            self._end_paragraph()

    def _begin_block(self, tag: str, values: dict[str, str], style: dict[str, str]) -> None:
        if tag in ("ul", "ol"):
            if not self._cells:
                self._end_paragraph()
            self._lists.append(ListKind.BULLETS if tag == "ul" else ListKind.NUMBERS)
        elif tag == "li":
            self._end_paragraph()
            kind = self._lists[-1] if self._lists else ListKind.BULLETS
            self._draft = _Draft(kind=kind, level=min(max(0, len(self._lists) - 1), _HIGHEST_LEVEL))
        elif tag == "tr":
            self._end_paragraph()
        elif tag in ("td", "th"):
            if self._draft is not None and self._draft.runs:
                self._put("\t", kept=True)
            self._cells += 1
        elif tag in _BLOCKS:
            self._begin_paragraph(tag, values, style)
            self._preformatted += tag == "pre"

    def _begin_paragraph(self, tag: str, values: dict[str, str], style: dict[str, str]) -> None:
        if self._cells:
            if self._draft is not None and self._draft.runs and not self._draft.runs[-1].text.endswith(("\t", " ")):
                self._put(" ", kept=True)
            return
        fresh = self._draft is not None and self._draft.kind is not None and not self._draft.runs
        if not fresh:
            self._end_paragraph()
        found = _HEADING.fullmatch(tag)
        if found:
            self._heading = int(found[1])
        listed = style.get("mso-list", "")
        level = _LEVEL.search(listed)
        if level is not None and not found and "none" not in listed:
            self._draft = _Draft(level=min(max(0, int(level[1]) - 1), _HIGHEST_LEVEL), word_list=True)
        elif self._draft is None and values.get("class", "").lower() == "msotitle":
            self._heading = 1

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].tag == tag), None)
        if at is None:
            return
        unread = self._open[at].is_unread
        del self._open[at:]
        if unread:
            return
        if tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self._end_paragraph()
        elif tag in ("td", "th"):
            self._cells = max(0, self._cells - 1)
        elif tag in ("li", "tr") or (tag in _BLOCKS and not self._cells):
            self._end_paragraph()
            self._heading = None
            if tag == "pre":
                self._preformatted = max(0, self._preformatted - 1)

    def handle_data(self, text: str) -> None:
        if self._is_unread:
            return
        if self._preformatted:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._put(first, kept=True)
            for line in rest:
                self._end_paragraph()
                self._put(line, kept=True)
            return
        self._put(text, kept=False)

    # -- what comes of it --------------------------------------------------------------------------------------------

    @property
    def _is_unread(self) -> bool:
        return bool(self._open) and self._open[-1].is_unread

    def _put(self, text: str, *, kept: bool) -> None:
        """Text into the paragraph; its white space counts as one space where it is not ``kept``."""
        if not kept:
            text = re.sub(r"[ \t\r\n\f\u00a0]*[ \t\r\n\f][ \t\r\n\f\u00a0]*", " ", text)
        text = writable(text)
        if not text:
            return
        if self._draft is None:
            if not kept and not text.strip():
                return
            self._draft = _Draft()
        draft = self._draft
        top = self._open[-1] if self._open else None
        if top is not None and top.is_label:
            draft.label += text
            return
        if not kept and text.startswith(" ") and (not draft.runs or draft.runs[-1].text.endswith((" ", "\t", "\n"))):
            text = text[1:]
        if not text:
            return
        if self._heading is not None:
            draft.heading = self._heading
        marks = () if top is None else tuple(mark for mark in Mark if mark in top.marks)
        link = "" if top is None else top.link
        if link:
            marks = tuple(mark for mark in marks if mark is not Mark.UNDERLINE)
        if draft.runs and (draft.runs[-1].marks, draft.runs[-1].link) == (marks, link):
            draft.runs[-1] = PastedRun(draft.runs[-1].text + text, marks, link)
        else:
            draft.runs.append(PastedRun(text, marks, link))

    def _end_paragraph(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        while draft.runs:
            last = draft.runs[-1]
            text = last.text.rstrip(" \t\n\u00a0")
            draft.runs.pop()
            if text:
                draft.runs.append(PastedRun(text, last.marks, last.link))
                break
        if draft.runs:
            self._done.append(draft)

    def _pasted(self, draft: _Draft) -> PastedParagraph:
        kind = draft.kind
        if draft.word_list:
            kind = ListKind.NUMBERS if _COUNTED.match(draft.label) else ListKind.BULLETS
        runs = tuple(draft.runs)
        style = None
        if draft.heading is not None:
            # What a heading looks like comes with its style, or is not wanted.
            runs = _plain(runs)
            style = f"heading {draft.heading}" if self._headings else None
        return PastedParagraph(runs, style, kind, draft.level if kind is not None else 0)


def _plain(runs: tuple[PastedRun, ...]) -> tuple[PastedRun, ...]:
    return tuple(
        PastedRun(run.text, tuple(mark for mark in run.marks if mark is not Mark.BOLD), run.link) for run in runs
    )


def _marks_of(tag: str, style: dict[str, str], outer: frozenset[Mark]) -> frozenset[Mark]:
    marks = set(outer)
    own = _MARKS.get(tag)
    if own is not None:
        marks.add(own)
    weight = style.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:6]) >= 600):
        marks.add(Mark.BOLD)
    elif weight == "normal" or weight.isdigit():
        marks.discard(Mark.BOLD)
    slant = style.get("font-style", "")
    if slant in ("italic", "oblique"):
        marks.add(Mark.ITALIC)
    elif slant == "normal":
        marks.discard(Mark.ITALIC)
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if "underline" in decoration:
        marks.add(Mark.UNDERLINE)
    if "line-through" in decoration:
        marks.add(Mark.STRIKE)
    if "none" in decoration:
        marks -= {Mark.UNDERLINE, Mark.STRIKE}
    vertical = style.get("vertical-align", "")
    if vertical in ("super", "sub"):
        marks -= {Mark.SUPERSCRIPT, Mark.SUBSCRIPT}
        marks.add(Mark.SUPERSCRIPT if vertical == "super" else Mark.SUBSCRIPT)
    return frozenset(marks)


def _address(typed: str) -> str:
    """Where a link leads, if it may: an address that is whole already, of a page or of mail."""
    address = address_of(typed)
    return address if address is not None and address == typed.strip() and not address.startswith("#") else ""
