"""Words shown to people, kept apart from the code; ``config`` reads them from ``resources/wording``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """Sentences in one language under dotted keys ("error.not_a_zip"), with ``{name}`` for what is filled in."""

    language: str
    sentences: Mapping[str, str]

    def say(self, key: str, **facts: object) -> str:
        """The sentence for a key, filled in. A key that is not there is a fault in the program (KeyError)."""
        return self.sentences[key].format(**facts)

    def number_of(self, key: str, count: int, **facts: object) -> str:
        """The sentence for a count: ``key.one`` for 1, otherwise ``key.many``, with ``{count}`` filled in."""
        return self.say(f"{key}.one" if count == 1 else f"{key}.many", count=count, **facts)
