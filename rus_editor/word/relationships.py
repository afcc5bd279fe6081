"""Content types and relationships (ISO/IEC 29500-2, 6.2 and 6.5): what each part is, and which others it uses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote

from lxml import etree

from rus_editor.word import markup

_EXTERNAL_SCHEME = re.compile(
    r"(?:https?|ftps?|mailto|file|tel|sms|onenote|ms-[\w-]+|javascript|news|ldap):", re.IGNORECASE
)
_SPELLED_APART: Mapping[str, str] = MappingProxyType(
    {"extendedProperties": "extended-properties", "customProperties": "custom-properties"}
)
_BY_EXTENSION: Mapping[str, str] = MappingProxyType(
    {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "bmp": "image/bmp",
        "tif": "image/tiff",
        "tiff": "image/tiff",
        "svg": "image/svg+xml",
        "emf": "image/x-emf",
        "wmf": "image/x-wmf",
        "htm": "text/html",
        "html": "text/html",
        "bin": "application/octet-stream",
    }
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """How one part uses another thing.

    ``type`` is the last piece of the type's address ("image", "footnotes"), the same for strict and transitional.
    ``target`` is a member's name, or for ``external`` the address as written (never fetched). An internal target that
    names no member is the name where it should have been; one that starts with ``#`` is a place in the part itself.
    """

    id: str
    type: str
    target: str
    external: bool


NO_RELATIONSHIPS: Mapping[str, Relationship] = MappingProxyType({})


class PartNames:
    """Finds a member by a name that may differ in case or in percent signs (ISO/IEC 29500-2, 6.2.2.3)."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_folded = {name.lower(): name for name in names}

    def find(self, name: str) -> str | None:
        """The member's own name, or None."""
        folded = self._by_folded
        found = folded.get(name.lower())
        if found is None and "%" in name:
            found = folded.get(unquote(name).lower())
        if found is None:
            found = folded.get(quote(name, safe="/!$&'()*+,;=:@~").lower())
        return found


def relationships_part_of(part: str) -> str:
    """Where the relationships of a part stand; the empty part is the package itself."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def read_relationships(root: etree._Element, part: str, names: PartNames) -> dict[str, Relationship]:
    """The relationships in a ``.rels`` part's root, by id; the first one keeps an id that is used twice."""
    found: dict[str, Relationship] = {}
    for element in root.iterchildren(etree.Element):
        if markup.local_name(element) != "Relationship":
            continue
        identity = element.get("Id", "")
        target = element.get("Target", "").strip()
        kind = element.get("Type", "").rstrip("/").rsplit("/", 1)[-1]
        external = element.get("TargetMode", "").lower() == "external" or bool(_EXTERNAL_SCHEME.match(target))
        if not external and not target.startswith("#"):
            target = _member_name(target, part, names)
        if identity:
            found.setdefault(
                identity,
                Relationship(identity, _SPELLED_APART.get(kind, kind), target, external),
            )
    return found


def _member_name(target: str, part: str, names: PartNames) -> str:
    """An internal target as a member's name. What climbs out of the package ends at its root (RFC 3986, 5.2.4)."""
    path = target.partition("#")[0].replace("\\", "/")
    folder = part.rpartition("/")[0]
    whole = path if path.startswith("/") else f"/{folder}/{path}"
    name = posixpath.normpath("/" + whole.lstrip("/")).lstrip("/")
    found = names.find(name)
    if found is None and not path.startswith("/"):
        # Some producers leave the slash out of targets that are meant from the root ("word/media/image1.png").
        found = names.find(posixpath.normpath(path))
    return found if found is not None else name


class ContentTypes:
    """What kind of content each part is said to have; without ``[Content_Types].xml`` the extension decides."""

    def __init__(self, root: etree._Element | None) -> None:
        self._by_extension: dict[str, str] = {}
        self._by_part: dict[str, str] = {}
        if root is None:
            return
        for element in root.iterchildren(etree.Element):
            kind = element.get("ContentType", "").strip()
            match markup.local_name(element):
                case "Default":
                    self._by_extension.setdefault(element.get("Extension", "").lower().lstrip("."), kind)
                case "Override":
                    part = element.get("PartName", "").replace("\\", "/").lstrip("/").lower()
                    self._by_part.setdefault(part, kind)
                    self._by_part.setdefault(unquote(part), kind)

    def of(self, part: str) -> str:
        """The content type, without parameters; empty if nothing tells."""
        folded = part.lower()
        extension = folded.rpartition("/")[2].rpartition(".")[2]
        kind = self._by_part.get(folded) or self._by_extension.get(extension) or _BY_EXTENSION.get(extension, "")
        return kind.partition(";")[0].strip()

    def mention(self, kind: re.Pattern[str]) -> bool:
        """Whether any part is said to be of a kind, be it there or not."""
        return any(kind.fullmatch(said) for said in self._by_part.values())
