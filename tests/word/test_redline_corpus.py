"""Pairs of real files, published for tests of comparison: every redline leads back to both and keeps Word's rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from rus_editor.model.view import View
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.redlining import redline_files
from rus_editor.word.package import Package, open_package, read_bytes
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict, resolve_package
from rus_editor.word.tracked import may_have_tracked_changes
from tests.helpers.corpus import corpus
from tests.helpers.redline_rules import broken_rules
from tests.helpers.redlining import told


def pairs() -> list[tuple[str, Path, Path]]:
    """Name, old and new of the example's pair, and of every pair in the corpus where there is one."""
    own = [("example", *example_pair())]
    folder = corpus()
    if folder is None or not (folder / "pairs.tsv").is_file():
        return own
    rows = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return own + [(row[0], folder / "pairs" / row[1], folder / "pairs" / row[2]) for row in rows]


def plain(path: Path, verdict: Verdict = Verdict.ACCEPT) -> Package:
    """A file without tracked changes of its own."""
    package = open_package(read_bytes(path), path.name)
    return open_package(resolve_package(package, verdict), path.name)


@pytest.mark.parametrize(("old", "new"), [pytest.param(old, new, id=name) for name, old, new in pairs()])
def test_a_redline_of_a_real_pair_leads_back_to_both(old: Path, new: Path) -> None:
    made = redline_files(old, new, author="Skribent 1", date="2026-11-23T12:00:00Z")
    assert made.holds
    package = open_package(made.content, new.name)
    before, after = plain(old), plain(new)
    assert broken_rules(package, after) == []
    for verdict, wanted in ((Verdict.REJECT, before), (Verdict.ACCEPT, after)):
        resolved = open_package(resolve_package(package, verdict), new.name)
        assert told(read_document(resolved)) == told(read_document(wanted)), verdict
    assert read_document(package).has_revisions or told(read_document(before)) == told(read_document(after))


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.name)
        for path in sorted({side for _, *sides in pairs() for side in sides})
        if may_have_tracked_changes(open_package(read_bytes(path), path.name))
    ],
)
def test_the_two_views_of_a_file_with_tracked_changes_can_be_compared(path: Path) -> None:
    made = redline_files(path, path, old_view=View.ORIGINAL, new_view=View.FINAL)
    assert made.holds
    package = open_package(made.content, path.name)
    for verdict in Verdict:
        resolved = open_package(resolve_package(package, verdict), path.name)
        assert told(read_document(resolved)) == told(read_document(plain(path, verdict)))
