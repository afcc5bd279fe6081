"""How much a file may hold before it is refused; the reason for each number stands in ``docs/word/package.md``."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, sizes in bytes. A file that reaches beyond any of them is refused before it is parsed.

    ``ratio`` is inflated size to packed size; it counts for XML above ``xml_ratio_floor`` and for other members above
    ``ratio_floor``. ``elements`` and ``all_attributes`` are for one part, ``all_elements`` for the whole file,
    ``plumbing`` for content types and relationships of the whole file,
    ``attributes`` for one element, ``depth`` for elements inside each other.
    """

    file_size: int = 200 * MEGABYTE
    members: int = 10_000
    member_size: int = 128 * MEGABYTE
    xml_size: int = 64 * MEGABYTE
    total_size: int = 512 * MEGABYTE
    ratio: int = 350
    xml_ratio_floor: int = 2 * MEGABYTE
    ratio_floor: int = 32 * MEGABYTE
    elements: int = 1_500_000
    all_elements: int = 3_000_000
    plumbing: int = 60_000
    attributes: int = 1_000
    all_attributes: int = 3_000_000
    depth: int = 400
    name_length: int = 1_000


def spelled(limit: int) -> str:
    """A limit for a sentence in any language: ``2 000 000``, thousands apart by U+00A0 as in SI."""
    return f"{limit:,}".replace(",", "\u00a0")
