"""What a paragraph looks like in the editor, as runs: no Qt yet, so that two looks can be compared cheaply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from rus_editor.model.comparison import Segment, SegmentKind
from rus_editor.model.document import Atom, Paragraph, Revision, Span
from rus_editor.usecases.live import Mark, MarkKind

_WORDS = re.compile(r"\S+\s*|\s+")
_MOST_GHOSTS = 400


class ChangeView(Enum):
    """How changes against the baseline are shown."""

    MARGIN = "margin"
    TEXT = "text"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Look:
    """What letters look like.

    ``tracked`` is the tracked change in the file that they belong to; ``came`` tells that the baseline has them not.
    ``field`` is the instruction that made them, ``control`` the content control that they stand in.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    vertical: str = ""
    link: str = ""
    math: bool = False
    tracked: Revision | None = None
    came: bool = False
    field: str = ""
    control: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch with one look.

    A *ghost* is struck text of the baseline, shown but not there: one sign on the page, none in the document. An atom
    is one sign in both.
    """

    text: str
    look: Look = PLAIN
    atom: Atom | None = None
    ghost: bool = False

    @property
    def code_points(self) -> int:
        """Its length in the document's text."""
        return 0 if self.ghost else len(self.text)


def runs_of(paragraph: Paragraph, mark: Mark | None, view: ChangeView) -> tuple[Run, ...]:
    """The runs of a paragraph; with ``ChangeView.TEXT`` what differs from the baseline stands in them."""
    heading = paragraph.heading_level is not None
    spans = (_run(span, heading) for span in paragraph.spans if span.text)
    if view is ChangeView.TEXT and mark is not None and mark.kind is not MarkKind.SAME:
        came = mark.kind is MarkKind.INSERTED
        if came or not mark.segments:
            return _joined(replace(run, look=replace(run.look, came=came)) for run in spans)
        return _joined(_with_segments(spans, mark.segments))
    return _joined(spans)


def ghosts_of(text: str, look: Look = PLAIN) -> Iterator[Run]:
    """Struck text as ghosts, a word each, so that it breaks over lines as text does."""
    words = _WORDS.findall(text)
    if len(words) > _MOST_GHOSTS:
        words = [*words[:_MOST_GHOSTS], "…"]
    for word in words:
        yield Run(word, look, ghost=True)


def _run(span: Span, heading: bool) -> Run:
    effective = dict(span.effective)
    look = Look(
        # A heading is bold by its style; here it has a look of its own.
        bold=effective.get("bold") == "on" and not heading,
        italic=effective.get("italic") == "on",
        underline=effective.get("underline", "none") != "none" and not span.link,
        strike="on" in (effective.get("strike"), effective.get("double_strike")),
        vertical=effective.get("vertical", ""),
        link=span.link,
        math=span.math,
        tracked=_told(span.revisions) if span.revisions else None,
        field=span.field,
        control=span.control,
    )
    return Run(span.text, look, span.atom)


def _told(revisions: tuple[Revision, ...]) -> Revision:
    """The tracked change to tell of: what struck the text before what brought it, formatting last."""
    found = min(revisions, key=lambda each: (not each.kind.gone_in_final, not each.kind.absent_in_original))
    return Revision(found.kind, found.author, found.date)


def _with_segments(runs: Iterator[Run], segments: tuple[Segment, ...]) -> Iterator[Run]:
    waiting = list(segments)
    waiting.reverse()
    left = ""
    came = False

    def following() -> Iterator[Run]:
        """Ghosts that stand here; then the next segment that has letters in the text is at hand."""
        nonlocal left, came
        while not left and waiting:
            segment = waiting.pop()
            if segment.kind is SegmentKind.DELETED:
                yield from ghosts_of(segment.text)
            else:
                left, came = segment.text, segment.kind is SegmentKind.INSERTED

    for run in runs:
        if run.look.tracked is not None and run.look.tracked.kind.gone_in_final:
            yield run
            continue
        rest = run.text
        while rest:
            yield from following()
            if not left:
                yield replace(run, text=rest)
                break
            length = min(len(left), len(rest))
            yield replace(run, text=rest[:length], look=replace(run.look, came=came))
            left, rest = left[length:], rest[length:]
    yield from following()


def _joined(runs: Iterator[Run]) -> tuple[Run, ...]:
    """Runs side by side with one look are one; atoms and ghosts stay single."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (
            last is not None
            and not (run.ghost or last.ghost)
            and run.atom is None
            and last.atom is None
            and run.look == last.look
        ):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
