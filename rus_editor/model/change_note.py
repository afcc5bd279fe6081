"""What is said of a change, to be put beside it in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """Words about a change of a comparison (``change`` is its id), by whom and when (ISO 8601 with a zone, or empty).

    ``text`` may have several lines: each is a paragraph.
    """

    change: str
    text: str
    author: str
    date: str = ""
