"""Old content made at home in the new document: pictures, links, styles, lists and notes come along without clashes."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

from rus_editor.word import markup
from rus_editor.word.names import CONTROL_PROPERTIES, ID, PARAGRAPH, PARAGRAPH_PROPERTIES, VAL, WP, R, W, value_of
from rus_editor.word.redlining.cells import BESIDE
from rus_editor.word.redlining.comments import COMMENT_MARKS
from rus_editor.word.redlining.marks import set_list
from rus_editor.word.redlining.output import Output, ignorable_in
from rus_editor.word.redlining.registers import STYLED, Registers

_DROPPED = BESIDE - COMMENT_MARKS
_IDENTITIES = ("paraId", "textId")
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_STYLE, _NUMBERING = W + "pStyle", W + "numPr"


class Bringer:
    """Makes copied old content of one part at home in one part of the new document."""

    def __init__(self, registers: Registers, old_part: str, new_part: str, old_root: Element | None = None) -> None:
        self._registers = registers
        self._old_part = old_part
        self._new_part = new_part
        self._said: dict[str, tuple[bool, bool]] = {}
        self._ignorable = ignorable_in(old_root) if old_root is not None else {}

    def bring(self, element: Element) -> Element:
        """Point everything in a copied element to what the new document has; identities that must not recur go."""
        registers = self._registers
        paragraphs = [(paragraph, _style_of(paragraph)) for paragraph in element.iter(PARAGRAPH)]
        for current in list(element.iter(etree.Element)):
            tag = str(current.tag)
            if (tag in _DROPPED or (tag == ID and _is_of_control(current))) and current is not element:
                _remove(current)
                continue
            if tag in COMMENT_MARKS and not registers.comments.bring(current):
                _remove(current)
                continue
            for name, value in current.items():
                if name.startswith(R):
                    current.set(name, registers.relations.bring(self._old_part, self._new_part, value))
                elif name.rsplit("}", 1)[-1] in _IDENTITIES:
                    del current.attrib[name]
                elif name.startswith("{"):
                    self._may_ignore(name)
            if tag in STYLED:
                known = registers.style(current.get(VAL) or "", STYLED[tag])
                if known or current is element:
                    current.set(VAL, known)
                else:
                    _remove(current)
            elif tag == W + "numId":
                current.set(VAL, registers.list(current.get(VAL) or ""))
            elif tag == WP + "docPr":
                current.set("id", registers.output.next_drawing_id())
            elif tag in _NOTES:
                current.set(W + "id", self._note(_NOTES[tag], current.get(W + "id") or ""))
            elif not tag.startswith(W):
                self._may_ignore(tag)
        for paragraph, style in paragraphs:
            properties = paragraph.find(PARAGRAPH_PROPERTIES)
            made = properties if properties is not None else etree.Element(PARAGRAPH_PROPERTIES)
            self._inherit(made, style)
            if properties is None and len(made):
                paragraph.insert(0, made)
        return element

    def bring_mark(self, mark: Element) -> bool:
        """Make one end of a comment's range at home; False where there is no such comment."""
        return self._registers.comments.bring(mark)

    def layout(self, paragraph: Element) -> Element:
        """A copy of a paragraph's properties, at home in the new document; empty where it has none."""
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        copied = deepcopy(properties) if properties is not None else etree.Element(PARAGRAPH_PROPERTIES)
        copied.tail = None
        for reference in list(copied.iter(W + "headerReference", W + "footerReference")):
            # Which headers a section has is settled once all sections are known.
            _remove(reference)
        self.bring(copied)
        self._inherit(copied, _style_of(paragraph))
        return copied

    def says_all(self, paragraph: Element) -> bool:
        """Whether a paragraph looks in the new document as in the old without anything said on its behalf."""
        style = _style_of(paragraph)
        said = self._said.get(style)
        if said is None:
            registers = self._registers
            said = self._said[style] = (
                bool(style) or not registers.default_style(),
                not registers.own_list(style or registers.old_styles.default_id),
            )
        return said[0] and (said[1] or paragraph.find(f"{PARAGRAPH_PROPERTIES}/{_NUMBERING}/{W}numId") is not None)

    def _inherit(self, properties: Element, style: str) -> None:
        """Say what the old document's default style, or a style's own list, made of the paragraph unsaid."""
        registers = self._registers
        numbering = properties.find(_NUMBERING)
        if numbering is None or numbering.find(W + "numId") is None:
            own = registers.own_list(style or registers.old_styles.default_id)
            if own is not None:
                level = value_of(numbering, W + "ilvl")
                if numbering is not None:
                    properties.remove(numbering)
                set_list(properties, own[0], level or own[1])
        if properties.find(_STYLE) is None:
            default = registers.default_style()
            if default:
                made = etree.Element(_STYLE)
                made.set(VAL, default)
                properties.insert(0, made)

    def _may_ignore(self, name: str) -> None:
        if self._ignorable:
            address = name[1:].partition("}")[0]
            if address in self._ignorable:
                self._registers.output.may_ignore(self._new_part, {address: self._ignorable[address]})

    def _note(self, kind: str, identity: str) -> str:
        """The new document's id of an old note, copied behind the others."""
        registers = self._registers
        old_parts = registers.old.related(registers.old.main_part, kind)
        if not old_parts:
            return identity
        old_root, old_notes = registers.old_notes(old_parts[0])
        note = old_notes.get(identity)
        if note is None:
            return identity
        part = registers.output.related(kind) or _start_notes(registers.output, kind, old_root)
        copied = deepcopy(note)
        copied.tail = None
        made = registers.next_note(part)
        copied.set(ID, made)
        Bringer(registers, old_parts[0], part, old_root).bring(copied)
        registers.output.tree(part).append(copied)
        return made


def _start_notes(output: Output, kind: str, old_root: Element) -> str:
    """A part for notes where the new document has none: with the old one's separators, which settings may name."""
    root = etree.Element(old_root.tag, nsmap={"w": markup.W})
    for note in old_root:
        if isinstance(note.tag, str) and note.get(W + "type") not in (None, "normal"):
            copied = deepcopy(note)
            copied.tail = None
            for element in list(copied.iter(etree.Element)):
                if element.tag in (W + "pPr", W + "rPr"):
                    _remove(element)
                for name in [str(name) for name in element.attrib]:
                    if name.startswith("{") and not name.startswith(W):
                        del element.attrib[name]
            root.append(copied)
    return output.start(kind, root)


def _is_of_control(identity: Element) -> bool:
    """Whether an id is a content control's: the control in the new document may have it still."""
    parent = identity.getparent()
    return parent is not None and parent.tag == CONTROL_PROPERTIES


def _style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{_STYLE}")
    return (style.get(VAL) or "") if style is not None else ""


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
