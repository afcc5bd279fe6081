"""What undo and redo say that they will do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rus_editor.model.journal import Step, StepLabel


def name_of(step: Step) -> str:
    """What a step did: "stycke flyttat", "12 träffar ersatta"."""
    translate = QCoreApplication.translate
    if step.label is StepLabel.REPLACED_ALL:
        many = translate("steps", "{0} träffar ersatta").format(step.count)
        return translate("steps", "en träff ersatt") if step.count == 1 else many
    # Each text stands here as it is, for lupdate reads the source.
    return {
        StepLabel.TYPED: translate("steps", "skrivet"),
        StepLabel.ERASED: translate("steps", "raderat"),
        StepLabel.REPLACED: translate("steps", "text ersatt"),
        StepLabel.PASTED: translate("steps", "inklistrat"),
        StepLabel.SPLIT: translate("steps", "stycke delat"),
        StepLabel.JOINED: translate("steps", "stycken sammanfogade"),
        StepLabel.INSERTED: translate("steps", "infogat"),
        StepLabel.DELETED: translate("steps", "borttaget"),
        StepLabel.MOVED: translate("steps", "stycke flyttat"),
        StepLabel.FORMATTED: translate("steps", "teckenformat"),
        StepLabel.STYLED: translate("steps", "formatmall"),
        StepLabel.LISTED: translate("steps", "lista"),
        StepLabel.LINKED: translate("steps", "länk"),
        StepLabel.TABLE_CHANGED: translate("steps", "tabell ändrad"),
        StepLabel.RESTORED: translate("steps", "tidigare lydelse återställd"),
        StepLabel.COMMENTED: translate("steps", "kommentar"),
        StepLabel.TRACKED_RESOLVED: translate("steps", "spårad ändring avgjord"),
        StepLabel.VERSION_RESTORED: translate("steps", "version som arbetskopia"),
        StepLabel.READ_IN: translate("steps", "inläst från Word"),
        StepLabel.SALVAGED: translate("steps", "räddat ur den skadade filen"),
    }[step.label]
