"""A comparison as a report (PDF, web page), as JSON and as a redline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from rus_editor.export.json_export import dump, to_json
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording
from rus_editor.usecases.comparing import Compared
from rus_editor.usecases.progress import Course, Listener, Stage
from rus_editor.usecases.saving import write_bytes


class Format(Enum):
    """What can be made of a comparison."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"
    REDLINE = "redline"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written."""

    format: Format
    path: Path


def export(
    compared: Compared,
    targets: Mapping[Format, Path],
    wording: Wording,
    *,
    day: date | None = None,
    redline: bytes | None = None,
    progress: Listener | None = None,
) -> tuple[Written, ...]:
    """Write a comparison in each of the formats wanted, in the order given.

    All are made before the first is written, so that a fault in making one leaves no files behind. ``wording`` is the
    report's, ``day`` the day that stands on it (today), ``redline`` the redline of the same two files, which must be
    given where one is wanted (:mod:`rus_editor.usecases.redlining`). Raises KnownError CANNOT_WRITE.
    """
    course = Course(progress)
    contents: dict[Format, bytes] = {}
    for format_ in targets:
        course.at(Stage.SUMMARISING, 0.9)
        made = redline if format_ is Format.REDLINE else None
        contents[format_] = made if made is not None else rendered(compared, format_, wording, day=day)
    for format_, path in targets.items():
        course.at(Stage.WRITING, 0.98)
        write_bytes(path, contents[format_])
    return tuple(Written(format_, path) for format_, path in targets.items())


def rendered(compared: Compared, format_: Format, wording: Wording, *, day: date | None = None) -> bytes:
    """A comparison in one format, as a file's bytes. A redline takes more than that: ValueError."""
    if format_ is Format.REDLINE:
        raise ValueError(format_.value)
    if format_ is Format.JSON:
        value = to_json(
            compared.comparison, wording, old_notices=compared.old.notices, new_notices=compared.new.notices
        )
        return dump(value).encode("utf-8", "replace")
    summary = summary_of(compared, wording, day=day)
    if format_ is Format.PDF:
        from rus_editor.export.pdf import write_pdf

        return write_pdf(summary, wording)
    from rus_editor.export.html import write_html

    return write_html(summary, wording).encode("utf-8", "replace")


def summary_of(compared: Compared, wording: Wording, *, day: date | None = None) -> Summary:
    """The summary that every report prints."""
    from rus_editor.insight.overview import summarise

    when = day or datetime.now().astimezone().date()
    return summarise(compared.comparison, compared.profile, language=wording.language, date=when.isoformat())
