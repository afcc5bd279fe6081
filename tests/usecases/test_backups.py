"""Backups: one a day, gone through before they count, thinned out with time; a damaged project comes back of them."""

from __future__ import annotations

import itertools
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.backup import FEWEST, Backup, worth_keeping
from rus_editor.model.document import BlockId, Paragraph
from rus_editor.model.edits import ReplaceText
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.journal import LogEntry, StepLabel
from rus_editor.model.project import Anchor, Annotation, ProjectNoticeCode
from rus_editor.store.database import PAGE_SIZE
from rus_editor.usecases.backup_restoring import restore_backup
from rus_editor.usecases.backups import (
    all_backups,
    backups_for,
    backups_of,
    copy_for_backup,
    finish_backup,
    is_sound,
    thin_out,
)
from rus_editor.usecases.opening import prepare
from rus_editor.usecases.projects import OpenedProject, create_project, open_project, recent_projects
from rus_editor.usecases.workspace import Workspace
from tests.helpers.disks import Disk, small_disk
from tests.helpers.ooxml import WordFile
from tests.helpers.projects import WHO, folders_in

BEGUN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEXTS = ("Utsläppen ska minska.", "Alla ska ha nära till vård.", "Fler ska ha ett arbete.")


class Machine:
    """A machine of its own with one project on it, whose clock goes when it is told to."""

    def __init__(self, folder: Path) -> None:
        self.folders = folders_in(folder)
        self.moment = self.written = BEGUN
        document = folder / "ny.docx"
        document.write_bytes(WordFile(", ".join(f'p/r/t"{text}"' for text in TEXTS)).to_bytes())
        self.opened = create_project(document, name="RUS", folders=self.folders, who=WHO, clock=self.clock)
        self.workspace = self._working(self.opened)

    def clock(self) -> datetime:
        return self.moment

    def wait(self, **time: float) -> None:
        self.moment += timedelta(**time)

    @property
    def place(self) -> str:
        return self.opened.facts.folder.name

    @property
    def backups(self) -> tuple[Backup, ...]:
        return backups_of(self.place, self.folders.backups)

    def _working(self, opened: OpenedProject) -> Workspace:
        workspace = prepare(opened).workspace

        def keep(entry: LogEntry) -> None:
            opened.keeper.record((entry,), workspace.files.at_hand(*entry.contents))

        workspace.record_to(keep)
        return workspace

    def write(self, text: str) -> None:
        """Type into the first paragraph, letter by letter, a second for each."""
        for sign in text:
            self.wait(seconds=1)
            end = len(texts(self.workspace)[0])
            self.workspace.apply((ReplaceText(BlockId("body/0"), end, end, sign),), StepLabel.TYPED, joins=True)
        self.written = self.moment

    def back_up(self, *, closing: bool = False) -> Backup | None:
        copied = copy_for_backup(self.opened.keeper, self.folders.backups, closing=closing, clock=self.clock)
        return None if copied is None else finish_backup(copied, self.folders.backups)

    def close(self, *, checkpoint: bool = True) -> Path:
        # As the window does where one rests.
        self.opened.keeper.set_setting("view.written", self.written.isoformat())
        if checkpoint:
            self.opened.keeper.checkpoint(self.workspace.to_bytes(), self.workspace.recorded)
        self.opened.keeper.close()
        return self.opened.facts.database

    def reopen(self) -> None:
        self.opened = open_project(self.opened.facts.database, folders=self.folders, who=WHO, clock=self.clock)
        self.workspace = self._working(self.opened)

    def restore(self, backup: Backup) -> tuple[OpenedProject, Workspace]:
        opened = restore_backup(backup, name="RUS (återställt)", folders=self.folders, who=WHO, clock=self.clock)
        return opened, self._working(opened)


