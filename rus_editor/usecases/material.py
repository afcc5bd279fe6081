"""What exports are made from: two texts with their comparison and analysis, and what people said and chose."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from rus_editor.model.board import SummaryBoard
from rus_editor.model.document import Document
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.profile import Profile
from rus_editor.model.project import Annotation
from rus_editor.model.targets import ProjectTargets
from rus_editor.usecases import project_targets
from rus_editor.usecases.annotating import AnnotationBook
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_of
from rus_editor.usecases.comparing import compare_files
from rus_editor.usecases.live import LiveMarks
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.progress import Cancellation, Course, Listener, Progress, Stage
from rus_editor.usecases.projects import Folders, open_project
from rus_editor.usecases.redlining import WordContent
from rus_editor.usecases.summarising import Analysis, analyse
from rus_editor.usecases.summary_board import BOARD_SETTING, from_json, renewed
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.reader import read_document

_COMPARED = 0.3
_ANALYSED = 0.35


@dataclass(frozen=True)
class Material:
    """Everything that any export needs. Nobody changes it: for any thread.

    ``old`` and ``new`` are the two Word files, ``old_document`` and ``new_document`` what is in them as read.
    ``board`` holds the points that somebody chose, ``said`` annotations by the id of the change they are of.
    """

    old: WordContent
    new: WordContent
    old_document: Document
    new_document: Document
    analysis: Analysis
    board: SummaryBoard | None = None
    said: Mapping[str, Annotation] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def profile(self) -> Profile:
        """What said what is a chapter."""
        return self.analysis.profile


def material_of_files(
    old: Path,
    new: Path,
    profile: Profile | str = DEFAULT_PROFILE,
    language: str = "sv",
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Material:
    """Read and compare two Word files. Raises KnownError, and Cancelled when called off."""
    contents = [WordContent(path.name, read_bytes(path)) for path in (old, new)]
    return _compared(
        contents[0], contents[1], profile_of(profile), language, Course(progress, cancellation), cancellation
    )


def material_of_project(
    path: Path,
    profile: Profile | str | None = None,
    language: str = "sv",
    progress: Listener | None = None,
    cancellation: Cancellation | None = None,
) -> Material:
    """The working copy of a project's file and what it is compared with, its annotations and its chosen points.

    The file is read in a copy that is thrown away, so that it may be open in the window meanwhile: what counts is what
    has been saved to it. ``profile`` goes before the project's own. Raises KnownError: NO_BASELINE where the project
    compares with nothing.
    """
    course = Course(progress, cancellation)
    course.at(Stage.READING_NEW, 0.0)
    with tempfile.TemporaryDirectory(prefix="rus-editor-", ignore_cleanup_errors=True) as place:
        opened = open_project(path, folders=Folders(Path(place), Path(place)), who="", take_copy=True)
        try:
            prepared = prepare(opened)
            board = from_json(opened.keeper.setting(BOARD_SETTING))
            targets = project_targets.from_json(opened.keeper.setting(project_targets.TARGETS_SETTING))
            name = opened.facts.name
        finally:
            opened.keeper.close()
    baseline = prepared.baseline
    if baseline is None:
        raise KnownError(ErrorCode.NO_BASELINE, name=name)
    workspace = prepared.workspace
    chosen = workspace.profile if profile is None else profile_of(profile)
    made = _compared(
        WordContent(f"{baseline.version.name}.docx", baseline.content),
        WordContent(f"{name}.docx", workspace.to_bytes()),
        chosen,
        language,
        course,
        cancellation,
        targets,
        str(baseline.version.id),
    )
    book = AnnotationBook(made.new_document, prepared.annotations)
    book.set_baseline(made.old_document)
    comparison = made.analysis.comparison
    book.compared(LiveMarks(comparison, made.old_document, made.new_document))
    return Material(
        made.old,
        made.new,
        made.old_document,
        made.new_document,
        made.analysis,
        renewed(board, made.analysis.key_changes),
        MappingProxyType(book.annotations_of(comparison)),
    )


def _compared(
    old: WordContent,
    new: WordContent,
    profile: Profile,
    language: str,
    course: Course,
    cancellation: Cancellation | None,
    targets: ProjectTargets | None = None,
    version: str = "",
) -> Material:
    def tell(step: Progress) -> None:
        course.at(step.stage, _COMPARED * step.fraction)

    old_document = read_document(open_package(old.content, old.name))
    new_document = read_document(open_package(new.content, new.name))
    compared = compare_files(old_document, new_document, profile, progress=tell, cancellation=cancellation)
    course.at(Stage.SUMMARISING, _COMPARED)
    # A document without the profile's headings is read with the plain one.
    analysis = analyse(old_document, new_document, compared.comparison, compared.profile, language, targets, version)
    course.at(Stage.SUMMARISING, _ANALYSED)
    return Material(old, new, old_document, new_document, analysis)
