"""Any two files, with nearly all that a file may hold: what is accepted and rejected in a redline of them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from rus_editor.word.package import open_package
from rus_editor.word.reader import read_document
from rus_editor.word.redline import UntrackedKind
from rus_editor.word.resolve import Verdict, resolve_package
from tests.helpers.ooxml import WordFile
from tests.helpers.random_files import pairs
from tests.helpers.redline_rules import broken_rules
from tests.helpers.redlining import marked, told

_MARGINS = frozenset((UntrackedKind.MARGIN_CAME, UntrackedKind.MARGIN_WENT))


def plain(file: WordFile) -> bytes:
    """A file once its own tracked changes are accepted: what a redline is made of."""
    return resolve_package(open_package(file.to_bytes(), "prov.docx"), Verdict.ACCEPT)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(pairs())
def test_a_redline_of_any_two_files_leads_back_to_both(files: tuple[WordFile, WordFile]) -> None:
    old, new = files
    made = marked(plain(old), plain(new))
    assert made.redline.findings == ()
    assert broken_rules(made.package, made.new) == []
    # A header that only one of them has on a section is told of instead of tracked.
    without_margins = any(each.kind in _MARGINS for each in made.redline.untracked)
    for verdict, wanted in ((Verdict.REJECT, made.old), (Verdict.ACCEPT, made.new)):
        stories, sections = told(read_document(made.resolved(verdict)))
        wanted_stories, wanted_sections = told(read_document(wanted))
        assert sections == wanted_sections, verdict
        assert chosen(stories, without_margins) == chosen(wanted_stories, without_margins), verdict


def chosen(stories: object, without_margins: bool) -> list[object]:
    """The stories, or those of them that are no headers."""
    assert isinstance(stories, tuple)
    return [story for story in stories if not (without_margins and story[0] in ("header", "footer"))]
