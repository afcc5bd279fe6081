"""Imported chunks (``w:altChunk``, ECMA-376 part 1, 17.17.2.1): another document inside this one."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from html.parser import HTMLParser

from rus_editor.model.document import BlockId, Opaque
from rus_editor.model.errors import KnownError
from rus_editor.word.names import PARAGRAPH, TEXT, W
from rus_editor.word.package import Package, open_package

_BREAKING = frozenset(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
    "table td th title tr ul".split()
)
_UNSEEN = frozenset(("script", "style", "head", "template"))
_MOST_TEXT = 5_000_000
_RTF_GROUP = re.compile(r"\{\\\*[^{}]*\}|\{\\(?:fonttbl|colortbl|stylesheet|info)(?:[^{}]|\{[^{}]*\})*\}")
_RTF_BREAK = re.compile(r"\\(?:par|line|cell|row)\b ?")
_RTF_BYTE = re.compile(r"\\'([0-9a-fA-F]{2})")
_RTF_CODE = re.compile(r"\\u(-?\d+) ?\??")
_RTF_WORD = re.compile(r"\\[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[{}]|[\r\n]")


def read_chunk(package: Package, part: str, relationship: str, identity: BlockId) -> Opaque:
    """The chunk that a relationship leads to, with what can be read in it."""
    found = package.relationships(part).get(relationship)
    if found is None or found.external or found.target not in package.members:
        return Opaque(identity, "altChunk", "missing")
    try:
        content = package.members[found.target]
        text = _text(content, package.content_type(found.target).lower(), package)
    except KnownError:
        return Opaque(identity, "altChunk", "missing")
    return Opaque(identity, "altChunk", hashlib.sha256(content).hexdigest(), text[:_MOST_TEXT])


def _text(content: bytes, content_type: str, package: Package) -> str:
    if content.startswith(b"PK"):
        return _word_text(content, package)
    if "html" in content_type or content.lstrip()[:1] == b"<":
        return _html_text(_decoded(content))
    if "rfc822" in content_type or content_type.startswith("multipart") or content[:13].lower() == b"mime-version:":
        return _mail_text(content)
    if "rtf" in content_type or content.startswith(b"{\\rtf"):
        return _rtf_text(content.decode("latin-1"))
    return _decoded(content) if content_type.startswith("text/") else ""


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", content[:2048])
    for encoding in (declared[1].decode("ascii") if declared else "utf-8", "utf-8"):
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


def _word_text(content: bytes, package: Package) -> str:
    """The body's paragraphs of a Word file inside this one; what it embeds in turn is left unread."""
    inner = open_package(content, package.name)
    lines: list[str] = []
    for element in inner.xml(inner.main_part).iter(PARAGRAPH, TEXT, W + "tab"):
        if element.tag == PARAGRAPH:
            lines.append("")
        elif lines:
            lines[-1] += "\t" if element.tag != TEXT else element.text or ""
    return "\n".join(lines).strip("\n")


def _mail_text(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    for piece in message.walk():
        if piece.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = piece.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _html_text(_decoded(payload))
    return ""


def _rtf_text(content: str) -> str:
    plain = _RTF_GROUP.sub(" ", content[:_MOST_TEXT])
    plain = _RTF_BREAK.sub("\u2028", plain)
    plain = _RTF_BYTE.sub(lambda match: bytes.fromhex(match[1]).decode("cp1252", "replace"), plain)
    plain = _RTF_CODE.sub(lambda match: chr(int(match[1][:9]) % 0x1_0000), plain)
    # Signs beyond the first 65,536 stand as two halves.
    plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "")
    lines = (line.strip() for line in _RTF_WORD.sub("", plain).split("\u2028"))
    return "\n".join(line for line in lines if line)


def _html_text(markup: str) -> str:
    reader = _HtmlReader()
    reader.feed(markup[:_MOST_TEXT])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _HtmlReader(HTMLParser):
    """Collects what a browser would show as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data.replace("\n", " "))
