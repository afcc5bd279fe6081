"""What is said that was not said before: new passages about the present state, new concepts, other figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rus_editor.insight.drafts import Draft, evidence_of
from rus_editor.insight.ground import ChapterGround
from rus_editor.insight.phrasing import Phrasebook, shortened
from rus_editor.insight.rules.headings import is_title
from rus_editor.insight.sentences import answering, is_leaning, sentences
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind, Subject
from rus_editor.model.key_changes import Evidence
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.profile import SectionRole

_NUMBER = re.compile(r"\d{4}\s*[–-]\s*\d{4}|\d+(?:[ \u00a0\u202f]\d{3})*(?:[,.]\d+)?")
_UNIT = re.compile(
    r"[\s\u00a0]*(?:procentenheter|procent|%|miljoner|miljarder|kronor|tusen|år|grader|ton)\b|[\s\u00a0]*%"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CONCEPT = 9
_STEM = 5
_CONCEPTS = 2
_FIGURES = 3
_PASSAGE_WORDS, _PLAIN_WORDS = 7, 5
_PLAIN_NEW = 2
_PLAIN_REWORDED = 3
_PLAIN_NAMED = 3
_LONGEST_QUOTED = 220
_LEAD_WORDS = 9
_LEAD_LEAST = 2


def figures(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    """One number that became another in wording that stayed."""
    found = 0
    for change in ground.changes:
        if change.kind is not ChangeKind.REPLACED or change.subject in {Subject.CHAPTER, Subject.HEADING}:
            continue
        for at, part in enumerate(change.segments[:-1]):
            following = change.segments[at + 1]
            if part.kind is not SegmentKind.DELETED or following.kind is not SegmentKind.INSERTED:
                continue
            numbers = _figure_of(part.text, following.text, say)
            if numbers is None or found >= _FIGURES:
                continue
            before = "".join(each.text for each in change.segments[:at] if each.kind is not SegmentKind.DELETED)
            if len(_WORD.findall(_lead(before))) < _LEAD_LEAST:
                continue  # A number that nothing says what it is of tells nobody anything.
            found += 1
            after = "".join(each.text for each in change.segments[at + 2 : at + 3] if each.kind is SegmentKind.EQUAL)
            own = following.text[following.text.index(numbers[1]) + len(numbers[1]) :]
            unit = _unit(own + after, numbers[1], say)
            text = say.say(
                "figure",
                what=_lead(before),
                old=numbers[0],
                new=f"{numbers[1]} {unit}".strip(),
            )
            binding = change.role in {SectionRole.TARGETS, SectionRole.STRATEGIC_DIRECTIONS, SectionRole.DESIRED_STATE}
            weight = 82 if binding else 57
            yield Draft(
                Class.FIGURE,
                change.role,
                text,
                weight,
                0.85,
                (evidence_of(change),),
                say.role(change.role),
                key=f"{change.id} {_lead(before).removeprefix('… ')}",
            )


def passages(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    """The most telling new sentences, quoted: one about the present state, two where a chapter has no roles."""
    roles = {passage.role for text in (ground.old, ground.new) for passage in text.passages} - {None}
    role = SectionRole.CURRENT_STATE if roles else None
    found: list[tuple[float, str, Change]] = []
    for change in ground.changes:
        if change.role is not role or change.subject is not Subject.PARAGRAPH:
            continue
        for sentence in _new_sentences(change):
            if len(sentence.split()) < (_PASSAGE_WORDS if roles else _PLAIN_WORDS):
                continue
            if is_leaning(sentence, say.words_of_text("leaning")):
                continue
            themes = len(ground.finder.hits(sentence))
            found.append((themes * 10 + min(len(sentence.split()), 30), sentence, change))
    found.sort(key=lambda each: -each[0])
    for _, sentence, change in found[: 1 if roles else _PLAIN_NEW]:
        text = say.say("new_content", text=f"”{shortened(sentence, 220)}”")
        lead, key = (say.role(role), "") if roles else ("", f"{change.id} {sentence}")
        yield Draft(Class.NEW_CONTENT, role, text, 58, 0.5, (evidence_of(change),), lead, key)


def figures_and_rewordings(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    """Figures; in a chapter without roles also sentences that were reworded, and points that came and went.

    What a sentence says from and to is not told once more as a figure, nor the other way about.
    """
    told = list(figures(ground, say))
    if any(passage.role is not None for text in (ground.old, ground.new) for passage in text.passages):
        yield from told
    elif ground.pair.old is not None and ground.pair.new is not None:
        reworded = list(_reworded(ground, {draft.evidence[0].changes[0] for draft in told}, say))
        quoted = " ".join(draft.text for draft in reworded)
        yield from (draft for draft in told if draft.key.partition(" ")[2] not in quoted)
        yield from reworded
        yield from _plain_points(ground, say)


def _reworded(ground: ChapterGround, figured: set[str], say: Phrasebook) -> Iterator[Draft]:
    found: list[tuple[float, str, str, Change]] = []
    for change in ground.changes:
        if change.kind is not ChangeKind.REPLACED or change.old is None or change.new is None:
            continue
        is_clause = change.subject is Subject.HEADING and not is_title(change.new.text)
        if change.subject not in {Subject.PARAGRAPH, Subject.LIST_ITEM} and not is_clause:
            continue
        for old, new in answering(change.old.text, change.new.text)[0]:
            words = _lost_and_won(old, new, _number_words(say) if change.id in figured else set())
            if words and max(len(old), len(new)) <= _LONGEST_QUOTED:
                found.append((words / max(len(old.split()), len(new.split())), old, new, change))
    found.sort(key=lambda each: -each[0])
    for _, old, new, change in found[:_PLAIN_REWORDED]:
        text = say.say("from_to", old=say.quote(old, _LONGEST_QUOTED), new=say.quote(new, _LONGEST_QUOTED))
        yield Draft(Class.FROM_TO, None, text, 62, 0.6, (evidence_of(change),), key=f"{change.id} {old}")


def _plain_points(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    for kind, result, phrase, weight in (
        (ChangeKind.INSERTED, Class.ADDED, "point_added", 66),
        (ChangeKind.DELETED, Class.REMOVED, "point_removed", 64),
    ):
        points = [each for each in ground.changes if each.subject is Subject.LIST_ITEM and each.kind is kind]
        if points:
            quotes = [say.quote(side.text) for each in points if (side := each.new or each.old) is not None]
            said = say.listing(quotes[:_PLAIN_NAMED])
            one = say.say(phrase, text=said)
            many = say.say(f"{phrase}_many", count=say.number(len(points)), text=said)
            some = say.say(f"{phrase}_many_among", count=say.number(len(points)), text=quotes[0])
            text = one if len(points) == 1 else many if len(points) <= _PLAIN_NAMED else some
            yield Draft(result, None, text, weight, 0.8, tuple(map(evidence_of, points)))


def _lost_and_won(old: str, new: str, numbers: set[str]) -> int:
    """How many words differ between two sentences, numbers apart: these are told as figures."""
    words = [
        Counter(folded for word in _WORD.findall(text) if (folded := word.casefold()) not in numbers)
        for text in (old, new)
    ]
    return ((words[0] - words[1]) + (words[1] - words[0])).total()


def concepts(
    ground: ChapterGround, old_words: Mapping[str, int], new_words: Mapping[str, int], say: Phrasebook
) -> Iterator[Draft]:
    """Words that the whole old text does not have and this chapter brings in, not only once."""
    plain, endings = frozenset(say.words("not_concepts")), say.words("plain_endings")
    here: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for passage in ground.new.passages:
        for word in _WORD.findall(passage.text):
            folded = word.casefold()
            if _is_concept(word, plain, endings) and folded not in old_words:
                here[folded] += 1
                spelt.setdefault(folded, word if word.isupper() else folded)
    stems = {word[:length] for word in old_words for length in range(_STEM, len(word) + 1)}
    found = [
        word
        for word, count in here.most_common()
        if new_words[word] > 1 and not _is_known(word, stems) and (count > 1 or spelt[word].isupper())
    ]
    spoken: set[str] = set()
    told: list[str] = []
    for word in found:
        if not any(word[:_STEM] == other[:_STEM] for other in spoken) and len(told) < _CONCEPTS:
            told.append(word)
        spoken.add(word)
    if told:
        evidence = tuple(
            Evidence(
                _changes_with(ground, word), what=spelt[word], before=0, after=here[word], new=_quote_with(ground, word)
            )
            for word in told
        )
        if all(each.changes for each in evidence):
            key = "new_concept" if len(told) == 1 else "new_concepts"
            text = say.say(key, words=say.listing([f"”{spelt[word]}”" for word in told]))
            yield Draft(Class.NEW_CONCEPT, None, text, 50, 0.45, evidence, key=" ".join(told))


def words_of(grounds: Sequence[ChapterGround], *, old: bool) -> Counter[str]:
    """Every word of a whole text, folded, with how often it stands there."""
    found: Counter[str] = Counter()
    for ground in grounds:
        for passage in (ground.old if old else ground.new).passages:
            found.update(word.casefold() for word in _WORD.findall(passage.text))
    return found


def _is_concept(word: str, plain: frozenset[str], endings: tuple[str, ...]) -> bool:
    """Whether a word may name something new: long as compounds are, or an abbreviation in capitals."""
    if word.isupper():
        return len(word) > 1
    return len(word) >= _CONCEPT and word.casefold() not in plain and not word.casefold().endswith(endings)


def _is_known(word: str, stems: set[str]) -> bool:
    """Whether another form of a word, or a compound with its beginning, stood in the old text."""
    return word[: max(_STEM, len(word) - 4)] in stems


def _changes_with(ground: ChapterGround, word: str) -> tuple[str, ...]:
    return tuple(
        change.id for change in ground.changes if change.new is not None and word in change.new.text.casefold()
    )


def _quote_with(ground: ChapterGround, word: str) -> str:
    return next((passage.text for passage in ground.new.passages if word in passage.text.casefold()), "")


def _new_sentences(change: Change) -> Iterator[str]:
    """Sentences that came in whole: of a new paragraph all, of a reworded one those that nothing answers to."""
    if change.new is None:
        return
    if change.kind is ChangeKind.INSERTED:
        came = sentences(change.new.text)
    elif change.kind is ChangeKind.REPLACED and change.old is not None:
        _, _, came = answering(change.old.text, change.new.text)
    else:
        return
    for sentence in came:
        if sentence[:1].isupper():
            yield sentence


def _figure_of(old: str, new: str, say: Phrasebook) -> tuple[str, str] | None:
    """A number that gave way to another, in digits or in words, where nothing else did; None where it is not so."""
    olds, news = _NUMBER.findall(old), _NUMBER.findall(new)
    if len(olds) == len(news) == 1:
        return (olds[0], news[0]) if olds != news and _WORD.findall(old) == _WORD.findall(new) else None
    both = old.strip(), new.strip()
    return both if set(both) <= _number_words(say) and both[0] != both[1] else None


def _number_words(say: Phrasebook) -> set[str]:
    # "En" is an article more often than a number.
    return set(say.words_of_text("numbers")) - {say.number(1), "en", "one"}


def _unit(after: str, number: str, say: Phrasebook) -> str:
    """What a number is of, where the word that follows says it."""
    known = _UNIT.match(after)
    if known is not None:
        return known[0].strip()
    word = re.match(r"[\s\u00a0]+([^\W\d_A-ZÅÄÖ]{4,})\b", after)
    is_year = re.match(r"(?:19|20)\d\d\b", number) is not None
    return word[1] if word is not None and not is_year and word[1] not in say.words_of_text("not_units") else ""


def _lead(before: str) -> str:
    """The last words before a number, from the beginning of their sentence if that is near."""
    sentence = re.split(r"[.!?:;]\s", before)[-1].strip()
    words = sentence.split()
    return f"… {' '.join(words[-_LEAD_WORDS:])}" if len(words) > _LEAD_WORDS else sentence
