"""What the page calls things: filters, verdicts, how much a change matters, kinds of noise."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rus_editor.model.comparison import ChangeKind, Noise
from rus_editor.model.project import Significance


def kind_name(kind: ChangeKind) -> str:
    """What the filter calls a kind of change."""
    translate = QCoreApplication.translate
    return {
        ChangeKind.INSERTED: translate("review", "Tillagt"),
        ChangeKind.DELETED: translate("review", "Struket"),
        ChangeKind.REPLACED: translate("review", "Omformulerat"),
        ChangeKind.MOVED: translate("review", "Flyttat"),
        ChangeKind.FORMATTED: translate("review", "Format"),
        ChangeKind.SPLIT: translate("review", "Delat"),
        ChangeKind.JOINED: translate("review", "Sammanslaget"),
    }[kind]


def significance_name(significance: Significance) -> str:
    """How much a change matters, in a word."""
    translate = QCoreApplication.translate
    return {
        Significance.KEY: translate("review", "Viktig"),
        Significance.MINOR: translate("review", "Mindre"),
        Significance.EDITORIAL: translate("review", "Redaktionell"),
    }[significance]


def noise_name(noise: Noise) -> str:
    """A kind of difference that can be left out."""
    translate = QCoreApplication.translate
    return {
        Noise.FORMATTING: translate("review", "Formatering"),
        Noise.WHITESPACE: translate("review", "Blanktecken"),
        Noise.CASE: translate("review", "Stora och små bokstäver"),
        Noise.TYPOGRAPHY: translate("review", "Citattecken och streck"),
        Noise.NUMBERING: translate("review", "Numrering"),
        Noise.GENERATED: translate("review", "Text som Word skapar"),
    }[noise]
