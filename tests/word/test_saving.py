"""A file that is written back is the file that was read, but for what was changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from rus_editor.model.errors import KnownError
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.saving import rewrite, serialize
from tests.helpers.markup import canonical
from tests.helpers.packages import DOCUMENT, document, parts, zipped
from tests.helpers.word_files import corpus_files, own_files

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize("path", [*own_files(), *corpus_files("files")], ids=lambda path: path.name)
def test_every_member_of_a_real_file_comes_back_as_it_was(path: Path) -> None:
    content = read_bytes(path)
    try:
        package = open_package(content, path.name)
        root = package.xml(package.main_part)
    except KnownError:
        return
    assert rewrite(package, {}) == content
    main = package.main_part
    written = serialize(root, package.members[main])
    parser = etree.XMLParser(huge_tree=True)
    assert canonical(etree.fromstring(written, parser)) == canonical(etree.fromstring(package.members[main], parser))
    assert written.partition(b"?>")[0] == package.members[main].partition(b"?>")[0]
    saved = rewrite(package, {main: written, "word/nytt.xml": b"<nytt/>"})
    assert saved == rewrite(package, {main: written, "word/nytt.xml": b"<nytt/>"})
    again = open_package(saved, path.name)
    assert [*again.members] == [*package.members, "word/nytt.xml"]
    assert all(again.members[name] == package.members[name] for name in package.members if name != main)
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        assert archive.testzip() is None


def test_members_keep_their_packing_and_date_and_what_is_dropped_is_gone() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, (name, content) in enumerate(parts().items()):
            entry = zipfile.ZipInfo(name, (2020, 2, number + 1, 12, 30, 10))
            entry.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
        archive.writestr("custom/bort.bin", b"x")
        archive.writestr("word/media/bild åäö.png", b"\x89PNG" + bytes(5_000))
    package = open_package(buffer.getvalue(), "prov.docx")
    saved = rewrite(package, {DOCUMENT: document("<w:p/>"), "custom/bort.bin": None, "finns/inte.xml": None})
    with zipfile.ZipFile(buffer) as before, zipfile.ZipFile(io.BytesIO(saved)) as after:
        kept = [entry for entry in before.infolist() if entry.filename != "custom/bort.bin"]
        for old, new in zip(kept, after.infolist(), strict=True):
            assert (old.filename, old.compress_type, old.date_time) == (new.filename, new.compress_type, new.date_time)
            assert new.filename == DOCUMENT or before.read(old) == after.read(new)
        assert after.read(DOCUMENT) == document("<w:p/>")


def test_the_same_bytes_put_back_leave_the_file_as_it_was() -> None:
    content = zipped(parts())
    package = open_package(content, "prov.docx")
    assert rewrite(package, dict(package.members)) == content
    assert rewrite(package, {DOCUMENT.upper(): package.members[DOCUMENT]}) == content


@pytest.mark.parametrize(
    "head",
    [
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n',
        b"<?xml version='1.0' encoding='utf-8'?>",
        b'\xef\xbb\xbf<?xml version="1.0"?>\n',
        b"",
        b'<?xml version="1.0"?><!-- f\xc3\xb6rst --><?tool x?>',
    ],
)
def test_what_stands_before_the_root_is_kept(head: bytes) -> None:
    body = document("<w:p/>").partition(b"?>\n")[2]
    package = open_package(zipped({**parts(), DOCUMENT: head + body}), "prov.docx")
    assert serialize(package.xml(DOCUMENT), head + body) == head + body


def test_another_encoding_becomes_utf_8_and_says_so() -> None:
    for encoding in ("utf-16", "iso-8859-1"):
        content = document("<w:p><w:r><w:t>åäö</w:t></w:r></w:p>").decode().replace("UTF-8", encoding).encode(encoding)
        package = open_package(zipped({**parts(), DOCUMENT: content}), "prov.docx")
        written = serialize(package.xml(DOCUMENT), content)
        assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"')
        assert "åäö" in written.decode("utf-8")


def test_a_strict_part_stays_strict() -> None:
    content = document().replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT.encode())
    package = open_package(zipped({**parts(), DOCUMENT: content}), "prov.docx")
    assert serialize(package.xml(DOCUMENT), content) == content
