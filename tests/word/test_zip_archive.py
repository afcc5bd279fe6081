"""Members of a zip that are asked for more than once."""

from __future__ import annotations

import io
import zipfile

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.word.limits import MEGABYTE, Limits
from rus_editor.word.zip_archive import read_archive


def zipped(**members: bytes) -> bytes:
    """A zip with those members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def test_a_member_is_inflated_once_and_is_always_the_same() -> None:
    archive = read_archive(zipped(a="Länet".encode(), b=b""), "prov.docx", Limits())
    assert archive["a"] is archive["a"]
    assert (archive["a"], archive["b"]) == ("Länet".encode(), b"")
    assert (archive.size("a"), archive.size("b")) == (6, 0)


def test_more_than_there_is_room_for_is_inflated_anew_each_time() -> None:
    content = bytes(range(256)) * 4096 * 3
    archive = read_archive(zipped(a=content, b=content, c=content[:1000]), "prov.docx", Limits())
    assert archive["a"] is archive["a"]
    assert archive["b"] is not archive["b"]
    assert archive["b"] == content
    assert archive["c"] is archive["c"]


def test_what_is_kept_is_refused_like_what_is_not() -> None:
    archive = read_archive(zipped(a=b"a" * 2 * MEGABYTE), "prov.docx", Limits())
    assert len(archive.content("a", 2 * MEGABYTE, 2 * MEGABYTE)) == 2 * MEGABYTE
    for most, floor, code in (
        (2 * MEGABYTE - 1, 2 * MEGABYTE, ErrorCode.TOO_LARGE),
        (2 * MEGABYTE, MEGABYTE, ErrorCode.RATIO_TOO_HIGH),
    ):
        with pytest.raises(KnownError) as caught:
            archive.content("a", most, floor)
        assert caught.value.code is code
