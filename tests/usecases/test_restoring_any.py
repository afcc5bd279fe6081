"""Whatever was done to a document, its changes given back one by one in any order make it say what it said."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rus_editor.model.edits import ImpossibleEdit, ResolveRevisions
from rus_editor.model.journal import StepLabel
from tests.helpers.any_edit import edit_of
from tests.helpers.ooxml import WordFile, style
from tests.helpers.restored import Review, said

FILE = WordFile(
    'p/(pPr/pStyle{val=Rubrik1}, bookmarkStart{id=1, name=mål}, r/t"Mål för vattnet", bookmarkEnd{id=1}), '
    'p/(r/t"Länet ska ha rent vatten", r/footnoteReference{id=2}, r/t" i alla kommuner år 2030."), '
    'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/t"Skolan är nära"), '
    'p/(pPr/numPr/(ilvl{val=0}, numId{val=1}), r/(rPr/b, t"Bussen"), r/t" går ofta"), '
    "tbl/(tblPr, tblGrid/(gridCol{w=900}, gridCol{w=900}), "
    'tr/(tc/p/r/t"Mått", tc/p/r/t"Mål"), tr/(tc/p/r/t"Vatten", tc/p/r/t"renare"), '
    'tr/(tc/p/r/t"Buss", tc/p/r/t"fler")), '
    'p/(r/t"Se ", hyperlink{anchor=mål}/r/t"målen", r/t" och tabellen ovan."), '
    'p/(r/t"Sist ", r/fldChar{fldCharType=begin}, r/instrText" PAGE ", r/fldChar{fldCharType=separate}, r/t"7", '
    'r/fldChar{fldCharType=end}, r/t" av alla sidor."), sectPr/pgSz{w=11906, h=16838}',
    styles=f"style{{type=paragraph, styleId=Normal, default=1}}/name{{val=Normal}}, {style('Rubrik1', 'heading 1')}",
    numbering="abstractNum{abstractNumId=0}/lvl{ilvl=0}/(numFmt{val=decimal}, lvlText{val=%1.}), "
    "num{numId=1}/abstractNumId{val=0}",
    footnotes='footnote{id=2}/p/(r/footnoteRef, r/t" Enligt mätningen 2019.")',
).to_bytes()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data(), seed=st.integers(0, 1000))
def test_after_any_edits_all_given_back_is_the_old_text(data: st.DataObject, seed: int) -> None:
    review = Review(FILE, FILE)
    for _ in range(data.draw(st.integers(1, 6))):
        edit = edit_of(data, review.workspace.document)
        if not isinstance(edit, ResolveRevisions):
            with suppress(ImpossibleEdit):
                review.workspace.apply([edit], StepLabel.REPLACED)
    edited = review.workspace.to_bytes()
    steps = len(review.entries)
    left = review.restore_all(seed)
    assert [each for each in left if each.formats == ()] == []
    assert said(review.workspace.document) == said(review.earlier.document)
    for _ in review.entries[steps:]:
        review.workspace.undo()
    assert review.workspace.to_bytes() == edited
