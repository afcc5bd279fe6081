"""Relationships of old content, with the members that they lead to, brought into the parts of the new document."""

from __future__ import annotations

from rus_editor.word import markup
from rus_editor.word.package import Package
from rus_editor.word.redlining.output import Digests, Output, WrittenTypes

_MARKUP = (".xml", ".rels")


class Relations:
    """What old parts use, found again in or brought into new parts. Ids are a part's own: each keeps its own book."""

    def __init__(self, old: Package, output: Output) -> None:
        self.digests = Digests(old)
        self._old = old
        self._output = output
        self._known: dict[tuple[str, str, str], str] = {}
        self._members: dict[str, str] = {}
        self._types = WrittenTypes(old)

    def bring(self, old_part: str, new_part: str, identity: str) -> str:
        """The id in ``new_part`` of what ``identity`` leads to in ``old_part``; one that led nowhere still does not."""
        if not identity:
            return identity
        key = old_part, new_part, identity
        if key not in self._known:
            self._known[key] = self._bring(old_part, new_part, identity)
        return self._known[key]

    def _bring(self, old_part: str, new_part: str, identity: str) -> str:
        output = self._output
        found = self._old.relationships(old_part).get(identity)
        if found is None:
            return output.free_relation(new_part, identity)
        said = self.digests.of(old_part, identity)
        for candidate in output.relationships(new_part).values():
            if candidate.type == found.type and output.digest(new_part, candidate.id) == said:
                return candidate.id
        kind = self._types.of(old_part, found)
        if found.external or found.target not in self._old.members:
            # A member that is missing would spoil the new document; an address that leads nowhere does not.
            return output.add_relation(new_part, kind, found.target, external=not found.target.startswith("#"))
        return output.add_relation(new_part, kind, self._bring_member(found.target), external=False)

    def _bring_member(self, name: str) -> str:
        """Copy a member, and what it leans on in turn (a chart's workbook and styles); the name it got."""
        old, output = self._old, self._output
        if name not in old.members:
            return name
        if name in self._members:
            return self._members[name]
        content = old.members[name]
        is_markup = old.is_strict and name.lower().endswith(_MARKUP)
        added = output.add_member(name, markup.transitional(content) if is_markup else content, old.content_type(name))
        self._members[name] = added
        for relation in old.relationships(name).values():
            # The copied part's own markup names its relationships, so they keep their ids.
            is_outside = relation.external or (
                relation.target not in old.members and not relation.target.startswith("#")
            )
            target = relation.target if is_outside else self._bring_member(relation.target)
            output.keep_relation(added, relation.id, self._types.of(name, relation), target, external=is_outside)
        return added
