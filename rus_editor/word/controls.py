"""Content controls: what kind they are, how they are named, what they hold (ECMA-376 part 1, 17.5.2)."""

from __future__ import annotations

from itertools import islice

from lxml.etree import _Element as Element

from rus_editor.model.document import ContentControl
from rus_editor.word.names import (
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    TEXT,
    VAL,
    W14,
    W15,
    W,
    local_name,
    says_on,
    value_of,
)

_KINDS = frozenset(
    {
        W + name
        for name in (
            "text",
            "richText",
            "dropDownList",
            "comboBox",
            "date",
            "picture",
            "docPartObj",
            "docPartList",
            "equation",
            "citation",
            "bibliography",
            "group",
        )
    }
    | {W14 + "checkbox", W15 + "repeatingSection", W15 + "repeatingSectionItem", W15 + "webExtensionLinked"}
)
_MOST_TEXTS = 1_000
_WITH_VALUE = frozenset(("text", "dropDownList", "comboBox", "date", "citation"))
_GENERATED_GALLERIES = frozenset(("table of contents", "bibliographies", "index", "table of figures"))


class ControlRegister:
    """The content controls met so far, each once, in reading order."""

    def __init__(self) -> None:
        self._ids: dict[Element, str] = {}
        self._controls: list[ContentControl] = []
        self._generated: set[str] = set()

    def __len__(self) -> int:
        """How many have been met."""
        return len(self._controls)

    def forget_after(self, count: int) -> None:
        """Forget those that were met after the first ``count``."""
        while len(self._ids) > count:
            _, identity = self._ids.popitem()
            self._generated.discard(identity)
        del self._controls[count:]

    def read_anew(self, control: Element) -> None:
        """What a control holds was changed; a control not met yet stays so."""
        identity = self._ids.get(control)
        if identity is not None:
            self._controls[int(identity.rpartition("/")[2])] = _read(control, identity)

    @property
    def controls(self) -> tuple[ContentControl, ...]:
        """All of them."""
        return tuple(self._controls)

    def id_of(self, control: Element) -> str:
        """The id of a ``w:sdt``: its place in reading order, since ids in files are neither unique nor always there."""
        known = self._ids.get(control)
        if known is not None:
            return known
        identity = f"control/{len(self._controls)}"
        self._ids[control] = identity
        read = _read(control, identity)
        self._controls.append(read)
        if read.kind == "bibliography" or (
            read.kind in ("docPartObj", "docPartList") and read.value.lower() in _GENERATED_GALLERIES
        ):
            self._generated.add(identity)
        return identity

    def is_generated(self, identity: str) -> bool:
        """Whether Word makes what stands in that control (a table of contents, say)."""
        return identity in self._generated


def _read(control: Element, identity: str) -> ContentControl:
    properties = control.find(CONTROL_PROPERTIES)
    kind_element = None
    if properties is not None:
        kind_element = next((child for child in properties if child.tag in _KINDS), None)
    kind = "richText" if kind_element is None else local_name(kind_element.tag)
    return ContentControl(
        id=identity,
        kind=kind,
        tag=value_of(properties, W + "tag") or "",
        title=value_of(properties, W + "alias") or "",
        value=_value(control, kind, kind_element),
    )


def _value(control: Element, kind: str, kind_element: Element | None) -> str:
    if kind_element is not None and kind == "checkbox":
        checked = kind_element.find(W14 + "checked")
        return "on" if checked is not None and says_on(checked.get(W14 + "val")) else "off"
    if kind in ("docPartObj", "docPartList"):
        return value_of(kind_element, W + "docPartGallery") or ""
    if kind in _WITH_VALUE:
        content = control.find(CONTROL_CONTENT)
        texts = () if content is None else islice(content.iter(TEXT), _MOST_TEXTS)
        shown = "".join(text.text or "" for text in texts)
        return shown or (kind_element.get(W + "fullDate", "") if kind_element is not None else "")
    return "" if kind_element is None else kind_element.get(VAL, "")
