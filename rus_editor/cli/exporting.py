"""The verb export: what it takes, and what it prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rus_editor.cli.outputs import STANDARD_OUTPUT, hold_apart
from rus_editor.cli.redlining import author_option
from rus_editor.cli.snippets import shown
from rus_editor.cli.spoken import Misuse, Reader, Verb, many_of, one_of
from rus_editor.cli.terminal import Terminal, columns_of
from rus_editor.model.comparison import ChapterPair
from rus_editor.model.wording import Wording
from rus_editor.usecases import assembly

if TYPE_CHECKING:
    from rus_editor.usecases.material import Material
    from rus_editor.usecases.publishing import Published

PRODUCTS = ("pdf", "word", "annotated", "redline", "memo", "slides", "sheet", "web", "json")
"""The options that name a file to write, as :class:`~rus_editor.usecases.publishing.Product` calls them."""

_SELECTIONS = ("all", "reasoned", "key")
_PARTS = ("points", "tables", "themes", "targets", "changes")
_WORD_FILES = frozenset({"word", "annotated", "redline", "memo"})


class ExportingVerb:
    """Runs the verb, in one language, printing to one terminal. What is written is in the language of reports."""

    def __init__(self, terminal: Terminal, wording: Wording, report_wording: Wording) -> None:
        self._terminal = terminal
        self._wording = wording
        self._report_wording = report_wording

    def export(
        self,
        old: str | None,
        new: str | None,
        project: str | None,
        profile: str | None,
        title: str,
        dnr: str,
        organisation: str,
        date: str,
        author: str | None,
        report: str,
        chapter: str | None,
        without: frozenset[str],
        template: tuple[str, ...],
        **targets: str | None,
    ) -> int:
        """Write what was asked for, from two files or a project."""
        inputs = self._inputs(old, new, project)
        own = [] if profile is None or profile in assembly.profile_names() else [profile]
        wanted = {f"--{name}": path for name, path in targets.items()}
        hold_apart([*inputs, *own, *template], wanted, self._wording)
        paths = {name: path for name, path in targets.items() if path is not None}
        if not paths:
            raise Misuse(self._say("cli.usage.nothing_to_export", names=", ".join(wanted)), _context())
        self._hold_to_suffixes(paths, new)
        from rus_editor.model.summary import Part, Scope, Selection
        from rus_editor.usecases.composing import Front
        from rus_editor.usecases.material import material_of_files, material_of_project
        from rus_editor.usecases.publishing import Press, Product, publish, read_templates

        progress = self._terminal.progress(self._wording)
        language = self._report_wording.language
        try:
            templates = read_templates([Path(path) for path in template])
            if project is not None:
                material = material_of_project(Path(project), profile, language, progress)
            else:
                assert old is not None
                assert new is not None
                material = material_of_files(
                    Path(old), Path(new), profile or assembly.DEFAULT_PROFILE, language, progress
                )
            scope = Scope(
                Selection(report),
                None if chapter is None else self._chapter(material, chapter),
                frozenset(Part) - {Part(name) for name in without},
            )
            front = Front(title, organisation, dnr, date)
            press = Press(material, self._report_wording, front, scope, templates, author or "")
            to_output = paths.pop("json", None) if paths.get("json") == STANDARD_OUTPUT else None
            files = {Product(name): Path(path) for name, path in paths.items()}
            written = publish(press, files, progress, start=0.35)
        finally:
            progress.clear()
        if to_output is not None:
            self._terminal.write(press.make(Product.JSON))
            return 0
        self._terminal.say(*self.told(written))
        return 0

    def told(self, written: Sequence[Published]) -> list[str]:
        """Which files were written, and where."""
        names = [self._say(f"cli.product.{file.product.value}") for file in written]
        wide = max(map(columns_of, names), default=0)
        lines = [self._terminal.palette.style(self._say("cli.compare.written"), bold=True)]
        for name, file in zip(names, written, strict=True):
            lines.append(f"  {name}{' ' * (wide - columns_of(name))}  {shown(str(file.path))}")
        return lines

    def _say(self, key: str, **facts: object) -> str:
        return self._wording.say(key, **facts)

    def _inputs(self, old: str | None, new: str | None, project: str | None) -> list[str]:
        if project is not None:
            if old is not None:
                raise Misuse(self._say("cli.usage.project_or_files"), _context())
            return [project]
        if old is None or new is None:
            raise Misuse(self._say("cli.usage.project_or_files"), _context())
        return [old, new]

    def _hold_to_suffixes(self, paths: Mapping[str, str], new: str | None) -> None:
        """A program opens a file by how its name ends. What was made of a file ends as that does."""
        from rus_editor.usecases.publishing import SUFFIXES, Product

        for name, path in paths.items():
            if path == STANDARD_OUTPUT:
                continue
            wanted = SUFFIXES[Product(name)]
            if name in {"annotated", "redline"} and new is not None and Path(new).suffix.lower() == ".docm":
                wanted = ".docm"
            if Path(path).suffix.lower() != wanted and (name in _WORD_FILES or name in {"slides", "sheet"}):
                raise Misuse(self._say("cli.usage.wants_suffix", name=f"--{name}", suffix=wanted), _context())

    def _chapter(self, material: Material, asked: str) -> int:
        """The chapter that a number or a title names; a part of a title will do where only one has it."""
        chapters = material.analysis.comparison.chapters
        wanted = " ".join(asked.split()).casefold()
        for fits in (_is_called, _has_in_title):
            found = [index for index, chapter in enumerate(chapters) if fits(chapter, wanted)]
            if len(found) == 1:
                return found[0]
        names = ", ".join(_named(chapter) for chapter in chapters if chapter.title.strip())
        raise Misuse(self._say("cli.usage.no_such_chapter", value=shown(asked), names=shown(names)), _context())


def _is_called(chapter: ChapterPair, wanted: str) -> bool:
    titles = {" ".join(title.split()).casefold() for title in (chapter.new_title, chapter.old_title) if title}
    return wanted in titles or wanted == chapter.number.rstrip(".").casefold() or wanted == _named(chapter).casefold()


def _has_in_title(chapter: ChapterPair, wanted: str) -> bool:
    return bool(wanted) and wanted in chapter.title.casefold()


def _named(chapter: ChapterPair) -> str:
    return " ".join(f"{chapter.number} {chapter.title}".split())


def _context() -> click.Context | None:
    return click.get_current_context(silent=True)


def exporting_verb(terminal: Terminal, wording: Wording, report_wording: Wording) -> Verb:
    """The verb as a click command."""

    def say(key: str, **facts: object) -> str:
        return wording.say(f"cli.help.export.{key}", **facts)

    def option(name: str, metavar: str, default: str | None = None, *, multiple: bool = False) -> click.Option:
        shown_as = wording.say(f"cli.metavar.{metavar}")
        return click.Option([f"--{name}"], metavar=shown_as, help=say(name), default=default, multiple=multiple)

    metavars = {"word": "word", "annotated": "word", "redline": "word", "memo": "word", "web": "html"}
    arguments = [
        click.Argument([name], metavar=f"[{wording.say(f'cli.metavar.{name}')}]", required=False)
        for name in ("old", "new")
    ]
    names = ", ".join(assembly.profile_names())
    params: list[click.Parameter] = [
        *arguments,
        *(option(name, metavars.get(name, name)) for name in PRODUCTS),
        option("project", "project"),
        option("template", "template", multiple=True),
        option("title", "text", default=""),
        option("dnr", "text", default=""),
        option("organisation", "text", default=""),
        click.Option(
            ["--date"],
            metavar=wording.say("cli.metavar.date"),
            help=say("date"),
            callback=_read_day(wording),
            default="",
        ),
        author_option(wording),
        click.Option(
            ["--report"],
            metavar="|".join(_SELECTIONS),
            help=say("report"),
            default="all",
            callback=one_of(wording, _SELECTIONS),
        ),
        option("chapter", "chapter"),
        click.Option(
            ["--without"],
            metavar=wording.say("cli.metavar.ignore"),
            help=say("without", names=", ".join(_PARTS)),
            callback=many_of(wording, _PARTS),
        ),
        click.Option(
            ["--profile"],
            metavar=wording.say("cli.metavar.profile"),
            help=wording.say("cli.help.profile", names=names, default=assembly.DEFAULT_PROFILE),
        ),
    ]
    about = wording.say("cli.help.export.about")
    return Verb("export", wording, ExportingVerb(terminal, wording, report_wording).export, params, about)


def _read_day(wording: Wording) -> Reader:
    """A day in ISO 8601; today where none is given."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
        if ctx.resilient_parsing:
            return ""
        if not value:
            return dt.datetime.now().astimezone().date().isoformat()
        try:
            return dt.date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            raise Misuse(wording.say("cli.usage.bad_day", name=param.opts[0], value=value), ctx) from None

    return read
