"""One truth for the board, the partnership and the archive: every export is made of the same summary."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from rus_editor.export.json_export import dump
from rus_editor.export.phrases import Phrases
from rus_editor.export.summary_json import summary_to_json
from rus_editor.export.tick import Tick, unheard
from rus_editor.model.box import ChapterBox
from rus_editor.model.change_note import ChangeNote
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.outline import outline_of
from rus_editor.model.review import ReviewRow
from rus_editor.model.summary import Scope, Summary
from rus_editor.model.view import View, view_of
from rus_editor.model.wording import Wording
from rus_editor.usecases.composing import Front, compose
from rus_editor.usecases.material import Material
from rus_editor.usecases.progress import Cancellation, Course, Listener, Stage
from rus_editor.usecases.redlining import DEFAULT_AUTHOR, redline_files
from rus_editor.usecases.reviewing import rows_of
from rus_editor.usecases.saving import write_bytes
from rus_editor.word.annotated import annotated
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.zip_archive import hold_to_limits

_WRITTEN = 0.97
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


class Product(Enum):
    """What can be made."""

    PDF = "pdf"
    WORD = "word"
    ANNOTATED = "annotated"
    REDLINE = "redline"
    MEMO = "memo"
    SLIDES = "slides"
    SHEET = "sheet"
    WEB = "web"
    JSON = "json"


SUFFIXES: Mapping[Product, str] = {
    Product.PDF: ".pdf",
    Product.WORD: ".docx",
    Product.ANNOTATED: ".docx",
    Product.REDLINE: ".docx",
    Product.MEMO: ".docx",
    Product.SLIDES: ".pptx",
    Product.SHEET: ".xlsx",
    Product.WEB: ".html",
    Product.JSON: ".json",
}
"""How the file of each product ends."""

_WORD_TEMPLATES = (".docx", ".dotx")
_SLIDE_TEMPLATES = (".pptx", ".potx")


@dataclass(frozen=True)
class Templates:
    """The organisation's own: Word's and PowerPoint's, by name and bytes; None for the program's."""

    word: tuple[str, bytes] | None = None
    slides: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A file that was written."""

    product: Product
    path: Path
    size: int


def read_templates(paths: Sequence[Path]) -> Templates:
    """Templates by what they end with.

    Raises KnownError: TEMPLATE_UNUSABLE for what no template can be, two of a kind, and whatever would be refused as a
    document, since templates come from anywhere, too; FILE_MISSING and FILE_UNREADABLE.
    """
    word: tuple[str, bytes] | None = None
    slides: tuple[str, bytes] | None = None
    for path in paths:
        suffix = path.suffix.lower()
        if suffix in _WORD_TEMPLATES and word is None:
            word = path.name, _template(path, _WORD_TEMPLATES, open_package)
        elif suffix in _SLIDE_TEMPLATES and slides is None:
            slides = path.name, _template(path, _SLIDE_TEMPLATES, hold_to_limits)
        else:
            raise _unusable(path.name, (*_WORD_TEMPLATES, *_SLIDE_TEMPLATES))
    return Templates(word, slides)


def _template(path: Path, suffixes: Sequence[str], look: Callable[[bytes, str], object]) -> bytes:
    try:
        content = read_bytes(path)
        look(content, path.name)
    except KnownError as error:
        if error.code in {ErrorCode.FILE_MISSING, ErrorCode.FILE_UNREADABLE}:
            raise
        raise _unusable(path.name, suffixes) from error
    return content


def _unusable(name: str, suffixes: Sequence[str]) -> KnownError:
    return KnownError(ErrorCode.TEMPLATE_UNUSABLE, name=name, format=", ".join(suffixes))


