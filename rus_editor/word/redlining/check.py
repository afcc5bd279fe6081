"""Hold a redline to its word before it is handed out: rejected it must be the old, accepted the new.

This looks at the resolved markup itself, by code that shares nothing with what wrote it: style by name, list by how it
looks, direct formatting, words, things in the text by what they lead to, and the place in the table; headers and
footers by the sections that they are in force on, notes by their marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element as Element

from rus_editor.word.names import TABLE, W
from rus_editor.word.package import Package
from rus_editor.word.redlining.attempt import shown_paragraphs
from rus_editor.word.redlining.margins import in_force, sections_of
from rus_editor.word.redlining.seen import Looked, Places, Seen
from rus_editor.word.resolve import Verdict, resolve_tree


@dataclass(frozen=True)
class Finding:
    """Something that does not hold. Indices count the paragraphs of the old and the new part, where known."""

    old_part: str
    new_part: str
    old_index: int | None
    new_index: int | None
    whole: bool
    expected: str
    actual: str


class _Told(NamedTuple):
    """A paragraph, and the how manieth it is in its part."""

    looked: Looked
    at: int


@dataclass(slots=True)
class _Story:
    """The paragraphs of a story. ``ends_bare``: the last stands empty behind a table or alone."""

    part: str
    paragraphs: list[_Told] = field(default_factory=list)
    ends_bare: bool = False


class Checker:
    """Holds redlines of two packages to them; what the two are like is found out once."""

    def __init__(self, old: Package, new: Package) -> None:
        self._old, self._new = old, new
        self._wanted: dict[Verdict, dict[str, _Story]] = {}

    def check(self, redline: Package) -> tuple[Finding, ...]:
        """What does not hold: empty when rejecting gives the old and accepting the new."""
        seen = Seen(redline)
        findings: list[Finding] = []
        for verdict, package in ((Verdict.REJECT, self._old), (Verdict.ACCEPT, self._new)):
            if verdict not in self._wanted:
                self._wanted[verdict] = _Reading(package, Seen(package), None).stories()
            actual = _Reading(redline, seen, verdict).stories()
            findings.extend(self._compared(verdict, actual))
        return tuple(findings)

    def _compared(self, verdict: Verdict, actual: dict[str, _Story]) -> Iterator[Finding]:
        wanted = self._wanted[verdict]
        for name in dict.fromkeys((*wanted, *actual)):
            first, second = actual.get(name), wanted.get(name)
            if name.startswith("margin") and (first is None or second is None):
                # That a header came or went cannot be tracked: an empty one stays.
                there = first or second
                if there is None or first is None or all(not told.looked[2] for told in there.paragraphs):
                    continue
            yield from _compare(first or _Story(""), second or _Story(""), is_old=verdict is Verdict.REJECT)


class _Reading:
    """Reads the stories of a package, once all its tracked changes are accepted or rejected."""

    def __init__(self, package: Package, seen: Seen, verdict: Verdict | None) -> None:
        self._package = package
        self._seen = seen
        self._verdict = verdict
        self._roots: dict[str, Element] = {}
        self._indices: dict[str, dict[Element, int]] = {}

    def stories(self) -> dict[str, _Story]:
        """The stories by what they are: the body, headers and footers by section, notes by order."""
        main = self._package.main_part
        root = self._root(main)
        notes: list[tuple[str, str]] = []
        result = {"body": self._story(main, root, notes)}
        margins = in_force(self._package, sections_of(root))
        known: dict[str, _Story] = {}
        for index, kinds in enumerate(margins):
            for (tag, pages), part in kinds.items():
                if part not in known:
                    known[part] = self._story(part, self._root(part), [])
                result[f"margin {index} {tag} {pages}"] = known[part]
        counts = {"footnote": 0, "endnote": 0}
        for kind, identity in notes:
            counts[kind] += 1
            story = self._note(kind, identity)
            if story is not None:
                result[f"{kind} {counts[kind]}"] = story
        return result

    def _root(self, part: str) -> Element:
        if part not in self._roots:
            root = self._package.xml(part)
            if self._verdict is not None:
                resolve_tree(root, self._verdict)
            self._roots[part] = root
        return self._roots[part]

    def _note(self, kind: str, identity: str) -> _Story | None:
        parts = self._package.related(self._package.main_part, kind + "s")
        if not parts:
            return None
        root = self._root(parts[0])
        note = next((found for found in root.iterchildren(W + kind) if found.get(W + "id") == identity), None)
        if note is None:
            return None
        if parts[0] not in self._indices:
            self._indices[parts[0]] = {block: index for index, block in enumerate(shown_paragraphs(root))}
        return self._story(parts[0], note, [], self._indices[parts[0]])

    def _story(
        self, part: str, root: Element, notes: list[tuple[str, str]], indices: dict[Element, int] | None = None
    ) -> _Story:
        places = Places()
        story = _Story(part)
        last: Element | None = None
        for index, block in enumerate(shown_paragraphs(root)):
            looked = self._seen.paragraph(block, part, places.of(block), notes)
            story.paragraphs.append(_Told(looked, indices[block] if indices is not None else index))
            last = block
        if last is not None and story.paragraphs[-1].looked[0] == "" and not story.paragraphs[-1].looked[2]:
            before = last.getprevious()
            story.ends_bare = len(story.paragraphs) == 1 or (before is not None and before.tag == TABLE)
        return story


def _compare(actual: _Story, wanted: _Story, *, is_old: bool) -> Iterator[Finding]:
    first, second = _shown(actual, wanted), _shown(wanted, actual)
    pairs = list(zip(first, second, strict=False))
    different = [pair for pair in pairs if pair[0].looked != pair[1].looked]
    if len(first) != len(second):
        # From the first that differs on, nothing can be told apart.
        different = different[:1] or [
            (first[-1] if first else _Told((), 0), second[min(len(first), len(second) - 1)] if second else _Told((), 0))
        ]
    for got, want in different:
        yield Finding(
            wanted.part if is_old else actual.part,
            actual.part or wanted.part,
            want.at if is_old else None,
            None if is_old else want.at,
            len(first) != len(second),
            str(want.looked)[:600],
            str(got.looked)[:600],
        )


def _shown(story: _Story, other: _Story) -> Sequence[_Told]:
    """A story's paragraphs; a bare last one counts for none where the other has one less: it must stand there."""
    if story.ends_bare and len(story.paragraphs) == len(other.paragraphs) + 1:
        return story.paragraphs[:-1]
    return story.paragraphs
