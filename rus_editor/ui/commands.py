"""Every command of the window, once: menus, shortcuts and the command palette are made from this table.

No shortcut has Ctrl+Alt in it: that is AltGr, which writes @ { [ ] } on a Swedish keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, Flag, auto


class Fact(Flag):
    """What can be true of the window just now. A command is enabled when all that it needs is."""

    ALWAYS = 0
    PROJECT = auto()
    """A project is open."""
    TEXT = auto()
    """The caret stands in text that can be written in."""
    SELECTION = auto()
    CAN_UNDO = auto()
    CAN_REDO = auto()
    BASELINE = auto()
    """There is a version to compare with."""
    CHANGED_HERE = auto()
    """The paragraph at the caret differs from the baseline."""
    TRACKED_HERE = auto()
    TRACKED = auto()
    COMMENT_HERE = auto()
    COMMENTS = auto()
    IN_TABLE = auto()
    IN_LIST = auto()
    SPELLING = auto()
    """There are words to check spelling by."""
    CHANGE = auto()
    """A change is chosen among those that are reviewed."""
    WRITABLE = auto()
    """What is reviewed can be judged and restored; two files beside each other cannot."""
    DIFFERENCE = auto()
    """One of several differences in the change is chosen."""
    OTHER_END = auto()
    """The change moves something: it has another end."""


AT_CARET = (
    Fact.TEXT
    | Fact.SELECTION
    | Fact.CHANGED_HERE
    | Fact.TRACKED_HERE
    | Fact.COMMENT_HERE
    | Fact.IN_TABLE
    | Fact.IN_LIST
)
"""What is true of where the caret stands."""


class Kind(Enum):
    """How a command shows: something that is done, that is on or off, or one of several in its section."""

    ACT = "act"
    SWITCH = "switch"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Command:
    """A command. ``menu`` is the id of a menu; a new ``section`` in it begins under a line.

    ``text`` is the Swedish source text, with & before the letter that chooses it; ``shortcuts`` are written as Qt writes
    them, the first is shown.
    """

    id: str
    text: str
    menu: str
    section: int
    shortcuts: tuple[str, ...] = ()
    needs: Fact = Fact.ALWAYS
    kind: Kind = Kind.ACT


CONTEXT = "commands"


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text for translation, by the name that lupdate knows. PySide6 has the same, declared to give any object."""
    return text


# Id and text; a menu within a menu has the id of the outer one before the slash.
MENUS: tuple[tuple[str, str], ...] = (
    ("file", QT_TRANSLATE_NOOP("commands", "&Arkiv")),
    ("edit", QT_TRANSLATE_NOOP("commands", "&Redigera")),
    ("view", QT_TRANSLATE_NOOP("commands", "&Visa")),
    ("insert", QT_TRANSLATE_NOOP("commands", "&Infoga")),
    ("format", QT_TRANSLATE_NOOP("commands", "F&ormat")),
    ("review", QT_TRANSLATE_NOOP("commands", "&Granska")),
    ("tools", QT_TRANSLATE_NOOP("commands", "Ver&ktyg")),
    ("help", QT_TRANSLATE_NOOP("commands", "&Hjälp")),
    ("file/recent", QT_TRANSLATE_NOOP("commands", "&Senaste projekt")),
    ("file/export", QT_TRANSLATE_NOOP("commands", "&Exportera")),
    ("view/changes", QT_TRANSLATE_NOOP("commands", "&Ändringar")),
    ("view/review", QT_TRANSLATE_NOOP("commands", "I läget Granska")),
    ("view/theme", QT_TRANSLATE_NOOP("commands", "&Färger")),
    ("view/scale", QT_TRANSLATE_NOOP("commands", "Progra&mmets storlek")),
    ("insert/table", QT_TRANSLATE_NOOP("commands", "&Tabell")),
    ("format/style", QT_TRANSLATE_NOOP("commands", "Forma&tmall")),
    ("review/significance", QT_TRANSLATE_NOOP("commands", "Bet&ydelse")),
    ("review/status", QT_TRANSLATE_NOOP("commands", "Ka&pitlets läge")),
    ("tools/language", QT_TRANSLATE_NOOP("commands", "S&pråk i programmet")),
)

_ALWAYS, _ACT, _SWITCH, _CHOICE = Fact.ALWAYS, Kind.ACT, Kind.SWITCH, Kind.CHOICE
_PROJECT = Fact.PROJECT
_TEXT = Fact.PROJECT | Fact.TEXT
_BASELINE = Fact.PROJECT | Fact.BASELINE
_TABLE = _TEXT | Fact.IN_TABLE
_CHANGE = Fact.PROJECT | Fact.CHANGE
_JUDGED = _CHANGE | Fact.WRITABLE

# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command("project.new", QT_TRANSLATE_NOOP("commands", "&Nytt projekt från Word-dokument…"), "file", 1, ("Ctrl+N",)),
    Command("project.open", QT_TRANSLATE_NOOP("commands", "Ö&ppna projekt…"), "file", 1, ("Ctrl+O",)),
    Command("project.example", QT_TRANSLATE_NOOP("commands", "Prova &med exemplet"), "file", 1),
    Command("backup.restore", QT_TRANSLATE_NOOP("commands", "Återställ från säkerhets&kopia…"), "file", 1),
    Command("compare.files", QT_TRANSLATE_NOOP("commands", "Jämför två Word-&filer…"), "file", 1),
    Command("project.save", QT_TRANSLATE_NOOP("commands", "Spa&ra nu"), "file", 2, ("Ctrl+S",), _PROJECT),
    Command("version.new", QT_TRANSLATE_NOOP("commands", "Spara som ny &version…"), "file", 2, ("Ctrl+Shift+N",), _PROJECT),
    Command("project.save_as", QT_TRANSLATE_NOOP("commands", "Spara projektet s&om…"), "file", 2, ("Ctrl+Shift+S",), _PROJECT),
    Command("project.hand_over", QT_TRANSLATE_NOOP("commands", "&Lämna över…"), "file", 2, (), _PROJECT),
    Command("project.read_in", QT_TRANSLATE_NOOP("commands", "Läs &in arbetskopia från Word…"), "file", 2, (), _PROJECT),
    Command("export.report", QT_TRANSLATE_NOOP("commands", "&Rapporter och andra format…"), "file/export", 1, ("Ctrl+E",), _BASELINE),
    Command("export.clean", QT_TRANSLATE_NOOP("commands", "&Word-dokument…"), "file/export", 2, ("Ctrl+Shift+W",), _PROJECT),
    Command("export.tracked", QT_TRANSLATE_NOOP("commands", "Word-dokument med &spårade ändringar…"), "file/export", 2, ("Ctrl+Shift+E",), _PROJECT),
    Command("review.print", QT_TRANSLATE_NOOP("commands", "Skriv &ut jämförelsen…"), "file", 3, ("Ctrl+P",), _BASELINE),
    Command("review.pdf", QT_TRANSLATE_NOOP("commands", "Spara &jämförelsen som PDF…"), "file", 3, (), _BASELINE),
    Command("project.close", QT_TRANSLATE_NOOP("commands", "S&täng projektet"), "file", 4, ("Ctrl+W",), _PROJECT),
    Command("app.quit", QT_TRANSLATE_NOOP("commands", "&Avsluta"), "file", 5, ("Ctrl+Q",)),

    Command("edit.undo", QT_TRANSLATE_NOOP("commands", "&Ångra"), "edit", 1, ("Ctrl+Z",), _PROJECT | Fact.CAN_UNDO),
    Command("edit.redo", QT_TRANSLATE_NOOP("commands", "&Gör om"), "edit", 1, ("Ctrl+Y", "Ctrl+Shift+Z"), _PROJECT | Fact.CAN_REDO),
    Command("edit.cut", QT_TRANSLATE_NOOP("commands", "&Klipp ut"), "edit", 2, ("Ctrl+X",), _TEXT | Fact.SELECTION),
    Command("edit.copy", QT_TRANSLATE_NOOP("commands", "K&opiera"), "edit", 2, ("Ctrl+C",), _PROJECT | Fact.SELECTION),
    Command("edit.paste", QT_TRANSLATE_NOOP("commands", "Klistra &in"), "edit", 2, ("Ctrl+V",), _TEXT),
    Command("edit.paste_plain", QT_TRANSLATE_NOOP("commands", "Klistra in bara te&xten"), "edit", 2, ("Ctrl+Shift+V",), _TEXT),
    Command("edit.paste_headings", QT_TRANSLATE_NOOP("commands", "Klistra in med &rubriker"), "edit", 2, (), _TEXT),
    Command("edit.select_all", QT_TRANSLATE_NOOP("commands", "&Markera allt i kapitlet"), "edit", 2, ("Ctrl+A",), _PROJECT),
    Command("edit.find", QT_TRANSLATE_NOOP("commands", "&Sök…"), "edit", 3, ("Ctrl+F",), _PROJECT),
    Command("edit.replace", QT_TRANSLATE_NOOP("commands", "Sök och &ersätt…"), "edit", 3, ("Ctrl+H",), _PROJECT),
    Command("edit.find_next", QT_TRANSLATE_NOOP("commands", "Sök &nästa"), "edit", 3, ("F3",), _PROJECT),
    Command("edit.find_previous", QT_TRANSLATE_NOOP("commands", "Sök &föregående"), "edit", 3, ("Shift+F3",), _PROJECT),

    Command("mode.write", QT_TRANSLATE_NOOP("commands", "Sk&riv"), "view", 1, ("Ctrl+1",), _PROJECT, _CHOICE),
    Command("mode.review", QT_TRANSLATE_NOOP("commands", "Gr&anska"), "view", 1, ("Ctrl+2",), _PROJECT, _CHOICE),
    Command("mode.summary", QT_TRANSLATE_NOOP("commands", "Sammanfatta"), "view", 1, ("Ctrl+3",), _PROJECT, _CHOICE),
    Command("mode.project", QT_TRANSLATE_NOOP("commands", "&Projekt"), "view", 1, ("Ctrl+4",), _PROJECT, _CHOICE),
    Command("baseline.choose", QT_TRANSLATE_NOOP("commands", "Välj vad texten jämförs med…"), "view/changes", 1, (), _PROJECT),
    Command("go.anywhere", QT_TRANSLATE_NOOP("commands", "&Gå till kapitel eller avsnitt…"), "view", 2, ("Ctrl+K",), _PROJECT),
    Command("go.previous_chapter", QT_TRANSLATE_NOOP("commands", "F&öregående kapitel"), "view", 2, ("Ctrl+PgUp",), _PROJECT),
    Command("go.next_chapter", QT_TRANSLATE_NOOP("commands", "&Nästa kapitel"), "view", 2, ("Ctrl+PgDown",), _PROJECT),
    Command("go.note", QT_TRANSLATE_NOOP("commands", "Ti&ll noten eller tillbaka"), "view", 2, ("F4",), _TEXT),
    Command("go.same_place", QT_TRANSLATE_NOOP("commands", "Samma ställe i Skriv eller Granska"), "view", 2, ("Ctrl+G",), _BASELINE),
    Command("go.next_area", QT_TRANSLATE_NOOP("commands", "Nästa del av fönstr&et"), "view", 2, ("F6",), _PROJECT),
    Command("go.previous_area", QT_TRANSLATE_NOOP("commands", "Föregående del av fönstret"), "view", 2, ("Shift+F6",), _PROJECT),
    Command("changes.toggle", QT_TRANSLATE_NOOP("commands", "&Visa eller dölj ändringar"), "view/changes", 1, ("F9",), _BASELINE),
    Command("changes.margin", QT_TRANSLATE_NOOP("commands", "I &marginalen"), "view/changes", 2, (), _BASELINE, _CHOICE),
    Command("changes.text", QT_TRANSLATE_NOOP("commands", "I &texten"), "view/changes", 2, (), _BASELINE, _CHOICE),
    Command("changes.off", QT_TRANSLATE_NOOP("commands", "&Av"), "view/changes", 2, (), _BASELINE, _CHOICE),
    Command("review.filter", QT_TRANSLATE_NOOP("commands", "&Välj vilka ändringar som visas"), "view/review", 1, ("Ctrl+Shift+K",), _BASELINE),
    Command("review.show_all", QT_TRANSLATE_NOOP("commands", "Visa &alla ändringar"), "view/review", 1, ("Ctrl+Shift+A",), _BASELINE),
    Command("review.whole", QT_TRANSLATE_NOOP("commands", "&Hela dokumentet"), "view/review", 2, ("Ctrl+Shift+D",), _BASELINE, _SWITCH),
    Command("review.fold", QT_TRANSLATE_NOOP("commands", "&Fäll ihop det oförändrade"), "view/review", 2, ("Ctrl+Shift+O",), _BASELINE, _SWITCH),
    Command("view.marks", QT_TRANSLATE_NOOP("commands", "&Dolda tecken"), "view", 3, ("Ctrl+Shift+8",), _PROJECT, _SWITCH),
    Command("view.left", QT_TRANSLATE_NOOP("commands", "&Kapitellistan"), "view", 4, ("Ctrl+Shift+1",), _PROJECT, _SWITCH),
    Command("view.right", QT_TRANSLATE_NOOP("commands", "&Stycket där du skriver"), "view", 4, ("Ctrl+Shift+2",), _PROJECT, _SWITCH),
    Command("view.zoom_in", QT_TRANSLATE_NOOP("commands", "S&törre text"), "view", 5, ("Ctrl++", "Ctrl+Shift++"), _PROJECT),
    Command("view.zoom_out", QT_TRANSLATE_NOOP("commands", "M&indre text"), "view", 5, ("Ctrl+-",), _PROJECT),
    Command("view.zoom_reset", QT_TRANSLATE_NOOP("commands", "Te&xt i normal storlek"), "view", 5, ("Ctrl+0",), _PROJECT),
    Command("scale.100", "100 %", "view/scale", 1, (), _ALWAYS, _CHOICE),
    Command("scale.110", "110 %", "view/scale", 1, (), _ALWAYS, _CHOICE),
    Command("scale.125", "125 %", "view/scale", 1, (), _ALWAYS, _CHOICE),
    Command("scale.150", "150 %", "view/scale", 1, (), _ALWAYS, _CHOICE),
    Command("scale.175", "175 %", "view/scale", 1, (), _ALWAYS, _CHOICE),
    Command("scale.200", "200 %", "view/scale", 1, (), _ALWAYS, _CHOICE),
    Command("theme.system", QT_TRANSLATE_NOOP("commands", "Som &datorn"), "view/theme", 1, (), _ALWAYS, _CHOICE),
    Command("theme.light", QT_TRANSLATE_NOOP("commands", "&Ljusa"), "view/theme", 1, (), _ALWAYS, _CHOICE),
    Command("theme.dark", QT_TRANSLATE_NOOP("commands", "&Mörka"), "view/theme", 1, (), _ALWAYS, _CHOICE),
    Command("view.full_screen", QT_TRANSLATE_NOOP("commands", "&Helskärm"), "view", 7, ("F11",), _ALWAYS, _SWITCH),

    Command("insert.comment", QT_TRANSLATE_NOOP("commands", "&Kommentar"), "insert", 1, ("Ctrl+Shift+M",), _TEXT),
    Command("summary.write", QT_TRANSLATE_NOOP("commands", "&Egen punkt i sammanfattningen"), "insert", 1, ("Ctrl+Shift+I",), _BASELINE),
    Command("insert.link", QT_TRANSLATE_NOOP("commands", "&Länk…"), "insert", 1, ("Ctrl+L",), _TEXT),
    Command("insert.row_above", QT_TRANSLATE_NOOP("commands", "Rad &ovanför"), "insert/table", 1, (), _TABLE),
    Command("insert.row_below", QT_TRANSLATE_NOOP("commands", "Rad &nedanför"), "insert/table", 1, (), _TABLE),
    Command("table.delete_row", QT_TRANSLATE_NOOP("commands", "&Ta bort raden"), "insert/table", 2, (), _TABLE),
    Command("insert.line_break", QT_TRANSLATE_NOOP("commands", "&Radbrytning"), "insert", 3, ("Shift+Return",), _TEXT),
    Command("insert.hard_space", QT_TRANSLATE_NOOP("commands", "&Hårt blanksteg"), "insert", 3, ("Ctrl+Shift+Space",), _TEXT),
    Command("insert.hard_hyphen", QT_TRANSLATE_NOOP("commands", "Hårt &bindestreck"), "insert", 3, ("Ctrl+Shift+-",), _TEXT),
    Command("insert.dash", QT_TRANSLATE_NOOP("commands", "Ta&nkstreck (–)"), "insert", 3, (), _TEXT),

    Command("format.bold", QT_TRANSLATE_NOOP("commands", "&Fet"), "format", 1, ("Ctrl+B",), _TEXT, _SWITCH),
    Command("format.italic", QT_TRANSLATE_NOOP("commands", "&Kursiv"), "format", 1, ("Ctrl+I",), _TEXT, _SWITCH),
    Command("format.underline", QT_TRANSLATE_NOOP("commands", "&Understruken"), "format", 1, ("Ctrl+U",), _TEXT, _SWITCH),
    Command("format.superscript", QT_TRANSLATE_NOOP("commands", "U&pphöjd"), "format", 1, ("Ctrl+.",), _TEXT, _SWITCH),
    Command("format.subscript", QT_TRANSLATE_NOOP("commands", "&Nedsänkt"), "format", 1, ("Ctrl+,",), _TEXT, _SWITCH),
    Command("format.clear", QT_TRANSLATE_NOOP("commands", "&Rensa teckenformat"), "format", 1, ("Ctrl+Space",), _TEXT),
    Command("list.bullets", QT_TRANSLATE_NOOP("commands", "Punkt&lista"), "format", 3, ("Ctrl+Shift+L",), _TEXT, _SWITCH),
    Command("list.numbers", QT_TRANSLATE_NOOP("commands", "Nu&mrerad lista"), "format", 3, ("Ctrl+Shift+7",), _TEXT, _SWITCH),
    Command("list.deeper", QT_TRANSLATE_NOOP("commands", "&Öka listnivån"), "format", 3, ("Alt+Shift+Right",), _TEXT | Fact.IN_LIST),
    Command("list.shallower", QT_TRANSLATE_NOOP("commands", "M&inska listnivån"), "format", 3, ("Alt+Shift+Left",), _TEXT | Fact.IN_LIST),
    Command("paragraph.up", QT_TRANSLATE_NOOP("commands", "Fl&ytta stycket uppåt"), "format", 4, ("Alt+Shift+Up",), _TEXT),
    Command("paragraph.down", QT_TRANSLATE_NOOP("commands", "Flytta stycket ne&dåt"), "format", 4, ("Alt+Shift+Down",), _TEXT),

    Command("change.next", QT_TRANSLATE_NOOP("commands", "&Nästa ändring"), "review", 1, ("F8",), _BASELINE),
    Command("change.previous", QT_TRANSLATE_NOOP("commands", "&Föregående ändring"), "review", 1, ("Shift+F8",), _BASELINE),
    Command("review.next_unreviewed", QT_TRANSLATE_NOOP("commands", "Nästa &ogranskade ändring"), "review", 1, ("Ctrl+F8",), _BASELINE),
    Command("review.other_end", QT_TRANSLATE_NOOP("commands", "Till flyttens andra än&de"), "review", 1, ("Ctrl+J",), _CHANGE | Fact.OTHER_END),
    Command("review.next_difference", QT_TRANSLATE_NOOP("commands", "Nästa skillnad i ändringen"), "review", 1, ("Alt+Right",), _CHANGE | Fact.DIFFERENCE),
    Command("review.previous_difference", QT_TRANSLATE_NOOP("commands", "Föregående skillnad i ändringen"), "review", 1, ("Alt+Left",), _CHANGE | Fact.DIFFERENCE),
    Command("review.approve", QT_TRANSLATE_NOOP("commands", "Godkänn ändr&ingen"), "review", 2, ("Ctrl+Return", "Ctrl+Enter"), _JUDGED),
    Command("paragraph.restore", QT_TRANSLATE_NOOP("commands", "&Återställ tidigare lydelse"), "review", 2, ("Ctrl+Shift+R",), _PROJECT | Fact.CHANGED_HERE),
    Command("review.restore_difference", QT_TRANSLATE_NOOP("commands", "Återställ &bara den här skillnaden"), "review", 2, ("Ctrl+R",), _JUDGED | Fact.DIFFERENCE),
    Command("review.question", QT_TRANSLATE_NOOP("commands", "S&täll en fråga om ändringen"), "review", 2, ("Ctrl+Shift+F",), _JUDGED),
    Command("review.reason", QT_TRANSLATE_NOOP("commands", "Skriv motiv&eringen"), "review", 2, ("Ctrl+M",), _JUDGED),
    Command("significance.key", QT_TRANSLATE_NOOP("commands", "&Viktig"), "review/significance", 1, ("Alt+1",), _JUDGED, _SWITCH),
    Command("significance.minor", QT_TRANSLATE_NOOP("commands", "&Mindre"), "review/significance", 1, ("Alt+2",), _JUDGED, _SWITCH),
    Command("significance.editorial", QT_TRANSLATE_NOOP("commands", "&Redaktionell"), "review/significance", 1, ("Alt+3",), _JUDGED, _SWITCH),
    Command("review.sources", QT_TRANSLATE_NOOP("commands", "Lägg till &underlag…"), "review", 2, (), _JUDGED),
    Command("review.themes", QT_TRANSLATE_NOOP("commands", "Lägg till tema…"), "review", 2, (), _JUDGED),
    Command("review.suggestions", QT_TRANSLATE_NOOP("commands", "Till förslagen till sammanfattningen"), "review", 2, ("Ctrl+T",), _JUDGED),
    Command("review.reviewed", QT_TRANSLATE_NOOP("commands", "&Jag har granskat hit"), "review", 2, ("Ctrl+Shift+G",), _BASELINE | Fact.WRITABLE),
    Command("tracked.accept", QT_TRANSLATE_NOOP("commands", "&Godkänn spårad ändring"), "review", 3, (), _TEXT | Fact.TRACKED_HERE),
    Command("tracked.reject", QT_TRANSLATE_NOOP("commands", "A&vvisa spårad ändring"), "review", 3, (), _TEXT | Fact.TRACKED_HERE),
    Command("tracked.accept_all", QT_TRANSLATE_NOOP("commands", "Godkänn a&lla spårade ändringar"), "review", 3, (), _PROJECT | Fact.TRACKED),
    Command("tracked.reject_all", QT_TRANSLATE_NOOP("commands", "Avvisa alla &spårade ändringar"), "review", 3, (), _PROJECT | Fact.TRACKED),
    Command("comment.next", QT_TRANSLATE_NOOP("commands", "Nästa &kommentar"), "review", 4, (), _PROJECT | Fact.COMMENTS),
    Command("comment.reply", QT_TRANSLATE_NOOP("commands", "Sva&ra på kommentaren"), "review", 4, (), _PROJECT | Fact.COMMENT_HERE),
    Command("comment.resolve", QT_TRANSLATE_NOOP("commands", "Ko&mmentaren är åtgärdad"), "review", 4, (), _PROJECT | Fact.COMMENT_HERE, _SWITCH),
    Command("compare.versions", QT_TRANSLATE_NOOP("commands", "Jämför två versioner…"), "review", 6, (), _PROJECT),
    Command("chapter.untouched", QT_TRANSLATE_NOOP("commands", "&Orört"), "review/status", 1, (), _PROJECT, _CHOICE),
    Command("chapter.started", QT_TRANSLATE_NOOP("commands", "&Påbörjat"), "review/status", 1, (), _PROJECT, _CHOICE),
    Command("chapter.done", QT_TRANSLATE_NOOP("commands", "&Klart"), "review/status", 1, (), _PROJECT, _CHOICE),
    Command("chapter.reviewed", QT_TRANSLATE_NOOP("commands", "&Granskat"), "review/status", 1, (), _PROJECT, _CHOICE),

    Command("tools.palette", QT_TRANSLATE_NOOP("commands", "Sök bland &kommandon…"), "tools", 1, ("Ctrl+Shift+P",)),
    Command("spelling.live", QT_TRANSLATE_NOOP("commands", "&Stavningskontroll medan du skriver"), "tools", 2, (), Fact.SPELLING, _SWITCH),
    Command("spelling.next", QT_TRANSLATE_NOOP("commands", "&Nästa stavfel"), "tools", 2, ("F7",), _PROJECT | Fact.SPELLING),
    Command("spelling.words", QT_TRANSLATE_NOOP("commands", "Projektets &egna ord…"), "tools", 2, (), _PROJECT),
    Command("typing.aids", QT_TRANSLATE_NOOP("commands", "&Typografisk hjälp medan du skriver"), "tools", 3, (), _ALWAYS, _SWITCH),
    Command("tools.statistics", QT_TRANSLATE_NOOP("commands", "&Ord och läsbarhet…"), "tools", 4, (), _PROJECT),
    Command("tools.structure", QT_TRANSLATE_NOOP("commands", "Kontrollera str&ukturen"), "tools", 4, (), _BASELINE),
    Command("language.sv", "&Svenska", "tools/language", 1, (), _ALWAYS, _CHOICE),
    Command("language.en", "&English", "tools/language", 1, (), _ALWAYS, _CHOICE),

    Command("help.contents", QT_TRANSLATE_NOOP("commands", "&Handbok"), "help", 1, ("F1",)),
    Command("help.keys", QT_TRANSLATE_NOOP("commands", "&Kortkommandon"), "help", 1),
    Command("help.about", QT_TRANSLATE_NOOP("commands", "&Om RUS-redigeraren"), "help", 2),
)
# fmt: on

INNER_MENUS: dict[str, int] = {
    "file/recent": 1,
    "file/export": 3,
    "view/changes": 3,
    "view/review": 3,
    "view/theme": 6,
    "view/scale": 6,
    "insert/table": 2,
    "format/style": 2,
    "review/significance": 2,
    "review/status": 5,
    "tools/language": 5,
}
"""The section of the outer menu in which an inner one stands, last."""
