"""How the page was left, as a setting of the project has it. What cannot be read there is as if it was never said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from rus_editor.model.comparison import ChangeKind, Noise
from rus_editor.model.project import Json, Significance
from rus_editor.usecases.reviewing import Choice

_Named = TypeVar("_Named", bound=Enum)
_NOT_WEIGHED = ""


@dataclass(frozen=True)
class KeptView:
    """What shows (``choice``, without its chapter), the whole document or not, and the change at hand by its id."""

    choice: Choice = field(default_factory=Choice)
    whole: bool = False
    change: str = ""


def to_json(view: KeptView) -> Json:
    """As it is kept."""
    choice = view.choice
    return {
        "kinds": _list(kind.value for kind in choice.kinds),
        "authors": _list(choice.authors),
        "significances": _list(_NOT_WEIGHED if each is None else each.value for each in choice.significances),
        "ignored": _list(noise.value for noise in choice.ignored),
        "opened": _list(choice.opened),
        "unreviewed": choice.only_unreviewed,
        "since": choice.only_since,
        "fold": choice.fold,
        "whole": view.whole,
        "change": view.change,
    }


def from_json(kept: Json) -> KeptView:
    """What was kept, as far as it can be read."""
    if not isinstance(kept, dict):
        return KeptView()
    change = kept.get("change")
    significances: frozenset[Significance | None] = _named(Significance, kept.get("significances"))
    if _NOT_WEIGHED in _words(kept.get("significances")):
        significances |= {None}
    choice = Choice(
        kinds=_named(ChangeKind, kept.get("kinds")),
        authors=_words(kept.get("authors")),
        significances=significances,
        only_unreviewed=kept.get("unreviewed") is True,
        only_since=kept.get("since") is True,
        ignored=_named(Noise, kept.get("ignored")),
        fold=kept.get("fold") is True,
        opened=_words(kept.get("opened")),
    )
    return KeptView(choice, kept.get("whole") is True, change if isinstance(change, str) else "")


def _list(words: Iterable[str]) -> list[Json]:
    return [*sorted(words)]


def _words(kept: Json) -> frozenset[str]:
    return frozenset(word for word in kept if isinstance(word, str)) if isinstance(kept, list) else frozenset()


def _named(names: type[_Named], kept: Json) -> frozenset[_Named]:
    words = _words(kept)
    return frozenset(each for each in names if each.value in words)
