"""What another program gets from ``from rus_editor import open_document, compare``."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import rus_editor
from rus_editor import ChangeKind, Document, KnownError, Noise, Profile, View, compare, open_document, outline
from rus_editor.model.document import Revision, RevisionKind
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.checking import Measure, Reviser, check
from rus_editor.usecases.progress import Cancellation, Cancelled, Course, Progress, Stage
from tests.helpers.checkout import ROOT
from tests.helpers.documents import document
from tests.helpers.word_pair import write_pair


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a small document."""
    return write_pair(tmp_path)


def test_paths_and_documents_give_the_same(pair: tuple[Path, Path]) -> None:
    old, new = pair
    opened = open_document(old)
    assert isinstance(opened, Document)
    assert opened.name == old.name
    assert compare(old, str(new)) == compare(opened, open_document(str(new)), "rus")


def test_the_profile_is_a_name_a_file_or_a_value(pair: tuple[Path, Path], tmp_path: Path) -> None:
    own = tmp_path / "egen.toml"
    own.write_text("format = 1\nname = 'egen'\n", encoding="utf-8")
    assert [compare(*pair, profile).profile for profile in ("allman", str(own), Profile("ingen"))] == [
        "allman",
        "egen",
        "ingen",
    ]
    chapters = {profile: len(compare(*pair, profile).chapters) for profile in ("rus", "allman")}
    assert chapters == {"rus": 4, "allman": 2}


def test_views_and_noise_may_be_words_or_values(pair: tuple[Path, Path]) -> None:
    by_words = compare(*pair, old_view="original", ignored=["case", "typography"])
    assert by_words == compare(*pair, old_view=View.ORIGINAL, ignored={Noise.CASE, Noise.TYPOGRAPHY})
    assert by_words.old.view == "original"
    with pytest.raises(ValueError, match="half"):
        compare(*pair, new_view="half")
    with pytest.raises(ValueError, match="colour"):
        compare(*pair, ignored=["colour"])


def test_a_fault_in_a_file_is_a_known_error(pair: tuple[Path, Path], tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "finns-inte.docx", "", "a\0b"):
        with pytest.raises(KnownError):
            open_document(path)
        with pytest.raises(KnownError):
            compare(pair[0], path)


def test_compare_is_the_function_whatever_was_imported_before() -> None:
    """A package of that name lies in the package, and Python would put it in the function's place."""
    orders = (
        "from rus_editor import compare",
        "import rus_editor.compare.engine; from rus_editor import compare",
        "from rus_editor.compare.engine import compare as other; from rus_editor import compare",
        "from rus_editor.compare import engine; from rus_editor import compare",
        "import rus_editor.usecases.comparing; from rus_editor import compare",
        "from rus_editor import *",
    )
    for order in orders:
        code = f"{order}; print(compare.__module__, compare.__name__)"
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.stdout.split() == ["rus_editor.usecases.comparing", "compare"], (order, done.stderr)


def test_every_public_name_is_there_and_described() -> None:
    assert set(rus_editor.__all__) <= set(dir(rus_editor))
    for name in rus_editor.__all__:
        assert inspect.getdoc(getattr(rus_editor, name)), name
    with pytest.raises(AttributeError, match="no_such_name"):
        rus_editor.no_such_name  # noqa: B018


def test_the_function_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(compare)) is compare


def test_progress_is_told_and_never_falls(pair: tuple[Path, Path]) -> None:
    told: list[Progress] = []
    compare(*pair, progress=told.append)
    assert [told[0].stage, told[1].stage, told[-1].stage] == [Stage.READING_OLD, Stage.READING_NEW, Stage.COMPARING]
    fractions = [progress.fraction for progress in told]
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] < fractions[-1] <= 1


def test_work_that_is_called_off_stops(pair: tuple[Path, Path]) -> None:
    cancellation = Cancellation()
    stages: list[Stage] = []

    def listen(progress: Progress) -> None:
        stages.append(progress.stage)
        cancellation.cancel()

    with pytest.raises(Cancelled):
        compare(*pair, progress=listen, cancellation=cancellation)
    assert stages == [Stage.READING_OLD]


def test_a_part_counts_its_own_work() -> None:
    told: list[Progress] = []
    within = Course(told.append).within(Stage.COMPARING, 0.5, 0.9)
    for done in (0.0, 0.5, 0.25, 1.0, 2.0):
        within(done)
    assert [round(progress.fraction, 3) for progress in told] == [0.5, 0.7, 0.7, 0.9, 1.0]


def test_an_outline(pair: tuple[Path, Path]) -> None:
    titles = [chapter.title for chapter in outline(pair[1]).outline.chapters]
    assert titles == [
        "Strategi för länet 2022–2030",
        "Prioriterade områden",
        "Klimat, energi och vatten",
        "Resor och transporter",
    ]


def test_what_a_file_holds_is_counted() -> None:
    checked = check(document("# Rubrik", "Två ord {pic:aa:bild}{fn:En not här}", "", "|a|b|"))
    counted = {measure.value: count for measure, count in checked.measures}
    assert counted == {
        "words": 8,
        "paragraphs": 5,
        "tables": 1,
        "pictures": 1,
        "footnotes": 1,
        "endnotes": 0,
        "comments": 0,
        "text_boxes": 0,
    }
    assert [measure for measure, _ in checked.measures] == list(Measure)
    assert checked.revisers == ()


def test_tracked_changes_are_counted_by_who_made_them() -> None:
    import dataclasses

    from rus_editor.model.document import Paragraph, Span

    def by(author: str, date: str) -> Revision:
        return Revision(RevisionKind.INSERTED, author, date)

    plain = document("Text.")
    (paragraph,) = plain.body.blocks
    assert isinstance(paragraph, Paragraph)
    first, second = by("Skribent 2", "2021-10-04T10:00:00Z"), by("Skribent 3", "")
    spans = (
        # One change over two neighbouring spans, another after plain text, a third by somebody else.
        Span("a", revisions=(first,)),
        Span("b", revisions=(by("Skribent 2", "2021-10-04T10:00:00Z"),)),
        Span("c"),
        Span("d", revisions=(by("Skribent 2", "2021-11-02T10:00:00Z"),)),
        Span("e", revisions=(second,)),
    )
    changed = dataclasses.replace(paragraph, spans=spans, mark_revisions=(first,))
    story = dataclasses.replace(plain.body, blocks=(changed,))
    text = dataclasses.replace(plain, stories=(story,), has_revisions=True)
    assert check(text).revisers == (
        Reviser("Skribent 2", 3, "2021-10-04T10:00:00Z", "2021-11-02T10:00:00Z"),
        Reviser("Skribent 3", 1, "", ""),
    )


def test_the_example_is_a_pair_with_changes_of_every_kind() -> None:
    comparison = compare(*example_pair())
    assert comparison.old.name < comparison.new.name
    assert {change.kind for change in comparison.changes} >= {
        ChangeKind.INSERTED,
        ChangeKind.DELETED,
        ChangeKind.REPLACED,
        ChangeKind.MOVED,
    }
