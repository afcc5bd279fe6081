"""A redline with reasons as comments: each on its change, and both documents come out of it as before."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

import pytest
from lxml import etree

from rus_editor.compare.engine import compare
from rus_editor.compare.matching import match_rows, match_texts
from rus_editor.compare.words import compare_words
from rus_editor.config import load_profile
from rus_editor.model.change_note import ChangeNote
from rus_editor.model.comparison import Change, Comparison
from rus_editor.model.document import StoryKind, paragraphs
from rus_editor.usecases.assembly import example_pair
from rus_editor.usecases.redlining import WordContent, redline_files
from rus_editor.word.checking.check import Checker
from rus_editor.word.commented import Commented, with_comments
from rus_editor.word.package import Package, open_package
from rus_editor.word.reader import read_document
from rus_editor.word.redline import make_redline
from rus_editor.word.resolve import Verdict, resolve_package
from rus_editor.word.tracked import may_have_tracked_changes
from tests.helpers.corpus import corpus
from tests.helpers.ooxml import WordFile
from tests.helpers.schema import schema_errors

ROW = 'tr/(tc/p/r/t"{}", tc/p/r/t"{}")'


@dataclass(frozen=True)
class Made:
    old: Package
    new: Package
    comparison: Comparison
    redline: bytes
    commented: Commented

    @property
    def main(self) -> str:
        with zipfile.ZipFile(io.BytesIO(self.commented.content)) as archive:
            return archive.read("word/document.xml").decode()

    def about(self) -> dict[str, str]:
        """What each comment is about: its words → the words that it stands on, struck ones too."""
        package = open_package(self.commented.content, "ut.docx")
        said = {
            story.id.partition("/")[2]: "\n".join(each.text for each in paragraphs(story.blocks))
            for story in read_document(package).stories
            if story.kind is StoryKind.COMMENT
        }
        found = {}
        for identity, words in said.items():
            inside = self.main.split(f'<w:commentRangeStart w:id="{identity}"/>')[1]
            inside = inside.split(f'<w:commentRangeEnd w:id="{identity}"/>')[0]
            found[words] = "".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", inside))
        return found


def made(old: bytes, new: bytes, note: str = "Skäl: {}") -> Made:
    packages = plain(old), plain(new)
    comparison = compare(read_document(packages[0]), read_document(packages[1]), load_profile("rus"))
    redline = make_redline(
        *packages, comparison, compare_words=compare_words, match_texts=match_texts, match_rows=match_rows,
        author="Granskare", date="2026-11-23T00:00:00Z",
    ).content  # fmt: skip
    notes = [
        ChangeNote(change.id, note.format(named(change)), "Skribent 2", "2026-11-23T10:00:00Z")
        for change in comparison.changes
    ]
    return Made(
        *packages, comparison, redline, with_comments(open_package(redline, "ut.docx"), *packages, comparison, notes)
    )


def plain(content: bytes) -> Package:
    package = open_package(content, "a.docx")
    if not may_have_tracked_changes(package):
        return package
    return open_package(resolve_package(package, Verdict.ACCEPT), "a.docx")


def named(change: Change) -> str:
    return f"{change.kind.value} {change.subject.value}"


def body(old: str, new: str) -> Made:
    return made(WordFile(old).to_bytes(), WordFile(new).to_bytes())


def test_a_comment_stands_on_the_words_that_changed() -> None:
    pair = body('p/r/t"Klart år 2030 i hela länet."', 'p/r/t"Klart år 2035 i hela länet."')
    assert pair.about() == {"Skäl: replaced paragraph": "20302035"}


@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ('p/r/t"Ett.", p/r/t"Vatten är rent."', 'p/r/t"Ett."', {"Skäl: deleted paragraph": "Vatten är rent."}),
        ('p/r/t"Ett."', 'p/r/t"Ny text om vatten.", p/r/t"Ett."', {"Skäl: inserted paragraph": "Ny text om vatten."}),
        (
            'p/r/t"Bort med det här stycket.", p/r/t"Klart år 2030 i länet."',
            'p/r/t"Klart år 2035 i länet."',
            {"Skäl: deleted paragraph": "Bort med det här stycket.", "Skäl: replaced paragraph": "20302035"},
        ),
        (
            f'tbl/(tblPr, tblGrid, {ROW.format("Mått", "Mål")}), p/r/t"Slut."',
            f'tbl/(tblPr, tblGrid, {ROW.format("Mått", "Mål")}, {ROW.format("Energi", "minska")}), p/r/t"Slut."',
            {"Skäl: inserted row": "Energi"},
        ),
        (
            'p/r/t"Vatten är rent.", p/r/t"Luft är frisk."',
            'p/r/t"Vatten är rent. Luft är frisk."',
            {"Skäl: joined paragraph": "Vatten är rent. "},
        ),
        (
            'p/r/t"Ett.", p/r/t"Länet växer."',
            'p/r/t"Ett.", p/r/(rPr/b, t"Länet växer.")',
            {"Skäl: formatted paragraph": "Länet växer."},
        ),
    ],
)  # fmt: skip
def test_a_comment_stands_where_its_change_is(old: str, new: str, about: dict[str, str]) -> None:
    assert body(old, new).about() == about


def test_both_documents_come_out_as_before() -> None:
    pair = body(
        'p/r/t"Ett.", p/r/t"Vatten ska vara rent.", p/r/t"Klart år 2030."',
        'p/r/t"Ett.", p/r/t"Nytt stycke om skola.", p/r/t"Klart år 2035."',
    )
    package = open_package(pair.commented.content, "ut.docx")
    for verdict, wanted in ((Verdict.REJECT, pair.old), (Verdict.ACCEPT, pair.new)):
        left = read_document(open_package(resolve_package(package, verdict), "ut.docx"))
        texts = [each.text.replace("\ufffc", "") for each in paragraphs(left.body.blocks)]
        assert texts == [each.text for each in paragraphs(read_document(wanted).body.blocks)]


def test_a_comment_on_a_struck_paragraph_goes_with_it() -> None:
    pair = body('p/r/t"Ett.", p/r/t"Vatten ska vara rent."', 'p/r/t"Ett."')
    accepted = resolve_package(open_package(pair.commented.content, "ut.docx"), Verdict.ACCEPT)
    assert b"commentReference" not in open_package(accepted, "ut.docx").members["word/document.xml"]


def test_a_comment_takes_a_field_whole() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    files = [WordFile('p/r/t"Sidan x är här."').to_bytes() for _ in range(2)]
    contents = []
    for content, number in zip(files, ("4", "5"), strict=True):
        source = open_package(content, "x.docx")
        members = {name: source.members[name] for name in source.members}
        main = members["word/document.xml"].decode()
        members["word/document.xml"] = re.sub(r"<w:r>.*</w:r>", field.format(number), main, count=1).encode()
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        contents.append(target.getvalue())
    pair = made(contents[0], contents[1])
    if pair.commented.left_out or "commentRangeStart" not in pair.main:
        pytest.fail("the comment is missing")
    before = pair.main.split("<w:commentReference")[0]
    assert before.count('"begin"') == before.count('"end"')


def test_words_of_any_kind_can_be_said() -> None:
    pair = made(
        WordFile('p/r/t"Klart år 2030."').to_bytes(),
        WordFile('p/r/t"Klart år 2035."').to_bytes(),
        "Rad ett <&>\x00\ud800\nRad två ”😀” {}",
    )
    assert list(pair.about()) == ["Rad ett <&>\nRad två ”😀” replaced paragraph"]
    assert schema_errors(pair.commented.content, pair.redline) == []


def test_no_notes_change_nothing() -> None:
    pair = body('p/r/t"Klart år 2030."', 'p/r/t"Klart år 2035."')
    package = open_package(pair.redline, "ut.docx")
    assert with_comments(package, pair.old, pair.new, pair.comparison, []).content == pair.redline
    empty = [ChangeNote(pair.comparison.changes[0].id, "  ", "Skribent 2")]
    assert with_comments(package, pair.old, pair.new, pair.comparison, empty).content == pair.redline


def test_a_change_that_is_not_there_is_told() -> None:
    pair = body('p/r/t"Klart år 2030."', 'p/r/t"Klart år 2035."')
    notes = [ChangeNote("finns inte", "Skäl", "Skribent 2")]
    left_out = with_comments(open_package(pair.redline, "ut.docx"), pair.old, pair.new, pair.comparison, notes).left_out
    assert left_out == ("finns inte",)


def test_the_example_keeps_its_own_comments_and_gets_one_on_each_change() -> None:
    old, new = example_pair()
    pair = made(old.read_bytes(), new.read_bytes())
    assert schema_errors(pair.commented.content, pair.redline, new.read_bytes()) == []
    package = open_package(pair.commented.content, "ut.docx")
    assert Checker(pair.old, pair.new).check(package).findings == ()
    comments = package.xml("word/comments.xml")
    before = open_package(pair.redline, "ut.docx").xml("word/comments.xml")
    assert [etree.tostring(each, method="c14n", exclusive=True) for each in comments][: len(before)] == [
        etree.tostring(each, method="c14n", exclusive=True) for each in before
    ]
    assert len(comments) == len(before) + len(pair.comparison.changes) - len(pair.commented.left_out)
    left = [change.new for change in pair.comparison.changes if change.id in pair.commented.left_out]
    kinds = {side.place.story_kind for side in left if side is not None}
    assert kinds == {StoryKind.HEADER}
    again = made(old.read_bytes(), new.read_bytes())
    assert again.commented.content == pair.commented.content


def test_real_pairs_hold_with_comments_on_every_change() -> None:
    root = corpus()
    lines = [] if root is None else (root / "pairs.tsv").read_text("utf-8").splitlines()[1::9]
    for line in lines:
        assert root is not None
        old, new = ((root / "pairs" / name).read_bytes() for name in line.split("\t")[1:3])
        pair = made(old, new)
        package = open_package(pair.commented.content, "ut.docx")
        assert Checker(pair.old, pair.new).check(package).findings == (), line
        assert schema_errors(pair.commented.content, pair.redline) == [], line
        for change in pair.comparison.changes:
            side = change.new or change.old
            assert side is not None
            margin = side.place.story_kind in {StoryKind.HEADER, StoryKind.FOOTER}
            assert (change.id in pair.commented.left_out) == margin, line


def test_notes_find_their_changes_where_the_new_file_has_tracked_changes_of_its_own() -> None:
    old, new = (WordContent(path.name, path.read_bytes()) for path in example_pair())
    found = redline_files(old, new, date="2026-11-23").compared.comparison
    changes = [change for change in found.changes if change.author and change.new is not None]
    assert changes
    notes = [ChangeNote(change.id, f"Skäl {change.id}", "Skribent 2") for change in changes]
    made = redline_files(old, new, date="2026-11-23", notes=notes)
    assert made.holds
    assert made.unplaced == ()
    words = open_package(made.content, "ut.docx").members["word/comments.xml"].decode()
    assert all(f"Skäl {change.id}<" in words for change in changes)


def test_the_reference_goes_with_a_paragraph_whose_words_stand_in_a_link() -> None:
    link = 'p/hyperlink{anchor=x}/r/t"Läs mer om vatten."'
    table = f"tbl/(tblPr, tblGrid, {ROW.format('Mått', 'Mål')})"
    pair = body(f'p/r/t"Ett.", {table}, p/r/t"Slut."', f'p/r/t"Ett.", {link}, {table}, p/r/t"Slut."')
    assert pair.about() == {"Skäl: inserted paragraph": "Läs mer om vatten."}
    rejected = resolve_package(open_package(pair.commented.content, "ut.docx"), Verdict.REJECT)
    assert b"commentReference" not in open_package(rejected, "ut.docx").members["word/document.xml"]
