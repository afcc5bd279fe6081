"""Puts a paragraph's spans together: text that has everything in common becomes one span, however many runs it is."""

from __future__ import annotations

from typing import NamedTuple

from rus_editor.model.document import ATOM_CHARACTER, Atom, AtomKind, Format, Revision, Span
from rus_editor.word.fields import FieldStack
from rus_editor.word.formats import DirectFormat, RunProperties
from rus_editor.word.reading import Reading
from rus_editor.word.structure import ParagraphContext

_BREAKS = frozenset((AtomKind.PAGE_BREAK, AtomKind.COLUMN_BREAK))


class _Setting(NamedTuple):
    """What stretches of text must have in common to be one span."""

    direct: DirectFormat
    revisions: tuple[Revision, ...]
    link: str
    field: str
    control: str
    extra: Format
    math: bool


class SpanBuilder:
    """The spans of one paragraph after the other. Its plain attributes say what holds for the text that comes next.

    ``properties`` and ``revisions`` are the run's, ``link`` and ``control`` those of what encloses it; ``extra`` is
    formatting that stands outside of run properties.
    """

    def __init__(self, reading: Reading, fields: FieldStack) -> None:
        self._structure = reading.structure
        self._formats = reading.formats
        self._comments = reading.comments
        self._fields = fields
        self._spans: list[Span] = []
        self._texts: list[str] = []
        self._setting: _Setting | None = None
        self.properties: RunProperties = reading.formats.no_run
        self.revisions: tuple[Revision, ...] = ()
        self.link = ""
        self.control = ""
        self.extra: Format = ()
        self.math = False
        self.context: ParagraphContext
        self.has_generated_text = False
        """Whether Word itself made something here (a table of contents, an index)."""
        self.has_own_text = False
        """Whether somebody wrote something here."""

    def begin(self, context: ParagraphContext, control: str) -> None:
        """A new paragraph."""
        self.context = context
        self.control = control
        self.link = ""
        self.properties = self._formats.no_run
        self.revisions = ()
        self._spans = []
        self.has_generated_text = self._fields.generated
        self.has_own_text = False

    def end(self) -> tuple[Span, ...]:
        """The paragraph's spans."""
        self._flush()
        return tuple(self._spans)

    @property
    def heard(self) -> int:
        """How many letters the paragraph has so far; atoms are none."""
        return sum(len(span.text) for span in self._spans if span.atom is None) + sum(map(len, self._texts))

    def text(self, text: str) -> None:
        """Add text as it is shown; none if it stands in a field's instruction, of which it becomes a part."""
        fields = self._fields
        if fields.depth:
            if fields.hidden:
                fields.contribute(text)
                return
            if fields.generated:
                self.has_generated_text = True
            elif not self.has_own_text and not text.isspace():
                self.has_own_text = True
        else:
            self.has_own_text = True
        setting = _Setting(
            self.properties.direct,
            self.revisions,
            self.link or fields.link,
            fields.instruction,
            self.control,
            self.extra,
            self.math,
        )
        if setting != self._setting:
            self._flush()
            self._setting = setting
        self._texts.append(text)
        if self._comments.open:
            self._comments.hear(text)

    def atom(self, atom: Atom, extra: Format = (), link: str = "") -> None:
        """Add an atom."""
        fields = self._fields
        if fields.hidden:
            return
        self._flush()
        if fields.generated:
            self.has_generated_text = True
        elif atom.kind not in _BREAKS:
            self.has_own_text = True
        setting = _Setting(
            self.properties.direct,
            self.revisions,
            link or self.link or fields.link,
            fields.instruction,
            self.control,
            (*self.extra, *extra),
            self.math,
        )
        self._spans.append(self._span(ATOM_CHARACTER, atom, setting))

    def font(self) -> str:
        """The name of the font in which the next text is shown."""
        effective, _ = self._structure.run_look(self.context, self.properties.direct)
        return next((value for name, value in effective if name == "font"), "")

    def _flush(self) -> None:
        if self._setting is not None:
            self._spans.append(self._span("".join(self._texts), None, self._setting))
            self._texts = []
            self._setting = None

    def _span(self, text: str, atom: Atom | None, setting: _Setting) -> Span:
        direct, revisions, link, instruction, control, extra, math = setting
        effective, style = self._structure.run_look(self.context, direct)
        own = direct.format
        if extra:
            own = self._formats.interned((*own, *extra))
            effective = self._formats.interned((*effective, *extra))
        return Span(text, own, effective, style, revisions, link, instruction, control, atom, math)
