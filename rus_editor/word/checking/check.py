"""Hold a redline to its word before it is handed out: rejected it must be the old, accepted the new.

What is written is read anew and looked at in both views as it stands, held against both documents, and held to Word's
own rules. What tracked changes cannot express is told apart from what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from lxml.etree import _Element as Element

from rus_editor.model.errors import KnownError
from rus_editor.word.checking.beside import Said, comments_in, has_even_pages, other_looks, said_in_comments
from rus_editor.word.checking.definitions import Definitions
from rus_editor.word.checking.paragraphs import CODE, Memory, Source
from rus_editor.word.checking.rules import MISSING_LIST, Fault, faults_of
from rus_editor.word.checking.stories import SAYS_LIST, Entry, Key, Margin, Story, StoryReader
from rus_editor.word.checking.views import NEW, OLD, View
from rus_editor.word.names import MC, PARAGRAPH
from rus_editor.word.package import Package

_MOST_FINDINGS = 400
_LONGEST_QUOTE = 60
_ANY = 1 << 30
_THING = re.compile(r"\[[^\]]*\]")


class UntrackedKind(Enum):
    """What tracked changes cannot tell of, or did not."""

    MARGIN_CAME = "margin_came"
    MARGIN_WENT = "margin_went"
    LAST_PARAGRAPH = "last_paragraph"
    CHUNK_CAME = "chunk_came"
    CHUNK_WENT = "chunk_went"
    UNKNOWN_STYLE = "unknown_style"
    STYLE_LIST = "style_list"
    STYLE_LOOK = "style_look"
    COMMENTS = "comments"
    EVEN_PAGES = "even_pages"
    OTHER = "other"


@dataclass(frozen=True)
class Untracked:
    """A difference that is as in the new document whatever is accepted or rejected.

    ``story`` is body, header, footer, footnote, endnote, or document for all of it; ``section`` and ``pages`` tell a
    header's (from 0; default, first or even), ``section`` also the how manieth note it is. ``quote`` is what is said
    there, or the names of styles, or how many comments.
    """

    kind: UntrackedKind
    story: str
    section: int = 0
    pages: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Finding:
    """Something that does not hold. Indices count the paragraphs of the old and the new part, where known.

    ``whole``: which block is at fault is not known. ``rule`` is the rule of Word's that is broken, if it is one.
    """

    old_part: str
    new_part: str
    old_index: int | None
    new_index: int | None
    whole: bool
    expected: str
    actual: str
    rule: str = ""
    said: Untracked | None = None
    """How to tell of it, where nothing heals it."""


@dataclass(frozen=True)
class Checked:
    """What the check says. The redline holds when there are no findings."""

    findings: tuple[Finding, ...]
    untracked: tuple[Untracked, ...]


class _Side:
    """One package as the check sees it; each part is parsed once."""

    def __init__(self, package: Package, memory: Memory, *like: _Side) -> None:
        self.package = package
        self.definitions: Definitions = Definitions(package, [other.definitions for other in like])
        self._memory = memory
        self._sources: dict[str, Source] = {}
        self._indices: dict[str, dict[Element, int]] = {}
        self._stories: dict[bool, dict[Key, Story]] = {}

    def source(self, part: str) -> Source:
        if part not in self._sources:
            self._sources[part] = Source(part, self.package.members.get(part, b""), self.package.xml(part))
        return self._sources[part]

    def root(self, part: str) -> Element:
        return self.source(part).root

    def stories(self, view: View) -> dict[Key, Story]:
        if view.is_old not in self._stories:
            self._stories[view.is_old] = StoryReader(self.definitions, self.source, self._memory, view).stories()
        return self._stories[view.is_old]

    def comments(self) -> Counter[Said]:
        """The comments that stand in the text as it was before the tracked changes."""
        said = said_in_comments(self.package)
        parts = dict.fromkeys(story.part for story in self.stories(OLD).values()) if said else ()
        return comments_in([self.root(part) for part in parts], said, OLD)

    def index(self, part: str, element: Element) -> int | None:
        """The how manieth paragraph of its part an element is, is in, or begins with."""
        if part not in self._indices:
            shown = shown_paragraphs(self.root(part))
            self._indices[part] = {paragraph: index for index, paragraph in enumerate(shown)}
        known = self._indices[part]
        found = element if element.tag == PARAGRAPH else next(element.iterancestors(PARAGRAPH), None)
        if found is None:
            found = next(element.iter(PARAGRAPH), None)
        return known.get(found) if found is not None else None

    def list_of(self, style: str | None) -> str:
        """How a paragraph style alone numbers its paragraphs."""
        return self.definitions.registers.listed(style, None, None)[0]

    def faults(self, part: str) -> list[Fault]:
        try:
            return faults_of(self.root(part), self.package.relationships(part), self.definitions)
        except KnownError:
            return []


class Checker:
    """Holds redlines of two packages to them; what the two are like is found out once."""

    def __init__(self, old: Package, new: Package) -> None:
        self._memory = Memory()
        self._new = _Side(new, self._memory)
        self._old = _Side(old, self._memory, self._new)
        self._inherited: Counter[str] | None = None
        self._differences_beside: tuple[Untracked, ...] | None = None

    def check(self, redline: Package) -> Checked:
        """What does not hold: nothing when rejecting gives the old and accepting the new."""
        side = _Side(redline, self._memory, self._new)
        findings: list[Finding] = []
        untracked: dict[Untracked, None] = {}
        for view, wanted in ((OLD, self._old), (NEW, self._new)):
            for found in _Comparison(side, wanted, self._other(wanted), view).differences():
                if isinstance(found, Untracked):
                    untracked[found] = None
                else:
                    findings.append(found)
        findings.extend(self._broken_rules(side))
        untracked.update(dict.fromkeys(self._beside()))
        lost = (self._old.comments() - side.comments()).total()
        if lost:
            untracked[Untracked(UntrackedKind.COMMENTS, "document", quote=str(lost))] = None
        return Checked(tuple(findings[:_MOST_FINDINGS]), tuple(untracked))

    def _beside(self) -> tuple[Untracked, ...]:
        """What differs between the two documents beside their text."""
        if self._differences_beside is None:
            old, new = self._old.definitions.registers, self._new.definitions.registers
            found: list[Untracked] = []
            if old is not new:
                stories = _once(self._old.stories(OLD).values())
                used = {entry.style or old.default_style for story in stories for entry in story.entries}
                names = ", ".join(dict.fromkeys(other_looks(old, new, used)))
                if names:
                    found.append(Untracked(UntrackedKind.STYLE_LOOK, "document", quote=names))
            if has_even_pages(self._old.package) != has_even_pages(self._new.package):
                found.append(Untracked(UntrackedKind.EVEN_PAGES, "document"))
            self._differences_beside = tuple(found)
        return self._differences_beside

    def _other(self, side: _Side) -> _Side:
        return self._new if side is self._old else self._old

    def _broken_rules(self, side: _Side) -> Iterator[Finding]:
        package, new = side.package, self._new.package
        changed = [
            part
            for part in package.members
            if part.endswith(".xml") and (part not in new.members or package.members[part] != new.members[part])
        ]
        found = [(part, fault) for part in changed if _is_text(package, part) for fault in side.faults(part)]
        for view in (OLD, NEW):
            found += [
                (story.part, Fault(rule, element))
                for story in _once(side.stories(view).values())
                for rule, element in story.faults
            ]
        if found:
            yield from self._told(side, found)
        for part in package.members:
            if part.endswith("/") or part == "[Content_Types].xml" or package.content_type(part):
                continue
            if part not in new.members or new.content_type(part):
                yield self._everything(f"{part} has no content type")

    def _told(self, side: _Side, found: list[tuple[str, Fault]]) -> Iterator[Finding]:
        """The broken rules that neither document breaks as often."""
        inherited = Counter(self._inherited_faults())
        for part, fault in found:
            if inherited[fault.rule] > 0:
                inherited[fault.rule] -= 1
                continue
            yield self._placed(side, part, fault)

    def _inherited_faults(self) -> Counter[str]:
        if self._inherited is None:
            self._inherited = Counter()
            for side in (self._old, self._new):
                if side.definitions.registers.styles_name_missing_lists:
                    self._inherited[MISSING_LIST] += _ANY
                for part in side.package.members:
                    if part.endswith(".xml") and _is_text(side.package, part):
                        self._inherited.update(fault.rule for fault in side.faults(part))
                for view in (OLD, NEW):
                    for story in _once(side.stories(view).values()):
                        self._inherited.update(rule for rule, _ in story.faults)
        return self._inherited

    def _placed(self, side: _Side, part: str, fault: Fault) -> Finding:
        """A broken rule at the block of one of the two documents that it stands in."""
        element = fault.element
        block = element if element.tag == PARAGRAPH else next(element.iterancestors(PARAGRAPH), None)
        if block is None:
            block = next(element.iter(PARAGRAPH), None)
        for view, wanted in ((NEW, self._new), (OLD, self._old)):
            wanted_stories = wanted.stories(view)
            for key, story in side.stories(view).items():
                other = wanted_stories.get(key)
                if story.part != part or other is None or len(other.entries) != len(story.entries):
                    continue
                at = next((index for index, entry in enumerate(story.entries) if entry.element is block), None)
                if at is not None:
                    index = wanted.index(other.part, other.entries[at].element)
                    is_old = view.is_old
                    return Finding(
                        other.part if is_old else part,
                        part,
                        index if is_old else None,
                        None if is_old else index,
                        whole=index is None,
                        expected="",
                        actual=fault.rule,
                        rule=fault.rule,
                    )
        return Finding(part, part, None, None, whole=True, expected="", actual=fault.rule, rule=fault.rule)

    def _everything(self, rule: str) -> Finding:
        old, new = self._old.package.main_part, self._new.package.main_part
        return Finding(old, new, None, None, whole=True, expected="", actual=rule, rule=rule)


class _Comparison:
    """A redline in one view, held against the document that it must be there."""

    def __init__(self, redline: _Side, wanted: _Side, other: _Side, view: View) -> None:
        self._redline = redline
        self._wanted_side = wanted
        self._view = view
        self._actual = redline.stories(view)
        self._wanted = wanted.stories(view)
        self._other = other.stories(NEW if view.is_old else OLD)
        self._done: set[tuple[int, int]] = set()

    def differences(self) -> Iterator[Finding | Untracked]:
        for key in dict.fromkeys((*self._wanted, *self._actual)):
            actual, wanted = self._actual.get(key), self._wanted.get(key)
            if actual is not None and wanted is not None:
                if (id(actual), id(wanted)) not in self._done:
                    self._done.add((id(actual), id(wanted)))
                    yield from self._compared(key, actual, wanted)
            elif isinstance(key, Margin) and wanted is None and actual is not None:
                if any(not entry.is_bare for entry in actual.entries):
                    yield self._finding(key, actual, Story(actual.part), actual.entries[0], None)
                elif actual.entries:
                    yield self._margin(key)
            elif wanted is not None and wanted.entries:
                yield self._finding(key, actual or Story(""), wanted, None, wanted.entries[0])
            elif actual is not None and actual.entries:
                yield self._finding(key, actual, wanted or Story(""), actual.entries[0], None)

    def _margin(self, key: Margin) -> Untracked:
        kind = UntrackedKind.MARGIN_CAME if self._view.is_old else UntrackedKind.MARGIN_WENT
        other = self._other.get(key)
        return Untracked(kind, key.kind, key.section, key.pages, _quoted(other.entries if other is not None else ()))

    def _compared(self, key: Key, actual: Story, wanted: Story) -> Iterator[Finding | Untracked]:
        yield from self._chunks(key, actual, wanted)
        got, want = list(actual.entries), list(wanted.entries)
        shorter = _without_last(got) if len(got) == len(want) + 1 else None
        if shorter is not None and all(map(self._is_same, shorter, want)):
            # A story cannot be without a paragraph, nor end with a table: an empty one must stay.
            yield Untracked(UntrackedKind.LAST_PARAGRAPH, *_story_of(key))
            got = shorter
        if len(got) == len(want):
            for first, second in zip(got, want, strict=True):
                if not self._is_same(first, second):
                    yield self._finding(key, actual, wanted, first, second)
                elif first.looked != second.looked or second.unknown:
                    yield from self._excused(key, first, second)
            return
        start = 0
        while start < min(len(got), len(want)) and self._is_same(got[start], want[start]):
            start += 1
        end = 0
        while end < min(len(got), len(want)) - start and self._is_same(got[-1 - end], want[-1 - end]):
            end += 1
        left = got[start : len(got) - end]
        # Something is too much or missing: whatever stands around it may be at fault.
        for at in range(max(0, start - 1), min(len(want), len(want) - end + 1)):
            first_or_none = left[0] if left else None
            yield self._finding(key, actual, wanted, first_or_none, want[at])

    def _is_same(self, got: Entry, want: Entry) -> bool:
        """Whether an entry is as it must be.

        Where a style was given another list meanwhile, the paragraph must say itself what its style said before.
        """
        if got.looked == want.looked:
            return True
        return (
            got.kind == want.kind == "paragraph"
            and got.looked[:SAYS_LIST] == want.looked[:SAYS_LIST]
            and got.looked[SAYS_LIST + 1 :] == want.looked[SAYS_LIST + 1 :]
            and bool(got.looked[SAYS_LIST])
            and bool(self._redline.list_of(got.style) or self._wanted_side.list_of(want.style))
        )

    def _excused(self, key: Key, got: Entry, want: Entry) -> Iterator[Untracked]:
        if got.looked != want.looked:
            yield Untracked(UntrackedKind.STYLE_LIST, *_story_of(key), quote=str(want.looked[1]))
        for style in want.unknown:
            # A style that is named in vain: where the other document has such a style it can be named no longer.
            if style not in got.unknown:
                yield Untracked(UntrackedKind.UNKNOWN_STYLE, *_story_of(key), quote=style)

    def _chunks(self, key: Key, actual: Story, wanted: Story) -> Iterator[Untracked]:
        got, want = (Counter(entry.looked[1:] for entry in story.chunks) for story in (actual, wanted))
        for _ in range((got - want).total()):
            kind = UntrackedKind.CHUNK_CAME if self._view.is_old else UntrackedKind.CHUNK_WENT
            yield Untracked(kind, *_story_of(key))
        for _ in range((want - got).total()):
            kind = UntrackedKind.CHUNK_WENT if self._view.is_old else UntrackedKind.CHUNK_CAME
            yield Untracked(kind, *_story_of(key))

    def _finding(self, key: Key, actual: Story, wanted: Story, got: Entry | None, want: Entry | None) -> Finding:
        is_old = self._view.is_old
        index = self._wanted_side.index(wanted.part, want.element) if want is not None else None
        told = want or got
        return Finding(
            wanted.part if is_old else actual.part,
            actual.part or wanted.part,
            index if is_old else None,
            None if is_old else index,
            whole=index is None,
            expected=str(want.looked)[:600] if want is not None else "",
            actual=str(got.looked)[:600] if got is not None else "",
            said=Untracked(UntrackedKind.OTHER, *_story_of(key), quote=_quoted((told,) if told is not None else ())),
        )


def shown_paragraphs(root: Element) -> Iterator[Element]:
    """Paragraphs in order, without those that only stand in for others (``mc:Fallback``)."""
    if next(root.iter(MC + "Fallback"), None) is None:
        return root.iter(PARAGRAPH)
    return (
        paragraph for paragraph in root.iter(PARAGRAPH) if next(paragraph.iterancestors(MC + "Fallback"), None) is None
    )


def _without_last(entries: Sequence[Entry]) -> list[Entry] | None:
    """All but an empty last paragraph, where that must be there: it stands alone, or a table before it."""
    at = next((index for index in range(len(entries) - 1, -1, -1) if entries[index].kind != "section"), None)
    if at is None or not entries[at].is_bare:
        return None
    before = entries[at - 1] if at else None
    if before is not None and before.kind == "paragraph" and entries[at].looked[0] == before.looked[0]:
        return None
    return [*entries[:at], *entries[at + 1 :]]


def _story_of(key: Key) -> tuple[str, int, str]:
    if isinstance(key, Margin):
        return key.kind, key.section, key.pages
    return (key, 0, "") if isinstance(key, str) else (key[0], key[1] - 1, "")


def _quoted(entries: Sequence[Entry]) -> str:
    """The first words of some entries, without what only stands for things."""
    said = (said for entry in entries if entry.kind == "paragraph" for said, look in _said(entry) if look[:1] != CODE)
    words = " ".join(_THING.sub(" ", "".join(said)).split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _said(entry: Entry) -> Sequence[tuple[str, str]]:
    said = entry.looked[-1]
    return said if isinstance(said, tuple) else ()


def _is_text(package: Package, part: str) -> bool:
    kind = package.content_type(part)
    return part == package.main_part or any(
        kind.endswith(f"wordprocessingml.{name}+xml") for name in ("header", "footer", "footnotes", "endnotes")
    )


def _once(stories: Iterable[Story]) -> list[Story]:
    return list({id(story): story for story in stories}.values())
