"""What somebody chose, wrote and ordered stays so, whatever is analysed anew; and it comes back as it was kept."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rus_editor.model.board import SummaryBoard
from rus_editor.model.comparison import ChapterPair
from rus_editor.model.key_changes import Evidence, KeyChange, KeyChangeClass, KeyChanges
from rus_editor.model.profile import SectionRole
from rus_editor.model.project import Json
from rus_editor.usecases import summary_board as boards
from tests.helpers.comparisons import ComparisonBuilder

CHAPTER = "klimat"


def proposal(number: int, text: str = "") -> KeyChange:
    """A proposal with its evidence."""
    evidence = (Evidence((f"c{number}",), "gammalt", "nytt", "Önskvärt läge", SectionRole.DESIRED_STATE, "", 1, 2),)
    said = text or f"Förslag {number}."
    return KeyChange(
        f"p{number}", 0, SectionRole.DESIRED_STATE, KeyChangeClass.ADDED, said, 0.9, number, evidence, "Önskvärt läge"
    )


def found(*proposals: KeyChange) -> KeyChanges:
    """What an analysis gave."""
    return KeyChanges(proposals)


def sentences(board: SummaryBoard) -> list[str]:
    """What the chapter's summary says."""
    return [bullet.sentence for bullet in board.chapter(CHAPTER).chosen]


def one_chapter() -> ComparisonBuilder:
    """A comparison with the chapter that the proposals are of."""
    made = ComparisonBuilder()
    made.chapter("Klimat")
    return made


def test_a_proposal_that_is_taken_is_proposed_no_longer_and_again_when_it_is_taken_out() -> None:
    all_three = found(*(proposal(number) for number in (1, 2, 3)))
    comparison = one_chapter().done()
    board = boards.choose(SummaryBoard(), CHAPTER, proposal(2))
    board = boards.dismiss(board, CHAPTER, "p3")
    (chapter,) = boards.shown(board, comparison, all_three)
    assert chapter.key == CHAPTER
    assert [each.sentence for each in chapter.chosen] == ["Önskvärt läge: Förslag 2."]
    assert [each.id for each in chapter.proposed] == ["p1"]
    assert [each.id for each in chapter.dismissed] == ["p3"]
    board = boards.take_out(board, CHAPTER, chapter.chosen[0].id)
    board = boards.propose_again(board, CHAPTER, "p3")
    (chapter,) = boards.shown(board, comparison, all_three)
    assert [each.id for each in chapter.proposed] == ["p1", "p2", "p3"]


def test_what_somebody_wrote_is_never_written_over_and_what_nobody_did_follows_the_texts() -> None:
    board = boards.choose(boards.choose(SummaryBoard(), CHAPTER, proposal(1)), CHAPTER, proposal(2))
    mine = board.chapter(CHAPTER).chosen[0].id
    board = boards.reword(board, CHAPTER, mine, "Önskvärt läge: Mina egna ord.")
    board = boards.write(board, CHAPTER, "Helt  eget.")
    again = boards.renewed(board, found(proposal(1, "Något annat."), proposal(2, "Nyare.")))
    assert sentences(again) == ["Önskvärt läge: Mina egna ord.", "Önskvärt läge: Nyare.", "Helt eget."]
    # The texts no longer give the second proposal: it stays, and it is told that it has lost its support.
    gone = boards.renewed(again, found(proposal(1)))
    assert sentences(gone) == sentences(again)
    (chapter,) = boards.shown(gone, one_chapter().done(), found(proposal(1)))
    assert chapter.unsupported == {again.chapter(CHAPTER).chosen[1].id}
    back = boards.as_proposed(gone, CHAPTER, mine, found(proposal(1)))
    assert sentences(back)[0] == "Önskvärt läge: Förslag 1."


def test_a_renamed_chapter_keeps_its_summary() -> None:
    board = boards.write(SummaryBoard(), CHAPTER, "Eget.")
    renamed = ChapterPair(0, 0, "Klimat", "Klimat och energi")
    assert boards.key_of(board, renamed) == CHAPTER
    assert boards.key_of(SummaryBoard(), renamed) != CHAPTER


def test_points_are_moved_and_an_empty_wording_takes_one_out() -> None:
    board = SummaryBoard()
    for text in ("ett", "två", "tre"):
        board = boards.write(board, CHAPTER, text)
    first, _, last = (bullet.id for bullet in board.chapter(CHAPTER).chosen)
    assert sentences(boards.move(board, CHAPTER, last, 0)) == ["tre", "ett", "två"]
    assert sentences(boards.move(board, CHAPTER, first, 99)) == ["två", "tre", "ett"]
    assert sentences(boards.reword(board, CHAPTER, first, "  ")) == ["två", "tre"]
    assert boards.write(board, CHAPTER, " ") == board


ACTS = st.lists(st.tuples(st.sampled_from(["choose", "write", "reword", "move", "out", "dismiss"]), st.integers(0, 9)))


@given(ACTS, st.text(min_size=1, max_size=40))
def test_a_board_comes_back_as_it_was_kept(acts: list[tuple[str, int]], text: str) -> None:
    board = SummaryBoard()
    for act, number in acts:
        chosen = board.chapter(CHAPTER).chosen
        bullet = chosen[number % len(chosen)].id if chosen else ""
        match act:
            case "choose":
                board = boards.choose(board, CHAPTER, proposal(number), number)
            case "write":
                board = boards.write(board, CHAPTER, text, number)
            case "reword":
                board = boards.reword(board, CHAPTER, bullet, f"{text} {number}")
            case "move":
                board = boards.move(board, CHAPTER, bullet, number)
            case "out":
                board = boards.take_out(board, CHAPTER, bullet)
            case _:
                board = boards.dismiss(board, CHAPTER, f"p{number}")
    kept = json.loads(json.dumps(boards.to_json(board)))
    assert boards.from_json(kept).chapter(CHAPTER) == board.chapter(CHAPTER)
    own = [bullet for bullet in board.chapter(CHAPTER).chosen if bullet.is_own]
    renewed = boards.renewed(board, found(*(replace(proposal(number), text="Omskrivet.") for number in range(10))))
    assert [each.sentence for each in renewed.chapter(CHAPTER).chosen if each.is_own] == [each.sentence for each in own]


def test_what_cannot_be_understood_keeps_nothing_from_opening() -> None:
    odd: list[Json] = [None, 3, [], {"chapters": 4}, {"chapters": {"a": None, "b": {"chosen": [1, {"id": ""}]}}}]
    for kept in odd:
        assert not list(boards.bullets_in(boards.from_json(kept)))
