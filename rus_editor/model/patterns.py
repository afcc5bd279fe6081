"""Regular expressions that nobody can make slow: what a profile says headings and themes look like.

Python's own engine tries one way after another and may be kept at it for years by ``(a+)+b``; it has no clock, and a
thread that it holds holds every other. Here all ways are followed at once, sign by sign (K. Thompson, "Regular
expression search algorithm", CACM 11:6, 1968), so that the time is at most the length of the text times the size of
the patterns, whatever they say. Sets of places that were met before are remembered, so in the end a sign costs a
look-up.

Taken: letters and signs, ``.``, ``[…]``, ``\\w \\d \\s \\W \\D \\S``, ``(…)``, ``(?:…)``, ``|``, ``? * +``,
``{n}``, ``{n,}``, ``{n,m}``; ``^`` first and ``$`` last say nothing new. Not taken, since they mean something outside
of what is read: look-around, references back, ``\\b`` and its like, named groups, flags other than a first ``(?i)``.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from threading import Lock

_LONGEST = 300
_MOST_PLACES = 1_000
_REMEMBERED = 5_000
_DEEPEST = 60
MOST_PLACES_IN_ALL = 10_000
"""As many places as all patterns that are held against a text at once may take."""

_COUNTED = re.compile(r"\{(\d{0,9})(?:(,)(\d{0,9}))?\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


class PatternFault(Enum):
    """Why a pattern is not taken."""

    SYNTAX = "pattern"
    FOREIGN = "pattern_foreign"
    LARGE = "pattern_large"


class PatternError(ValueError):
    """A pattern is not taken. ``construct`` is what of it, where that can be said."""

    def __init__(self, fault: PatternFault, construct: str = "") -> None:
        super().__init__(fault.value, construct)
        self.fault, self.construct = fault, construct


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign that fits: the source of a class of signs, or the sign itself, escaped."""

    source: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One after another."""

    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Either:
    """One or another."""

    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    """So many times, at most ``most`` or without end."""

    part: _Part
    least: int
    most: int | None


_Part = _Sign | _Row | _Either | _Repeat


class Patterns:
    """Some patterns, held against texts all at once. Each has a number: its place among them.

    Remembers what it has met; threads that share one wait for each other. Raises PatternError.
    """

    def __init__(self, patterns: Iterable[tuple[str, bool]]) -> None:
        """``patterns`` are with whether case counts."""
        self._fits: list[Callable[[str], object] | None] = []
        self._after: list[tuple[int, ...]] = []
        self._ends: dict[int, int] = {}
        self._known: dict[tuple[str, bool], Callable[[str], object]] = {}
        entries = [self._entry(number, *each) for number, each in enumerate(patterns)]
        self._start = self._closed(entries)
        self._lock = Lock()
        self._forget()

    def _entry(self, number: int, source: str, case_counts: bool) -> int:
        part, any_case = _parsed(source)
        end = self._state(None, ())
        self._ends[end] = number
        if len(self._after) + _size_of(part) > MOST_PLACES_IN_ALL:
            raise PatternError(PatternFault.LARGE)
        return self._built(part, end, case_counts and not any_case)

    def fits(self, text: str) -> tuple[int, ...]:
        """The numbers of the patterns that the whole of a text fits, in order."""
        with self._lock:
            at = self._first
            for sign in text:
                at = self._step(at, sign)
                if not self._sets[at]:
                    return ()
            return self._numbers[at]

    def ends(self, text: str, start: int, stop: int) -> Sequence[tuple[int, tuple[int, ...]]]:
        """Where patterns that begin at ``start`` may end, up to ``stop``, with their numbers; the nearest first."""
        found: list[tuple[int, tuple[int, ...]]] = []
        with self._lock:
            at = self._first
            for position in range(start, stop):
                at = self._step(at, text[position])
                if not self._sets[at]:
                    break
                if self._numbers[at]:
                    found.append((position + 1, self._numbers[at]))
        return found

    # -- sets of places, remembered ----------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._sets: list[tuple[int, ...]] = []
        self._moves: list[dict[str, int]] = []
        self._numbers: list[tuple[int, ...]] = []
        self._of_set: dict[tuple[int, ...], int] = {}
        self._first = self._numbered(self._start)

    def _numbered(self, states: tuple[int, ...]) -> int:
        known = self._of_set.get(states)
        if known is None:
            known = self._of_set[states] = len(self._sets)
            self._sets.append(states)
            self._moves.append({})
            self._numbers.append(tuple(sorted({self._ends[state] for state in states if state in self._ends})))
        return known

    def _step(self, at: int, sign: str) -> int:
        known = self._moves[at].get(sign)
        if known is not None:
            return known
        fits, after = self._fits, self._after
        reached = [
            following
            for state in self._sets[at]
            if (one := fits[state]) is not None and one(sign)
            for following in after[state]
        ]
        states = self._closed(reached)
        if len(self._sets) >= _REMEMBERED:
            self._forget()
            return self._numbered(states)
        found = self._moves[at][sign] = self._numbered(states)
        return found

    def _closed(self, states: Iterable[int]) -> tuple[int, ...]:
        """The places where something is to be read, or is at its end, that can be reached without reading."""
        seen: set[int] = set()
        found: list[int] = []
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            if self._fits[state] is not None or state in self._ends:
                found.append(state)
            else:
                waiting.extend(self._after[state])
        return tuple(sorted(found))

    # -- places of one pattern ---------------------------------------------------------------------------------------

    def _state(self, fits: Callable[[str], object] | None, after: tuple[int, ...]) -> int:
        self._fits.append(fits)
        self._after.append(after)
        return len(self._after) - 1

    def _built(self, part: _Part, after: int, case_counts: bool) -> int:
        """The place where a part begins that goes on at ``after``."""
        match part:
            case _Sign(source):
                return self._state(self._test(source, case_counts), (after,))
            case _Row(parts):
                for each in reversed(parts):
                    after = self._built(each, after, case_counts)
                return after
            case _Either(parts):
                return self._state(None, tuple(self._built(each, after, case_counts) for each in parts))
            case _Repeat(inner, least, most):
                if most is None:
                    again = self._state(None, ())
                    self._after[again] = (self._built(inner, again, case_counts), after)
                    after = again
                else:
                    end = after
                    for _ in range(most - least):
                        after = self._state(None, (self._built(inner, after, case_counts), end))
                for _ in range(least):
                    after = self._built(inner, after, case_counts)
                return after

    def _test(self, source: str, case_counts: bool) -> Callable[[str], object]:
        known = self._known.get((source, case_counts))
        if known is None:
            known = self._known[source, case_counts] = _compiled(source, case_counts).match
        return known


def _compiled(source: str, case_counts: bool) -> re.Pattern[str]:
    """One sign's test; Python warns of classes that may mean something else one day, which is no concern of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return re.compile(source, re.NOFLAG if case_counts else re.IGNORECASE)


