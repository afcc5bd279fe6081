"""The style sheet of the window, made of a theme's colours and measures.

A widget asks for a look by its dynamic property ``look``: ``primary``, ``quiet``, ``chip``, ``card``, ``muted``,
``caption``, ``title``, ``heading``, ``count``, ``well``, ``link``, ``section``, ``earlier``,
``format``, ``group``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

# @name is a colour, 12px is a measure at 100 %.
_SHEET = """
* { outline: 0; }
QMainWindow, QDialog, #middle, #startPage, #helpWindow { background: @page; }
QToolTip { background: @surface; color: @text; border: 1px solid @line; padding: 4px 6px; }

#topBar, #statusBar, #leftSide, #rightSide { background: @surface; }
#topBar { border-bottom: 1px solid @line; }
#statusBar { border-top: 1px solid @line; }
#leftSide { border-right: 1px solid @line; }
#rightSide { border-left: 1px solid @line; }
#statusBar QLabel, #statusBar QPushButton { font-size: 13px; color: @muted; }
#statusBar QPushButton { border: 1px solid transparent; background: transparent; padding: 1px 6px; border-radius: 5px; }
#statusBar QPushButton:hover { background: @hover; }
#statusBar QPushButton:focus { border-color: @accent; }
#statusBar QLabel[state="saved"] { color: @accent; }
#statusBar QLabel[state="saving"] { color: @muted; }
#statusBar QLabel[state="failed"] { color: @removed; font-weight: 600; }

QMenuBar { background: @surface; color: @muted; padding: 1px 8px; border: 0; font-size: 13px; }
QMenuBar::item { background: transparent; color: @muted; padding: 3px 8px; border-radius: 5px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @hover; color: @text; }
QMenu { background: @surface; color: @text; border: 1px solid @line; padding: 5px; menu-scrollable: 1; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 5px; }
QMenu::item:selected { background: @accent_soft; color: @text; }
QMenu::item:disabled { color: @disabled; background: transparent; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 7px; }

