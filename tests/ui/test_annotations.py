"""What is said of paragraphs and changes in the window: once, wherever it is said, and there again after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rus_editor.model.comparison import Change, ChangeKind
from rus_editor.model.edits import DeleteBlock, ReplaceText
from rus_editor.model.journal import StepLabel
from rus_editor.model.project import Annotation, Verdict
from rus_editor.ui.session import Session
from rus_editor.usecases.projects import Keeper
from rus_editor.usecases.reviewing import change_key
from rus_editor.usecases.whole_files import incoming
from tests.helpers.ooxml import WordFile
from tests.helpers.window_parts import AUTHOR, first, project, reopened

SKOGEN = "Skogen är länets största kolsänka."
OLD = (SKOGEN, "Kollektivtrafiken når hela länet.", "Besöksnäringen växer varje år i hela länet, mest i söder.")
NEW = (SKOGEN, "Kollektivtrafiken når nästan hela länet.", "Besöksnäringen växer varje år i länet, mest i söder.")


def word_file(*lines: str) -> WordFile:
    return WordFile(", ".join(f'p/r/t"{line}"' for line in lines))


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with project(tmp_path, word_file(*NEW), word_file(*OLD), qtbot) as made:
        made.begin()
        qtbot.waitUntil(lambda: made.marks is not None)
        yield made


def changes(session: Session, kind: ChangeKind = ChangeKind.REPLACED) -> list[Change]:
    assert session.marks is not None
    return [change for change in session.marks.comparison.changes if change.kind is kind]


def compared(session: Session, qtbot: QtBot) -> None:
    former = session.marks
    session.compare_now()
    qtbot.waitUntil(lambda: session.marks is not None and session.marks is not former)


def test_several_changes_are_approved_in_one_go_each_of_what_it_says(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    put = Keeper.put_annotation

    def counted(keeper: Keeper, *those: Annotation) -> None:
        written.append(len(those))
        put(keeper, *those)

    monkeypatch.setattr(Keeper, "put_annotation", counted)
    both = changes(session)
    session.annotate_changes(both, verdict=Verdict.APPROVED)
    for change in both:
        annotation = session.annotation_of(change)
        assert annotation is not None
        assert (annotation.verdict, annotation.who) == (Verdict.APPROVED, AUTHOR)
        assert annotation.said_of == change_key(change)
    assert session.recorder.flush()
    assert written == [2]


def test_what_is_said_while_reviewing_is_seen_while_writing_and_the_other_way_round(session: Session) -> None:
    change, other = changes(session)
    session.annotate_changes([change], reason="Efter remissen.")
    block = first(session.document, "Kollektivtrafiken").id
    seen = session.annotation(block)
    assert seen is not None
    assert seen.reason == "Efter remissen."
    session.annotate(first(session.document, "Besöksnäringen").id, question="Är det så?")
    said = session.annotation_of(other)
    assert said is not None
    assert said.question == "Är det så?"


def test_a_paragraph_that_is_struck_keeps_what_was_said_of_it_over_a_restart(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.annotate(first(session.document, "Skogen").id, reason="Står i klimatplanen.")
    with qtbot.waitSignal(session.annotations_changed):
        session.apply([DeleteBlock(first(session.document, "Skogen").id)], StepLabel.DELETED)
    compared(session, qtbot)
    (struck,) = changes(session, ChangeKind.DELETED)
    said = session.annotation_of(struck)
    assert said is not None
    assert said.reason == "Står i klimatplanen."
    session.close()
    with reopened(session, tmp_path, qtbot) as again:
        assert again.loose_annotations() == ()
        again.begin()
        qtbot.waitUntil(lambda: again.marks is not None)
        (struck,) = changes(again, ChangeKind.DELETED)
        said = again.annotation_of(struck)
        assert said is not None
        assert said.reason == "Står i klimatplanen."
        again.undo()
        back = again.annotation(first(again.document, "Skogen").id)
        assert back is not None
        assert back.reason == "Står i klimatplanen."


def test_what_is_loose_is_hung_on_a_change_or_taken_away_for_good(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    block = first(session.document, "Besöksnäringen").id
    session.annotate(block, reason="Enligt turistrådet.")
    baseline = session.baseline
    session.set_baseline(None, "")
    session.apply([DeleteBlock(block)], StepLabel.DELETED)
    (loose,) = session.loose_annotations()
    assert loose.reason == "Enligt turistrådet."
    session.set_baseline(baseline, "Antagen")
    qtbot.waitUntil(lambda: session.marks is not None)
    # The baseline has that paragraph, much the same: it is said of the struck one.
    (struck,) = changes(session, ChangeKind.DELETED)
    assert session.annotation_of(struck) is not None
    session.discard_annotation(loose.id)
    assert session.annotation_of(struck) is None
    session.close()
    with reopened(session, tmp_path, qtbot) as again:
        assert again.loose_annotations() == ()
        assert again.keeper.annotations() == ()


def test_who_changed_something_here_is_known_of_each_change(session: Session, qtbot: QtBot) -> None:
    assert session.authors() == {}
    block = first(session.document, "Kollektivtrafiken").id
    session.apply([ReplaceText(block, 0, 0, "Nu: ")], StepLabel.TYPED)
    session.apply([DeleteBlock(first(session.document, "Skogen").id)], StepLabel.DELETED)
    compared(session, qtbot)
    (struck,) = changes(session, ChangeKind.DELETED)
    texts = {change.id: change.new.text if change.new else "" for change in changes(session)}
    found = session.authors()
    assert {texts.get(change, "struket") for change in found} == {
        "Nu: Kollektivtrafiken når nästan hela länet.",
        "struket",
    }
    assert {written.who for written in found.values()} == {AUTHOR}
    assert session.author_of(struck) == found[struck.id]


def test_a_file_that_was_edited_in_word_is_read_in_and_what_was_said_goes_where_its_text_went(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.annotate(first(session.document, "Besöksnäringen").id, reason="Enligt turistrådet.")
    session.annotate(first(session.document, "Skogen").id, reason="Står i klimatplanen.")
    content = word_file("Förord.", "Besöksnäringen växer inte varje år i länet, mest i söder.", NEW[1]).to_bytes()
    file = incoming(content, "tillbaka.docx", session.document, session.workspace.profile)
    session.use_file(file, StepLabel.READ_IN)
    compared(session, qtbot)
    moved = session.annotation(first(session.document, "Besöksnäringen").id)
    assert moved is not None
    assert moved.reason == "Enligt turistrådet."
    struck = [session.annotation_of(change) for change in changes(session, ChangeKind.DELETED)]
    assert [each.reason for each in struck if each] == ["Står i klimatplanen."]
    session.close()
    with reopened(session, tmp_path, qtbot) as again:
        again.begin()
        qtbot.waitUntil(lambda: again.marks is not None)
        kept = again.annotation(first(again.document, "Besöksnäringen").id)
        assert kept is not None
        assert kept.reason == "Enligt turistrådet."
        again.undo()
        back = again.annotation(first(again.document, "Skogen").id)
        assert back is not None
        assert back.reason == "Står i klimatplanen."
        assert again.loose_annotations() == ()
