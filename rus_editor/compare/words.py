"""Which words changed inside one pair of texts, in phrases that a person would mark.

The shortest edit script over tokens (E. W. Myers, *An O(ND) Difference Algorithm and Its Variations*, 1986, as
diff-match-patch has it) is the raw material. It is then made readable: edits slide to the ends of sentences, and
common ground that is no more than "och" or a comma between two unrelated phrases is given up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

from rus_editor.compare.noise import noise_of
from rus_editor.compare.tokens import Token, is_light, tokenize
from rus_editor.model.comparison import Noise, Segment, SegmentKind

_DIRECT_LIMIT = 400
"""Tokens on both sides together up to which the shortest script is sought directly; its cost grows with the square
of the number of differences, so a longer stretch is first cut at tokens that occur once on either side."""

_FIRST_CODE_POINT = 0x100
_SENTENCE_END = frozenset(".!?:;")


@dataclass(slots=True)
class _Run:
    """Tokens old[old_start:old_end] answer to new[new_start:new_end]: equal token for token, or edited."""

    equal: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def compare_words(
    old: str, new: str, old_atoms: Sequence[str] = (), new_atoms: Sequence[str] = ()
) -> tuple[Segment, ...]:
    """Segments that give back both texts exactly.

    ``old_atoms`` and ``new_atoms`` are what the atoms (U+FFFC) in the texts are compared by, in order.
    """
    if old == new and old_atoms == new_atoms:
        return (Segment(SegmentKind.EQUAL, old),) if old else ()
    old_tokens, new_tokens = tokenize(old, old_atoms), tokenize(new, new_atoms)
    runs = _raw_runs(old_tokens, new_tokens)
    runs = _slide(runs, old_tokens, new_tokens)
    runs = _give_up_islands(runs, old_tokens, new_tokens)
    return _segments(runs, old_tokens, new_tokens)


def replaced_whole(old: str, new: str) -> tuple[Segment, ...]:
    """All of the old struck, all of the new inserted."""
    both = ((SegmentKind.DELETED, old), (SegmentKind.INSERTED, new))
    return tuple(Segment(kind, text) for kind, text in both if text)


def _raw_runs(old: Sequence[Token], new: Sequence[Token]) -> list[_Run]:
    old_keys, new_keys = [token.key for token in old], [token.key for token in new]
    matches: list[tuple[int, int]] = []
    pending: list[tuple[int, int, int, int, int]] = [(0, len(old), 0, len(new), 1)]
    while pending:
        old_start, old_end, new_start, new_end, gram = pending.pop()
        while old_start < old_end and new_start < new_end and old_keys[old_start] == new_keys[new_start]:
            matches.append((old_start, new_start))
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end and old_keys[old_end - 1] == new_keys[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            matches.append((old_end, new_end))
        if old_start == old_end or new_start == new_end:
            continue
        if old_end - old_start + new_end - new_start <= _DIRECT_LIMIT:
            matches.extend(_shortest_script(old_keys, new_keys, old_start, old_end, new_start, new_end))
            continue
        anchors = _anchors(old_keys, new_keys, old_start, old_end, new_start, new_end, gram)
        if not anchors:
            if gram < 4:
                pending.append((old_start, old_end, new_start, new_end, gram + 1))
            # Otherwise nothing tells one place from another: the stretch counts as wholly reworded.
            continue
        matches.extend(anchors)
        last_old, last_new = old_start, new_start
        for old_index, new_index in [*anchors, (old_end, new_end)]:
            pending.append((last_old, old_index, last_new, new_index, 1))
            last_old, last_new = old_index + 1, new_index + 1
    matches.sort()
    return _runs_of_matches(matches, len(old), len(new))


def _shortest_script(
    old_keys: Sequence[str], new_keys: Sequence[str], old_start: int, old_end: int, new_start: int, new_end: int
) -> list[tuple[int, int]]:
    codes: dict[str, str] = {}

    def encode(keys: Sequence[str]) -> str:
        return "".join([codes.setdefault(key, chr(_FIRST_CODE_POINT + len(codes))) for key in keys])

    differ = diff_match_patch()
    # No time limit: the same two texts must give the same answer on any machine. _DIRECT_LIMIT bounds the work.
    differ.Diff_Timeout = 0
    script = differ.diff_main(encode(old_keys[old_start:old_end]), encode(new_keys[new_start:new_end]), False)
    matches: list[tuple[int, int]] = []
    old_index, new_index = old_start, new_start
    for operation, text in script:
        if operation == differ.DIFF_EQUAL:
            matches.extend((old_index + offset, new_index + offset) for offset in range(len(text)))
        if operation != differ.DIFF_INSERT:
            old_index += len(text)
        if operation != differ.DIFF_DELETE:
            new_index += len(text)
    return matches


def _anchors(
    old_keys: Sequence[str],
    new_keys: Sequence[str],
    old_start: int,
    old_end: int,
    new_start: int,
    new_end: int,
    gram: int,
) -> list[tuple[int, int]]:
    """The longest ordered set of places whose phrase of ``gram`` tokens occurs once on either side."""
    old_grams = [tuple(old_keys[at : at + gram]) for at in range(old_start, old_end - gram + 1)]
    new_grams = [tuple(new_keys[at : at + gram]) for at in range(new_start, new_end - gram + 1)]
    old_counts, new_counts = Counter(old_grams), Counter(new_grams)
    new_place = {phrase: new_start + at for at, phrase in enumerate(new_grams) if new_counts[phrase] == 1}
    pairs = [
        (old_start + at, new_place[phrase])
        for at, phrase in enumerate(old_grams)
        if old_counts[phrase] == 1 and phrase in new_place
    ]
    return longest_increasing(pairs)


def longest_increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, sorted by their first number, in which the second grows too."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for index, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        previous.append(tail_at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            tail_at.append(index)
        else:
            tails[place] = value
            tail_at[place] = index
    chain: list[tuple[int, int]] = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


def _runs_of_matches(matches: Sequence[tuple[int, int]], old_length: int, new_length: int) -> list[_Run]:
    runs: list[_Run] = []
    old_at = new_at = 0
    for old_index, new_index in [*matches, (old_length, new_length)]:
        if old_index > old_at or new_index > new_at:
            runs.append(_Run(False, old_at, old_index, new_at, new_index))
        if old_index < old_length or new_index < new_length:
            if runs and runs[-1].equal and runs[-1].old_end == old_index and runs[-1].new_end == new_index:
                runs[-1].old_end, runs[-1].new_end = old_index + 1, new_index + 1
            else:
                runs.append(_Run(True, old_index, old_index + 1, new_index, new_index + 1))
        old_at, new_at = old_index + 1, new_index + 1
    return runs


def _slide(runs: list[_Run], old: Sequence[Token], new: Sequence[Token]) -> list[_Run]:
    """Move each pure insertion or deletion, where it may stand in several places, to where it reads best."""
    for index in range(1, len(runs) - 1):
        before, edit, after = runs[index - 1], runs[index], runs[index + 1]
        if edit.equal or not (before.equal and after.equal):
            continue
        if edit.old_start == edit.old_end:
            shift = _best_shift(new, edit.new_start, edit.new_end, before, after)
        elif edit.new_start == edit.new_end:
            shift = _best_shift(old, edit.old_start, edit.old_end, before, after)
        else:
            continue
        before.old_end, before.new_end = before.old_end + shift, before.new_end + shift
        edit.old_start, edit.old_end = edit.old_start + shift, edit.old_end + shift
        edit.new_start, edit.new_end = edit.new_start + shift, edit.new_end + shift
        after.old_start, after.new_start = after.old_start + shift, after.new_start + shift
    return [run for run in runs if run.old_start < run.old_end or run.new_start < run.new_end]


def _best_shift(tokens: Sequence[Token], start: int, end: int, before: _Run, after: _Run) -> int:
    """How far the edit tokens[start:end] is best moved, backwards (negative) or forwards."""
    room_back = min(before.old_end - before.old_start, before.new_end - before.new_start)
    room_on = min(after.old_end - after.old_start, after.new_end - after.new_start)
    lowest = 0
    while -lowest < room_back and tokens[start + lowest - 1].key == tokens[end + lowest - 1].key:
        lowest -= 1
    highest = 0
    while highest < room_on and tokens[start + highest].key == tokens[end + highest].key:
        highest += 1
    if lowest == highest:
        return 0
    return max(
        range(lowest, highest + 1),
        key=lambda shift: (_readability(tokens, start + shift, end + shift), -abs(shift)),
    )


def _readability(tokens: Sequence[Token], start: int, end: int) -> int:
    """How well an edit tokens[start:end] reads: whole sentences best, then whole clauses, then what starts a word."""
    first_before = tokens[start - 1].core if start else "."
    last = tokens[end - 1].core
    score = 0
    if first_before in _SENTENCE_END and last in _SENTENCE_END:
        score += 8
    elif first_before == "," and last == ",":
        # "a, b, c" less "b": "b, " goes, not ", b".
        score += 3
    elif tokens[start].core == "," and (end == len(tokens) or tokens[end].core in ",.;:)"):
        score += 5
    if last in "([”“\"'" and len(last) == 1:
        score -= 4
    if tokens[start].core in ")]”“\"'.!?" and len(tokens[start].core) == 1:
        score -= 4
    if is_light(last) and any(character.isalpha() for character in last):
        score -= 1
    return score


def _weight(tokens: Sequence[Token]) -> int:
    """How much a stretch says: 4 a word, 1 a joining word, nothing a sign."""
    return sum(
        (1 if any(character.isalnum() for character in token.key) else 0) if is_light(token.key) else 4
        for token in tokens
    )


def _give_up_islands(runs: list[_Run], old: Sequence[Token], new: Sequence[Token]) -> list[_Run]:
    """Join two edits when what is common between them says nothing, and give up common ground that is not enough."""
    kept: list[_Run] = []
    for position, run in enumerate(runs):
        if (
            run.equal
            and kept
            and not kept[-1].equal
            and position + 1 < len(runs)
            and _is_island(run, kept[-1], runs[position + 1], old, new)
        ) or (not run.equal and kept and not kept[-1].equal):
            kept[-1].old_end, kept[-1].new_end = run.old_end, run.new_end
        else:
            kept.append(run)
    equal_weight = sum(_weight(old[run.old_start : run.old_end]) for run in kept if run.equal)
    longest = max((run.old_end - run.old_start for run in kept if run.equal), default=0)
    most = max(_weight(old), _weight(new))
    if equal_weight * 6 < most and longest < 4 and len(kept) > 1 and _reworded(kept):
        return [_Run(False, 0, len(old), 0, len(new))]
    return kept


def _reworded(runs: Sequence[_Run]) -> bool:
    """Something was both struck and written."""
    edits = [run for run in runs if not run.equal]
    return any(run.old_end > run.old_start for run in edits) and any(run.new_end > run.new_start for run in edits)


def _is_island(island: _Run, left: _Run, right: _Run, old: Sequence[Token], new: Sequence[Token]) -> bool:
    tokens = old[island.old_start : island.old_end]
    if any(token.core == "\ufffc" for token in tokens):
        return False
    weight = _weight(tokens)
    if weight >= 4 or not _no_sentence_end(tokens):
        # A word that says something stays, and so does the end of a sentence.
        return False
    if _number_for_number(left, old, new) and _number_for_number(right, old, new):
        # "från 50 till 60" → "från 40 till 70": the figures changed, the phrase did not.
        return False
    # A phrase was exchanged on both sides, or on one side with enough on the other: "grön och växande" → "stark i
    # tanken". Two pure insertions round an "och" are left as they are: nobody exchanged that "och".
    both = [
        min(_weight(old[run.old_start : run.old_end]), _weight(new[run.new_start : run.new_end]))
        for run in (left, right)
    ]
    if min(both) > 0:
        return True
    either = [
        max(_weight(old[run.old_start : run.old_end]), _weight(new[run.new_start : run.new_end]))
        for run in (left, right)
    ]
    return weight == 0 and max(both) > 0 and min(either) >= 4


def _number_for_number(run: _Run, old: Sequence[Token], new: Sequence[Token]) -> bool:
    return (
        run.old_end - run.old_start == 1
        and run.new_end - run.new_start == 1
        and old[run.old_start].core[:1].isdigit()
        and new[run.new_start].core[:1].isdigit()
    )


def _no_sentence_end(tokens: Sequence[Token]) -> bool:
    return not any(token.core in _SENTENCE_END for token in tokens)


def _segments(runs: Sequence[_Run], old: Sequence[Token], new: Sequence[Token]) -> tuple[Segment, ...]:
    # Pieces are (equal text, struck text, written text); only one of the first and the other two is filled.
    pieces: list[list[str]] = []

    def equal(text: str) -> None:
        if not text:
            return
        if pieces and pieces[-1][0]:
            pieces[-1][0] += text
        else:
            pieces.append([text, "", ""])

    def edited(struck: str, written: str) -> None:
        if not struck and not written:
            return
        if pieces and not pieces[-1][0]:
            pieces[-1][1] += struck
            pieces[-1][2] += written
        else:
            pieces.append(["", struck, written])

    for run in runs:
        if run.equal:
            for old_token, new_token in zip(
                old[run.old_start : run.old_end], new[run.new_start : run.new_end], strict=True
            ):
                if old_token.core == new_token.core:
                    equal(old_token.core)
                else:
                    edited(old_token.core, new_token.core)
                if old_token.space == new_token.space:
                    equal(old_token.space)
                else:
                    edited(old_token.space, new_token.space)
        else:
            struck = "".join([token.text for token in old[run.old_start : run.old_end]])
            written = "".join([token.text for token in new[run.new_start : run.new_end]])
            edited(struck, written)
    return tuple(_finish(pieces))


def _finish(pieces: list[list[str]]) -> list[Segment]:
    segments: list[Segment] = []

    def add(kind: SegmentKind, text: str, noise: Noise | None = None) -> None:
        if not text:
            return
        if kind is SegmentKind.EQUAL and segments and segments[-1].kind is kind:
            segments[-1] = Segment(kind, segments[-1].text + text)
        else:
            segments.append(Segment(kind, text, noise))

    for same, struck, written in pieces:
        if same:
            add(SegmentKind.EQUAL, same)
            continue
        # The white space after an exchanged phrase is the same on both sides: it is not part of the change.
        tail = _common_space_at_end(struck, written)
        noise = noise_of(struck[: len(struck) - tail], written[: len(written) - tail])
        add(SegmentKind.DELETED, struck[: len(struck) - tail], noise)
        add(SegmentKind.INSERTED, written[: len(written) - tail], noise)
        add(SegmentKind.EQUAL, struck[len(struck) - tail :])
    return segments


def _common_space_at_end(struck: str, written: str) -> int:
    length = 0
    most = min(len(struck), len(written))
    while length < most and struck[-1 - length] == written[-1 - length] and struck[-1 - length].isspace():
        length += 1
    return length
