"""Word files for tests, written so that a person can read them.

Markup is a line in a small language, in the spirit of python-docx's ``cxml``::

    p/(pPr/pStyle{val=Rubrik1}, r/t"Nuläge", ins{author=Skribent 2}/r/t" nytt")

A name without a prefix is in Word's own namespace, and so is an attribute. ``/`` goes inwards, brackets hold several,
a quoted string is the element's text (``\\"`` for a quotation mark in it). White space between the parts is free.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from rus_editor.model.document import Document, Paragraph, StoryKind, Table, paragraphs
from rus_editor.word.markup import NAMESPACES
from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from tests.helpers.packages import CONTENT_TYPES, DOCUMENT, ROOT_RELATIONSHIPS, content_types, relationships, zipped

_MORE_NAMESPACES = {"cx": "http://schemas.microsoft.com/office/drawing/2014/chartex", "xyz": "urn:unknown"}
_DECLARATIONS = " ".join(
    f'xmlns:{prefix}="{uri}"' for prefix, uri in {**NAMESPACES, **_MORE_NAMESPACES}.items() if prefix != "xml"
)
_NAME = re.compile(r"[A-Za-z][\w.-]*(?::[A-Za-z][\w.-]*)?")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ATTRIBUTES = re.compile(r"\{([^}]*)\}")
_ESCAPED = re.compile(r'\\([nt"\\])')
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_SPACE = re.compile(r"\s*")
_MEMBER_TYPES = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}


class _Parser:
    def __init__(self, expression: str) -> None:
        self._text = expression
        self._at = 0

    def several(self) -> str:
        parts = [self._one()]
        while self._take(","):
            parts.append(self._one())
        return "".join(parts)

    def finish(self) -> None:
        self._skip()
        if self._at != len(self._text):
            raise ValueError(f"not understood: {self._text[self._at :]!r} in {self._text!r}")

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def _take(self, sign: str) -> bool:
        self._skip()
        if self._text.startswith(sign, self._at):
            self._at += len(sign)
            return True
        return False

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return found

    def _one(self) -> str:
        self._skip()
        name = self._match(_NAME)
        if name is None:
            raise ValueError(f"a name is missing: {self._text[self._at :]!r} in {self._text!r}")
        tag = name[0] if ":" in name[0] else f"w:{name[0]}"
        attributes = ""
        braces = self._match(_ATTRIBUTES)
        if braces is not None and braces[1].strip():
            for pair in re.split(r",\s*(?=[\w:]+=)", braces[1].strip()):
                key, _, value = pair.partition("=")
                key = key.strip()
                # ":name" is an attribute without a namespace.
                key = key[1:] if key.startswith(":") else key if ":" in key else f"w:{key}"
                attributes += f" {key}={quoteattr(value)}"
        inside = ""
        text = self._match(_TEXT)
        if text is not None:
            inside = escape(_ESCAPED.sub(lambda match: _ESCAPES[match[1]], text[1]))
            attributes += ' xml:space="preserve"'
        if self._take("/"):
            if self._take("("):
                inside += self.several()
                if not self._take(")"):
                    raise ValueError(f"a bracket is missing: {self._text[self._at :]!r} in {self._text!r}")
            else:
                inside += self._one()
        return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def xml(expression: str) -> str:
    """Markup from a line of the language above; several elements stand with commas between them."""
    if not expression.strip():
        return ""
    parser = _Parser(expression)
    markup = parser.several()
    parser.finish()
    return markup


@dataclass
class WordFile:
    """A Word file in the making: lines of markup for each part, what is not told is left out.

    ``links`` are the main part's relationships besides those that follow from the parts: id → (type, target), with
    "External" as a third for what lies outside. ``members`` are further members as they are.
    """

    body: str = ""
    styles: str = ""
    numbering: str = ""
    settings: str = ""
    footnotes: str = ""
    endnotes: str = ""
    comments: str = ""
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)
    members: Mapping[str, bytes] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The file."""
        parts: dict[str, bytes] = {
            CONTENT_TYPES: content_types(more='<Default Extension="html" ContentType="text/html"/>'),
            ROOT_RELATIONSHIPS: relationships(("rId1", "officeDocument", DOCUMENT)),
            DOCUMENT: part("document", f"<w:body>{xml(self.body)}</w:body>"),
        }
        entries: list[tuple[str, ...]] = []
        for name, kind in _MEMBER_TYPES.items():
            told = getattr(self, name)
            if told:
                parts[f"word/{name}.xml"] = part(name, xml(told))
                entries.append((f"own-{name}", kind, f"{name}.xml"))
        entries.extend((identity, *told) for identity, told in self.links.items())
        parts["word/_rels/document.xml.rels"] = relationships(*entries)  # type: ignore[arg-type]
        parts.update(self.members)
        return zipped(parts)

    def read(self) -> Document:
        """The file as the program reads it."""
        return read_document(open_package(self.to_bytes(), "prov.docx"))


def part(root: str, inside: str) -> bytes:
    """A part around markup: ``root`` is the root element's name, Word's own unless it has a prefix."""
    tag = root if ":" in root else f"w:{root}"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{tag} {_DECLARATIONS}>{inside}</{tag}>'.encode()


def read(body: str, **parts: object) -> Document:
    """A document from a line of markup for its body; other parts as for :class:`WordFile`."""
    return WordFile(body, **parts).read()  # type: ignore[arg-type]


def one(document: Document) -> Paragraph:
    """The body's only paragraph."""
    (paragraph,) = document.body.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph


def texts(document: Document, kind: StoryKind = StoryKind.BODY) -> list[str]:
    """The texts of all paragraphs in stories of one kind."""
    return [
        paragraph.text for story in document.stories if story.kind is kind for paragraph in paragraphs(story.blocks)
    ]


def labels(document: Document) -> list[str]:
    """The number or bullet before each paragraph of the body, empty for none."""
    return [
        "" if paragraph.numbering is None else paragraph.numbering.label
        for paragraph in paragraphs(document.body.blocks)
    ]


def quoted(text: str) -> str:
    """A text as it is written in the language above."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def table(document: Document) -> Table:
    """The body's first table."""
    return next(block for block in document.body.blocks if isinstance(block, Table))


def style(identity: str, name: str, inside: str = "", *, kind: str = "paragraph", based_on: str = "") -> str:
    """A line for a style."""
    more = f", basedOn{{val={based_on}}}" if based_on else ""
    more += f", {inside}" if inside else ""
    return f"style{{type={kind}, styleId={identity}}}/(name{{val={name}}}{more})"
