"""Seals on rows: SQLite finds a broken page by its structure, but not a changed byte within a text or a blob."""

from __future__ import annotations

import hashlib

SEAL_SIZE = 16


def seal_of(table: str, *values: str | int | bytes | None) -> bytes:
    """A digest over a row's values, other for each table: whoever finds a row, anywhere, knows what and how it was."""
    parts: list[bytes] = []
    for value in values:
        if value is None:
            kind, part = b"n", b""
        elif isinstance(value, bytes):
            kind, part = b"b", value
        elif isinstance(value, str):
            kind, part = b"t", value.encode()
        else:
            kind, part = b"i", b"%d" % value
        parts += (kind, len(part).to_bytes(8, "big"), part)
    return hashlib.blake2b(b"".join(parts), digest_size=SEAL_SIZE, person=table.encode()).digest()
