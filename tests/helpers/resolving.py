"""Accepting and rejecting in tests: a line of markup before, a line of markup after."""

from __future__ import annotations

from lxml import etree

from rus_editor.word.resolve import Verdict, has_tracked_changes, resolve_tree
from tests.helpers.ooxml import part, xml


def resolved(body: str, verdict: Verdict) -> str:
    """The body of a document once its tracked changes are resolved, in canonical markup."""
    root = _document(body)
    resolve_tree(root, verdict)
    assert not has_tracked_changes(root)
    return _inside(root)


def canonical(body: str) -> str:
    """A body as :func:`resolved` would give it if nothing in it was changed."""
    return _inside(_document(body))


def accepted(body: str) -> str:
    """The body once everything is accepted."""
    return resolved(body, Verdict.ACCEPT)


def rejected(body: str) -> str:
    """The body once everything is rejected."""
    return resolved(body, Verdict.REJECT)


def _document(body: str) -> etree._Element:
    return etree.fromstring(part("document", f"<w:body>{xml(body)}</w:body>"))


def _inside(root: etree._Element) -> str:
    body = etree.tostring(root[0], method="c14n", exclusive=True).decode()
    return body.removeprefix(body[: body.index(">") + 1]).removesuffix("</w:body>")
