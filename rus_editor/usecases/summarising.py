"""The changes that matter most, proposed from two documents."""

from __future__ import annotations

from rus_editor.insight.key_changes import Registers, propose
from rus_editor.model.document import Document
from rus_editor.model.key_changes import KeyChanges
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.view import View, view_of
from rus_editor.usecases.comparing import Compared


def key_changes_of(
    compared: Compared,
    language: str = "sv",
    registers_before: Registers | None = None,
    registers_after: Registers | None = None,
) -> KeyChanges:
    """What there is to say of each chapter. Registers of a project go before those of the text."""
    comparison = compared.comparison
    old = _as_compared(compared.old, comparison.old.view, compared.profile)
    new = _as_compared(compared.new, comparison.new.view, compared.profile)
    return propose(comparison, old, new, compared.profile, language, registers_before, registers_after)


def _as_compared(document: Document, view: str, profile: Profile) -> tuple[Document, Outline]:
    seen = view_of(document, View(view))
    return seen, outline_of(seen, profile)
