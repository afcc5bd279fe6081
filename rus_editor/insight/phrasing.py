"""How proposals are worded: the profile's phrases, quotes that are not too long, enumerations."""

from __future__ import annotations

from collections.abc import Sequence

from rus_editor.model.profile import Phrases, Profile, SectionRole

_QUOTE = 150


class Phrasebook:
    """The phrases of a profile in one language."""

    def __init__(self, profile: Profile, language: str) -> None:
        self._texts = _in_language(profile.phrases, language)
        self._everywhere: dict[str, tuple[str, ...]] = {}
        for _, texts in profile.phrases:
            for key, text in texts:
                self._everywhere[key] = (*self._everywhere.get(key, ()), *text.split())
        self._roles = {entry.role: _in_language(entry.phrases, language) for entry in profile.roles}
        self._names = {
            entry.role: dict(entry.names).get(language) or next((text for _, text in entry.names), "")
            for entry in profile.roles
        }
        self._themes = {
            theme.id: dict(theme.names).get(language) or next((text for _, text in theme.names), theme.id)
            for theme in profile.themes
        }

    def has(self, key: str, role: SectionRole | None = None) -> bool:
        """Whether there is a phrase: what has none is not proposed."""
        return key in (self._texts if role is None else self._roles.get(role, {}))

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words that stands among the phrases."""
        return tuple(self._texts.get(key, "").split())

    def words_of_text(self, key: str) -> tuple[str, ...]:
        """A list of words to look for in a text: of every language, since a summary may be in another than the text."""
        return self._everywhere.get(key, ())

    def say(self, key: str, role: SectionRole | None = None, /, **facts: object) -> str:
        """A phrase with its blanks filled in, beginning with a capital."""
        texts = self._texts if role is None else self._roles.get(role, {})
        text = texts[key]
        for name, value in facts.items():
            text = text.replace(f"{{{name}}}", str(value))
        return capitalised(text)

    def role(self, role: SectionRole | None) -> str:
        """What a section of a role is called."""
        return "" if role is None else self._names.get(role, "")

    def theme(self, theme: str) -> str:
        """What a theme is called after "ökat fokus på …"."""
        return self._themes.get(theme, theme)

    def number(self, count: int) -> str:
        """A number as it is written in running text: a word up to twelve."""
        words = self._texts.get("numbers", "").split()
        return words[count - 1] if 0 < count <= len(words) else str(count)

    def listing(self, texts: Sequence[str]) -> str:
        """Texts one after another, with a word before the last."""
        if len(texts) < 2:
            return "".join(texts)
        return f"{', '.join(texts[:-1])} {self._texts.get('and', '&')} {texts[-1]}"

    def quote(self, text: str, limit: int = _QUOTE) -> str:
        """A text in quotation marks, cut at a word where it is long; a full stop at its end is left out."""
        return f"”{shortened(text, limit)}”"


def shortened(text: str, limit: int = _QUOTE) -> str:
    """A text on one line, at most ``limit`` characters, cut at a word; quotation marks in it become single ones."""
    text = " ".join(text.split()).rstrip(".:;,").replace("”", "’").replace("“", "’").replace('"', "’")
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut} …"


def capitalised(text: str) -> str:
    """A text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _in_language(phrases: Phrases, language: str) -> dict[str, str]:
    by_language = {name: dict(texts) for name, texts in phrases}
    return by_language.get(language) or next(iter(by_language.values()), {})
