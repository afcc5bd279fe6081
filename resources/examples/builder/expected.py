"""The list of what was changed on purpose, read off the marks in the sources.

Each change has the kind, the subject (``what``), the chapter and the section's role in the words of the program's JSON,
and the two texts without note marks. What Word makes by itself (the table of contents) is not listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from resources.examples.builder.numbers import Numbers, count, plain
from resources.examples.builder.package import FIRST_FOOTER, FOOTER, HEADER
from resources.examples.builder.source import (
    BREAK,
    BoxBlock,
    CoverBlock,
    Fate,
    FigureBlock,
    Kind,
    Marked,
    OldPlace,
    Source,
    TableBlock,
    TextBlock,
    Version,
)

OLD, NEW = Version.OLD, Version.NEW
ROLES = {
    "Effektmål och indikatorer": "targets",
    "Nuläge och utmaningar": "current_state",
    "Önskvärt läge": "desired_state",
    "Strategiska inriktningar": "strategic_directions",
    "Bidrag till effektmålen": "targets",
}
WHAT = {
    Kind.HEADING: "heading",
    Kind.TITLE: "paragraph",
    Kind.PARAGRAPH: "paragraph",
    Kind.BULLET: "list_item",
    Kind.SUB_BULLET: "list_item",
    Kind.NUMBERED: "list_item",
}
AREAS = "omraden"
"""The anchor of the heading above the ten areas; their headings of level 2 are chapters."""

Entry = dict[str, object]


@dataclass
class _Spot:
    """Where the reading stands."""

    chapter: str = ""
    role: str | None = None
    in_areas: bool = False
    chapters: list[Entry] = field(default_factory=list)


def expected_changes(source: Source, old_name: str, new_name: str) -> Entry:
    """The whole list as it is written to the file."""
    return _Listing(source).whole(old_name, new_name)


class _Listing:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._numbers: dict[Version, Numbers] = {version: count(source, version) for version in Version}
        self._spot = _Spot()
        self._spot.chapters.append({"old": "", "new": ""})
        self._spots_of_notes: dict[str, tuple[str, str | None]] = {}
        self._old_places: dict[str, tuple[str, str | None]] = {}

    def whole(self, old_name: str, new_name: str) -> Entry:
        self._find_old_places()
        self._spot = _Spot()
        self._spot.chapters.append({"old": "", "new": ""})
        changes = [
            entry for block in self._source.blocks if not isinstance(block, OldPlace) for entry in self._of_block(block)
        ]
        _join_slots(changes)
        changes += self._of_notes()
        for what, text in (("header", HEADER), ("footer", FOOTER), ("footer", FIRST_FOOTER)):
            changes += self._compared(text, what, f"{what}", chapter="", role=None)
        touched = {entry["chapter"] for entry in changes}
        counts = Counter(str(entry["kind"]) for entry in changes)
        return {
            "old": old_name,
            "new": new_name,
            "note": "Made by build_examples.py from the marks in text/. Texts are without note marks and pictures; the "
            "table of contents follows its headings and is not listed. Chapters go by their new titles.",
            "chapters": self._spot.chapters,
            "untouched_chapters": [
                chapter["new"] for chapter in self._spot.chapters if chapter["new"] and chapter["new"] not in touched
            ],
            "counts": {**dict(sorted(counts.items())), "all": len(changes)},
            "changes": changes,
        }

    def _find_old_places(self) -> None:
        for block in self._source.blocks:
            if isinstance(block, OldPlace):
                self._old_places[block.move] = (self._spot.chapter, self._spot.role)
            elif isinstance(block, TextBlock) and block.kind is Kind.HEADING:
                self._enter(block)

    def _enter(self, block: TextBlock) -> bool:
        """Move to a heading's chapter and role; whether the heading begins a chapter."""
        spot = self._spot
        title = self._shown(block.text, NEW) if block.fate is not Fate.OLD else self._shown(block.text, OLD)
        if block.level == 1:
            spot.in_areas = block.anchor == AREAS
        begins = block.level == 1 or (block.level == 2 and spot.in_areas)
        if begins:
            spot.chapter, spot.role = title, None
            spot.chapters.append({"old": self._shown(block.text, OLD), "new": title})
        elif block.level <= 3:
            spot.role = ROLES.get(title)
        return begins

    def _shown(self, text: Marked, version: Version) -> str:
        """One version's text as a reader sees it, paragraphs apart by line breaks."""
        return self._readable(text.of(version), version)

    def _readable(self, raw: str, version: Version) -> str:
        numbers = self._numbers[version]
        raw = re.sub(r"\{ref:(\w+)\}", lambda match: numbers.captions[match[1]], raw)
        raw = re.sub(r"\{kap:(\w+)\}", lambda match: numbers.by_anchor(match[1]).number, raw)
        return plain(raw).replace(BREAK, "\n")

    def _entry(
        self, uid: str, kind: str, what: str, old: str | None, new: str | None, **more: str | bool | None
    ) -> Entry:
        place: Entry = {"chapter": self._spot.chapter, "role": self._spot.role}
        return {"id": uid, "kind": kind, "what": what, **place, "old": old, "new": new, **more}

    def _of_block(self, block: object) -> Iterator[Entry]:
        if isinstance(block, TextBlock):
            yield from self._of_text(block)
        elif isinstance(block, TableBlock):
            yield from self._of_table(block)
        elif isinstance(block, FigureBlock):
            if block.file.of(OLD) != block.file.of(NEW):
                yield self._entry(
                    block.uid, "replaced", "picture", block.alternative.of(OLD), block.alternative.of(NEW)
                )
            yield from self._of_caption(block.uid, block.name, block.caption)
        elif isinstance(block, BoxBlock):
            what = "text_box" if block.shape == "textruta" else "paragraph"
            for inner in block.blocks:
                yield from self._compared(inner.text, what, inner.uid)
        elif isinstance(block, CoverBlock):
            for name, text in block.fields.items():
                what = "content_control" if name == "status" else "paragraph"
                yield from self._compared(text, what, f"{block.uid}/{name}")

    def _of_text(self, block: TextBlock) -> Iterator[Entry]:
        begins = self._enter(block) if block.kind is Kind.HEADING else False
        what = "chapter" if begins else WHAT[block.kind]
        for name in re.findall(r"\[\^(\w+)\]", "".join(piece.text for piece in block.text.pieces)):
            self._spots_of_notes[name] = (self._spot.chapter, self._spot.role)
        for piece in block.text.pieces:
            if piece.comment:
                commented: Entry = {"author": piece.commenter, "quote": self._readable(piece.text, NEW)}
                yield {**self._entry(f"{block.uid}/comment", "inserted", "comment", None, piece.comment), **commented}
        if block.moved_here:
            old, new = self._shown(block.text, OLD), self._shown(block.text, NEW)
            chapter, role = self._old_places[block.moved_here]
            entry = self._entry(block.uid, "moved", what, old, new, edited=old != new)
            yield {**entry, "old_chapter": chapter, "old_role": role}
        elif block.fate is Fate.NEW:
            more = {"author": block.author} if block.author else {}
            yield self._entry(block.uid, "inserted", what, None, self._shown(block.text, NEW), **more)
        elif block.fate is Fate.OLD:
            yield self._entry(block.uid, "deleted", what, self._shown(block.text, OLD), None)
        else:
            yield from self._compared(block.text, what, block.uid)

    def _compared(
        self, text: Marked, what: str, uid: str, chapter: str | None = None, role: str | None = None
    ) -> Iterator[Entry]:
        """The change of a text that stands in both versions, if there is one."""
        old, new = self._shown(text, OLD), self._shown(text, NEW)
        raw_old, raw_new = text.of(OLD), text.of(NEW)
        if raw_old == raw_new:
            return
        kind, more = "replaced", {}
        if old == new:
            targets = [re.findall(r"\]\(([^)]+)\)", raw) for raw in (raw_old, raw_new)]
            if targets[0] != targets[1]:
                what = "link"
                old, new = " ".join(targets[0]), " ".join(targets[1])
            else:
                kind = "formatted"
        elif raw_old.count(BREAK) != raw_new.count(BREAK):
            kind = "split" if raw_new.count(BREAK) > raw_old.count(BREAK) else "joined"
        elif _squeezed(old) == _squeezed(new):
            more["noise"] = "whitespace"
        elif _squeezed(_plain_signs(old)) == _squeezed(_plain_signs(new)):
            more["noise"] = "typography"
        elif old.casefold() == new.casefold():
            more["noise"] = "case"
        authors = sorted({piece.author for piece in text.pieces if piece.author})
        if authors:
            more["author"] = ", ".join(authors)
        entry = self._entry(uid, kind, what, old, new, **more)
        if chapter is not None:
            entry.update(chapter=chapter, role=role)
        yield entry
        # Words and target of a link are two changes.
        links = [re.findall(r"\]\(([^)]+)\)", raw) for raw in (raw_old, raw_new)]
        if what != "link" and links[0] and links[1] and links[0] != links[1]:
            yield self._entry(f"{uid}/link", "replaced", "link", " ".join(links[0]), " ".join(links[1]))

    def _of_caption(self, uid: str, name: str, caption: Marked) -> Iterator[Entry]:
        for entry in self._compared(caption, "caption", f"{uid}/caption"):
            for version in Version:
                entry[version.value] = f"{self._numbers[version].captions[name]}. {entry[version.value]}"
            yield entry

    def _of_table(self, block: TableBlock) -> Iterator[Entry]:
        if block.caption is not None:
            yield from self._of_caption(block.uid, block.name, block.caption)
        for index, fate in enumerate(block.columns):
            if fate is not Fate.BOTH:
                version = NEW if fate is Fate.NEW else OLD
                cells = [self._shown(row.cells[index], version) for row in block.rows if row.fate.stands_in(version)]
                text = "\n".join(cell for cell in cells if cell not in ("<", "^"))
                yield self._gained_or_lost(f"{block.uid}/column{index}", "column", fate, text)
        for number, row in enumerate(block.rows):
            if row.fate is not Fate.BOTH:
                version = NEW if row.fate is Fate.NEW else OLD
                cells = [
                    self._shown(cell, version)
                    for cell, fate in zip(row.cells, block.columns, strict=True)
                    if fate.stands_in(version)
                ]
                text = "\t".join("" if cell == "^" else cell for cell in cells)
                yield self._gained_or_lost(f"{block.uid}/row{number}", "row", row.fate, text)
                continue
            for index, cell in enumerate(row.cells):
                yield from self._compared(cell, "cell", f"{block.uid}/r{number}c{index}")

    def _gained_or_lost(self, uid: str, what: str, fate: Fate, text: str) -> Entry:
        if fate is Fate.NEW:
            return self._entry(uid, "inserted", what, None, text)
        return self._entry(uid, "deleted", what, text, None)

    def _of_notes(self) -> Iterator[Entry]:
        old, new = self._numbers[OLD].notes, self._numbers[NEW].notes
        for name, text in self._source.notes.items():
            chapter, role = self._spots_of_notes[name]
            place: Entry = {"chapter": chapter, "role": role}
            uid = f"note/{name}"
            if name in old and name in new:
                yield from self._compared(text, "footnote", uid, chapter, role)
            elif name in new:
                yield {**self._entry(uid, "inserted", "footnote", None, self._shown(text, NEW)), **place}
            else:
                yield {**self._entry(uid, "deleted", "footnote", self._shown(text, OLD), None), **place}


def _join_slots(changes: list[Entry]) -> None:
    """Tell of what was struck and of what was put in its very place that they belong together.

    A comparison may show such a pair as one text reworded, and be right.
    """
    for first, second in pairwise(changes):
        together = {first["kind"], second["kind"]} == {"deleted", "inserted"} and first["what"] == second["what"]
        numbered = [re.fullmatch(r"(.*/(?:row)?)(\d+)", str(entry["id"])) for entry in (first, second)]
        if not together or numbered[0] is None or numbered[1] is None:
            continue
        if numbered[0][1] == numbered[1][1] and int(numbered[0][2]) + 1 == int(numbered[1][2]):
            first["same_slot"], second["same_slot"] = second["id"], first["id"]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _plain_signs(text: str) -> str:
    return re.sub(r"[–—−]", "-", re.sub(r"[”“„\"]", '"', text)).replace("’", "'")
