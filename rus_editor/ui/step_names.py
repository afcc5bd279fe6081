"""What undo and redo say that they will do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rus_editor.model.journal import Step, StepLabel


def name_of(step: Step) -> str:
    """What a step did: "stycke flyttat", "12 träffar ersatta"."""
    if step.label is StepLabel.REPLACED_ALL:
        return QCoreApplication.translate("steps", "%n träffar ersatta", "", step.count)
    say = QCoreApplication.translate
    # Each text stands here as it is, for lupdate reads the source.
    return {
        StepLabel.TYPED: say("steps", "skrivet"),
        StepLabel.ERASED: say("steps", "raderat"),
        StepLabel.REPLACED: say("steps", "text ersatt"),
        StepLabel.PASTED: say("steps", "inklistrat"),
        StepLabel.SPLIT: say("steps", "stycke delat"),
        StepLabel.JOINED: say("steps", "stycken sammanfogade"),
        StepLabel.INSERTED: say("steps", "infogat"),
        StepLabel.DELETED: say("steps", "borttaget"),
        StepLabel.MOVED: say("steps", "stycke flyttat"),
        StepLabel.FORMATTED: say("steps", "teckenformat"),
        StepLabel.STYLED: say("steps", "formatmall"),
        StepLabel.LISTED: say("steps", "lista"),
        StepLabel.LINKED: say("steps", "länk"),
        StepLabel.TABLE_CHANGED: say("steps", "tabell ändrad"),
        StepLabel.RESTORED: say("steps", "tidigare lydelse återställd"),
        StepLabel.COMMENTED: say("steps", "kommentar"),
        StepLabel.TRACKED_RESOLVED: say("steps", "spårad ändring avgjord"),
    }[step.label]
