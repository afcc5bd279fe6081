"""The verbs: compare, outline, check and demo, and the list of all."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rus_editor.cli.exporting import PRODUCTS, ExportingVerb, exporting_verb
from rus_editor.cli.outputs import STANDARD_OUTPUT, hold_apart
from rus_editor.cli.redlining import author_option, date_option
from rus_editor.cli.replacing import replacing_verb
from rus_editor.cli.resolving import hold_to_suffix, resolving_verbs
from rus_editor.cli.spoken import Reader, Verb, many_of, one_of
from rus_editor.cli.summarising import summarising_verb
from rus_editor.cli.terminal import Terminal
from rus_editor.model.wording import Wording
from rus_editor.usecases import assembly

if TYPE_CHECKING:
    from rus_editor.cli.pages import Pages
    from rus_editor.usecases.redlining import Redlined

_NOISES = ("formatting", "whitespace", "case", "typography", "numbering", "generated")
_VIEWS = ("final", "original")


class VerbBook:
    """All verbs, in one language, printing to one terminal."""

    def __init__(self, terminal: Terminal, wording: Wording, report_wording: Wording) -> None:
        self._terminal = terminal
        self._wording = wording
        self._report_wording = report_wording

    @property
    def names(self) -> tuple[str, ...]:
        """The verbs' names, the most used first."""
        return ("compare", "summarise", "export", "outline", "check", "accept", "reject", "replace", "demo")

    def summary(self) -> list[tuple[str, str]]:
        """How each verb is used, and what it is for."""
        metavars = ("old", "new", "file", "folder", "output", "find", "with")
        old, new, file, folder, output, find, replacement = (self._say(f"cli.metavar.{name}") for name in metavars)
        usages = (
            f"compare {old} {new}",
            f"summarise {old} {new}",
            f"export {old} {new}",
            f"outline {file}",
            f"check {file}",
            f"accept {file} -o {output}",
            f"reject {file} -o {output}",
            f"replace {file} {find} {replacement} -o {output}",
            f"demo [{folder}]",
        )
        return [(usage, self._say(f"cli.help.{usage.split()[0]}.short")) for usage in usages]

    def verbs(self) -> list[Verb]:
        """The verbs as click commands."""
        resolving = resolving_verbs(self._terminal, self._wording, self._argument("file"))
        replacing = replacing_verb(self._terminal, self._wording, self._argument("file"))
        summarising = summarising_verb(
            self._terminal,
            self._wording,
            self._report_wording,
            (self._argument("old"), self._argument("new")),
            self._profile_option(),
        )
        exporting = exporting_verb(self._terminal, self._wording, self._report_wording)
        return [
            self._compare(),
            summarising,
            exporting,
            self._outline(),
            self._check(),
            *resolving,
            replacing,
            self._demo(),
        ]

    def _say(self, key: str, **facts: object) -> str:
        return self._wording.say(key, **facts)

    def _verb(self, callback: Callable[..., int], params: Sequence[click.Parameter]) -> Verb:
        name = callback.__name__
        about = self._say(f"cli.help.{name}.about", folder=self._say("cli.demo.folder"))
        return Verb(name, self._wording, callback, params, about)

    def _argument(self, name: str, *, required: bool = True) -> click.Argument:
        metavar = self._say(f"cli.metavar.{name}")
        return click.Argument([name], metavar=metavar if required else f"[{metavar}]", required=required)

    def _option(
        self, name: str, metavar: str, text: str, *, default: str | None = None, read: Reader | None = None
    ) -> click.Option:
        return click.Option(
            [name], metavar=self._say(f"cli.metavar.{metavar}"), help=text, default=default, callback=read
        )

    def _profile_option(self) -> click.Option:
        names = ", ".join(assembly.profile_names())
        text = self._say("cli.help.profile", names=names, default=assembly.DEFAULT_PROFILE)
        return self._option("--profile", "profile", text, default=assembly.DEFAULT_PROFILE)

    def _compare(self) -> Verb:
        def text(name: str, **facts: object) -> str:
            return self._say(f"cli.help.compare.{name}", **facts)

        view = one_of(self._wording, _VIEWS)
        params = [
            self._argument("old"),
            self._argument("new"),
            self._option("--pdf", "pdf", text("pdf")),
            self._option("--json", "json", text("json")),
            self._option("--html", "html", text("html")),
            self._option("--redline", "redline", text("redline")),
            author_option(self._wording),
            date_option(self._wording),
            self._option(
                "--ignore",
                "ignore",
                text("ignore", names=", ".join(_NOISES)),
                read=many_of(self._wording, _NOISES),
            ),
            self._option("--old-view", "view", text("old_view"), default="final", read=view),
            self._option("--new-view", "view", text("new_view"), default="final", read=view),
            self._profile_option(),
        ]
        return self._verb(self.compare, params)

    def _outline(self) -> Verb:
        json = self._option("--json", "json", self._say("cli.help.outline.json"))
        return self._verb(self.outline, [self._argument("file"), json, self._profile_option()])

    def _check(self) -> Verb:
        return self._verb(self.check, [self._argument("file")])

    def _demo(self) -> Verb:
        return self._verb(self.demo, [self._argument("folder", required=False)])

    def compare(
        self,
        old: str,
        new: str,
        pdf: str | None,
        json: str | None,
        html: str | None,
        redline: str | None,
        author: str | None,
        date: str | None,
        ignore: frozenset[str],
        old_view: str,
        new_view: str,
        profile: str,
    ) -> int:
        """Compare two files; print the changes, and write what was asked for."""
        targets = {"--pdf": pdf, "--json": json, "--html": html, "--redline": redline}
        hold_apart([old, new, *own_profile(profile)], targets, self._wording)
        if redline is not None:
            hold_to_suffix(new, redline, self._wording, "--redline")
        self._compare_and_write(
            old,
            new,
            targets,
            ignored=ignore,
            old_view=old_view,
            new_view=new_view,
            profile=profile,
            author=author,
            date=date,
        )
        return 0

    def _compare_and_write(
        self,
        old: str | os.PathLike[str],
        new: str | os.PathLike[str],
        targets: Mapping[str, str | os.PathLike[str] | None],
        *,
        ignored: frozenset[str] = frozenset(),
        old_view: str = "final",
        new_view: str = "final",
        profile: str = assembly.DEFAULT_PROFILE,
        author: str | None = None,
        date: str | None = None,
    ) -> None:
        from rus_editor.usecases.exporting import Format, export, rendered

        progress = self._terminal.progress(self._wording)
        wanted = {Format(name.removeprefix("--")): path for name, path in targets.items() if path is not None}
        redlined: Redlined | None = None
        try:
            if Format.REDLINE in wanted:
                from rus_editor.usecases.redlining import DEFAULT_AUTHOR, redline_files

                redlined = redline_files(
                    old,
                    new,
                    profile,
                    old_view=old_view,
                    new_view=new_view,
                    ignored=ignored,
                    author=author or DEFAULT_AUTHOR,
                    date=date,
                    progress=progress,
                )
                compared = redlined.compared
            else:
                from rus_editor.usecases.comparing import compare_files

                compared = compare_files(
                    old, new, profile, old_view=old_view, new_view=new_view, ignored=ignored, progress=progress
                )
            to_output = wanted.pop(Format.JSON) if wanted.get(Format.JSON) == STANDARD_OUTPUT else None
            paths = {format_: Path(path) for format_, path in wanted.items()}
            redline = None if redlined is None else redlined.content
            written = export(compared, paths, self._report_wording, redline=redline, progress=progress)
        finally:
            progress.clear()
        if to_output is not None:
            # Whoever asked for this reads it with a program: nothing else is said.
            self._terminal.write(rendered(compared, Format.JSON, self._report_wording))
            return
        pages = self._pages()
        self._terminal.say(*pages.comparison(compared.comparison))
        self._terminal.say(*pages.notices([compared.old, compared.new]))
        self._terminal.say(*pages.written(written))
        if redlined is not None:
            from rus_editor.usecases.explaining_redlines import told_of_redline

            self._terminal.say(*told_of_redline(redlined, self._wording))

    def outline(self, file: str, json: str | None, profile: str) -> int:
        """Print a document's chapters and sections, or write them as JSON."""
        from rus_editor.usecases.exporting import Format, Written
        from rus_editor.usecases.outlining import outline, outline_json
        from rus_editor.usecases.saving import write_bytes

        hold_apart([file, *own_profile(profile)], {"--json": json}, self._wording)
        outlined = outline(file, profile)
        if json is not None:
            content = outline_json(outlined, self._report_wording)
            if json == STANDARD_OUTPUT:
                self._terminal.write(content)
                return 0
            write_bytes(Path(json), content)
        pages = self._pages()
        self._terminal.say(*pages.outline(outlined))
        self._terminal.say(*pages.written([] if json is None else [Written(Format.JSON, Path(json))]))
        return 0

    def check(self, file: str) -> int:
        """Say whether a file can be read, and what it holds."""
        from rus_editor.usecases.checking import check

        self._terminal.say(*self._pages().checked(check(file)))
        return 0

    def demo(self, folder: str | None) -> int:
        """Do the main job on the example pair: compare, and make every export."""
        from rus_editor.usecases.composing import Front
        from rus_editor.usecases.material import material_of_files
        from rus_editor.usecases.publishing import SUFFIXES, Press, Product, publish
        from rus_editor.usecases.saving import make_folder

        old, new = assembly.example_pair()
        place = Path(folder or self._say("cli.demo.folder"))
        make_folder(place)
        self._terminal.say(self._say("cli.demo.intro", old=old.name, new=new.name), "")
        progress = self._terminal.progress(self._wording)
        language = self._report_wording.language
        try:
            material = material_of_files(old, new, language=language, progress=progress)
            # The example's own dates, so that two runs give the same bytes.
            front = Front(
                self._say("cli.demo.title"), self._say("cli.demo.organisation"), "", self._say("cli.demo.date")
            )
            press = Press(material, self._report_wording, front)
            targets = {
                product: place / f"{self._say(f'cli.demo.{product.value}')}{SUFFIXES[product]}"
                for product in map(Product, PRODUCTS)
            }
            written = publish(press, targets, progress, start=0.35)
        finally:
            progress.clear()
        pages = self._pages()
        self._terminal.say(*pages.comparison(material.analysis.comparison))
        self._terminal.say("", *ExportingVerb(self._terminal, self._wording, self._report_wording).told(written))
        return 0

    def _pages(self) -> Pages:
        from rus_editor.cli.pages import Pages

        return Pages(self._wording, self._terminal.palette, self._terminal.width)


def own_profile(profile: str) -> list[str]:
    """The file that a profile is read from, unless it is one that comes with the program."""
    return [] if profile in assembly.profile_names() else [profile]
