"""Differences of format in words: "Fet", "Teckenstorlek: 11 pt → 12 pt", "Formatmall: Normal → Citat"."""

from __future__ import annotations

from dataclasses import dataclass, field

from rus_editor.export.marking import start_of
from rus_editor.export.phrases import Phrases
from rus_editor.export.signs import one_line
from rus_editor.model.comparison import Change, FormatChange, Subject

_OFF = ("", "off", "false", "0")
_ON = ("on", "true", "1")
_COUNTED = ("heading_level", "list_level", "level", "outline_level", "columns", "columns_merged", "page_number_start")
"""Properties whose 1 is a number, not a yes."""
_STRETCH = 60
_VALUE = 90
_SAID_BY_TEXT = (Subject.LINK, Subject.FIELD, Subject.PICTURE)


@dataclass(frozen=True)
class FormatPhrases:
    """Says how formats differ."""

    phrases: Phrases
    _known: dict[FormatChange, str] = field(default_factory=dict)

    def all(self, change: Change) -> list[str]:
        """A sentence for each distinct difference of format, those of one stretch of text together."""
        by_stretch: dict[str, list[str]] = {}
        for found in change.formats:
            if self._is_said(found, change):
                continue
            said = by_stretch.setdefault(start_of(found.text, _STRETCH), [])
            words = self.one(found)
            if words not in said:
                said.append(words)
        sentences = []
        for stretch, said in by_stretch.items():
            line = "; ".join(said)
            if stretch:
                line = self.phrases.say("format.stretch", change=line, text=stretch)
            sentences.append(line[:1].upper() + line[1:])
        return sentences

    @staticmethod
    def _is_said(found: FormatChange, change: Change) -> bool:
        """Tell whether the change's own text says this already, or says it better (a picture's digest)."""
        if found.property == "picture":
            return True
        sides = tuple("" if side is None else side.text for side in (change.old, change.new))
        return change.subject in _SAID_BY_TEXT and (found.old, found.new) == sides

    def one(self, found: FormatChange) -> str:
        """One difference, without the stretch that it is about."""
        old, new = one_line(found.old), one_line(found.new)
        name = self.property(found.property)
        say = self.phrases.say
        if found.property == "list" and (old or new):
            return self._list(old, new)
        if found.property not in _COUNTED:
            if old in _OFF and new in _ON:
                return say("format.on", property=name)
            if old in _ON and new in _OFF:
                return say("format.off", property=name)
        if not old and not new:
            return say("format.other", property=name)
        if not old:
            return say("format.added", property=name, new=self.value(new))
        if not new:
            return say("format.removed", property=name, old=self.value(old))
        return say("format.change", property=name, old=self.value(old), new=self.value(new))

    def _list(self, old: str, new: str) -> str:
        """Bullets or numbers that came, went or were exchanged: their names say what they are."""
        old, new = self.value(old), self.value(new)
        if not old:
            return self.phrases.say("format.on", property=new)
        if not new:
            return self.phrases.say("format.off", property=old)
        return self.phrases.say("format.turned", old=old, new=new[:1].upper() + new[1:])

    def property(self, name: str) -> str:
        """A property's name for people; one without a name of its own is called as the file has it."""
        sentences, key = self.phrases.wording.sentences, f"report.property.{name}"
        if key in sentences:
            return sentences[key]
        for prefix in ("cell_margin", "page_border", "border", "margin"):
            if name.startswith(f"{prefix}_"):
                side = name.removeprefix(f"{prefix}_")
                return self.phrases.say(
                    "format.side", property=sentences[f"report.property.{prefix}"], side=self.value(side)
                )
        return name.replace("_", " ")

    def value(self, text: str) -> str:
        """A value for people: Word's own words translated, lengths with the language's decimal sign."""
        translated = self.phrases.wording.sentences.get(f"report.value.{text}")
        if translated is not None:
            return translated
        number, _, unit = text.partition(" ")
        if unit in ("", "pt", "%", "mm", "cm") and number.replace(".", "", 1).replace("-", "", 1).isdigit():
            # "2.1" is a heading's number, "10.5 pt" a length.
            return text if not unit else text.replace(".", self.phrases.say("number.decimal"))
        return start_of(text, _VALUE)
