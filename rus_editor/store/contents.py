"""Word files within the project: exact bytes, by digest, in pieces that files share.

A file is cut where the members of its zip begin. What an edit did not touch keeps its bytes, so a new version of a
document with twenty megabytes of pictures costs the text that changed. The pieces put together are the file whatever
they are cut at, and the digest of the whole is verified each time it is read.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import zipfile
import zlib

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.store.codec import inflate
from rus_editor.store.database import Database
from rus_editor.store.sealing import seal_of

LARGEST_CONTENT = 200 * 1024 * 1024
"""Bytes of a Word file: more is not opened as one either."""

NAMED = "contents"
"""The register of files that the journal names: an id is a digest in hexadecimal, and the record says nothing more."""

NOTHING = b"\x00"
_OF_JOURNAL = "SELECT id FROM records WHERE register = ?"

DIGEST_SIZE = 32
_LARGEST_PIECE = 64 * 1024 * 1024
_SMALLEST_PIECE = 512
_LEVEL = 6
_SAMPLE = 64 * 1024
_NO_GAIN = 0.95


def put(database: Database, content: bytes) -> bytes:
    """Keep a file, within ``database.writing()``; gives its SHA-256. One that is there already costs nothing."""
    digest = hashlib.sha256(content).digest()
    if database.row("SELECT 1 FROM contents WHERE digest = ?", (digest,)) is not None:
        return digest
    order = bytearray()
    for piece in pieces_of(content):
        name = hashlib.sha256(piece).digest()
        order += name
        if database.row("SELECT 1 FROM pieces WHERE digest = ?", (name,)) is None:
            database.change("INSERT INTO pieces VALUES (?, ?, ?)", (name, len(piece), packed(piece)))
    database.change("INSERT INTO contents VALUES (?, ?, ?)", (digest, len(content), bytes(order)))
    return digest


def get(database: Database, digest: bytes) -> bytes:
    """A file's bytes, verified. Raises KnownError VERSION_DAMAGED when they are not what they were."""
    found = database.row("SELECT size, pieces FROM contents WHERE digest = ?", (digest,))
    damaged = KnownError(ErrorCode.VERSION_DAMAGED, name=database.name)
    if found is None:
        raise damaged
    size, order = found
    if not isinstance(size, int) or not isinstance(order, bytes) or not 0 <= size <= LARGEST_CONTENT:
        raise damaged
    parts: list[bytes] = []
    left = size
    for at in range(0, len(order), DIGEST_SIZE):
        row = database.row("SELECT size, body FROM pieces WHERE digest = ?", (order[at : at + DIGEST_SIZE],))
        if row is None or not isinstance(row[0], int) or not isinstance(row[1], bytes) or not 0 <= row[0] <= left:
            raise damaged
        left -= row[0]
        try:
            parts.append(unpacked(row[1], row[0]))
        except ValueError:
            raise damaged from None
    content = b"".join(parts)
    if len(content) != size or hashlib.sha256(content).digest() != digest:
        raise damaged
    return content


def size_of(database: Database, digest: bytes) -> int:
    """How many bytes a file has."""
    found = database.row("SELECT size FROM contents WHERE digest = ?", (digest,))
    return int(str(found[0])) if found else 0


def keep_named(database: Database, digest: str) -> None:
    """Keep a file for ever: an entry of the journal names it, which may be undone or done again at any time.

    Within ``database.writing()``. Raises ValueError when there is no such file.
    """
    if database.row("SELECT 1 FROM contents WHERE digest = ?", (bytes.fromhex(digest),)) is None:
        raise ValueError(f"the journal names {digest}, which is not kept")
    database.change(
        "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?)",
        (NAMED, digest, NOTHING, seal_of("records", NAMED, digest, NOTHING)),
    )


def drop_unused(database: Database) -> None:
    """Take away files that nothing names any more, and their pieces; within ``database.writing()``."""
    used = {row[0] for row in database.rows("SELECT content FROM versions UNION SELECT content FROM checkpoints")}
    used.update(bytes.fromhex(str(row[0])) for row in database.rows(_OF_JOURNAL, (NAMED,)))
    unused = [row[0] for row in database.rows("SELECT digest FROM contents") if row[0] not in used]
    if not unused:
        return
    for digest in unused:
        database.change("DELETE FROM contents WHERE digest = ?", (digest,))
    kept: set[bytes] = set()
    for (order,) in database.rows("SELECT pieces FROM contents"):
        if isinstance(order, bytes):
            kept.update(order[at : at + DIGEST_SIZE] for at in range(0, len(order), DIGEST_SIZE))
    for (digest,) in database.rows("SELECT digest FROM pieces"):
        if digest not in kept:
            database.change("DELETE FROM pieces WHERE digest = ?", (digest,))


def pieces_of(content: bytes) -> list[bytes]:
    """A file cut where the members of its zip begin; one that is no zip stays whole (or is cut at a largest size)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            begins = sorted({member.header_offset for member in archive.infolist()} | {archive.start_dir})
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        begins = []
    cuts = [0]
    for begin in [*begins, len(content)]:
        while begin - cuts[-1] > _LARGEST_PIECE:
            cuts.append(cuts[-1] + _LARGEST_PIECE)
        if begin - cuts[-1] >= _SMALLEST_PIECE and len(content) >= begin:
            cuts.append(begin)
    if cuts[-1] < len(content):
        cuts.append(len(content))
    return [content[start:stop] for start, stop in itertools.pairwise(cuts)]


def packed(piece: bytes) -> bytes:
    """A piece deflated, or as it is if that is no longer: the two are told apart by whether the size is the same."""
    if len(piece) > 2 * _SAMPLE and len(zlib.compress(piece[:_SAMPLE], 1)) > _SAMPLE * _NO_GAIN:
        # A member of a zip has mostly been deflated already, and a picture always has.
        return piece
    deflated = zlib.compress(piece, _LEVEL)
    return deflated if len(deflated) < len(piece) else piece


def unpacked(body: bytes, size: int) -> bytes:
    """The piece again. Raises ValueError when it is not of that size."""
    piece = body if len(body) == size else inflate(body, size)
    if len(piece) != size:
        raise ValueError("another size")
    return piece
