"""Whatever happens to a project's file it is either opened whole or refused, and what can be read of it is saved."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry, history_of
from rus_editor.store.database import PAGE_SIZE
from rus_editor.store.project_file import ProjectFile
from rus_editor.store.rebuilding import consistent
from rus_editor.store.salvage import salvage
from rus_editor.usecases.projects import open_project, salvage_project
from tests.helpers.projects import WHO, closed_project, entries, entry, folders_in, new_project, word_file

COUNT = 400


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two versions, a journal over many pages, a checkpoint amid it and one at its end."""
    folder = tmp_path_factory.mktemp("sound")
    opened = new_project(folder, COUNT)
    opened.keeper.checkpoint(word_file("mitt i"), COUNT // 2)
    opened.keeper.checkpoint(word_file("sist"), COUNT)
    opened.keeper.set_setting("language.own_words", ["hälso-"])
    opened.keeper.close()
    return opened.facts.database


def everything(path: Path) -> tuple[object, ...] | None:
    """All that a project says; None when it is refused in words that a person can be told."""
    try:
        return everything_in(path)
    except KnownError as error:
        return None if error.code in REFUSALS else ()


def everything_in(path: Path) -> tuple[object, ...]:
    """All that a project says. Raises KnownError."""
    store = ProjectFile.open(path, "RUS")
    try:
        journal = store.entries()
        checkpoint = store.newest_checkpoint(1)
        contents = tuple(store.version_content(version.id) for version in store.versions())
        return journal, store.versions(), contents, checkpoint.content, store.setting("language.own_words")
    finally:
        store.close()


def pages(path: Path) -> int:
    """How many pages a file has."""
    return path.stat().st_size // PAGE_SIZE


def damaged(sound: Path, folder: Path, content: bytes) -> Path:
    """A copy of a project with other bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "skadat.rusprojekt"
    path.write_bytes(content)
    return path


def test_no_flipped_byte_goes_unnoticed(sound: Path, tmp_path: Path) -> None:
    raw = sound.read_bytes()
    whole = everything_in(damaged(sound, tmp_path / "hel", raw))
    chance = random.Random(4)
    refused = 0
    for number in range(120):
        at = chance.randrange(len(raw))
        hurt = bytearray(raw)
        hurt[at] ^= 1 << chance.randrange(8)
        path = damaged(sound, tmp_path / str(number), bytes(hurt))
        # Slack between rows may change and harm nothing; a checkpoint may give way to the one before.
        found = everything(path)
        refused += found is None
        if found is not None:
            assert found[:3] == whole[:3]
            assert found[4] == whole[4]
            assert found[3] in (word_file("sist"), word_file("mitt i"))
        shutil.rmtree(path.parent)
    assert refused > 60


REFUSALS = {
    ErrorCode.PROJECT_DAMAGED,
    ErrorCode.PROJECT_ALTERED,
    ErrorCode.VERSION_DAMAGED,
    ErrorCode.NOT_A_PROJECT,
    ErrorCode.PROJECT_NEWER,
}


def test_every_page_that_is_lost_is_noticed_or_not_needed(sound: Path, tmp_path: Path) -> None:
    raw = sound.read_bytes()
    whole = everything_in(damaged(sound, tmp_path / "hel", raw))
    refused = 0
    for page in range(pages(sound)):
        hurt = raw[: page * PAGE_SIZE] + random.Random(page).randbytes(PAGE_SIZE) + raw[(page + 1) * PAGE_SIZE :]
        path = damaged(sound, tmp_path / str(page), hurt)
        found = everything(path)
        refused += found is None
        if found is not None:
            assert found[:3] == whole[:3]
        shutil.rmtree(path.parent)
    assert refused > pages(sound) * 0.8


@pytest.mark.parametrize("kept", [0.999, 0.9, 0.5, 0.1])
def test_a_file_that_was_cut_off_is_refused(sound: Path, tmp_path: Path, kept: float) -> None:
    raw = sound.read_bytes()
    path = damaged(sound, tmp_path / "kort", raw[: int(len(raw) * kept)])
    with pytest.raises(KnownError) as caught:
        everything_in(path)
    assert caught.value.code is ErrorCode.PROJECT_DAMAGED


def salvaged(path: Path, folder: Path) -> tuple[tuple[LogEntry, ...], int, bytes, list[bytes], object]:
    """What a salvage finds: journal, checkpoint, its content, the versions' contents, a setting. The file stays."""
    before = path.read_bytes()
    opened = salvage_project(path, name="Räddat", folders=folders_in(folder), who=WHO)
    try:
        assert path.read_bytes() == before
        versions = opened.keeper.versions()
        contents = [opened.keeper.version_content(version.id) for version in versions]
        assert opened.notices[0].facts == {"versions": len(versions), "entries": len(opened.entries)}
        history_of(opened.entries)
        # It can be worked in.
        last = opened.entries[-1].seq if opened.entries else opened.checkpoint_seq
        opened.keeper.record((entry(last + 1),))
        opened.keeper.checkpoint(opened.content, last + 1)
        words = opened.keeper.setting("language.own_words")
        return opened.entries, opened.checkpoint_seq, opened.content, contents, words
    finally:
        opened.keeper.close()


BOTH_VERSIONS = [word_file("Antagen"), word_file("Remiss")]


def test_a_sound_file_is_salvaged_whole(sound: Path, tmp_path: Path) -> None:
    journal, seq, content, versions, words = salvaged(sound, tmp_path)
    assert journal == entries(1, COUNT)
    assert (seq, content, versions, words) == (COUNT, word_file("sist"), BOTH_VERSIONS, ["hälso-"])


@pytest.mark.parametrize("size", [16, 100, PAGE_SIZE])
def test_without_its_beginning_everything_but_that_is_salvaged(sound: Path, tmp_path: Path, size: int) -> None:
    path = damaged(sound, tmp_path, b"\0" * size + sound.read_bytes()[size:])
    with pytest.raises(KnownError) as caught:
        open_project(path, folders=folders_in(tmp_path), who=WHO)
    assert caught.value.code is ErrorCode.PROJECT_DAMAGED
    journal, _, content, versions, words = salvaged(path, tmp_path)
    assert journal == entries(1, COUNT)
    assert (content, versions, words) == (word_file("sist"), BOTH_VERSIONS, ["hälso-"])


def test_whichever_page_is_lost_the_rest_is_salvaged(sound: Path, tmp_path: Path) -> None:
    raw = sound.read_bytes()
    losses = lost = 0
    for page in range(0, pages(sound), 2):
        hurt = raw[: page * PAGE_SIZE] + b"\0" * PAGE_SIZE + raw[(page + 1) * PAGE_SIZE :]
        path = damaged(sound, tmp_path / str(page), hurt)
        try:
            journal, seq, content, versions, _ = salvaged(path, tmp_path / str(page))
        except KnownError:
            lost += 1
            continue
        assert all(each in BOTH_VERSIONS for each in versions)
        # The text is that of the last entry, or as near as the journal now reaches.
        texts = {0: word_file("Remiss"), COUNT // 2: word_file("mitt i"), COUNT: word_file("sist")}
        assert content == texts[seq]
        assert all(
            found == wanted for found, wanted in zip(reversed(journal), reversed(entries(1, COUNT)), strict=False)
        )
        losses += len(journal) < COUNT
        shutil.rmtree(tmp_path / str(page))
    assert losses
    # So small a project has all pieces of its documents on one page, and what they are put together of on another.
    assert lost <= 2


def test_a_file_that_was_cut_off_gives_what_is_before_the_cut(sound: Path, tmp_path: Path) -> None:
    raw = sound.read_bytes()
    found = []
    for number, kept in enumerate((1, 0.9, 0.75, 0.6)):
        rows = salvage(damaged(sound, tmp_path / str(number), raw[: int(len(raw) * kept)]), "RUS").rows["journal"]
        seqs = {seq for seq, *_ in rows}
        assert seqs <= set(range(1, COUNT + 1))
        found.append(len(seqs))
    assert found[0] == COUNT
    assert found == sorted(found, reverse=True)
    assert found[-1] > COUNT / 4


def test_what_is_only_in_the_log_beside_is_salvaged_too(tmp_path: Path) -> None:
    opened = new_project(tmp_path, 30)
    database = opened.facts.database
    log = database.with_name(f"{database.name}-wal")
    assert log.stat().st_size > 0
    # As a crash leaves them: copied while the project is open.
    crashed = tmp_path / "kraschat"
    crashed.mkdir()
    path = crashed / "p.rusprojekt"
    shutil.copy(log, crashed / "p.rusprojekt-wal")
    path.write_bytes(b"\0" * PAGE_SIZE + database.read_bytes()[PAGE_SIZE:])
    opened.keeper.close()
    journal, *_ = salvaged(path, tmp_path)
    assert journal == entries(1, 30)


def test_where_nothing_is_left_that_is_said(tmp_path: Path) -> None:
    for content in (b"", b"\0" * 100_000, random.Random(1).randbytes(200_000), b"\x0d\xff" * 50_000):
        path = damaged(tmp_path, tmp_path, content)
        with pytest.raises(KnownError) as caught:
            salvage_project(path, name="Räddat", folders=folders_in(tmp_path), who=WHO)
        assert caught.value.code is ErrorCode.PROJECT_LOST
    assert list((tmp_path / "data" / "projects").iterdir()) == []


def test_a_damaged_live_project_can_be_salvaged_from_where_it_stands(tmp_path: Path) -> None:
    database = closed_project(tmp_path, 50)
    raw = bytearray(database.read_bytes())
    raw[PAGE_SIZE * 2 : PAGE_SIZE * 2 + 50] = b"\xaa" * 50
    database.write_bytes(raw)
    folders = folders_in(tmp_path)
    with pytest.raises(KnownError) as caught:
        open_project(database, folders=folders, who=WHO)
    assert caught.value.code is ErrorCode.PROJECT_DAMAGED
    opened = salvage_project(database, name="Räddat", folders=folders, who=WHO)
    assert opened.facts.name == "Räddat"
    opened.keeper.close()


def test_a_journal_that_lost_its_beginning_starts_with_a_whole_step() -> None:
    # Steps of twenty entries: what is left of the step that was cut goes too.
    assert consistent(entries(1, 50), 0) == entries(1, 50)
    assert consistent(entries(5, 50), 50) == entries(21, 50)
    # Up to the checkpoint only: what comes after has to be done again.
    assert consistent(entries(5, 18), 10) == entries(11, 18)
