"""What is copied and pasted: from the document to values that travel, and from anywhere to the document's own styles.

What comes from outside is text with marks, links and lists, nothing else: no fonts, no colours, no scripts, and
headings only when they are asked for. Whatever cannot stand in a document falls away without a word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from rus_editor.model.document import ATOM_CHARACTER, Document, Paragraph, Span, StoryKind
from rus_editor.model.edits import Edit, ListKind, Mark, MoveText, PasteBlocks, PastedParagraph, PastedRun, is_writable
from rus_editor.model.journal import Caret
from rus_editor.usecases.dressing import address_of
from rus_editor.usecases.live import parts_of
from rus_editor.usecases.moving import moved_as_it_stands
from rus_editor.usecases.writing import Act, Spot, between, erase, sibling

OWN_FORMAT = "application/x-rus-editor-text+json"
_FORMAT_VERSION = 1
_MOST_LETTERS = 5_000_000
_MOST_PARAGRAPHS = 20_000
_HIGHEST_LEVEL = 8
_BULLET = re.compile(r"\s*(?:[•·▪◦‣]|[–-](?=\t))[\t ]\s*")
_NUMBER = re.compile(r"\s*(?:\d{1,3}|[a-zåäö])[.)]\t\s*", re.IGNORECASE)
_TAGS = {
    Mark.BOLD: "b",
    Mark.ITALIC: "i",
    Mark.UNDERLINE: "u",
    Mark.STRIKE: "s",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_FORMATS = {
    ("bold", "on"): Mark.BOLD,
    ("italic", "on"): Mark.ITALIC,
    ("strike", "on"): Mark.STRIKE,
    ("vertical", "superscript"): Mark.SUPERSCRIPT,
    ("vertical", "subscript"): Mark.SUBSCRIPT,
}


@dataclass(frozen=True, slots=True)
class Clip:
    """What was copied. ``source`` names the document it came from, ``atoms`` counts what could not come along."""

    paragraphs: tuple[PastedParagraph, ...] = ()
    source: str = ""
    atoms: int = 0

    @property
    def text(self) -> str:
        """Its text, a line for each paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def copied(document: Document, start: Spot, end: Spot, source: str) -> Clip:
    """What is selected, as it reads: neither what tracked changes have struck nor atoms."""
    paragraphs: list[PastedParagraph] = []
    atoms = 0
    for paragraph, first, last in between(document, start, end):
        runs: list[PastedRun] = []
        at = 0
        for span in paragraph.spans:
            stop = at + len(span.text)
            text = span.text[max(0, first - at) : max(0, last - at)]
            at = stop
            if not text or any(revision.kind.gone_in_final for revision in span.revisions):
                continue
            if span.atom is not None:
                atoms += span.atom.kind.value != "comment"
                continue
            runs.append(PastedRun(writable(text), _marks(span), safe_link(span.link)))
        numbering = paragraph.numbering if paragraph.heading_level is None else None
        kind = None if numbering is None else ListKind.BULLETS if numbering.is_bullet else ListKind.NUMBERS
        level = 0 if numbering is None else min(numbering.level, _HIGHEST_LEVEL)
        paragraphs.append(PastedParagraph(_joined(runs), paragraph.layout.style, kind, level))
    return Clip(tuple(paragraphs), source, atoms)


def _marks(span: Span) -> tuple[Mark, ...]:
    """Marks that the letters have themselves; what their paragraph's style gives them stays with that."""
    own = dict(span.format)
    marks = [mark for pair, mark in _FORMATS.items() if pair in span.effective and (pair[0] in own or span.style)]
    if own.get("underline", "none") != "none" and not span.link:
        marks.append(Mark.UNDERLINE)
    return tuple(marks)


