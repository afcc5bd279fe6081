"""What is said that was not said before: new passages about the present state, new concepts, other figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rus_editor.insight.drafts import Draft, evidence_of
from rus_editor.insight.ground import ChapterGround
from rus_editor.insight.phrasing import Phrasebook, shortened
from rus_editor.model.comparison import Change, ChangeKind, SegmentKind, Subject
from rus_editor.model.key_changes import Evidence
from rus_editor.model.key_changes import KeyChangeClass as Class
from rus_editor.model.profile import SectionRole

_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f]\d{3})*(?:[,.]\d+)?")
_UNIT = re.compile(
    r"[\s\u00a0]*(?:procentenheter|procent|%|miljoner|miljarder|kronor|tusen|år|grader|ton)\b|[\s\u00a0]*%"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")
_CONCEPT = 9
_STEM = 5
_CONCEPTS = 2
_FIGURES = 3
_PASSAGE_WORDS = 7
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
            olds, news = _NUMBER.findall(part.text), _NUMBER.findall(following.text)
            if len(olds) != 1 or len(news) != 1 or olds == news or found >= _FIGURES:
                continue
            if _WORD.findall(part.text) != _WORD.findall(following.text):
                continue
            before = "".join(each.text for each in change.segments[:at] if each.kind is not SegmentKind.DELETED)
            if len(_WORD.findall(_lead(before))) < _LEAD_LEAST:
                continue  # A number that nothing says what it is of tells nobody anything.
            found += 1
            after = "".join(each.text for each in change.segments[at + 2 : at + 3] if each.kind is SegmentKind.EQUAL)
            own = following.text[following.text.index(news[0]) + len(news[0]) :]
            unit = _UNIT.match(own + after)
            text = say.say(
                "figure",
                what=_lead(before),
                old=olds[0],
                new=news[0] + (f" {unit[0].strip()}" if unit else ""),
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
                key=f"{change.id} {at}",
            )


def passages(ground: ChapterGround, say: Phrasebook) -> Iterator[Draft]:
    """The most telling new sentence about the present state, quoted."""
    best: tuple[float, str, Change] | None = None
    for change in ground.changes:
        if change.role is not SectionRole.CURRENT_STATE or change.subject is not Subject.PARAGRAPH:
            continue
        for sentence in _new_sentences(change):
            themes = len(ground.finder.hits(sentence))
            score = themes * 10 + min(len(sentence.split()), 30)
            if best is None or score > best[0]:
                best = score, sentence, change
    if best is not None:
        _, sentence, change = best
        text = say.say("new_content", text=f"”{shortened(sentence, 220)}”")
        lead = say.role(SectionRole.CURRENT_STATE)
        yield Draft(Class.NEW_CONTENT, SectionRole.CURRENT_STATE, text, 58, 0.5, (evidence_of(change),), lead)


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
        came = [change.new.text]
    elif change.kind is ChangeKind.REPLACED:
        came = [part.text for part in change.segments if part.kind is SegmentKind.INSERTED]
    else:
        return
    for text in came:
        for sentence in _SENTENCE.findall(text):
            if len(sentence.split()) >= _PASSAGE_WORDS and sentence.strip()[:1].isupper():
                yield sentence.strip()


def _lead(before: str) -> str:
    """The last words before a number, from the beginning of their sentence if that is near."""
    sentence = re.split(r"[.!?:;]\s", before)[-1].strip()
    words = sentence.split()
    return f"… {' '.join(words[-_LEAD_WORDS:])}" if len(words) > _LEAD_WORDS else sentence
