"""What the verbs print, as lines of text: a comparison by chapter and kind, an outline, what a file holds."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rus_editor.cli.snippets import shortened, shown, snippet
from rus_editor.cli.tables import CountTable
from rus_editor.cli.terminal import Palette, columns_of
from rus_editor.model.comparison import Change, ChangeKind, ChapterPair, ComparedVersion, Comparison, Subject
from rus_editor.model.document import Document, Notice
from rus_editor.model.profile import Profile, SectionRole
from rus_editor.model.wording import Wording
from rus_editor.usecases.checking import Checked
from rus_editor.usecases.exporting import Written
from rus_editor.usecases.outlining import Outlined

_LISTED = 6
_ALIKE = 3
_WIDEST_SECTION = 70
_KIND_LOOKS = {
    ChangeKind.INSERTED: "green",
    ChangeKind.DELETED: "red",
    ChangeKind.REPLACED: "yellow",
    ChangeKind.MOVED: "blue",
    ChangeKind.SPLIT: "magenta",
    ChangeKind.JOINED: "magenta",
    ChangeKind.FORMATTED: "cyan",
}


class Pages:
    """Puts the verbs' answers into words, for one language, width and palette."""

    def __init__(self, wording: Wording, palette: Palette, width: int) -> None:
        self._wording = wording
        self._palette = palette
        self._width = max(width, 40)

    def comparison(self, comparison: Comparison) -> Iterator[str]:
        """Both versions, the changes chapter by chapter, and how many of each kind there are in each chapter."""
        yield from self._versions(comparison)
        yield ""
        if comparison.changes:
            yield from self._listing(comparison)
            yield self._heading("cli.compare.counts")
            yield from self._counts(comparison)
            yield ""
        yield from self._sum(comparison)

    def notices(self, documents: Sequence[Document]) -> Iterator[str]:
        """What the reader wants to tell about the files."""
        lines = [line for document in documents for line in self._notices(document.notices, f"{document.name}: ")]
        if lines:
            yield ""
            yield self._heading("cli.compare.notices")
            for line in lines:
                yield from self._wrapped(line, "  ")

    def written(self, files: Iterable[Written]) -> Iterator[str]:
        """Which files were written, and where."""
        rows = [(self._say(f"cli.format.{file.format.value}"), str(file.path)) for file in files]
        if rows:
            wide = max(columns_of(name) for name, _ in rows)
            yield ""
            yield self._heading("cli.compare.written")
            yield from (f"  {_padded(name, wide)}  {shown(path)}" for name, path in rows)

    def outline(self, outlined: Outlined) -> Iterator[str]:
        """A document's chapters and sections, with numbers and roles."""
        outline = outlined.outline
        title = shown(outlined.document.title)
        yield self._strong(shown(outlined.document.name)) + (f" – {title}" if title else "")
        if not outline.has_headings:
            yield self._say("cli.outline.none")
            return
        sections = [section for chapter in outline.chapters for section in chapter.sections]
        with_role = [section for section in sections if section.role is not None]
        roles_found = len(with_role) + sum(1 for chapter in outline.chapters if chapter.role is not None)
        yield ", ".join(
            self._wording.number_of(f"cli.outline.{name}", count)
            for name, count in (
                ("chapters", len(outline.chapters)),
                ("sections", len(sections)),
                ("roles", roles_found),
            )
        )
        yield ""
        roles = self._role_names(outlined.profile)
        written = {
            section.heading: f"{'  ' * max(1, section.level - 1)}{_numbered(section.number, section.title)}"
            for section in sections
        }
        role_widths = [columns_of(written[section.heading]) for section in with_role]
        role_column = max((width for width in role_widths if width <= _WIDEST_SECTION), default=0)
        for chapter in outline.chapters:
            heading = _numbered(chapter.number, chapter.title or self._say("cli.compare.before_headings"))
            role = "" if chapter.role is None else f"  {self._faint(f'[{roles[chapter.role]}]')}"
            yield f"{'  ' * max(0, chapter.level - 1)}{self._strong(heading)}{role}"
            for section in chapter.sections:
                line = written[section.heading]
                role = "" if section.role is None else self._faint(f"[{roles[section.role]}]")
                yield f"{_padded(line, role_column)}  {role}" if role else line

    def checked(self, checked: Checked) -> Iterator[str]:
        """That a file can be read, and what it holds."""
        say = self._say
        document = checked.document
        yield self._strong(shown(document.name))
        yield say("cli.check.readable")
        yield ""
        rows: list[tuple[str, str]] = []
        if document.title:
            rows.append((say("cli.check.title"), shown(document.title)))
        counted = [
            self._number_of(f"cli.measure.{measure.value}", count)
            for measure, count in checked.measures
            if count or measure.value in {"words", "paragraphs"}
        ]
        rows.append((say("cli.check.content"), ", ".join(counted)))
        outline = checked.outline
        if outline.has_headings:
            sections = sum(len(chapter.sections) for chapter in outline.chapters)
            structure = [
                self._number_of("cli.outline.chapters", len(outline.chapters)),
                self._number_of("cli.outline.sections", sections),
            ]
            rows.append((say("cli.check.structure"), ", ".join(structure)))
        for order, reviser in enumerate(checked.revisers):
            dates = "–".join(dict.fromkeys(date[:10] for date in (reviser.first, reviser.last) if date))
            key = "cli.check.reviser" if dates else "cli.check.reviser_undated"
            author = shown(reviser.author) or say("cli.check.unknown_author")
            text = say(key, author=author, count=self._grouped(reviser.changes), dates=dates)
            rows.append(("" if order else say("cli.check.revisions"), text))
        wide = max(columns_of(name) for name, _ in rows)
        yield from (f"{self._faint(_padded(name, wide))}  {text}" for name, text in rows)
        yield ""
        lines = self._notices(checked.notices, "")
        if lines:
            yield self._heading("cli.check.notices")
            for line in lines:
                yield from self._wrapped(line, "  ")
        else:
            yield say("cli.check.nothing")

    def _versions(self, comparison: Comparison) -> Iterator[str]:
        names = [self._say("cli.compare.old"), self._say("cli.compare.new")]
        wide = max(map(columns_of, names)) + 1
        for name, version in zip(names, (comparison.old, comparison.new), strict=True):
            yield f"{self._faint(_padded(f'{name}:', wide))} {self._strong(shown(version.name))}  {self._size(version)}"

    def _size(self, version: ComparedVersion) -> str:
        words, paragraphs = self._grouped(version.words), self._grouped(version.paragraphs)
        size = self._say("cli.compare.size", words=words, paragraphs=paragraphs)
        return f"{size}, {self._say(f'cli.view.{version.view}')}" if version.has_revisions else size

    def _listing(self, comparison: Comparison) -> Iterator[str]:
        """The weightiest changes of each chapter, under the headings they stand under."""
        listed = [change for change in comparison.changes if change.noise is None]
        if not listed:
            return
        yield self._heading("cli.compare.changes")
        if not self._palette.colour and any(change.kind is ChangeKind.REPLACED for change in listed):
            yield self._say("cli.compare.legend")
        yield ""
        kinds = {change.id: self._kind(change) for change in listed}
        kind_width = max(map(columns_of, kinds.values()))
        what_width = max(columns_of(self._say(f"cli.what.{change.subject.value}")) for change in listed)
        # Changes come in reading order; a chapter's are put together where footnotes or headers come late.
        listed.sort(key=lambda change: change.chapter)
        for index, changes in groupby(listed, key=lambda change: change.chapter):
            found = list(changes)
            yield from map(self._strong, self._wrapped(self._chapter(comparison.chapters[index])))
            heading = None
            for change in _weightiest(found, _LISTED):
                side = change.new or change.old
                here = shown(side.place.heading) if side is not None else ""
                if here != heading and here and here != shown(comparison.chapters[index].title):
                    yield f"  {self._faint(shortened(here, self._width - 2))}"
                heading = here
                kind = self._palette.style(_padded(kinds[change.id], kind_width), fg=_KIND_LOOKS[change.kind])
                what = _padded(self._say(f"cli.what.{change.subject.value}"), what_width)
                lead = f"    {kind}  {what}  "
                indent = kind_width + what_width + 8
                first, *more = snippet(
                    change, max(self._width - indent, 30), self._palette, self._from(comparison, change)
                )
                yield f"{lead}{first}".rstrip()
                yield from (f"{' ' * indent}{line}" for line in more)
            if len(found) > _LISTED:
                yield f"    {self._faint(self._number_of('cli.compare.more', len(found) - _LISTED))}"
            yield ""

    def _from(self, comparison: Comparison, change: Change) -> str:
        """Which chapter a moved text comes from, where it is another."""
        if change.kind is not ChangeKind.MOVED or change.old is None:
            return ""
        origin = change.old.place.chapter
        source = next((pair for pair in comparison.chapters if pair.old == origin and origin is not None), None)
        if source is None or source is comparison.chapters[change.chapter]:
            return ""
        return self._say("cli.compare.moved_from", title=shown(source.old_title or source.title))

    def _kind(self, change: Change) -> str:
        return self._say("cli.kind.moved_edited" if change.edited else f"cli.kind.{change.kind.value}")

    def _counts(self, comparison: Comparison) -> Iterator[str]:
        counts = comparison.counts()
        present = [kind for kind in ChangeKind if any(row.get(kind) for row in counts.values())]
        titles = [self._say(f"cli.column.{kind.value}") for kind in present]
        table = CountTable(
            self._say("cli.column.chapter"), [*titles, self._say("cli.column.total")], self._palette, self._width
        )
        for index, row in counts.items():
            numbers = [row.get(kind, 0) for kind in present]
            table.add(self._chapter(comparison.chapters[index]), [*numbers, sum(row.values())])
        yield from table.lines(self._say("cli.compare.total"), self._grouped)

    def _sum(self, comparison: Comparison) -> Iterator[str]:
        total = len(comparison.changes)
        if total == 0:
            yield self._say("cli.compare.none")
        else:
            changed = sum(1 for row in comparison.counts().values() if row)
            chapters = len(comparison.chapters)
            sentences = [self._number_of("cli.compare.sum", total, changed=changed, chapters=chapters)]
            noise = sum(1 for change in comparison.changes if change.noise is not None)
            if noise:
                sentences.append(self._number_of("cli.compare.noise", noise))
            yield from self._wrapped(" ".join(sentences))
        if comparison.ignored:
            names = sorted(self._say(f"cli.noise.{noise.value}") for noise in comparison.ignored)
            yield self._say("cli.compare.ignored", names=", ".join(names))

    def _notices(self, notices: Sequence[Notice], lead: str) -> list[str]:
        """A sentence for each, but not hundreds of one kind."""
        lines: list[str] = []
        by_code = groupby(sorted(notices, key=lambda notice: notice.code.value), key=lambda notice: notice.code)
        for code, alike in by_code:
            found = list(alike)
            lines += [
                shown(f"{lead}{self._say(f'notices.{code.value}', subject=notice.subject)}")
                for notice in found[:_ALIKE]
            ]
            if len(found) > _ALIKE:
                lines.append(self._number_of("cli.compare.more_notices", len(found) - _ALIKE))
        return lines

    def _role_names(self, profile: Profile) -> dict[SectionRole, str]:
        names = {role: self._say(f"cli.role.{role.value}") for role in SectionRole}
        for entry in profile.roles:
            names[entry.role] = dict(entry.names).get(self._wording.language, names[entry.role])
        return names

    def _chapter(self, chapter: ChapterPair) -> str:
        return _numbered(chapter.number, chapter.title or self._say("cli.compare.before_headings"))

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        """A sentence over as many lines as it needs; a long address is not broken."""
        return textwrap.wrap(
            text,
            self._width,
            initial_indent=indent,
            subsequent_indent=f"{indent}  " if indent else "",
            break_long_words=False,
            break_on_hyphens=False,
        )

    def _heading(self, key: str) -> str:
        return self._strong(self._say(key))

    def _strong(self, text: str) -> str:
        return self._palette.style(text, bold=True)

    def _faint(self, text: str) -> str:
        return self._palette.style(text, dim=True)

    def _say(self, key: str, **facts: object) -> str:
        return self._wording.say(key, **facts)

    def _number_of(self, key: str, count: int, **facts: object) -> str:
        return self._wording.say(f"{key}.one" if count == 1 else f"{key}.many", count=self._grouped(count), **facts)

    def _grouped(self, number: int) -> str:
        """A whole number with its thousands apart, as the language does it (a no-break space in Swedish)."""
        return f"{number:,}".replace(",", self._say("cli.number.thousands"))


def _weightiest(changes: Sequence[Change], number: int) -> list[Change]:
    """The few changes that say most of what became of a chapter, in their order: headings, then what has a role."""

    def rank(place: int) -> tuple[int, int]:
        change = changes[place]
        if change.subject in (Subject.CHAPTER, Subject.HEADING):
            return 0, place
        if change.subject not in (Subject.PARAGRAPH, Subject.LIST_ITEM):
            return 3, place
        return (2 if change.role in (None, SectionRole.CURRENT_STATE) else 1), place

    return [changes[place] for place in sorted(sorted(range(len(changes)), key=rank)[:number])]


def _numbered(number: str, title: str) -> str:
    return shown(f"{number} {title}")


def _padded(text: str, width: int) -> str:
    return f"{text}{' ' * max(0, width - columns_of(text))}"
