"""Tells whether a redline is right: rejected it must be the old file and accepted the new.

Two judges: one beside the corpus that shares no code with the program, where it is there, and else the program's own
reader. As a process (``python -m tests.helpers.judging [REFEREE]``) it answers lines ``["OLD", "NEW", "REDLINE"]``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

from lxml import etree
from rapidfuzz.distance import Indel

from rus_editor.model.document import AtomKind, Document, StoryKind, paragraphs
from rus_editor.word.package import Package, open_package, read_bytes
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict, resolve_package
from tests.helpers.corpus import corpus
from tests.helpers.redline_rules import broken_rules
from tests.helpers.redlining import told

Judgement = dict[str, object]
LEVELS = ("text", "structure", "formatting", "valid")
_PLACE = re.compile(r":\d+:|line \d+|\{[^}]*\}")


def referee() -> Path | None:
    """The independent judge: the file named by ``RUS_REFEREE``, else ``tools/referee.py`` beside the corpus."""
    folder = corpus()
    named = os.environ.get("RUS_REFEREE")
    place = Path(named) if named else None if folder is None else folder.parent / "tools" / "referee.py"
    return place if place is not None and place.is_file() else None


def judged_by_reader(old: Path, new: Path, redline: Path) -> Judgement:
    """By the program's own reader and its own ``accept`` and ``reject``."""
    before, after = _plain(old), _plain(new)
    package = open_package(redline.read_bytes(), "ut.docx")
    pairs = [
        (read_document(wanted), read_document(open_package(resolve_package(package, verdict), "ut.docx")))
        for wanted, verdict in ((before, Verdict.REJECT), (after, Verdict.ACCEPT))
    ]
    words = [" ".join(_texts(wanted)).split() for wanted, _ in pairs]
    return {
        "text": all(_texts(wanted) == _texts(found) for wanted, found in pairs),
        "structure": all(told(wanted, looks=False) == told(found, looks=False) for wanted, found in pairs),
        "formatting": all(told(wanted) == told(found) for wanted, found in pairs),
        "valid": not broken_rules(package, after),
        "marked": _marked_words(package),
        "least": Indel.distance(*words),
    }


class Referee:
    """By the independent judge, and by the schema where a validator lies beside it."""

    def __init__(self, place: Path) -> None:
        self._referee = _module(place)
        validator = place.parent / "validate_docx.py"
        self._validator = _module(validator) if validator.is_file() else None
        self._schema = None
        if self._validator is not None:
            self._schema = etree.XMLSchema(etree.parse(str(self._validator.HERE.parent / "schema" / "wml.xsd")))

    def judged(self, old: Path, new: Path, redline: Path) -> Judgement:
        """The judgement of one redline."""
        said = self._referee.referee(str(old), str(new), str(redline))
        known = self._kinds(str(old)) + self._kinds(str(new))
        flaws = [*said["validity"], *said["reject"]["issues"], *said["accept"]["issues"]]
        return {
            "text": said["ok_text"],
            "structure": said["ok_structure"],
            "formatting": said["ok_format"],
            "valid": not flaws and not set(self._kinds(str(redline))) - set(known),
            "marked": said["marked_words"],
            "least": said["lower_bound_words"],
        }

    @cache  # noqa: B019 - it lives as long as the process
    def _kinds(self, path: str) -> tuple[str, ...]:
        """The kinds of schema error in a file."""
        if self._validator is None:
            return ()
        lines: list[str] = self._validator.problems(path, self._schema)
        return tuple(sorted(Counter(_PLACE.sub("", line.partition(" ")[2])[:200] for line in lines)))


def _module(place: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location(place.stem, place)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _plain(path: Path) -> Package:
    package = open_package(read_bytes(path), path.name)
    return open_package(resolve_package(package, Verdict.ACCEPT), path.name)


def _texts(document: Document) -> list[str]:
    kinds = (StoryKind.BODY, StoryKind.TEXT_BOX, StoryKind.HEADER, StoryKind.FOOTER)
    stories = [story for kind in kinds for story in document.stories if story.kind is kind]
    # No peer brings comments over: they are not held to it.
    return [
        "".join(span.text for span in paragraph.spans if span.atom is None or span.atom.kind is not AtomKind.COMMENT)
        for story in stories
        for paragraph in paragraphs(story.blocks)
    ]


def _marked_words(package: Package) -> int:
    root = package.xml(package.main_part)
    kinds = ("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo")
    return sum(len("".join(text.text or "" for text in mark.iter("{*}t", "{*}delText")).split())
               for mark in root.iter(*kinds))  # fmt: skip


def answer(words: list[str]) -> None:
    """Judge what is asked for on standard input, line by line."""
    judge = Referee(Path(words[0])).judged if words else judged_by_reader
    for line in sys.stdin:
        try:
            said = judge(*map(Path, json.loads(line)))
        except Exception as fault:  # noqa: BLE001 - whatever a peer wrote, the others are to be judged too
            said = {"fault": f"{type(fault).__name__}: {fault}"[:200]}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer(sys.argv[1:])