def _joined(runs: Iterable[PastedRun]) -> tuple[PastedRun, ...]:
    joined: list[PastedRun] = []
    for run in runs:
        if joined and (joined[-1].marks, joined[-1].link) == (run.marks, run.link):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def paste(document: Document, start: Spot, end: Spot, clip: Clip, source: str) -> Act:
    """What was copied in the place of a selection. Links to bookmarks lead somewhere only in their own document."""
    paragraphs = clip.paragraphs
    if not paragraphs or not any(paragraph.text for paragraph in paragraphs):
        return Act()
    if clip.source != source or not source:
        paragraphs = tuple(_without_bookmarks(paragraph) for paragraph in paragraphs)
    edits: list[Edit] = []
    stop = end.offset
    if start.block != end.block:
        edits.extend(erase(document, start, end).edits)
        stop = start.offset
    edits.append(PasteBlocks(start.block, start.offset, stop, paragraphs))
    length = len(paragraphs[-1].text)
    caret = Caret(start.block, start.offset + length)
    if len(paragraphs) > 1:
        caret = Caret(sibling(start.block, len(paragraphs) - 1), length)
    return Act(tuple(edits), caret)


def moved(document: Document, start: Spot, end: Spot, target: Spot, source: str) -> Act | None:
    """A selection moved to another place. None for what can stand in one place only and cannot be moved there.

    Nothing happens where it is moved into itself.
    """
    crosses = _crosses_box(document, start, target)
    if start.block == end.block and not crosses:
        if target.block == start.block and start.offset <= target.offset <= end.offset:
            return Act()
        length = end.offset - start.offset
        edit = MoveText(start.block, start.offset, end.offset, target.block, target.offset)
        behind = target.block == start.block and target.offset > end.offset
        first = target.offset - length if behind else target.offset
        return Act((edit,), Caret(target.block, first + length, target.block, first))
    clip = copied(document, start, end, source)
    if clip.atoms:
        return None if crosses else moved_as_it_stands(document, start, end, target)
    stretches = list(between(document, start, end))
    if any(paragraph.id == target.block and first <= target.offset <= last for paragraph, first, last in stretches):
        return Act()
    order = {block: at for at, block in enumerate(document.blocks_by_id)}
    behind = (order[target.block], target.offset) > (order[end.block], end.offset)
    erased = erase(document, start, end)
    pasted = paste(document, target, target, clip, source)
    if behind:
        # Ids and places before it are not touched by what comes later in the text.
        return Act((*pasted.edits, *erased.edits))
    return Act((*erased.edits, *pasted.edits), pasted.caret)


def _crosses_box(document: Document, start: Spot, target: Spot) -> bool:
    """Whether a move goes into a text box or out of one: notes and the like cannot stand there (Word refuses them)."""
    stories = [parts_of(spot.block)[0] for spot in (start, target)]
    found = [document.stories_by_id.get(story) for story in stories]
    return stories[0] != stories[1] and any(each is not None and each.kind is StoryKind.TEXT_BOX for each in found)


def _without_bookmarks(paragraph: PastedParagraph) -> PastedParagraph:
    if not any(run.link.startswith("#") for run in paragraph.runs):
        return paragraph
    return replace(
        paragraph, runs=tuple(replace(run, link="") if run.link.startswith("#") else run for run in paragraph.runs)
    )


