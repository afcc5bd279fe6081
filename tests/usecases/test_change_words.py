"""Changes as people call them in the window: the same words as in the report."""

from __future__ import annotations

import docx
import pytest

from rus_editor.model.comparison import Change, ChangeKind, FormatChange
from rus_editor.usecases.assembly import profile_of, wording
from rus_editor.usecases.change_words import ChangeWords
from rus_editor.usecases.comparing import Compared, compare_files


@pytest.fixture
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    folder = tmp_path_factory.mktemp("words")
    moved = "Kollektivtrafiken ska gå oftare mellan länets tätorter."
    stays = ("Alla ska ha nära till vård.", "Skolan är till för alla barn.", "Näringslivet växer i hela länet.")
    for name, paragraphs in (("gammal", (moved, *stays)), ("ny", (*stays, moved))):
        document = docx.Document()
        document.add_heading("Önskvärt läge", level=1)
        for text in paragraphs:
            paragraph = document.add_paragraph()
            paragraph.add_run(text).bold = name == "ny" and text.startswith("Skolan")
        if name == "ny":
            document.add_paragraph("En helt ny tanke om besöksnäringen.")
        document.save(str(folder / f"{name}.docx"))
    return compare_files(folder / "gammal.docx", folder / "ny.docx")


def words_of(compared: Compared, language: str = "sv") -> ChangeWords:
    return ChangeWords(compared.comparison, wording(language), profile_of("rus"))


def the(compared: Compared, kind: ChangeKind) -> Change:
    (found,) = [change for change in compared.comparison.changes if change.kind is kind]
    return found


def test_what_happened_to_what(compared: Compared) -> None:
    assert words_of(compared).label(the(compared, ChangeKind.INSERTED)) == "Nytt stycke"
    assert words_of(compared).label(the(compared, ChangeKind.MOVED)) == "Flyttat stycke"
    assert words_of(compared, "en").label(the(compared, ChangeKind.INSERTED)) == "New paragraph"


def test_how_the_look_differs(compared: Compared) -> None:
    formatted = the(compared, ChangeKind.FORMATTED)
    (said,) = words_of(compared).formats(formatted)
    assert said.startswith("Fet")
    assert words_of(compared).format(FormatChange("bold", "on", "off")) == "Inte längre fet"


def test_only_what_was_moved_tells_from_where(compared: Compared) -> None:
    words = words_of(compared)
    assert words.moved(the(compared, ChangeKind.MOVED)).endswith(".")
    assert words.moved(the(compared, ChangeKind.INSERTED)) == ""


def test_a_section_s_role_has_the_profile_s_name(compared: Compared) -> None:
    words = words_of(compared)
    assert words.role(the(compared, ChangeKind.INSERTED).role) == "Önskvärt läge"
    assert words.role(None) == ""
    assert words.chapter(the(compared, ChangeKind.INSERTED).chapter) == "Önskvärt läge"
