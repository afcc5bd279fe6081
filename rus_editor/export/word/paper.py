"""The document that a report or memo is written on, from opening the template to the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rus_editor.export.marking import start_of
from rus_editor.export.report import Report
from rus_editor.export.word.finishing import finished, tell_properties
from rus_editor.export.word.ground import open_ground, unusable
from rus_editor.export.word.margins import write_margins
from rus_editor.export.word.placing import Place
from rus_editor.export.word.setting import Setter
from rus_editor.export.word.styles import StyleBook
from rus_editor.model.errors import KnownError
from rus_editor.model.wording import Wording

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_HEADER = 70
_FOOTER = 45


class Paper:
    """A document to be written once. ``place`` is where the words go, ``setter`` puts them into markup."""

    def __init__(self, report: Report, wording: Wording, template: bytes | None, title: str = "") -> None:
        """``title`` is the document's own where it is not the report's. Raises KnownError TEMPLATE_UNUSABLE."""
        self._report = report
        self._title = title or report.title
        self._is_new = template is None
        self._document = open_ground(template)
        self._language = _LANGUAGES.get(report.language, report.language)
        with self._held_to_be_usable():
            self.place = Place(self._document)
            self.setter = Setter(StyleBook(self._document), wording, self._language, self.place.first_free_id)
            self.setter.styles.find_all()
            self.place.fill(
                {
                    **dict.fromkeys(("titel", "title"), self._title),
                    **dict.fromkeys(("underrubrik", "subtitle"), report.subtitle),
                    **dict.fromkeys(("organisation",), report.organisation),
                    **dict.fromkeys(("datum", "date"), report.date),
                    **dict.fromkeys(("diarienummer", "dnr"), report.dnr),
                }
            )

    def made(self, front: str, rest: str = "", *, names_versions: bool = True) -> bytes:
        """The file's bytes, with this markup in its place; ``names_versions`` has the two files in the footer."""
        with self._held_to_be_usable():
            return self._written(front, rest, names_versions=names_versions)

    @contextmanager
    def _held_to_be_usable(self) -> Iterator[None]:
        """Whatever a stranger's template brings about, somebody is told that it cannot be used."""
        try:
            yield
        except KnownError:
            raise
        except Exception as error:
            if self._is_new:
                raise
            raise unusable() from error

    def _written(self, front: str, rest: str, *, names_versions: bool) -> bytes:
        report = self._report
        self.place.put(front, rest)
        header = " · ".join(each for each in (start_of(self._title, _HEADER), report.dnr) if each)
        names = (start_of(each, _FOOTER) for each in (report.versions[0].old, report.versions[0].new))
        footer = " → ".join(names) if names_versions else report.organisation
        write_margins(self._document, self.setter, header, footer, is_new=self._is_new)
        tell_properties(
            self._document,
            title=self._title,
            subject=report.subtitle,
            organisation=report.organisation,
            language=self._language,
            day=report.date,
        )
        return finished(self._document)
