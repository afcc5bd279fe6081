"""A document's chapters, sections and roles."""

from __future__ import annotations

from dataclasses import dataclass

from rus_editor.export.json_export import dump, outline_to_json
from rus_editor.model.document import Document
from rus_editor.model.outline import Outline, outline_of
from rus_editor.model.profile import Profile
from rus_editor.model.view import View, view_of
from rus_editor.model.wording import Wording
from rus_editor.usecases.assembly import DEFAULT_PROFILE, profile_of
from rus_editor.usecases.comparing import Source, open_document


@dataclass(frozen=True)
class Outlined:
    """A document, seen as final, with its outline by a profile."""

    document: Document
    outline: Outline
    profile: Profile


def outline(source: Source, profile: Profile | str = DEFAULT_PROFILE) -> Outlined:
    """Find a document's chapters, sections and roles. Raises KnownError."""
    chosen = profile_of(profile)
    document = source if isinstance(source, Document) else open_document(source)
    final = view_of(document, View.FINAL)
    return Outlined(final, outline_of(final, chosen), chosen)


def outline_json(outlined: Outlined, wording: Wording) -> bytes:
    """An outline as JSON text in UTF-8 (``docs/json.md``)."""
    return dump(
        outline_to_json(
            outlined.document, outlined.outline, wording, profile=outlined.profile.name, view=View.FINAL.value
        )
    ).encode("utf-8", "replace")
