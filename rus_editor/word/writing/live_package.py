"""A package whose parts are edited: the same tree whenever a part is asked for, parts that come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from lxml.etree import _Element as Element

from rus_editor.model.document import Notice, NoticeCode
from rus_editor.model.edits import ImpossibleEdit
from rus_editor.word import markup
from rus_editor.word.limits import Limits
from rus_editor.word.package import Package, external_notices
from rus_editor.word.relationships import (
    ContentTypes,
    PartNames,
    Relationship,
    read_relationships,
    relationships_part_of,
)
from rus_editor.word.saving import written

_EXTERNAL = frozenset((NoticeCode.EXTERNAL_LINK, NoticeCode.EXTERNAL_PICTURE, NoticeCode.EXTERNAL_TEMPLATE))
WHOLE_PART = (-1,)
"""The path of a patch that is about a part itself: without a fragment the part goes, with one it comes."""
WHOLE_MEMBER = (-2,)
"""The same for a part that is no markup."""
_CONTENT_TYPES = "[Content_Types].xml"


class LiveMembers(Mapping[str, bytes]):
    """The members of a package, and those without markup that came since; parts with markup are known, too."""

    def __init__(self, own: Mapping[str, bytes], made: Mapping[str, None], trees: Mapping[str, Element]) -> None:
        self._own = own
        self._made = made
        self._trees = trees
        self.added: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        """A member's bytes: as it was read, or of a part with markup that came since, as it is."""
        if name in self.added:
            return self.added[name]
        if name in self._made:
            return written(self._trees[name])
        return self._own[name]

    def __iter__(self) -> Iterator[str]:
        """The names of members, those that came last; parts with markup that came are named by their package."""
        yield from self._own
        yield from self.added

    def __len__(self) -> int:
        """How many there are."""
        return len(self._own) + len(self.added)

    def __contains__(self, name: object) -> bool:
        """Whether there is such a member; nothing is inflated for that."""
        return name in self.added or name in self._made or name in self._own


@dataclass(frozen=True, eq=False)
class LivePackage(Package):
    """A package that hands the same tree out whenever a part is asked for. ``made`` are parts that were not in it.

    Parts without markup that were not in it are :attr:`arrived`; ``gone`` are members that went.
    """

    trees: dict[str, Element] = field(default_factory=dict)
    made: dict[str, None] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)
    read_anew: dict[str, Mapping[str, Relationship]] = field(default_factory=dict)
    origin: Package | None = None

    @classmethod
    def of(cls, package: Package) -> LivePackage:
        """A package about to be edited."""
        own = {name.name: getattr(package, name.name) for name in fields(Package)}
        made: dict[str, None] = {}
        trees: dict[str, Element] = {}
        members = LiveMembers(package.members, made, trees)
        return cls(**{**own, "members": members}, made=made, trees=trees, origin=package)

    @property
    def arrived(self) -> dict[str, bytes]:
        """The members without markup that came since."""
        return self.members.added if isinstance(self.members, LiveMembers) else {}

    def content_type(self, part: str) -> str:
        """What kind of content a part is said to have by now."""
        tree = self.trees.get(_CONTENT_TYPES) if part in self.made or part in self.arrived else None
        return super().content_type(part) if tree is None else ContentTypes(tree).of(part)

    def xml(self, part: str) -> Element:
        """The part's tree, as it has become by now."""
        if part not in self.trees:
            self.trees[part] = super().xml(part) if self.origin is None else self.origin.xml(part)
        return self.trees[part]

    def has(self, part: str) -> bool:
        """Whether there is such a part now."""
        return part in self.made or (part in self.members and part not in self.gone)

    def put(self, part: str, content: bytes | None) -> None:
        """A part with that markup in the place of the one of that name, or none."""
        self.trees.pop(part, None)
        self.gone.pop(part, None)
        if content is not None:
            self.trees[part] = markup.parse(content, part, self.name, Limits())
            if part not in (self.members if self.origin is None else self.origin.members):
                self.made[part] = None
        else:
            self.made.pop(part, None)
            if part in self.members:
                # What was made before the file was saved and opened again is undone.
                self.gone[part] = None
        self.read_anew.clear()

    def put_member(self, name: str, content: bytes | None) -> None:
        """A member without markup comes, or goes again; bytes that the file has by that name come back to it.

        Raises ImpossibleEdit for other bytes in the place of a member that the file has.
        """
        own: Collection[str] = () if self.origin is None else self.origin.members
        if name not in own:
            if content is None:
                self.arrived.pop(name, None)
            else:
                self.arrived[name] = content
        elif content is None:
            # It came by an edit before the file was saved and opened again, and that edit is undone.
            self.gone[name] = None
        elif self.members[name] == content:
            self.gone.pop(name, None)
        else:
            raise ImpossibleEdit(f"{name} is another part of the file")
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
        return bool(self.made or self.gone) or any(name.endswith(".rels") for name in self.trees)

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
            if source in self.gone:
                self.read_anew[part] = MappingProxyType({})
                return self.read_anew[part]
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
