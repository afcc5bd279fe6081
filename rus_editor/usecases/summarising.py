"""The changes that matter most, proposed from two documents."""

from __future__ import annotations

from rus_editor.insight.key_changes import Targets, propose
from rus_editor.model.document import Document
from rus_editor.model.key_changes import KeyChanges
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.view import View, view_of
from rus_editor.usecases.comparing import Compared


def key_changes_of(
    compared: Compared,
    language: str = "sv",
    targets_before: Targets | None = None,
    targets_after: Targets | None = None,
) -> KeyChanges:
    """What there is to say of each chapter. Targets by chapter of the outlines; None where nobody knows them."""
    comparison = compared.comparison
    old = _as_compared(compared.old, comparison.old.view, compared.profile)
    new = _as_compared(compared.new, comparison.new.view, compared.profile)
    return propose(comparison, old, new, compared.profile, language, targets_before, targets_after)


def _as_compared(document: Document, view: str, profile: Profile) -> tuple[Document, Outline]:
    seen = view_of(document, View(view))
    return seen, outline_of(seen, profile)