QPushButton, QToolButton {
    background: @surface; color: @text; border: 1px solid @line; border-radius: 7px; padding: 6px 11px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed { background: @line; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 5px 10px; }
QPushButton:disabled, QToolButton:disabled { color: @disabled; }
QPushButton:checked, QToolButton:checked { background: @accent_soft; border-color: @accent; color: @accent; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[look="primary"] { background: @accent; color: @on_accent; border-color: @accent; }
QPushButton[look="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid @text; }
QPushButton[look="primary"]:disabled { background: @line; color: @disabled; border-color: @line; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { background: transparent; border-color: transparent; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: @hover; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border-color: @accent; }
QPushButton[look="quiet"]:checked { background: @accent_soft; color: @accent; }
QPushButton[large="true"] { min-height: 30px; }
QPushButton[look="chip"] { border-radius: 11px; padding: 1px 9px; font-size: 13px; }
QPushButton[look="chip"]:focus { padding: 0 8px; }
QPushButton[look="chip"]:checked { font-weight: 600; }
/* A tool button adds two spaces to its text. */
QToolButton[look="format"] { padding: 3px 5px; min-height: 18px; }
QToolButton[look="format"]:focus { padding: 2px 4px; }
QPushButton[look="choice"] { text-align: left; padding: 13px 16px; border-radius: 10px; font-size: 15px; }
QPushButton[look="choice"]:focus { padding: 12px 15px; }

#modeSwitch { background: @page; border: 1px solid @line; border-radius: 9px; }
#modeSwitch QPushButton {
    background: transparent; border: 1px solid transparent; color: @muted; padding: 5px 17px; border-radius: 6px;
}
#modeSwitch QPushButton:hover { color: @text; background: @hover; }
#modeSwitch QPushButton:checked { background: @surface; color: @text; border-color: @line; }
#modeSwitch QPushButton:focus { border-color: @accent; }

QLabel { color: @text; background: transparent; }
QLabel[look="muted"] { color: @muted; }
QLabel[look="small"] { color: @muted; font-size: 13px; }
QLabel[look="caption"], QLabel[look="section"] { color: @muted; font-size: 12px; font-weight: 600; text-transform: uppercase; }
QLabel[look="section"] { padding-top: 14px; }
QLabel[look="role"] { color: @accent; font-size: 13px; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="title"] { font-size: 26px; font-weight: 600; }
QLabel[look="heading"] { font-size: 16px; font-weight: 600; }
QPushButton[look="link"] {
    background: transparent; border: 1px solid transparent; color: @accent; padding: 1px 2px; text-align: left;
    font-weight: 600; border-radius: 4px;
}
QPushButton[look="link"]:hover { background: @hover; }
QPushButton[look="link"]:focus { border: 1px solid @accent; padding: 1px 2px; }
QPushButton[look="small"] { padding: 3px 10px; font-size: 13px; }
QPushButton[look="small"]:focus { padding: 2px 9px; }
#StructureGuard { border: 0; border-top: 1px solid @line; }
#StructureVerdict { font-size: 13px; }
#StructureVerdict[state="deviates"] { color: @changed_text; }
#StructureVerdict[state="kept"]:hover { background: transparent; }
#FilterHint { color: @muted; font-size: 13px; }
#FormatBar { background: transparent; border: 0; }
#FormatBar[stuck="true"] { background: @page; border-bottom: 1px solid @line; }
QFrame[look="group"] { background: @surface; border: 1px solid @line; border-radius: 7px; }
QFrame[look="group"] QLabel, QFrame[look="group"] QRadioButton { font-size: 13px; color: @muted; spacing: 5px; }
QFrame[look="group"] QRadioButton:checked { color: @text; }
QPushButton[look="rowlink"] {
    background: transparent; border: 1px solid transparent; color: @text; padding: 2px 5px; border-radius: 5px;
}
QPushButton[look="rowlink"]:hover { background: @hover; color: @accent; }
QPushButton[look="rowlink"]:focus { border: 1px solid @accent; padding: 2px 5px; }
QLabel[look="now"] { color: @accent; font-weight: 600; }
QLabel[look="count"] {
    color: @muted; background: @page; border-radius: 8px; padding: 1px 7px; font-size: 11px; font-weight: 600;
}
QFrame[look="card"] { background: @surface; border: 1px solid @line; border-radius: 10px; }
QFrame[look="well"] { background: @removed_soft; border: 0; border-left: 3px solid @removed; }
QLabel[look="earlier"] { background: @removed_soft; border: 0; border-left: 3px solid @removed; padding: 8px 8px 3px 10px; }
QFrame[look="bar"] { background: @accent_soft; border: 0; border-bottom: 1px solid @line; }
QFrame[look="bar"][kind="warning"] { background: @changed_soft; }
QFrame[look="bar"][kind="fault"] { background: @removed_soft; }
QLabel[look="hint"] { background: @text; color: @surface; border-radius: 8px; font-size: 13px; }
QFrame[look="rule"] { background: @line; border: 0; max-height: 1px; min-height: 1px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: @surface; color: @text; border: 1px solid @line; border-radius: 7px; padding: 6px 10px;
    selection-background-color: @selection; selection-color: @text;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid @accent; padding: 5px 9px;
}
QLineEdit:disabled, QComboBox:disabled { color: @disabled; background: @page; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 26px; subcontrol-position: center right; }
QComboBox::down-arrow, QDateEdit::down-arrow {
    image: none; width: 0; height: 0; border-left: 4px solid @surface; border-right: 4px solid @surface;
    border-top: 5px solid @muted;
}
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: @accent_soft; }
QCheckBox, QRadioButton { color: @text; background: transparent; spacing: 7px; border: 1px solid transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid @accent; border-radius: 4px; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 13px; height: 13px; background: @surface; border: 1px solid @strong_line; border-radius: 3px;
}
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked, QMenu::indicator:checked, QMenu::indicator:exclusive:checked { image: url("@check"); }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 4px solid @accent; }

QListView, QTreeView, QTableView {
    background: @surface; color: @text; border: 1px solid @line; border-radius: 8px; selection-color: @text;
    selection-background-color: @accent_soft;
}
QListView::item, QTreeView::item { padding: 5px 8px; border-radius: 6px; border: 1px solid transparent; }
QListView::item:hover, QTreeView::item:hover { background: @hover; }
QListView::item:selected, QTreeView::item:selected { background: @accent_soft; color: @text; }
QListView::item:focus:selected, QTreeView::item:focus:selected { border-color: @accent; }
QTableView::item { padding: 0 5px; border: 0; }
QTableView::item:selected { background: @accent_soft; color: @text; }
QHeaderView, QTableCornerButton::section { background: @surface; border: 0; }
QHeaderView::section {
    background: @surface; color: @muted; border: 0; border-bottom: 1px solid @line; padding: 6px 8px; font-weight: 400;
}

#TextPane, #TextPane:focus { background: @page; border: 0; border-radius: 0; padding: 0; }
#ChapterList, #ChapterList:focus { border: 0; border-radius: 0; }
#ProjectPageInside, #VersionWindow { background: @page; }
#VersionsTable { border: 0; border-radius: 0; }
#VersionsTable QFrame[look="cell"] { background: transparent; border: 0; }
#VersionChapters, #PairChapters { border: 0; border-radius: 0; border-right: 1px solid @line; padding: 8px; }
#VersionText, #VersionText:focus { background: @surface; border: 0; border-radius: 0; padding: 0; }
#ParagraphPanel, #ParagraphPanelInside, #ChangePanel, #ChangePanelInside { background: @surface; }
#SummaryPageInside { background: @page; }
#SummaryPreview { background: @line; border: 0; }
#SummarySheet, #SummarySheet:focus { background: white; border: 0; border-radius: 0; padding: 0; }
#SummaryTable { border: 1px solid @line; border-radius: 8px; }
#DropLine { background: @accent; border: 0; }
QPushButton[look="point"], QPushButton[look="proposal"] { border-radius: 8px; padding: 0; }
QPushButton[look="proposal"] { background: transparent; border: 1px dashed @strong_line; }
QPushButton[look="point"]:pressed, QPushButton[look="proposal"]:pressed { background: @surface; }
QPushButton[look="point"]:focus, QPushButton[look="proposal"]:focus { border: 2px solid @accent; padding: 0; }
QFrame[look="suggestion"] { background: @accent_soft; border: 1px dashed @accent; border-radius: 7px; }
QFrame[look="suggestion"][chosen="true"] { background: @surface; border: 1px solid @line; }
QLabel[look="unsupported"] { color: @changed_text; font-size: 13px; }
#FilterBar { background: @surface; border: 0; border-bottom: 1px solid @line; }
#ReviewEmpty { background: @surface; }
#ReviewSearch { background: @surface; border: 0; border-top: 1px solid @line; }
QLabel[look="change"] { font-size: 15px; font-weight: 600; }
QLabel[look="judged"] { font-size: 13px; font-weight: 600; }
QLabel[look="judged"][state="approved"] { color: @accent; }
QLabel[look="judged"][state="questioned"], QLabel[look="judged"][state="changed_since"] { color: @changed_text; }
QFrame[look="card"][current="true"] { border-color: @accent; }

QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 30px; }
QScrollBar::handle:horizontal { min-width: 30px; }
QScrollBar::handle:hover { background: @strong_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line; }
QProgressBar { background: @line; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
#palette { background: @surface; border: 1px solid @strong_line; border-radius: 10px; }
#palette QListView { border: 0; }
"""


def style_sheet(colours: Mapping[str, str], px: Callable[[float], int]) -> str:
    """The sheet with colours by name, and measures at 100 % as ``px`` makes them. ``check`` is the sign's file.

    Raises KeyError for a colour that the theme does not have.
    """
    coloured = re.sub(r"@(\w+)", lambda name: colours[name[1]], _SHEET)
    return re.sub(r"\b(\d+)px", lambda measure: f"{px(int(measure[1]))}px", coloured)