def of_text(text: str) -> Clip:
    """Plain text: its lines are paragraphs, and lines that begin with a bullet or a number and a tab are lists."""
    lines = text[:_MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return Clip(tuple(_line(writable(line)) for line in lines[:_MOST_PARAGRAPHS]))


def _line(line: str) -> PastedParagraph:
    for kind, pattern in ((ListKind.BULLETS, _BULLET), (ListKind.NUMBERS, _NUMBER)):
        found = pattern.match(line)
        if found is not None and found.end() < len(line):
            return PastedParagraph((PastedRun(line[found.end() :]),), None, kind)
    return PastedParagraph((PastedRun(line),) if line else ())


def writable(text: str) -> str:
    """A text without signs that no document can hold."""
    return text if is_writable(text) else "".join(sign for sign in text if is_writable(sign))


# -- our own format --------------------------------------------------------------------------------------------------


def to_bytes(clip: Clip) -> bytes:
    """For the clipboard, so that styles and lists survive between our own windows."""
    return json.dumps(
        {
            "version": _FORMAT_VERSION,
            "source": clip.source,
            "atoms": clip.atoms,
            "paragraphs": [
                {
                    "style": paragraph.style,
                    "list": None if paragraph.list_kind is None else paragraph.list_kind.value,
                    "level": paragraph.level,
                    "runs": [[run.text, [mark.value for mark in run.marks], run.link] for run in paragraph.runs],
                }
                for paragraph in clip.paragraphs
            ],
        },
        ensure_ascii=False,
    ).encode("utf-8", "surrogatepass")


def of_bytes(content: bytes) -> Clip | None:
    """What another window of ours copied; None for what is not that, whoever put it on the clipboard."""
    if len(content) > 8 * _MOST_LETTERS:
        return None
    try:
        found = json.loads(content)
        if found["version"] != _FORMAT_VERSION:
            return None
        paragraphs = tuple(_paragraph(each) for each in found["paragraphs"][:_MOST_PARAGRAPHS])
        return Clip(paragraphs, str(found["source"]), max(0, int(found["atoms"])))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _paragraph(found: dict[str, object]) -> PastedParagraph:
    style, kind, level, runs = found["style"], found["list"], found["level"], found["runs"]
    if not isinstance(runs, list) or not isinstance(level, int):
        raise TypeError("a paragraph of another shape")
    return PastedParagraph(
        _joined(_run(each) for each in runs),
        writable(style) if isinstance(style, str) else None,
        None if kind is None else ListKind(kind),
        min(max(0, level), _HIGHEST_LEVEL),
    )


def _run(found: list[object]) -> PastedRun:
    text, marks, link = found
    if not isinstance(text, str) or not isinstance(link, str) or not isinstance(marks, list):
        raise TypeError("a run of another shape")
    return PastedRun(writable(text), tuple(map(Mark, marks)), safe_link(link))


def safe_link(link: str) -> str:
    """An address that may stand in a document; empty for others."""
    return link if link and address_of(link) == link else ""


# -- for other programs ----------------------------------------------------------------------------------------------


def to_html(clip: Clip) -> str:
    """For programs that paste formatted text: paragraphs, headings and lists as HTML has them."""
    pieces: list[str] = []
    opened: list[str] = []
    for paragraph in clip.paragraphs:
        depth = 0 if paragraph.list_kind is None else paragraph.level + 1
        tag = "ul" if paragraph.list_kind is ListKind.BULLETS else "ol"
        while len(opened) > depth or (opened and len(opened) == depth and opened[-1] != tag):
            pieces.append(f"</{opened.pop()}>")
        while len(opened) < depth:
            opened.append(tag)
            pieces.append(f"<{tag}>")
        heading = re.fullmatch(r"heading ([1-6])", (paragraph.style or "").casefold())
        name = "li" if depth else f"h{heading[1]}" if heading else "p"
        pieces.append(f"<{name}>{''.join(map(_run_html, paragraph.runs))}</{name}>")
    pieces.extend(f"</{tag}>" for tag in reversed(opened))
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(pieces)}</body></html>'


def _run_html(run: PastedRun) -> str:
    html = escape(run.text).replace("\n", "<br>").replace("\t", "&#9;")
    for mark in run.marks:
        tag = _TAGS.get(mark)
        if tag is not None:
            html = f"<{tag}>{html}</{tag}>"
    if run.link and not run.link.startswith("#"):
        html = f'<a href="{escape(run.link)}">{html}</a>'
    return html


def plain_text(document: Document, start: Spot, end: Spot) -> str:
    """The text of a selection without atoms."""
    return "\n".join(_between_text(paragraph, first, last) for paragraph, first, last in between(document, start, end))


def _between_text(paragraph: Paragraph, first: int, last: int) -> str:
    return paragraph.text[first:last].replace(ATOM_CHARACTER, "")