class Press:
    """Makes products of one material with one front page and scope; the summary is made once."""

    def __init__(
        self,
        material: Material,
        wording: Wording,
        front: Front | None = None,
        scope: Scope | None = None,
        templates: Templates | None = None,
        author: str = "",
    ) -> None:
        """``author`` signs tracked changes and comments."""
        self._material = material
        self._wording = wording
        self._front = front or Front()
        self._scope = scope
        self._templates = templates or Templates()
        self._author = author

    @functools.cached_property
    def summary(self) -> Summary:
        """What all products say."""
        material = self._material
        return compose(
            material.analysis, self._wording.language, self._front, self._scope, material.board, material.said
        )

    def make(self, product: Product, tick: Tick = unheard) -> bytes:
        """One product as a file's bytes. Raises KnownError for a template that cannot be used."""
        match product:
            case Product.PDF:
                from rus_editor.export.pdf import write_pdf

                return write_pdf(self.summary, self._wording, tick)
            case Product.WEB:
                from rus_editor.export.html import write_html

                return write_html(self.summary, self._wording, self._rows(), tick).encode("utf-8", "replace")
            case Product.WORD:
                from rus_editor.export.word import write_report

                return self._in_template(
                    self._templates.word, lambda mine: write_report(self.summary, self._wording, mine, tick)
                )
            case Product.MEMO:
                from rus_editor.export.word import write_memo

                return self._in_template(
                    self._templates.word, lambda mine: write_memo(self.summary, self._wording, mine, tick)
                )
            case Product.ANNOTATED:
                tick(0.0)
                return self._annotated()
            case Product.REDLINE:
                tick(0.0)
                return self._redline()
            case Product.SLIDES:
                from rus_editor.export.slides import write_slides

                return self._in_template(
                    self._templates.slides, lambda mine: write_slides(self.summary, self._wording, mine, tick)
                )
            case Product.SHEET:
                from rus_editor.export.sheet import write_sheet

                return write_sheet(self.summary, self._wording, tick)
            case Product.JSON:
                return dump(summary_to_json(self.summary, self._wording)).encode("utf-8", "replace")

    def _in_template(self, template: tuple[str, bytes] | None, make: Callable[[bytes | None], bytes]) -> bytes:
        """What is made in a template; what is wrong with that is told by its name."""
        try:
            return make(None if template is None else template[1])
        except KnownError as error:
            if template is None or error.code is not ErrorCode.TEMPLATE_UNUSABLE:
                raise
            raise KnownError(error.code, **{**error.facts, "name": template[0]}) from error

    def _rows(self) -> tuple[ReviewRow, ...]:
        """The two texts side by side; one chapter of them where the report is about one."""
        material, chapter = self._material, self.summary.scope.chapter
        rows = rows_of(
            material.analysis.comparison, material.old_document, material.new_document, material.profile
        ).rows
        return rows if chapter is None else tuple(row for row in rows if row.chapter == chapter)

    def _annotated(self) -> bytes:
        """The new text with a box of points first in each chapter that has any."""
        material = self._material
        seen = view_of(material.new_document, View(material.analysis.comparison.new.view))
        headings = [chapter.heading for chapter in outline_of(seen, material.profile).chapters]
        title = self._wording.say("report.points.title")
        boxes = [
            ChapterBox(heading, title, tuple((point.lead, point.text) for point in chapter.points))
            for chapter in self.summary.chapters
            if chapter.points
            and chapter.chapter.new is not None
            # What stands before the first heading is no chapter to people.
            and (heading := headings[chapter.chapter.new]) is not None
        ]
        package = open_package(material.new.content, material.new.name)
        return annotated(package, boxes, _LANGUAGES.get(self._wording.language, self._wording.language))

    def _redline(self) -> bytes:
        material = self._material
        made = redline_files(
            material.old,
            material.new,
            material.profile,
            author=self._author or DEFAULT_AUTHOR,
            date=self._front.date or None,
            notes=tuple(self._notes()),
        )
        return made.content

    def _notes(self) -> Iterator[ChangeNote]:
        """What was said of each change, for a comment on it; a verdict alone is no reason."""
        phrases = Phrases(self._wording, self.summary)
        for change in self._material.analysis.comparison.changes:
            said, annotation = phrases.said(change), self._material.said.get(change.id)
            if said is None or annotation is None:
                continue
            told = (
                ("said.significance", said.significance),
                ("said.reason", said.reason),
                ("said.sources", ", ".join(said.sources)),
                ("said.themes", ", ".join(said.themes)),
                ("said.question", said.question),
            )
            lines = [f"{phrases.say(key)}: {text}" for key, text in told if text]
            if lines:
                when = "" if annotation.changed is None else annotation.changed.isoformat(timespec="seconds")
                yield ChangeNote(change.id, "\n".join(lines), annotation.who or self._author or DEFAULT_AUTHOR, when)


def publish(
    press: Press,
    targets: Mapping[Product, Path],
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
    start: float = 0.0,
) -> tuple[Published, ...]:
    """Make and write products, in the order given.

    All are made before the first is written, and each takes its place only when it is whole: what fails or is called
    off leaves no half file, and what was there stays. ``start`` is how far the work has come already. Raises
    KnownError, and Cancelled.
    """
    course = Course(progress, cancellation)
    made: dict[Product, bytes] = {}
    share = (_WRITTEN - start) / max(1, len(targets))
    for number, product in enumerate(targets):
        course.at(Stage.EXPORTING, start + share * number)
        made[product] = press.make(
            product, course.within(Stage.EXPORTING, start + share * number, start + share * (number + 1))
        )
    course.at(Stage.WRITING, _WRITTEN)
    for product, path in targets.items():
        write_bytes(path, made[product])
    return tuple(Published(product, path, len(made[product])) for product, path in targets.items())
