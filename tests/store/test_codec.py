"""What the journal says can be read back to the letter, and nothing else can be taken for it."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.document import ATOM_CHARACTER, BlockId, StoryId
from rus_editor.model.edits import Edit, Fragment, Patch, Reinstate, ReplaceText, Restore, UseContent, is_writable
from rus_editor.model.journal import Caret, EntryKind, LogEntry, Splice, StepLabel
from rus_editor.model.project import Anchor, Annotation, Significance, Verdict
from rus_editor.store.codec import Misfit, decode, decode_entry, encode, encode_entry, inflate, pack, unpack

ENOUGH = 1024 * 1024

st.register_type_strategy(str, st.text().filter(lambda text: is_writable(text) and ATOM_CHARACTER not in text))


def again(entry: LogEntry) -> LogEntry:
    """An entry, written and read."""
    return decode_entry(unpack(encode_entry(entry), ENOUGH))


@settings(deadline=None)
@given(st.from_type(Edit))  # type: ignore[arg-type] # a union is a type to hypothesis
def test_every_edit_comes_back(edit: Edit) -> None:
    found = decode(Edit, encode(Edit, edit), ENOUGH)
    assert found == edit
    assert type(found) is type(edit)


@settings(deadline=None)
@given(st.builds(LogEntry))
def test_every_entry_comes_back(entry: LogEntry) -> None:
    assert again(entry) == entry


@settings(deadline=None)
@given(st.builds(Annotation, changed=st.none() | st.datetimes(timezones=st.just(UTC))))
def test_every_annotation_comes_back(annotation: Annotation) -> None:
    assert decode(Annotation, encode(Annotation, annotation), ENOUGH) == annotation


def test_one_and_true_are_told_apart() -> None:
    entry = LogEntry(1, EntryKind.EDIT, 1, StepLabel.TYPED, count=1)
    assert type(again(entry).count) is int


def test_bytes_that_are_no_text_come_back() -> None:
    for markup in (b"\xff\x00\xfe", "<w:t>å</w:t>".encode(), b""):
        assert decode(Fragment, encode(Fragment, Fragment(markup)), ENOUGH) == Fragment(markup)


def test_halves_of_a_character_in_a_label_do_not_stop_it() -> None:
    fragment = Fragment(b"", "\ud83d")
    assert decode(Fragment, encode(Fragment, fragment), ENOUGH) == fragment


# What stands in files that are out there. These lines may be added to, never changed.
WRITTEN = {
    '{"seq":1,"kind":"edit","step":4,"label":"typed","edits":[{"":"ReplaceText","block":"body/3","start":0,"end":0,'
    '"text":"å"}],"inverse":[{"patches":[{"part":"word/document.xml","path":[0,3],"start":3,"stop":4,'
    '"fragments":[{"markup":"<w:p/>"}]}]}],"caret":{"block":"body/3"}}': LogEntry,
    '{"seq":2,"kind":"undo","step":4,"label":"typed"}': LogEntry,
    '{"seq":3,"kind":"edit","step":5,"label":"read_in","edits":[{"":"UseContent","digest":"ab"}],'
    '"inverse":[{"patches":[],"content":"cd"}]}': LogEntry,
    '{"id":"a","anchor":{"story":"body","block":"body/3","position":3,"quote":"Målet"},"significance":"key",'
    '"verdict":"approved","sources":["Rapport"],"changed":"2026-06-10T12:00:00+00:00"}': Annotation,
    '{"seq":7,"kind":"edit","step":6,"label":"deleted","edits":[{"":"DeleteBlock","block":"body/3"}],"inverse":[],'
    '"who":"Skribent 2","when":"2026-06-10T14:32:05+02:00",'
    '"splices":[{"story":"body","start":3,"removed":1,"inserted":0}]}': LogEntry,
    '{"id":"b","anchor":{"story":"body","block":"body/3","position":3,"quote":"Målet","struck":true,"facet":"format"},'
    '"verdict":"approved","said_of":"0123456789abcdef"}': Annotation,
    '{"seq":8,"kind":"edit","step":7,"label":"restored","edits":[{"":"Reinstate","patches":['
    '{"part":"word/media/b.png","path":[-2],"start":0,"stop":0,"fragments":[{"markup":{"base64":"iVBORw=="}}]}]}],'
    '"inverse":[{"patches":[{"part":"word/media/b.png","path":[-2],"start":0,"stop":1,"fragments":[]}]}]}': LogEntry,
}


@pytest.mark.parametrize("written", WRITTEN)
def test_what_was_written_once_is_read_for_ever(written: str) -> None:
    kind = WRITTEN[written]
    value = decode(kind, pack(written.encode()), ENOUGH)
    assert type(value) is kind
    # And it is still written in the same way, so that the same bytes mean the same.
    assert unpack(encode(kind, value), ENOUGH).decode() == written


def test_what_was_written_says_what_it_said() -> None:
    first, second, third, annotation, signed, struck, restored = (
        decode(kind, pack(text.encode()), ENOUGH) for text, kind in WRITTEN.items()
    )
    block = BlockId("body/3")
    assert isinstance(first, LogEntry)
    assert first.edits == (ReplaceText(block, 0, 0, "å"),)
    assert first.inverse is not None
    assert type(first.inverse[0]) is Restore
    assert first.caret == Caret(block)
    assert second == LogEntry(2, EntryKind.UNDO, 4, StepLabel.TYPED)
    inverse = (Restore((), "cd"),)
    assert third == LogEntry(3, EntryKind.EDIT, 5, StepLabel.READ_IN, (UseContent("ab"),), inverse)
    assert isinstance(annotation, Annotation)
    assert isinstance(annotation.anchor, Anchor)
    assert annotation.significance is Significance.KEY
    assert annotation.verdict is Verdict.APPROVED
    assert annotation.changed == datetime(2026, 6, 10, 12, tzinfo=UTC)
    assert isinstance(signed, LogEntry)
    assert (signed.who, signed.when) == ("Skribent 2", "2026-06-10T14:32:05+02:00")
    assert signed.splices == (Splice(StoryId("body"), 3, 1, 0),)
    assert isinstance(struck, Annotation)
    assert (struck.anchor.struck, struck.anchor.facet, struck.said_of) == (True, "format", "0123456789abcdef")
    assert isinstance(restored, LogEntry)
    came = Patch("word/media/b.png", (-2,), 0, 0, (Fragment(b"\x89PNG"),))
    assert restored.edits == (Reinstate((came,)),)
    assert restored.inverse == (Restore((Patch("word/media/b.png", (-2,), 0, 1, ()),)),)


SOUND = next(iter(WRITTEN))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "null",
        "[]",
        "{}",
        SOUND.replace('"seq":1', '"seq":"1"'),
        SOUND.replace('"seq":1', '"seq":true'),
        SOUND.replace('"seq":1', '"seq":1.0'),
        SOUND.replace('"edit"', '"erase"'),
        SOUND.replace('"ReplaceText"', '"__class__"'),
        SOUND.replace('"":"ReplaceText"', '"":["ReplaceText"]'),
        SOUND.replace('"":"ReplaceText",', ""),
        SOUND.replace('"end":0', '"end":null'),
        SOUND.replace('"text":"å"', '"text":"\\u0000"'),
        SOUND.replace('"text":"å"', '"text":"å","more":1'),
        SOUND.replace('"path":[0,3]', '"path":{"0":3}'),
        SOUND.replace('"<w:p/>"', '{"base64":"*"}'),
        SOUND.replace('"<w:p/>"', "7"),
        SOUND.replace('{"block":"body/3"}}', '{"block":"body/3","anchor":"x"}}'),
        "[" * 100_000,
        '{"seq":' + "9" * 10_000 + "}",
    ],
)
def test_anything_else_is_refused(written: str) -> None:
    assert written != SOUND
    with pytest.raises(Misfit):
        decode_entry(written.encode())


def test_bytes_that_are_no_json_are_refused() -> None:
    for packed in (b"", b"\x02abc", b"\x00\xff", b"\x01abc", b"\x01" + zlib.compress(b"{}")[:-1]):
        with pytest.raises(Misfit):
            decode_entry(unpack(packed, ENOUGH))


def test_what_grows_without_end_is_stopped_while_it_grows() -> None:
    bomb = zlib.compress(b"0" * (64 * ENOUGH), 9)
    assert len(bomb) < ENOUGH // 10
    with pytest.raises(Misfit, match="too large"):
        inflate(bomb, ENOUGH)
    with pytest.raises(Misfit, match="too large"):
        unpack(b"\x01" + bomb, ENOUGH)
    assert len(inflate(bomb, 64 * ENOUGH)) == 64 * ENOUGH


def test_what_is_long_is_written_short() -> None:
    text = json.dumps(["Tillväxt och hållbarhet"] * 100).encode()
    assert len(pack(text)) < len(text) / 5
    assert unpack(pack(text), len(text)) == text
