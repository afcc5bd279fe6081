"""Where the caret is after an act that it had no part in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rus_editor.model.document import BlockId, Document, StoryId
from rus_editor.model.journal import Caret, Changed, Splice
from rus_editor.usecases.going import carried
from tests.helpers.documents import document

BODY = StoryId("body")


def block(position: int) -> BlockId:
    return BlockId(f"{BODY}/{position}")


def of(texts: list[str]) -> Document:
    return document(*texts)


def after(caret: Caret | None, splice: Splice, texts: list[str]) -> Caret | None:
    return carried(caret, Changed((splice,)), of(texts))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_caret_that_an_act_did_not_touch_stays_in_its_paragraph(data: st.DataObject) -> None:
    texts = [f"Stycke {number}" for number in range(data.draw(st.integers(2, 8)))]
    at = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts)))
    removed = data.draw(st.integers(0, len(texts) - start))
    came = [f"Kom {number}" for number in range(data.draw(st.integers(0, 3)))]
    now = [*texts[:start], *came, *texts[start + removed :]]
    found = after(Caret(block(at), 4), Splice(BODY, start, removed, len(came)), now or [""])
    if not start <= at < start + removed:
        assert found == Caret(block(now.index(texts[at])), 4)
    elif now:
        # Its paragraph is no more: it is somewhere in the text all the same.
        assert found is not None
        assert int(found.block.rpartition("/")[2]) < len(now)


def test_in_a_paragraph_that_grew_shorter_it_is_not_beyond_its_end() -> None:
    assert after(Caret(block(0), 9), Splice(BODY, 0, 1, 1), ["Kort"]) == Caret(block(0), 4)


def test_a_selection_goes_along_and_ends_where_an_act_touches_it() -> None:
    selected = Caret(block(1), 5, block(1), 2)
    assert after(selected, Splice(BODY, 0, 0, 1), ["Ny", "Ett", "Andra"]) == Caret(block(2), 5, block(2), 2)
    assert after(selected, Splice(BODY, 1, 1, 1), ["Ett", "Andra"]) == Caret(block(1), 5)


def test_nothing_is_known_of_another_file() -> None:
    assert carried(Caret(block(0)), Changed((), whole=True), of(["Ett"])) is None
    assert carried(None, Changed(()), of(["Ett"])) is None
