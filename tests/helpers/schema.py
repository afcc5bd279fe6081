"""Holds Word files to the published schema, where its validator lies beside the corpus."""

from __future__ import annotations

import importlib.util
import io
import re
from collections import Counter
from functools import cache
from types import ModuleType

from lxml import etree

from tests.helpers.corpus import corpus

_PLACE = re.compile(r":\d+:|line \d+|\{[^}]*\}")


def schema_errors(made: bytes, *sources: bytes) -> list[str]:
    """Kinds of schema error in a file that none of those has that it was made from; none without a validator."""
    validator = _validator()
    if validator is None:
        return []
    known = {kind for source in sources for kind in _kinds(validator, source)}
    return sorted(kind for kind in _kinds(validator, made) if kind not in known)


def _kinds(module: ModuleType, content: bytes) -> Counter[str]:
    lines: list[str] = module.problems(io.BytesIO(content), _schema())
    return Counter(_PLACE.sub("", line.partition(" ")[2])[:200] for line in lines)


@cache
def _validator() -> ModuleType | None:
    folder = corpus()
    place = None if folder is None else folder.parent / "tools" / "validate_docx.py"
    if place is None or not place.is_file():
        return None
    found = importlib.util.spec_from_file_location(place.stem, place)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@cache
def _schema() -> etree.XMLSchema:
    module = _validator()
    assert module is not None
    return etree.XMLSchema(etree.parse(str(module.HERE.parent / "schema" / "wml.xsd")))
