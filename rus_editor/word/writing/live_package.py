"""A package whose parts are edited: the same tree whenever a part is asked for, parts that come and go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.model.document import Notice, NoticeCode
from rus_editor.word import markup
from rus_editor.word.limits import Limits
from rus_editor.word.package import Package, external_notices
from rus_editor.word.relationships import PartNames, Relationship, read_relationships, relationships_part_of

_EXTERNAL = frozenset((NoticeCode.EXTERNAL_LINK, NoticeCode.EXTERNAL_PICTURE, NoticeCode.EXTERNAL_TEMPLATE))
WHOLE_PART = (-1,)
"""The path of a patch that is about a part itself: without a fragment the part goes, with one it comes."""


@dataclass(frozen=True, eq=False)
class LivePackage(Package):
    """A package that hands the same tree out whenever a part is asked for. ``made`` are parts that were not in it."""

    trees: dict[str, Element] = field(default_factory=dict)
    made: dict[str, None] = field(default_factory=dict)
    read_anew: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)

    def xml(self, part: str) -> Element:
        """The part's tree, as it has become by now."""
        if part not in self.trees:
            self.trees[part] = super().xml(part)
        return self.trees[part]

    def has(self, part: str) -> bool:
        """Whether there is such a part now."""
        return part in self.made or part in self.members

    def put(self, part: str, content: bytes | None) -> None:
        """A part with that markup in the place of the one of that name, or none."""
        self.trees.pop(part, None)
        if content is not None:
            self.trees[part] = markup.parse(content, part, self.name, Limits())
            if part not in self.members:
                self.made[part] = None
        else:
            self.made.pop(part, None)
        self.read_anew.clear()

    def forget_relationships(self, part: str) -> None:
        """A part was edited; if it holds relationships, they are read anew."""
        if part.endswith(".rels"):
            self.read_anew.clear()

    def told(self) -> tuple[Notice, ...]:
        """What a user may want to know, of links that were made too."""
        if not self._has_edited_relationships:
            return self.notices
        inside = [notice for notice in self.notices if notice.code not in _EXTERNAL]
        return (
            *inside,
            *external_notices({part: self.relationships(part) for part in ("", *self.members, *self.made)}),
        )

    @property
    def _has_edited_relationships(self) -> bool:
        return bool(self.made) or any(name.endswith(".rels") for name in self.trees)

    def relationships_name(self, part: str) -> str:
        """The name of the part with a part's relationships, be it there or not."""
        usual = relationships_part_of(part)
        return PartNames(self.members).find(usual) or usual

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """What a part uses by now."""
        if not self._has_edited_relationships:
            return super().relationships(part)
        if part not in self.read_anew:
            source = self.relationships_name(part)
            tree = self.trees.get(source)
            self.read_anew[part] = (
                super().relationships(part)
                if tree is None
                else MappingProxyType(read_relationships(tree, part, PartNames((*self.members, *self.made))))
            )
        return self.read_anew[part]

    def related(self, part: str, type: str) -> tuple[str, ...]:  # noqa: A002 - the word of the standard
        """The members that a part uses in one way by now."""
        return tuple(
            relationship.target
            for relationship in self.relationships(part).values()
            if relationship.type == type and not relationship.external and self.has(relationship.target)
        )
