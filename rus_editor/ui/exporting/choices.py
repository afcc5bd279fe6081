"""What somebody chose for an export, and how a project remembers it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rus_editor.model.project import Json
from rus_editor.model.summary import Part, Scope, Selection
from rus_editor.usecases.publishing import Product

KEPT_AS = "view.export"
"""The project's setting: where one left off, and so no change of the project."""

_CHAPTER = "chapter"


@dataclass(frozen=True)
class Choices:
    """The choices that are remembered with the project. ``is_chapter``: the report is about the chapter at hand."""

    selection: Selection = Selection.ALL
    is_chapter: bool = False
    parts: frozenset[Part] = frozenset(Part)
    products: frozenset[Product] = frozenset({Product.PDF})
    title: str = ""
    organisation: str = ""
    dnr: str = ""
    stem: str = ""
    unknown: dict[str, Json] = field(default_factory=dict, compare=False)
    """What another version of the program keeps here."""

    def scope(self, chapter: int | None) -> Scope:
        """What the report is about; ``chapter`` is the one that is chosen, by its index in the comparison."""
        if self.is_chapter:
            return Scope(Selection.ALL, chapter, self.parts)
        return Scope(self.selection, None, self.parts)


def to_json(choices: Choices) -> Json:
    """As the project keeps it."""
    return {
        **choices.unknown,
        "report": _CHAPTER if choices.is_chapter else choices.selection.value,
        "parts": [part.value for part in Part if part in choices.parts],
        "products": [product.value for product in Product if product in choices.products],
        "title": choices.title,
        "organisation": choices.organisation,
        "dnr": choices.dnr,
        "stem": choices.stem,
    }


def from_json(kept: Json) -> Choices:
    """From what is kept; whatever is missing or is not as it should be is as if nobody had chosen."""
    if not isinstance(kept, dict):
        return Choices()
    first = Choices()

    def text(key: str) -> str:
        found = kept.get(key)
        return found if isinstance(found, str) else ""

    def some(key: str) -> set[str] | None:
        found = kept.get(key)
        return {each for each in found if isinstance(each, str)} if isinstance(found, list) else None

    parts, products = some("parts"), some("products")
    known = {"report", "parts", "products", "title", "organisation", "dnr", "stem"}
    return Choices(
        next((each for each in Selection if each.value == kept.get("report")), first.selection),
        kept.get("report") == _CHAPTER,
        first.parts if parts is None else frozenset(part for part in Part if part.value in parts),
        first.products if products is None else frozenset(each for each in Product if each.value in products),
        text("title"),
        text("organisation"),
        text("dnr"),
        text("stem"),
        {key: value for key, value in kept.items() if key not in known},
    )
