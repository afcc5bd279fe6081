"""A change as people call it: what happened to what, where, by whom, and how its look differs."""

from __future__ import annotations

from functools import cached_property

from rus_editor.export.formats import FormatPhrases
from rus_editor.export.phrases import Neighbours, Phrases
from rus_editor.model.comparison import Change, ChangeKind, Comparison, FormatChange
from rus_editor.model.profile import Profile, SectionRole
from rus_editor.model.summary import Summary
from rus_editor.model.wording import Wording


class ChangeWords:
    """Says the changes of one comparison, with the words of the report."""

    def __init__(self, comparison: Comparison, wording: Wording, profile: Profile) -> None:
        """``wording`` is the window's; what roles are called comes from the profile, in the same language."""
        roles = {
            entry.role: dict(entry.names).get(wording.language) or next(iter(dict(entry.names).values()), "")
            for entry in profile.roles
        }
        self._comparison = comparison
        self._phrases = Phrases(wording, Summary("", comparison, (), tuple(roles.items())))
        self._formats = FormatPhrases(self._phrases)

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._comparison)

    def label(self, change: Change) -> str:
        """What happened to what: "Omformulerad punkt"."""
        return self._phrases.label(change)

    def where(self, change: Change) -> str:
        """Where it stands in its chapter: section, part of a table, note; may be empty."""
        return self._phrases.where(change)

    def who(self, change: Change) -> str:
        """Who made it and when, as far as tracked changes tell: "av Skribent 2, 2026-05-12"; may be empty."""
        return self._phrases.who(change)

    def moved(self, change: Change) -> str:
        """From where to where something was moved, as a sentence; empty for what was not."""
        return self._phrases.move(change, self._neighbours) if change.kind is ChangeKind.MOVED else ""

    def detail(self, change: Change) -> str:
        """What it is about where the text does not tell (a picture's description); may be empty."""
        return self._phrases.detail(change)

    def formats(self, change: Change) -> tuple[str, ...]:
        """How its look differs: "Fet", "Lista: punkter → siffror (”Barn och unga”)"."""
        return tuple(self._formats.all(change))

    def format(self, difference: FormatChange) -> str:
        """One difference of look, without the stretch of text that it is about; the first letter as in a sentence."""
        words = self._formats.one(difference)
        return words[:1].upper() + words[1:]

    def role(self, role: SectionRole | None) -> str:
        """What a section's role is called: "Önskvärt läge"; empty for none."""
        return self._phrases.role(role)

    def chapter(self, index: int) -> str:
        """A chapter's number and title, by its index in the comparison."""
        return self._phrases.title_of(self._comparison.chapters[index])
