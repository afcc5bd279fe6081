"""What a writer says of its document, held to what a fresh reading of the file would say."""

from __future__ import annotations

from dataclasses import replace

from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from rus_editor.word.writer import Writer


def demand_as_read(writer: Writer) -> None:
    """The document as it stands is the one that would be read from the bytes; its digest is that of the first file."""
    known = writer.document
    fresh = replace(read_document(open_package(writer.to_bytes(), known.name)), digest=known.digest)
    assert [story.id for story in known.stories] == [story.id for story in fresh.stories]
    for one, other in zip(known.stories, fresh.stories, strict=True):
        for mine, read in zip(one.blocks, other.blocks, strict=True):
            assert mine == read
        assert one == other
    assert known == fresh
    assert dict(known.blocks_by_id) == dict(fresh.blocks_by_id)
    # The places that later edits go by.
    assert list(writer.manuscript.places) == [story.id for story in fresh.stories]
