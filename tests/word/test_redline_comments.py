"""Comments in a redline: rejecting gives the old ones back where they stood, accepting leaves those of the new."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from rus_editor.model.document import StoryId, StoryKind, paragraphs
from rus_editor.word.names import ID, W
from rus_editor.word.package import Package, open_package
from rus_editor.word.reader import read_document
from rus_editor.word.resolve import Verdict
from tests.helpers.libreoffice import Job, LibreOffice, Order, program
from tests.helpers.ooxml import WordFile, part
from tests.helpers.random_files import pairs
from tests.helpers.redlining import Marked, marked
from tests.word.test_redline_any_file import plain

END = 'p/r/t"Slut."'
START, STOP, REFERENCE = (W + f"comment{name}" for name in ("RangeStart", "RangeEnd", "Reference"))
EXTENDED = "word/commentsExtended.xml"
BESIDE = {
    "x1": ("commentsExtended", "commentsExtended.xml"),
    "x2": ("commentsIds", "commentsIds.xml"),
    "x3": ("commentsExtensible", "commentsExtensible.xml"),
    "x4": ("people", "people.xml"),
}
CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

Told = tuple[str, str, tuple[str, ...], str, str, bool]


def comment(identity: int, said: str, inside: str = "p") -> str:
    return f'comment{{id={identity}, author=Skribent 2, date=2026-01-01T10:00:00Z}}/{inside}/r/t"{said}"'


def about(identity: int, words: str) -> str:
    ends = f"commentRangeStart{{id={identity}}}", f"commentRangeEnd{{id={identity}}}"
    return f'{ends[0]}, r/t"{words}", {ends[1]}, r/commentReference{{id={identity}}}'


def comments_in(package: Package) -> list[Told]:
    """Each comment that the text refers to: who, when, what, about what, in answer to what, done or not."""
    document = read_document(package)
    texts = [package.xml(name) for name in package.members if name.endswith(".xml")]
    referred = {f"comment/{mark.get(ID)}" for root in texts for mark in root.iter(REFERENCE)}
    found = {story.id: story for story in document.stories if story.kind is StoryKind.COMMENT and story.id in referred}
    words = {identity: tuple(each.text for each in paragraphs(story.blocks)) for identity, story in found.items()}
    return sorted(
        (story.author, story.date, words[story.id], story.quote, *_answered(words, story.parent), story.resolved)
        for story in found.values()
    )


def _answered(words: dict[StoryId, tuple[str, ...]], parent: StoryId | None) -> tuple[str]:
    return ("\n".join(words.get(parent, ())) if parent is not None else "",)


def faulty_ranges(package: Package) -> list[str]:
    """Comments half of whose range is there, that stand twice, or whose range has no reference."""
    found: list[str] = []
    for name in package.members:
        if not name.endswith(".xml") or not name.startswith("word/"):
            continue
        root = package.xml(name)
        starts, stops, references = (Counter(mark.get(ID) for mark in root.iter(t)) for t in (START, STOP, REFERENCE))
        if starts != stops or not set(starts) <= set(references) or any(each > 1 for each in starts.values()):
            found.append(name)
    return found


def no_orphans(package: Package) -> bool:
    """Whether each comment is referred to, and each entry beside them tells of a paragraph of one."""
    root = package.xml("word/comments.xml")
    main = package.xml(package.main_part)
    referred = {mark.get(ID) for mark in main.iter(REFERENCE)}
    known = {p.get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId") for p in root.iter(W + "p")}
    told = {e.get(W15 + "paraId") for e in package.xml(EXTENDED)} if EXTENDED in package.members else set()
    return {each.get(ID) for each in root} == referred and told <= known


def led_back(old: WordFile | str, new: WordFile | str) -> Marked:
    """A redline that holds, and in which each view has the comments of its version."""
    made = marked(old, new)
    made.hold()
    assert made.redline.untracked == ()
    for verdict, wanted in ((Verdict.REJECT, made.old), (Verdict.ACCEPT, made.new)):
        assert comments_in(made.resolved(verdict)) == comments_in(wanted), verdict
    assert faulty_ranges(made.package) == []
    return made


def test_a_comment_on_struck_words_is_struck_with_them() -> None:
    old = WordFile(f'p/(r/t"Rent ", {about(0, "vatten ")}, r/t"nu."), {END}', comments=comment(0, "Källa?"))
    made = led_back(old, f'p/r/t"Rent nu.", {END}')
    assert made.body().splitlines()[0] == (
        'p/(r/t"Rent ", commentRangeStart{id=1}, del/r/delText"vatten ", commentRangeEnd{id=1}, '
        'del/r/commentReference{id=1}, r/t"nu."),'
    )
    assert made.package.content_type("word/comments.xml").endswith(".comments+xml")
    accepted = made.resolved(Verdict.ACCEPT)
    assert no_orphans(accepted)
    assert not list(accepted.xml(accepted.main_part).iter(START, STOP))


def test_a_comment_that_was_taken_away_leaves_its_words_unmarked() -> None:
    old = WordFile(f'p/(r/t"Rent ", {about(0, "vatten")}), {END}', comments=comment(0, "Källa?"))
    made = led_back(old, f'p/r/t"Rent vatten", {END}')
    assert made.body().splitlines()[0] == (
        'p/(r/t"Rent ", commentRangeStart{id=1}, r/t"vatten", commentRangeEnd{id=1}, del/r/commentReference{id=1}),'
    )


def test_a_comment_in_both_versions_stands_once_whatever_its_id() -> None:
    old = WordFile(f'p/(r/t"Rent ", {about(0, "vatten")}, r/t" här."), {END}', comments=comment(0, "Källa?"))
    new = WordFile(f'p/(r/t"Rent ", {about(7, "vatten")}, r/t" nu."), {END}', comments=comment(7, "Källa?"))
    made = led_back(old, new)
    assert made.package.members["word/comments.xml"] == made.new.members["word/comments.xml"]
    assert [mark.get(ID) for mark in made.package.xml(made.package.main_part).iter(REFERENCE)] == ["7"]


@pytest.mark.parametrize("words", ["vatten och luft", "vat", "mark"])
def test_what_a_comment_is_about_may_change_with_the_words(words: str) -> None:
    old = WordFile(f'p/(r/t"Rent ", {about(0, "vatten")}, r/t" här."), {END}', comments=comment(0, "Källa?"))
    led_back(old, WordFile(f'p/(r/t"Rent ", {about(0, words)}, r/t" här."), {END}', comments=comment(0, "Källa?")))


def test_a_comment_that_is_about_other_words_of_the_same_text_is_struck_and_inserted() -> None:
    first, second = "commentRangeStart{id=0}", "commentRangeEnd{id=0}, r/commentReference{id=0}"
    old = WordFile(f'p/({first}, r/t"Rent vatten ", r/t"nu", {second}), {END}', comments=comment(0, "Källa?"))
    new = WordFile(f'p/(r/t"Rent vatten ", {first}, r/t"nu", {second}), {END}', comments=comment(0, "Källa?"))
    made = led_back(old, new)
    assert "del/r/commentReference{id=1}, ins/r/commentReference{id=0}" in made.body()


def test_another_comment_on_the_same_words_replaces_the_former() -> None:
    old = WordFile(f"p/({about(0, 'Vatten')}), {END}", comments=comment(0, "Källa?"))
    new = WordFile(f"p/({about(0, 'Vatten')}), {END}", comments=comment(0, "Vilket år?"))
    made = led_back(old, new)
    assert len(made.package.xml("word/comments.xml")) == 2


def test_a_moved_comment_stands_at_both_ends_of_the_move() -> None:
    long = "Vattnet i länets sjöar och vattendrag ska vara rent och friskt"
    others = ", ".join(f'p/r/t"Stycke {word} handlar om annat."' for word in ("ett", "två", "tre"))
    said = comment(0, "Källa?")
    made = led_back(
        WordFile(f"p/({about(0, long)}), {others}, {END}", comments=said),
        WordFile(f"{others}, p/({about(0, long)}), {END}", comments=said),
    )
    assert "moveFrom/r/commentReference" in made.body()
    ids = [mark.get(ID) for mark in made.package.xml(made.package.main_part).iter(REFERENCE)]
    assert len(set(ids)) == 2
    assert no_orphans(made.resolved(Verdict.REJECT))


def test_a_comment_on_several_paragraphs_of_which_only_the_last_went() -> None:
    body = (
        'p/(r/t"Första ", commentRangeStart{id=3}, r/t"stycket."), p/r/t"Andra.", '
        'p/(r/t"Tredje", commentRangeEnd{id=3}, r/commentReference{id=3}, r/t" här.")'
    )
    old = WordFile(f"{body}, {END}", comments=comment(3, "Allt?"))
    made = led_back(old, f'p/r/t"Första stycket.", p/r/t"Andra.", {END}')
    assert comments_in(made.resolved(Verdict.REJECT))[0][3] == "stycket.\nAndra.\nTredje"


def test_a_range_whose_ends_stand_between_blocks_comes_too() -> None:
    old = WordFile(
        'commentRangeStart{id=0}, p/r/t"Borta.", commentRangeEnd{id=0}, '
        f'p/(r/commentReference{{id=0}}, r/t"Kvar."), {END}',
        comments=comment(0, "Källa?"),
    )
    led_back(old, f'p/r/t"Kvar.", {END}')


def test_comments_in_struck_tables_come_with_their_lists_and_links() -> None:
    row = f"tr/tc/p/({about(0, 'Cell')})"
    old = WordFile(
        f'p/r/t"Först.", tbl/(tblPr, tblGrid/gridCol{{w=3000}}, {row}), {END}',
        comments='comment{id=0, author=Skribent 2}/p/hyperlink{r:id=h1}/r/t"se här"',
        members={
            "word/_rels/comments.xml.rels": (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="h1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>'
            )
        },
    )
    made = led_back(old, f'p/r/t"Först.", {END}')
    assert [each.target for each in made.package.relationships("word/comments.xml").values()] == [
        "https://example.org/"
    ]


def thread(body: str, *, first: int = 0, done: str = "0") -> WordFile:
    """A comment and an answer to it, with all that Word tells beside."""
    names = ("0000000A", "0000000B")
    return WordFile(
        body,
        comments=", ".join(
            comment(first + at, said, f"p{{w14:paraId={name}, w14:textId=77777777}}")
            for at, (said, name) in enumerate(zip(("Källa?", "Statistiken."), names, strict=True))
        ),
        links=BESIDE,
        members={
            EXTENDED: part(
                "w15:commentsEx",
                f'<w15:commentEx w15:paraId="0000000A" w15:done="{done}"/>'
                f'<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="{done}"/>',
            ),
            "word/commentsIds.xml": part(
                "w16cid:commentsIds",
                "".join(f'<w16cid:commentId w16cid:paraId="{name}" w16cid:durableId="2{name[1:]}"/>' for name in names),
            ),
            "word/commentsExtensible.xml": part(
                "w16cex:commentsExtensible",
                '<w16cex:commentExtensible w16cex:durableId="2000000A" w16cex:dateUtc="2026-01-01T09:00:00Z"/>',
            ).replace(b" xmlns:w=", f" xmlns:w16cex=\"{CEX}\" xmlns:w=".encode()),
            "word/people.xml": part(
                "w15:people",
                '<w15:person w15:author="Skribent 2">'
                '<w15:presenceInfo w15:providerId="None" w15:userId="S"/></w15:person>',
            ),
        },
    )  # fmt: skip


def both(first: int, words: str) -> str:
    starts, stops = (", ".join(f"commentRange{way}{{id={first + at}}}" for at in (0, 1)) for way in ("Start", "End"))
    references = ", ".join(f"r/commentReference{{id={first + at}}}" for at in (0, 1))
    return f'{starts}, r/t"{words}", {stops}, {references}'


def test_an_answer_keeps_what_it_answers_and_what_is_done_with_stays_done() -> None:
    made = led_back(thread(f"p/({both(0, 'Borta.')}), {END}", done="1"), END)
    assert [(told[4], told[5]) for told in comments_in(made.resolved(Verdict.REJECT))] == [("", True), ("Källa?", True)]
    for name in ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"):
        assert made.package.content_type(f"word/{name}.xml").endswith(f".{name}+xml")
        assert made.package.related(made.package.main_part, name) == (f"word/{name}.xml",)
    assert made.package.xml("word/commentsExtensible.xml")[0].values()[0] == "2000000A"
    assert no_orphans(made.resolved(Verdict.ACCEPT))


def test_ids_that_the_new_version_has_too_are_made_anew() -> None:
    old = thread(f'p/({both(0, "Borta.")}), p/r/t"Kvar.", {END}')
    new = thread(f"p/({both(0, 'Kvar.')}), {END}")
    made = led_back(old, new)
    for name, attribute in (("comments", "paraId"), ("commentsExtended", "paraId"), ("commentsIds", "durableId")):
        root = made.package.xml(f"word/{name}.xml")
        ids = [
            value for each in root.iter() for key, value in each.attrib.items() if str(key).endswith(f"}}{attribute}")
        ]
        assert len(ids) == len(set(ids)) == 4
    assert len(made.package.xml("word/people.xml")) == 1


def test_an_answer_that_was_taken_away_still_answers_the_comment_that_stayed() -> None:
    new = WordFile(
        f"p/({about(5, 'Vatten')}), {END}",
        comments=comment(5, "Källa?", "p{w14:paraId=00000077}"),
        links={"x1": BESIDE["x1"]},
        members={EXTENDED: part("w15:commentsEx", '<w15:commentEx w15:paraId="00000077" w15:done="0"/>')},
    )
    led_back(thread(f"p/({both(0, 'Vatten')}), {END}"), new)


def test_a_reference_to_no_comment_is_left_out() -> None:
    made = marked(f"p/({about(4, 'Borta.')}), {END}", END)
    made.hold()
    assert not list(made.package.xml(made.package.main_part).iter(REFERENCE, START, STOP))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(pairs())
def test_each_view_of_any_redline_has_the_comments_of_its_version(files: tuple[WordFile, WordFile]) -> None:
    made = marked(*(plain(file) for file in files))
    for verdict, wanted in ((Verdict.REJECT, made.old), (Verdict.ACCEPT, made.new)):
        assert comments_in(made.resolved(verdict)) == comments_in(wanted), verdict
    assert faulty_ranges(made.package) == []
    root = made.package.xml("word/comments.xml") if "word/comments.xml" in made.package.members else ()
    ids = [each.get(ID) for each in root]
    assert len(ids) == len(set(ids))


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_the_comments_of_both_versions(tmp_path: Path) -> None:
    # LibreOffice 7.4 keeps a comment that had a range, about nothing then, when its reference goes; from Word's own
    # files too, where the ends stand within the mark.
    said = [comment(at, words) for at, words in enumerate(("Källa?", "Borta", "Ny"))]
    old = WordFile(
        f'p/(r/t"Rent ", {about(0, "vatten ")}, r/t"nu."), p/({about(1, "Hela stycket går.")}), {END}',
        comments=f"{said[0]}, {said[1]}",
    )
    made = led_back(old, WordFile(f'p/r/t"Rent nu.", p/(r/t"Helt ", {about(2, "nytt")}), {END}', comments=said[2]))
    (tmp_path / "ut.docx").write_bytes(made.redline.content)
    jobs = [
        Job(Order.REJECT, tmp_path / "ut.docx", tmp_path / "avvisad.docx"),
        Job(Order.ACCEPT, tmp_path / "ut.docx", tmp_path / "godkänd.docx"),
    ]
    LibreOffice(tmp_path).do(jobs)
    for wanted, job in zip((made.old, made.new), jobs, strict=True):
        found = comments_in(open_package(job.target.read_bytes(), "ut.docx"))
        assert [(told[2], told[3]) for told in found if told[3]] == [(told[2], told[3]) for told in comments_in(wanted)]
