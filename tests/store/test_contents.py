"""Word files are kept to the byte, share what they have in common, and are never given out damaged."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.project import VersionId
from rus_editor.store.contents import packed, pieces_of, unpacked
from rus_editor.store.project_file import ProjectFile
from tests.helpers.checkout import ROOT
from tests.helpers.projects import WHO, store_of, word_file

EXAMPLES = sorted((ROOT / "resources/examples").glob("*.docx"))


@settings(deadline=None)
@given(st.binary(max_size=3000), st.sampled_from([b"", word_file()]), st.binary(max_size=50))
def test_the_pieces_are_the_file(before: bytes, middle: bytes, after: bytes) -> None:
    content = before + middle + after
    assert b"".join(pieces_of(content)) == content
    for piece in pieces_of(content):
        assert unpacked(packed(piece), len(piece)) == piece


def test_a_word_file_is_cut_where_its_members_begin() -> None:
    content = EXAMPLES[0].read_bytes()
    assert len(pieces_of(content)) > 5
    assert b"".join(pieces_of(content)) == content


def test_versions_come_back_to_the_byte(tmp_path: Path) -> None:
    store = store_of(tmp_path / "p.rusprojekt")
    contents = [EXAMPLES[0].read_bytes(), EXAMPLES[-1].read_bytes(), b"PK\x03\x04 no zip", b""]
    versions = [store.add_version(content, f"Version {order}", WHO) for order, content in enumerate(contents)]
    assert [store.version_content(version.id) for version in versions] == contents
    assert [version.size for version in versions] == [len(content) for content in contents]
    assert [version.digest for version in versions] == [hashlib.sha256(content).hexdigest() for content in contents]
    assert store.versions() == tuple(versions)
    store.close()


def sizes(path: Path) -> tuple[int, int]:
    """How many pieces a closed project holds, and how many bytes."""
    with closing(sqlite3.connect(path)) as connection:
        row: tuple[int, int] = connection.execute("SELECT count(*), sum(length(body)) FROM pieces").fetchone()
        return row


def test_what_two_versions_share_is_kept_once(tmp_path: Path) -> None:
    pictures = random.Random(1).randbytes(200_000)
    path = tmp_path / "p.rusprojekt"
    store = store_of(path)

    def version(text: str) -> bytes:
        return packed_zip({"word/media/image1.png": pictures, "word/document.xml": text.encode() * 1000})

    for text in ("nuläge", "önskvärt läge", "inriktning"):
        store.add_version(version(text), text, WHO)
    store.close()
    assert sizes(path)[1] < 1.1 * len(pictures)


def packed_zip(members: dict[str, bytes]) -> bytes:
    """A zip of some members."""
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def test_what_nothing_names_any_more_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "p.rusprojekt"
    store = store_of(path)
    first = store.add_version(EXAMPLES[0].read_bytes(), "Utkast", WHO)
    store.add_version(EXAMPLES[-1].read_bytes(), "Remiss", WHO)
    store.delete_version(first.id)
    assert [version.name for version in store.versions()] == ["Remiss"]
    assert store.version_content(store.versions()[0].id) == EXAMPLES[-1].read_bytes()
    # An identity is not given twice.
    assert store.add_version(b"", "Ny", WHO).id == 3
    with pytest.raises(KeyError):
        store.version_content(first.id)
    store.close()
    unique = next(p for p in pieces_of(EXAMPLES[0].read_bytes()) if p not in pieces_of(EXAMPLES[-1].read_bytes()))
    assert packed(unique)[:200] not in path.read_bytes()


@pytest.mark.parametrize("harm", ["bytes", "size", "gone", "bomb", "order"])
def test_a_damaged_version_is_told_and_never_given_out(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "p.rusprojekt"
    store = store_of(path)
    sound = store.add_version(EXAMPLES[0].read_bytes(), "Antagen", WHO)
    hurt = store.add_version(word_file("annat"), "Remiss", WHO)
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        (order,) = connection.execute(
            "SELECT pieces FROM contents WHERE digest = ?", (bytes.fromhex(hurt.digest),)
        ).fetchone()
        (of_sound,) = connection.execute(
            "SELECT pieces FROM contents WHERE digest = ?", (bytes.fromhex(sound.digest),)
        ).fetchone()
        piece = next(d for d in (order[at : at + 32] for at in range(0, len(order), 32)) if d not in of_sound)
        statements: dict[str, tuple[str, tuple[object, ...]]] = {
            "bytes": ("UPDATE pieces SET body = zeroblob(size) WHERE digest = ?", (piece,)),
            "size": ("UPDATE pieces SET size = -1 WHERE digest = ?", (piece,)),
            "gone": ("DELETE FROM pieces WHERE digest = ?", (piece,)),
            "bomb": ("UPDATE pieces SET body = ? WHERE digest = ?", (zlib.compress(b"0" * 100_000_000), piece)),
            "order": ("UPDATE contents SET pieces = ? WHERE pieces = ?", (order * 1000, order)),
        }
        statement, values = statements[harm]
        assert connection.execute(statement, values).rowcount == 1
        connection.commit()
    again = ProjectFile.open(path, "RUS")
    with pytest.raises(KnownError) as caught:
        again.version_content(hurt.id)
    assert caught.value.code is ErrorCode.VERSION_DAMAGED
    assert caught.value.facts["name"] == "Remiss"
    assert again.version_content(sound.id) == EXAMPLES[0].read_bytes()
    again.close()


def test_a_version_gets_other_words_but_never_another_content(tmp_path: Path) -> None:
    store = store_of(tmp_path / "p.rusprojekt")
    version = store.add_version(word_file(), "Utkast", WHO)
    told = store.describe_version(version.id, name="Remissversion", milestone="Till nämnden", note="efter mötet")
    assert store.versions() == (told,)
    assert (told.digest, told.created) == (version.digest, version.created)
    assert store.version_content(VersionId(version.id)) == word_file()
    store.close()
