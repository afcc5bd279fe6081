"""Kills a process that saves, 200 times, and reads what it left each time; saves every corpus file without an edit."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rus_editor.model.document import paragraphs
from rus_editor.model.edits import ImpossibleEdit, ReplaceText
from rus_editor.model.errors import KnownError
from rus_editor.word.package import open_package, read_bytes
from rus_editor.word.saving import rewrite
from rus_editor.word.writer import Writer
from tests.helpers.killed import kill_while_saving, write_first
from tests.helpers.markup import changed_paragraphs, changed_parts
from tests.helpers.word_files import corpus_files, own_files

_KILLS = 200
_EDITS = 2
_STORIES = 4


def killed() -> bool:
    """Kill and read; True when every file was whole and new enough."""
    chance = random.Random(1)
    unreadable = older = saves = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dokument.docx"
        write_first(path)
        for _ in range(_KILLS):
            try:
                told, found = kill_while_saving(path, chance)
            except (KnownError, AssertionError, ValueError):
                unreadable += 1
                write_first(path)
                continue
            older += found < told
            saves = max(saves, found)
    print(f"killed while saving: {_KILLS} times in {saves} saves; unreadable {unreadable}, older than told {older}")
    return not unreadable and not older


def written_back() -> bool:
    """Save every file unedited, and edited at a few places; True when nothing else differed."""
    opened = same = edits = narrow = undone = 0
    for path in [*own_files(), *corpus_files("files")]:
        content = read_bytes(path)
        try:
            package = open_package(content, path.name)
            writer = Writer(package)
        except KnownError:
            continue
        opened += 1
        # A new member makes the file be written anew, so that every other one is really put in its place.
        again = open_package(rewrite(package, {"rus/prov.xml": b"<x/>"}), path.name)
        same += all(again.members[name] == package.members[name] for name in package.members)
        for story in writer.document.stories[:_STORIES]:
            for paragraph in [each for each in paragraphs(story.blocks) if each.text[:1].isalnum()][:_EDITS]:
                try:
                    inverse = writer.apply(ReplaceText(paragraph.id, 0, 1, "NYTT"))
                except ImpossibleEdit:
                    continue
                edits += 1
                narrow += _is_narrow(content, writer.to_bytes(), twice=story.id.startswith("textbox"))
                writer.apply(inverse)
        undone += writer.to_bytes() == content
    print(f"open and save: {same} of {opened} files with every member identical")
    print(f"edit and save: {narrow} of {edits} edits changed one part and one paragraph in it")
    print(f"undone: {undone} of {opened} files as they were")
    return same == opened and narrow == edits and undone == opened


def _is_narrow(old: bytes, new: bytes, *, twice: bool) -> bool:
    parts = changed_parts(old, new)
    if twice:  # A text box is written over its twin for older programs, which may be laid out otherwise.
        return len(parts) == 1
    try:
        return len(parts) == 1 and len(changed_paragraphs(old, new, parts[0])) == 1
    except AssertionError:
        return False


if __name__ == "__main__":
    sys.exit(0 if all([killed(), written_back()]) else 1)
