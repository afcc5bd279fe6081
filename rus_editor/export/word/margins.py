"""Header and footer: the template's own, or ours where there is none; pages are always numbered."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.section import _Footer, _Header

from rus_editor.export.word.ground import W
from rus_editor.export.word.placing import has_page_number
from rus_editor.export.word.setting import Setter, field_of
from rus_editor.export.word.styles import Role

_SPACE = W.strip("{}")


def write_margins(document: Document, setter: Setter, header: str, footer: str, *, is_new: bool) -> None:
    """Write a header and a footer with page numbers into a document of ours.

    A template's headers and footers stay as they are. Where none of them counts the pages, the sections that have no
    footer get one that does.
    """
    if is_new:
        for section in document.sections:
            _write(section.header, setter.paragraph(Role.HEADER, setter.run(header)))
            _write(section.footer, setter.paragraph(Role.FOOTER, _footer(setter, footer)))
    elif not has_page_number(document):
        first = document.sections[0]
        if first.footer.is_linked_to_previous:
            _write(first.footer, setter.paragraph(Role.FOOTER, _footer(setter, "")))


def _footer(setter: Setter, words: str) -> str:
    before, between, after = setter.wording.say("report.front.page", page="\0", pages="\0").split("\0")
    number = (
        setter.run(before) + field_of("PAGE", "1") + setter.run(between) + field_of("NUMPAGES", "1") + setter.run(after)
    )
    return setter.run(f"{words}\t") + number


def _write(margin: _Header | _Footer, paragraph: str) -> None:
    margin.is_linked_to_previous = False
    root = margin._element  # noqa: SLF001 - its paragraphs are written as markup, as all others are
    for child in list(root):
        root.remove(child)
    made = parse_xml(f'<w:hdr xmlns:w="{_SPACE}">{paragraph}</w:hdr>')
    root.extend(list(made))
