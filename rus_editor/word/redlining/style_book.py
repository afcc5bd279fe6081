"""Styles by kind and name, as a document has them."""

from __future__ import annotations

from lxml.etree import _Element as Element

from rus_editor.word.names import VAL, W

_ON = ("1", "true", "on")
_USUAL_DEFAULT = "normal"
_DEEPEST = 20


class StyleBook:
    """Styles by kind and name, in either document."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self.by_id: dict[str, Element] = {}
        self.by_name: dict[tuple[str, str], str] = {}
        self.default_id = ""
        self._names: dict[str, str] = {}
        for style in root.iterchildren(W + "style") if root is not None else ():
            identity, kind = style.get(W + "styleId") or "", style.get(W + "type") or "paragraph"
            name = style.find(W + "name")
            said = ((name.get(VAL) if name is not None else identity) or identity).lower()
            self.by_id.setdefault(identity, style)
            self._names.setdefault(identity, said)
            self.by_name.setdefault((kind, said), identity)
            if kind == "paragraph" and style.get(W + "default") in _ON:
                self.default_id = identity

    @property
    def default_name(self) -> str:
        """How the style of paragraphs that name none is called, in small letters."""
        return self._names.get(self.default_id, _USUAL_DEFAULT)

    def name(self, identity: str) -> str:
        """A style's name in small letters; an unknown id as it is."""
        return self._names.get(identity) or "?" + identity

    def numbering(self, identity: str) -> tuple[str | None, str | None]:
        """The list and level that a paragraph style gives, inherited ones too: (``w:numId``, ``w:ilvl``)."""
        number: str | None = None
        level: str | None = None
        for _ in range(_DEEPEST):
            style = self.by_id.get(identity)
            if style is None:
                break
            given = style.find(f"{W}pPr/{W}numPr")
            if given is not None:
                own, own_level = given.find(W + "numId"), given.find(W + "ilvl")
                number = number if number is not None or own is None else own.get(VAL)
                level = level if level is not None or own_level is None else own_level.get(VAL)
            base = style.find(W + "basedOn")
            identity = (base.get(VAL) or "") if base is not None else ""
        return number, level