def texts(workspace: Workspace) -> list[str]:
    return [block.text for block in workspace.document.body.blocks if isinstance(block, Paragraph)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def refused(act: Callable[[], object]) -> KnownError:
    with pytest.raises(KnownError) as caught:
        act()
    return caught.value


# -- when --------------------------------------------------------------------------------------------------------------


def test_there_is_one_a_day_where_something_has_been_done(machine: Machine) -> None:
    first = machine.back_up()
    assert first is not None
    assert not first.path.is_relative_to(machine.folders.projects)
    assert (first.holding.versions, first.holding.entries) == (("ny",), 0)
    machine.write("!")
    assert machine.back_up() is None
    machine.wait(days=1)
    second = machine.back_up()
    assert second is not None
    assert second.holding.entries == 1
    machine.wait(days=1)
    assert machine.back_up() is None
    assert machine.backups == (second, first)
    machine.close()


def test_when_the_project_is_closed_there_is_another_if_much_was_written(machine: Machine) -> None:
    machine.back_up()
    machine.write("Litet.")
    assert machine.back_up(closing=True) is None
    machine.opened.keeper.add_version(machine.workspace.to_bytes(), "Utkast")
    assert machine.back_up(closing=True) is not None
    machine.write("x" * 600)
    assert machine.back_up() is None
    assert machine.back_up(closing=True) is not None
    assert machine.back_up(closing=True) is None
    machine.close()


def test_a_backup_marks_nothing_in_the_project(machine: Machine, tmp_path: Path) -> None:
    machine.opened.keeper.save_copy(tmp_path / "fil.rusprojekt")
    machine.back_up()
    machine.close(checkpoint=False)
    again = open_project(tmp_path / "fil.rusprojekt", folders=machine.folders, who=WHO)
    assert [notice.code for notice in again.notices] == [ProjectNoticeCode.OPENED_FROM_COPY]
    assert again.facts.database == machine.opened.facts.database
    again.keeper.close()


# -- which are kept ----------------------------------------------------------------------------------------------------

DAYS = st.lists(st.integers(0, 900 * 24), max_size=120).map(
    lambda hours: [BEGUN + timedelta(hours=hour) for hour in hours]
)


@settings(deadline=None)
@given(DAYS)
def test_what_is_kept_is_enough_to_go_back_to(moments: list[datetime]) -> None:
    now = BEGUN + timedelta(days=900)
    kept = worth_keeping(moments, now)
    assert kept <= set(moments)
    assert len(kept) >= min(FEWEST, len(set(moments)))
    assert kept >= set(sorted(set(moments))[-FEWEST:])
    assert kept >= {moment for moment in moments if now - moment < timedelta(days=7)}
    for moment in moments:
        age = now - moment
        if age < timedelta(days=61):
            assert any(each.isocalendar()[:2] == moment.isocalendar()[:2] and each >= moment for each in kept)
        elif age < timedelta(days=731):
            assert any((each.year, each.month) == (moment.year, moment.month) and each >= moment for each in kept)
    assert worth_keeping(kept, now) == kept


def test_day_after_day_for_three_years_there_are_not_many_and_none_is_missed() -> None:
    kept: set[datetime] = set()
    for day in range(3 * 365):
        now = BEGUN + timedelta(days=day)
        kept = worth_keeping(kept | {now}, now)
        assert len(kept) <= 7 + 10 + 25 + FEWEST
        ages = sorted((now - moment).days for moment in kept)
        assert ages[: min(7, day + 1)] == list(range(min(7, day + 1)))
        gaps = [later - sooner for sooner, later in itertools.pairwise(ages)]
        assert all(gap <= (8 if age < 50 else 32) for age, gap in zip(ages, gaps, strict=False))
    assert max(ages) > 690


def test_thinned_out_there_are_files_of_what_is_kept_only(machine: Machine) -> None:
    for day in range(40):
        machine.write(str(day % 10))
        assert machine.back_up() is not None
        machine.wait(days=1)
    kept = machine.backups
    assert 7 < len(kept) < 15
    files = sorted(path.name for path in (machine.folders.backups / machine.place).iterdir())
    assert files == sorted(name for each in kept for name in (each.path.name, each.path.with_suffix(".json").name))
    machine.close()


# -- only whole ones count ---------------------------------------------------------------------------------------------


def damage(path: Path, *at: int, size: int = 60) -> None:
    """Harm some places of a file, as bad spots on a disk do."""
    content = bytearray(path.read_bytes())
    for place in at:
        content[place : place + size] = random.Random(place).randbytes(size)
    path.write_bytes(content)


def test_a_copy_that_cannot_be_read_back_is_no_backup_and_none_gives_way_to_it(machine: Machine) -> None:
    for day in range(FEWEST):
        machine.write(str(day))
        machine.back_up()
        machine.wait(days=400)
    before = machine.backups
    machine.write("?")
    copied = copy_for_backup(machine.opened.keeper, machine.folders.backups, clock=machine.clock)
    assert copied is not None
    damage(copied.path, PAGE_SIZE * 2, size=PAGE_SIZE)
    error = refused(lambda: finish_backup(copied, machine.folders.backups))
    assert (error.code, error.facts["fault"]) == (ErrorCode.BACKUP_FAILED, "not_whole")
    assert not copied.path.exists()
    assert machine.backups == before
    # And it is tried again.
    assert machine.back_up() is not None
    machine.close()


def test_every_page_of_a_copy_counts(machine: Machine) -> None:
    machine.write("En mening som står i journalen, så att det finns något att läsa där.")
    machine.opened.keeper.add_version(machine.workspace.to_bytes(), "Utkast")
    copied = copy_for_backup(machine.opened.keeper, machine.folders.backups, clock=machine.clock)
    assert copied is not None
    whole = copied.path.read_bytes()
    noticed = 0
    for page in range(len(whole) // PAGE_SIZE):
        copied.path.write_bytes(whole)
        damage(copied.path, page * PAGE_SIZE, size=PAGE_SIZE)
        noticed += refused(lambda: finish_backup(copied, machine.folders.backups)).code is ErrorCode.BACKUP_FAILED
    assert noticed == len(whole) // PAGE_SIZE
    assert machine.backups == ()
    machine.close()


def test_one_that_has_been_harmed_since_pushes_no_good_one_out(machine: Machine) -> None:
    for day in range(12):
        machine.write(str(day % 10))
        machine.back_up()
        machine.wait(days=1)
    machine.wait(days=800)
    newest, second, third, fourth, *_ = machine.backups
    for backup in (newest, third):
        damage(backup.path, PAGE_SIZE + 100)
        assert not is_sound(backup)
    machine.write("!")
    latest = machine.back_up()
    assert latest is not None
    left = machine.backups
    assert {latest, second, fourth} <= set(left)
    assert sum(map(is_sound, left)) == FEWEST
    machine.close()


def test_where_hardly_any_is_whole_none_is_taken_away(machine: Machine) -> None:
    for day in range(FEWEST + 2):
        machine.write(str(day))
        machine.back_up()
        machine.wait(days=1)
    for backup in machine.backups[:-1]:
        damage(backup.path, PAGE_SIZE + 100)
    before = machine.backups
    thin_out(machine.place, machine.folders.backups, machine.moment + timedelta(days=3000))
    assert machine.backups == before
    machine.close()


def test_no_room_and_no_rights_are_told_in_a_sentence_and_leave_nothing_behind(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(machine.folders.data)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1024))
    error = refused(machine.back_up)
    assert (error.code, error.facts["fault"]) == (ErrorCode.BACKUP_FAILED, "disk_full")
    monkeypatch.undo()

    def full(_path: Path) -> None:
        raise KnownError(ErrorCode.NOT_KEPT, name="RUS", fault="disk_full")

    monkeypatch.setattr(machine.opened.keeper, "write_backup", full)
    assert refused(machine.back_up).facts["fault"] == "disk_full"
    monkeypatch.undo()
    shutil.rmtree(machine.folders.backups)
    machine.folders.backups.write_text("en fil där mappen skulle vara")
    assert refused(machine.back_up).code is ErrorCode.BACKUP_FAILED
    machine.folders.backups.unlink()
    machine.write("Det skrivs vidare.")
    assert machine.back_up() is not None
    machine.close()


@pytest.fixture
def disk(machine: Machine) -> Iterator[Disk]:
    """A small disk of their own for the backups."""
    folder = machine.folders.backups / machine.place
    folder.mkdir(parents=True)
    with small_disk(folder, "1m") as mounted:
        yield mounted


def left_on(disk: Disk) -> set[str]:
    return {path.suffix for path in disk.path.iterdir()} - {".bin"}


def test_a_disk_that_is_full_or_gets_full_on_the_way_costs_the_backup_and_nothing_else(
    machine: Machine, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(machine.back_up).facts["fault"] == "disk_full"
    # However sure one was that there is room.
    monkeypatch.setattr("rus_editor.usecases.backups._LEFT_FREE", -(10**9))
    disk.fill(left=20_000)
    assert refused(machine.back_up).facts["fault"] == "disk_full"
    assert left_on(disk) == set()
    disk.make_room()
    copied = copy_for_backup(machine.opened.keeper, machine.folders.backups, clock=machine.clock)
    assert copied is not None
    disk.fill()
    error = refused(lambda: finish_backup(copied, machine.folders.backups))
    assert (error.code, error.facts["fault"]) == (ErrorCode.BACKUP_FAILED, "disk_full")
    assert left_on(disk) == set()
    disk.make_room()
    machine.write("Det skrivs vidare.")
    assert machine.back_up() is not None
    assert left_on(disk) == {".json", ".rusprojekt"}
    machine.close()


def test_a_disk_that_may_only_be_read_is_told_as_such(
    machine: Machine, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rus_editor.usecases.backups._LEFT_FREE", 0)
    disk.shut()
    assert refused(machine.back_up).facts["fault"] == "not_allowed"
    machine.write("Det skrivs vidare.")
    machine.close()


def test_backups_are_found_by_the_project_or_the_file_that_it_was_saved_to(machine: Machine, tmp_path: Path) -> None:
    path = tmp_path / "delad" / "RUS.rusprojekt"
    path.parent.mkdir()
    machine.opened.keeper.save_copy(path)
    backup = machine.back_up()
    assert backup is not None
    assert backups_for(machine.opened.facts.database, machine.folders.backups) == (backup,)
    assert backups_for(path, machine.folders.backups) == (backup,)
    assert backups_for(tmp_path / "annan.rusprojekt", machine.folders.backups) == ()
    assert all_backups(machine.folders.backups) == (backup,)
    assert all_backups(tmp_path / "finns inte") == ()
    # What is beside it and says nothing sensible is passed over.
    backup.path.with_suffix(".json").write_text('{"made": 7}')
    assert machine.backups == ()
    machine.close()


# -- coming back -------------------------------------------------------------------------------------------------------


def pages_with(database: Path, *wanted: bytes) -> list[int]:
    """Where the pages begin that hold some bytes."""
    raw = database.read_bytes()
    starts = range(0, len(raw), PAGE_SIZE)
    return [at for at in starts if any(each in raw[at : at + PAGE_SIZE] for each in wanted)]


def codes(opened: OpenedProject) -> list[ProjectNoticeCode]:
    return [notice.code for notice in opened.notices]


def test_a_healthy_project_is_left_alone_and_the_backup_stands_beside_it(machine: Machine) -> None:
    machine.write("Före.")
    backup = machine.back_up()
    assert backup is not None
    machine.write("Efter.")
    left = texts(machine.workspace)
    machine.close()
    opened, workspace = machine.restore(backup)
    assert texts(workspace)[0] == "Utsläppen ska minska.Före."
    assert codes(opened) == [ProjectNoticeCode.RESTORED]
    assert opened.facts.name == "RUS (återställt)"
    assert opened.facts.project != machine.opened.facts.project
    opened.keeper.close()
    machine.reopen()
    assert texts(machine.workspace) == left
    assert machine.opened.notices == ()
    machine.close()
    assert len(recent_projects(machine.folders)) == 2


def test_a_project_that_is_open_is_no_hindrance(machine: Machine) -> None:
    backup = machine.back_up()
    assert backup is not None
    opened, workspace = machine.restore(backup)
    assert texts(workspace) == list(TEXTS)
    opened.keeper.close()
    machine.write("Går vidare.")
    machine.close()


def test_a_project_that_is_gone_comes_back(machine: Machine) -> None:
    machine.write("Före.")
    backup = machine.back_up()
    assert backup is not None
    machine.close()
    shutil.rmtree(machine.opened.facts.folder)
    opened, workspace = machine.restore(backup)
    assert texts(workspace)[0].endswith("Före.")
    while workspace.next_undo is not None:
        workspace.undo()
    assert texts(workspace) == list(TEXTS)
    opened.keeper.close()


def test_a_damaged_project_comes_back_with_all_that_was_written_after_the_backup(machine: Machine) -> None:
    machine.write("Före.")
    backup = machine.back_up()
    assert backup is not None
    machine.wait(minutes=30)
    machine.write("Efter säkerhetskopian.")
    machine.opened.keeper.add_version(machine.workspace.to_bytes(), "Utkast")
    anchor = Anchor(machine.workspace.document.body.id, BlockId("body/1"), 1, TEXTS[1])
    said = Annotation("a", anchor, reason="Beslut i nämnden", changed=machine.moment)
    machine.opened.keeper.put_annotation(said)
    left, whole = texts(machine.workspace), machine.workspace.to_bytes()
    database = machine.close(checkpoint=False)
    damage(database, 0, size=200)  # The header, and the schema after it.
    assert refused(machine.reopen).code is ErrorCode.PROJECT_DAMAGED
    harmed = database.read_bytes()
    opened, workspace = machine.restore(backup)
    assert texts(workspace) == left
    assert codes(opened) == [ProjectNoticeCode.RESTORED_WHOLE]
    assert [version.name for version in opened.keeper.versions()] == ["ny", "Utkast"]
    assert opened.keeper.version_content(opened.keeper.versions()[1].id) == whole
    assert opened.keeper.annotations() == (said,)
    assert database.read_bytes() == harmed
    while workspace.next_undo is not None:
        workspace.undo()
    assert texts(workspace) == list(TEXTS)
    opened.keeper.close()


def test_only_the_damaged_minutes_are_lost_and_that_is_said(machine: Machine) -> None:
    machine.write("Före.")
    backup = machine.back_up()
    assert backup is not None
    # So much that the journal goes on over several pages, with what is harmed in the last of them.
    for number in range(30):
        machine.wait(minutes=1)
        machine.workspace.end_typing()
        machine.write(f" Mening nummer {number}.")
    left = texts(machine.workspace)[0]
    database = machine.close(checkpoint=False)
    *_, last = journal_pages(database)
    damage(database, last, size=PAGE_SIZE)
    assert refused(machine.reopen).code is ErrorCode.PROJECT_DAMAGED
    opened, workspace = machine.restore(backup)
    text = texts(workspace)[0]
    assert codes(opened) == [ProjectNoticeCode.RESTORED_BUT]
    (told,) = opened.notices
    minutes = int(told.facts["minutes"])
    assert left.startswith(text)
    assert len("Utsläppen ska minska.Före.") < len(text) < len(left)
    # As many minutes as were lost, and not one more than that.
    lost = left[len(text) :]
    seconds = len(lost) + 60 * lost.count("Mening")
    assert 0 <= minutes * 60 - seconds <= 120
    opened.keeper.close()


def journal_pages(database: Path) -> list[int]:
    """Where the pages of the journal begin that hold its entries, in the order of the entries."""
    connection = sqlite3.connect(database)
    try:
        found = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = 'journal' AND pagetype = 'leaf' ORDER BY path"
        ).fetchall()
    except sqlite3.OperationalError:
        pytest.skip("this SQLite cannot tell which pages a table has")
    finally:
        connection.close()
    return [(number - 1) * PAGE_SIZE for (number,) in found]


def test_steps_lost_in_between_cost_no_text_where_the_working_copy_was_kept_after_them(machine: Machine) -> None:
    machine.write("Före.")
    backup = machine.back_up()
    assert backup is not None
    for number in range(30):
        machine.workspace.end_typing()
        machine.write(f" Mening nummer {number}.")
    left = texts(machine.workspace)
    database = machine.close()
    first, second, *_ = journal_pages(database)
    damage(database, second, size=PAGE_SIZE)
    opened, workspace = machine.restore(backup)
    assert texts(workspace) == left
    assert codes(opened) == [ProjectNoticeCode.RESTORED_WHOLE]
    assert workspace.next_undo is not None
    assert workspace.next_undo.label is StepLabel.SALVAGED
    workspace.undo()
    before = texts(workspace)[0]
    assert before.startswith("Utsläppen ska minska.Före.")
    assert left[0].startswith(before)
    opened.keeper.close()
    assert first != second


@pytest.mark.parametrize("seed", range(12))
def test_however_it_is_damaged_no_less_comes_back_than_the_backup_held(machine: Machine, seed: int) -> None:
    machine.write("Före.")
    backup = machine.back_up()
    assert backup is not None
    for number in range(10):
        machine.workspace.end_typing()
        machine.write(f" Mening nummer {number}.")
    left = texts(machine.workspace)[0]
    database = machine.close(checkpoint=seed % 2 == 0)
    chance = random.Random(seed)
    pages = database.stat().st_size // PAGE_SIZE
    damage(database, *(chance.randrange(pages) * PAGE_SIZE for _ in range(chance.randrange(1, 6))), size=PAGE_SIZE)
    opened, workspace = machine.restore(backup)
    text = texts(workspace)[0]
    assert text.startswith("Utsläppen ska minska.Före.")
    assert left.startswith(text)
    if ProjectNoticeCode.RESTORED_WHOLE in codes(opened):
        assert text == left
    while workspace.next_undo is not None:
        workspace.undo()
    assert texts(workspace) == list(TEXTS)
    opened.keeper.close()
    again = open_project(opened.facts.database, folders=machine.folders, who=WHO)
    again.keeper.close()


def test_a_project_with_another_past_gives_nothing_to_a_backup(machine: Machine, tmp_path: Path) -> None:
    backup = machine.back_up()
    assert backup is not None
    database = machine.close()
    elsewhere = tmp_path / "annan"
    elsewhere.mkdir()
    other = Machine(elsewhere)
    other.write("Något helt annat.")
    foreign = other.close(checkpoint=False)
    damage(foreign, 0, size=200)
    shutil.copyfile(foreign, database)
    opened, workspace = machine.restore(backup)
    assert texts(workspace) == list(TEXTS)
    assert codes(opened) == [ProjectNoticeCode.RESTORED]
    opened.keeper.close()


def test_a_backup_that_is_harmed_is_refused_and_nothing_is_made_of_it(machine: Machine) -> None:
    backup = machine.back_up()
    assert backup is not None
    machine.close()
    damage(backup.path, PAGE_SIZE * 3, size=PAGE_SIZE)
    error = refused(lambda: machine.restore(backup))
    assert error.code is ErrorCode.BACKUP_DAMAGED
    backup.path.unlink()
    assert refused(lambda: machine.restore(backup)).code is ErrorCode.BACKUP_DAMAGED
    assert len(recent_projects(machine.folders)) == 1
    assert len(list(machine.folders.projects.iterdir())) == 1