def _size_of(part: _Part) -> int:
    """How many places a part takes when every repeat is written out."""
    match part:
        case _Sign():
            return 1
        case _Row(parts) | _Either(parts):
            return 1 + sum(map(_size_of, parts))
        case _Repeat(inner, least, most):
            return (1 + _size_of(inner)) * max(1, least + 1 if most is None else most)


def places_of(pattern: str) -> int:
    """How many places a pattern takes, for whoever takes patterns from outside. Raises PatternError, too large, too."""
    if len(pattern) > _LONGEST:
        raise PatternError(PatternFault.LARGE)
    places = _size_of(_parsed(pattern)[0])
    if places > _MOST_PLACES:
        raise PatternError(PatternFault.LARGE)
    return places


def _parsed(pattern: str) -> tuple[_Part, bool]:
    """What a pattern says, and whether it says itself that case does not count."""
    reader = _Reader(pattern)
    return reader.whole(), reader.any_case


def bare(pattern: str) -> str:
    """A pattern that may stand within another: without what only says that it is for the whole of a text."""
    return _Reader(pattern).text


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.any_case = pattern.startswith("(?i)")
        self.text = pattern.removeprefix("(?i)").removeprefix("^")
        if self.text.endswith("$") and not self.text.endswith("\\$"):
            self.text = self.text[:-1]
        self._at = 0
        self._depth = 0

    def whole(self) -> _Part:
        part = self._either()
        if self._at < len(self.text):
            raise PatternError(PatternFault.SYNTAX, self.text[self._at])
        return part

    def _next(self) -> str:
        return self.text[self._at : self._at + 1]

    def _either(self) -> _Part:
        parts = [self._row()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else _Either(tuple(parts))

    def _row(self) -> _Part:
        parts: list[_Part] = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._repeated(self._one()))
        return parts[0] if len(parts) == 1 else _Row(tuple(parts))

    def _one(self) -> _Part:
        sign = self._next()
        match sign:
            case "(":
                return self._group()
            case "[":
                found = _CLASS.match(self.text, self._at)
                if found is None:
                    raise PatternError(PatternFault.SYNTAX, self.text[self._at :])
                try:
                    _compiled(found[0], case_counts=True)
                except (re.error, OverflowError):
                    raise PatternError(PatternFault.SYNTAX, found[0]) from None
                self._at = found.end()
                return _Sign(found[0])
            case "\\":
                return self._escaped()
            case ".":
                self._at += 1
                return _Sign(".")
            case "^" | "$":
                raise PatternError(PatternFault.FOREIGN, sign)
            case "*" | "+" | "?":
                raise PatternError(PatternFault.SYNTAX, sign)
        self._at += 1
        return _Sign(re.escape(sign))

    def _group(self) -> _Part:
        self._at += 1
        if self._next() == "?":
            if not self.text.startswith("?:", self._at):
                construct = re.match(r"\(\?(?:P?[<=!]+|[a-zA-Z]+|.)?", self.text[self._at - 1 :])
                raise PatternError(PatternFault.FOREIGN, construct[0] if construct else "(?")
            self._at += 2
        self._depth += 1
        if self._depth > _DEEPEST:
            raise PatternError(PatternFault.LARGE)
        part = self._either()
        if self._next() != ")":
            raise PatternError(PatternFault.SYNTAX, "(")
        self._at += 1
        self._depth -= 1
        return part

    def _escaped(self) -> _Part:
        sign = self.text[self._at + 1 : self._at + 2]
        source = f"\\{sign}"
        if not sign:
            raise PatternError(PatternFault.SYNTAX, source)
        if sign.isdigit() or sign in "bBAZzGk":
            raise PatternError(PatternFault.FOREIGN, source)
        try:
            re.compile(source)
        except re.error:
            raise PatternError(PatternFault.SYNTAX, source) from None
        self._at += 2
        return _Sign(source)

    def _repeated(self, part: _Part) -> _Part:
        sign = self._next()
        if sign in ("*", "+", "?"):
            self._at += 1
            repeated = _Repeat(part, int(sign == "+"), 1 if sign == "?" else None)
        else:
            found = _COUNTED.match(self.text, self._at)
            if found is None or not (found[1] or found[3]):
                return part
            self._at = found.end()
            least = int(found[1] or 0)
            most = least if found[2] is None else int(found[3]) if found[3] else None
            if most is not None and most < least:
                raise PatternError(PatternFault.SYNTAX, found[0])
            if max(least, most or 0) > _MOST_PLACES:
                raise PatternError(PatternFault.LARGE, found[0])
            repeated = _Repeat(part, least, most)
        # As few as possible is the same where it is only asked whether a text fits.
        if self._next() == "?":
            self._at += 1
        if self._next() == "+":
            raise PatternError(PatternFault.FOREIGN, f"{sign}+")
        if self._next() in ("*", "?"):
            raise PatternError(PatternFault.SYNTAX, f"{sign}{self._next()}")
        return repeated
