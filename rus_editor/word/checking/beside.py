"""What differs beside the text, where no tracked change reaches: looks of styles, comments, a setting of headers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from lxml.etree import _Element as Element

from rus_editor.model.errors import KnownError
from rus_editor.word.checking.definitions import Registers, said_by
from rus_editor.word.checking.views import View
from rus_editor.word.formats import NUMBERING_PROPERTIES
from rus_editor.word.names import AUTHOR, ID, W, is_on
from rus_editor.word.package import Package

_UNSEEN = frozenset((NUMBERING_PROPERTIES, *(W + name for name in ("rsid", "lang", "noProof"))))
_LOOKS = ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr")


def other_looks(old: Registers, new: Registers, used: Iterable[str]) -> Iterator[str]:
    """The names of styles in use that look otherwise in the new document, what they are based on counted too.

    ``used`` are ids of the old document. Other defaults are told of as the default style.
    """
    if _said(old.defaults) != _said(new.defaults):
        yield old.paragraph_style(None)
    by_name = {(new.kinds[identity], name): identity for identity, name in new.names.items()}
    for identity in sorted({above for style in used for above in old.chain(style)}):
        other = by_name.get((old.kinds[identity], old.names[identity]))
        if other is not None and _look(old, identity) != _look(new, other):
            yield old.names[identity]


def _look(registers: Registers, identity: str) -> tuple[tuple[str, ...], str]:
    style = registers.style(identity)
    bases = registers.chain(identity)[1:2]
    return tuple(_said(style.find(W + name)) for name in _LOOKS), registers.names[bases[0]] if bases else ""


def _said(properties: Element | None) -> str:
    return said_by(properties, _UNSEEN) if properties is not None else ""


Said = tuple[str, str]


def said_in_comments(package: Package) -> dict[str, Said]:
    """The author and words of each comment by its id; of two with one id the first."""
    root = _related(package, "comments")
    found: dict[str, Said] = {}
    for comment in root.iterchildren(W + "comment") if root is not None else ():
        words = "".join(text.text or "" for text in comment.iter(W + "t"))
        found.setdefault(comment.get(ID) or "", (comment.get(AUTHOR) or "", words))
    return found


def comments_in(roots: Iterable[Element], said: Mapping[str, Said], view: View) -> Counter[Said]:
    """The comments that some parts refer to in a view."""
    referred = {
        mark.get(ID) or ""
        for root in roots
        for mark in root.iter(W + "commentReference")
        if next(mark.iterancestors(*view.gone), None) is None
    }
    return Counter(said[identity] for identity in referred if identity in said)


def has_even_pages(package: Package) -> bool:
    """Whether even pages have headers of their own (ECMA-376 part 1, 17.10.1)."""
    parts = package.related(package.main_part, "settings")
    if not any(b"evenAndOddHeaders" in package.members[part] for part in parts):
        return False
    settings = _related(package, "settings")
    return settings is not None and is_on(settings.find(W + "evenAndOddHeaders"))


def _related(package: Package, kind: str) -> Element | None:
    for part in package.related(package.main_part, kind):
        try:
            return package.xml(part)
        except KnownError:
            return None
    return None
