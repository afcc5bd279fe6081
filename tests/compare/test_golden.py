"""One small file for each kind of change, with both texts and what is said of them, for a person to read.

The files are ``tests/golden/compare/*.txt``. After a wanted change, run the tests with RUS_UPDATE_GOLDEN=1 and read the
difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rus_editor.compare.engine import compare
from rus_editor.model.comparison import Change, Comparison, SegmentKind
from tests.helpers.documents import RUS, document

FOLDER = Path(__file__).parents[1] / "golden" / "compare"
OLD, NEW, CHANGES = "=== tidigare\n", "=== ny\n", "=== ändringar\n"


def marked(change: Change) -> str:
    """The text of a change with [-struck-] and {+inserted+}."""
    signs = {SegmentKind.EQUAL: "{}", SegmentKind.DELETED: "[-{}-]", SegmentKind.INSERTED: "{{+{}+}}"}
    text = "".join(signs[segment.kind].format(segment.text) for segment in change.segments)
    return text.replace("\n", "¶").replace("\t", "⇥").replace("\ufffc", "◊")


def told(comparison: Comparison) -> str:
    """Every change on a line."""
    lines: list[str] = []
    groups: dict[str, int] = {}
    for change in comparison.changes:
        words = [change.kind.value, change.subject.value]
        if change.edited:
            words.append("edited")
        if change.noise is not None:
            words.append(f"noise={change.noise.value}")
        if change.group is not None:
            words.append(f"together={groups.setdefault(change.group, len(groups) + 1)}")
        where = comparison.chapters[change.chapter].title or "–"
        if change.role is not None:
            where += f" / {change.role.value}"
        lines.append(f"{' '.join(words)} ({where}): {marked(change)}".rstrip())
        if change.detail:
            lines.append(f"    about: {change.detail}")
        lines.extend(
            f"    {part.property}: {part.old or '–'} → {part.new or '–'}" + (f" on “{part.text}”" if part.text else "")
            for part in change.formats
        )
    return "\n".join(lines) + "\n" if lines else "(inga)\n"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_changes_are_told_as_the_golden_file_says(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    head, _, rest = content.partition(OLD)
    old_text, _, rest = rest.partition(NEW)
    new_text, _, expected = rest.partition(CHANGES)
    old, new = document(*old_text.splitlines()), document(*new_text.splitlines())
    actual = told(compare(old, new, RUS))
    if os.environ.get("RUS_UPDATE_GOLDEN"):
        path.write_text(head + OLD + old_text + NEW + new_text + CHANGES + actual, encoding="utf-8")
    assert actual == expected


def test_there_is_a_golden_file_for_each_kind() -> None:
    kinds = {"inserted", "deleted", "replaced", "moved", "split", "joined", "formatted"}
    seen = {path.stem.split("_")[0] for path in FOLDER.glob("*.txt")}
    assert kinds <= seen
