"""Reads a profile's file and holds it to what it may say (``docs/profiles.md``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from rus_editor.config.toml_lines import line_of, lines_of
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.patterns import MOST_PLACES_IN_ALL, PatternError, PatternFault, bare, places_of
from rus_editor.model.profile import Goal, Phrases, Profile, RolePatterns, SectionRole, Theme

_InLanguages = tuple[tuple[str, str], ...]

PROFILE_BYTES = 64 * 1024
"""As large as a profile may be."""

# A heading may carry a number or letter typed by hand ("2.1", "3)", "a.", "IV."), and end with a sign ("Mål:").
_BEFORE = r"(?:(?:\d{1,3}(?:\.\d{1,3}){0,5}[.):]?|[a-z][.)]|[ivx]{1,5}[.)])\s+|[•–—-]\s*)?"
_AFTER = r"\s*[:.…–—-]?"

_FIELDS = frozenset(
    {"format", "name", "title", "organisation", "background", "milestone", "role", "theme", "goal", "phrases"}
)

_SYNTAX = (
    ("Cannot declare", "syntax_twice"),
    ("Cannot overwrite", "syntax_twice"),
    ("Cannot redefine", "syntax_twice"),
    ("Cannot mutate", "syntax_twice"),
    ("Duplicate inline", "syntax_twice"),
    ("Expected '='", "syntax_equals"),
    ("Invalid value", "syntax_value"),
    ("Invalid date", "syntax_value"),
    ("Unterminated string", "syntax_string"),
    ("Illegal character", "syntax_string"),
    ('Expected "\'"', "syntax_string"),
    ("Unescaped", "syntax_escape"),
    ("Escaped", "syntax_escape"),
    ("Invalid hex", "syntax_escape"),
    ("Unclosed array", "syntax_array"),
    ("Unclosed inline", "syntax_braces"),
    ("Expected ']'", "syntax_heading"),
    ("Expected ']]'", "syntax_heading"),
    ("Expected newline", "syntax_more"),
)
"""How Python's parser begins to tell each fault, and which of ours that is."""


def read_profile(name: str, raw: bytes, languages: tuple[str, ...]) -> Profile:
    """The profile that a file says; ``name`` is what the file is called, ``languages`` those that it may speak.

    Raises KnownError PROFILE_BROKEN with the facts ``name``, ``fault`` (a key under ``faults.profile_broken``),
    ``line`` (from 1), ``where`` (the field, "theme[2].patterns[1]", or nothing) and ``value``.
    """
    return _ProfileReader(name, languages).read(raw)


class _ProfileReader:
    """Holds a profile file to what it may say; the first fault ends it."""

    def __init__(self, name: str, languages: tuple[str, ...]) -> None:
        self._name = name
        self._languages = languages
        self._text_of_file = ""
        self._places = 0

    def _fault(self, fault: str, where: str, value: object = "", line: int | None = None) -> KnownError:
        if line is None:
            line = line_of(where, lines_of(self._text_of_file))
        facts: dict[str, str | int] = {"line": line, "where": where, "value": " ".join(str(value).split())[:80]}
        return KnownError(ErrorCode.PROFILE_BROKEN, name=self._name, fault=fault, **facts)

    def read(self, raw: bytes) -> Profile:
        """The profile that a file's bytes say."""
        if len(raw) > PROFILE_BYTES:
            raise self._fault("too_large", "", PROFILE_BYTES // 1024, 1)
        try:
            text = raw.decode("utf-8-sig")
            table = tomllib.loads(text)
        except UnicodeDecodeError as error:
            raise self._fault("encoding", "", line=raw.count(b"\n", 0, error.start) + 1) from None
        except tomllib.TOMLDecodeError as error:
            raise self._not_toml(str(error), text) from None
        except RecursionError:
            raise self._fault("syntax", "", line=1) from None
        self._text_of_file = text.replace("\r\n", "\n")
        self._only(table, _FIELDS, "")
        if table.get("format") != 1:
            raise self._fault("format", "format", table.get("format", ""))
        roles = table.get("role", [])
        if not isinstance(roles, list):
            raise self._fault("type_tables", "role", roles)
        found = tuple(self._role(entry, f"role[{order}]") for order, entry in enumerate(roles, 1))
        seen: set[SectionRole] = set()
        for order, entry in enumerate(found, 1):
            if entry.role in seen:
                raise self._fault("role_twice", f"role[{order}].role", entry.role.value)
            seen.add(entry.role)
        profile = Profile(
            name=self._text(table.get("name"), "name"),
            titles=self._in_languages(table.get("title", {}), "title"),
            roles=found,
            themes=self._themes(table.get("theme", [])),
            goals=self._goals(table.get("goal", [])),
            phrases=self._phrases(table.get("phrases", {}), "phrases"),
            organisation=self._in_languages(table.get("organisation", {}), "organisation"),
            background=self._background(table.get("background", {})),
            milestones=self._milestones(table.get("milestone", [])),
        )
        # Only texts are left of the file from here on.
        self._text_of_file = ""
        return profile

    def _not_toml(self, told: str, text: str) -> KnownError:
        place = re.search(r"\(at line (\d+), column \d+\)$", told)
        # Of what goes on to the end of the file without an end, the last line is told.
        line = int(place[1]) if place else len(text.rstrip().splitlines()) or 1
        fault = next((fault for begins, fault in _SYNTAX if told.startswith(begins)), "syntax")
        if place is None and fault == "syntax_value" and text.rstrip().endswith(("[", ",")):
            fault = "syntax_array"
        return self._fault(fault, "", line=line)

    def _themes(self, entries: object) -> tuple[Theme, ...]:
        found: list[Theme] = []
        for order, table in enumerate(self._tables(entries, "theme"), 1):
            where = f"theme[{order}]"
            self._only(table, {"id", "name", "patterns"}, where)
            identity = self._text(table.get("id"), f"{where}.id")
            if any(theme.id == identity for theme in found):
                raise self._fault("theme_twice", f"{where}.id", identity)
            patterns = self._texts(table.get("patterns", []), f"{where}.patterns")
            for at, pattern in enumerate(patterns, 1):
                self._check(pattern, f"{where}.patterns[{at}]")
            if not patterns:
                raise self._fault("missing", f"{where}.patterns")
            names = self._in_languages(table.get("name", {}), f"{where}.name")
            if not names:
                raise self._fault("missing", f"{where}.name")
            found.append(Theme(identity, names, patterns))
        return tuple(found)

    def _goals(self, entries: object) -> tuple[Goal, ...]:
        found: list[Goal] = []
        for order, table in enumerate(self._tables(entries, "goal"), 1):
            where = f"goal[{order}]"
            self._only(table, {"name", "targets"}, where)
            targets = self._texts(table.get("targets", []), f"{where}.targets")
            found.append(Goal(self._text(table.get("name"), f"{where}.name"), targets))
        return tuple(found)

    def _background(self, table: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
        if not isinstance(table, dict):
            raise self._fault("type_table", "background", table)
        self._only(table, set(self._languages), "background")
        return tuple((language, self._texts(texts, f"background.{language}")) for language, texts in table.items())

    def _milestones(self, entries: object) -> tuple[tuple[_InLanguages, _InLanguages], ...]:
        found: list[tuple[_InLanguages, _InLanguages]] = []
        for order, table in enumerate(self._tables(entries, "milestone"), 1):
            where = f"milestone[{order}]"
            self._only(table, {"name", "when"}, where)
            names = self._in_languages(table.get("name", {}), f"{where}.name")
            if not names:
                raise self._fault("missing", f"{where}.name")
            found.append((names, self._in_languages(table.get("when", {}), f"{where}.when")))
        return tuple(found)

    def _tables(self, entries: object, where: str) -> list[dict[str, object]]:
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._fault("type_tables", where, entries)
        return entries

    def _phrases(self, table: object, where: str) -> Phrases:
        if not isinstance(table, dict):
            raise self._fault("type_table", where, table)
        self._only(table, set(self._languages), where)
        found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        for language, texts in table.items():
            if not isinstance(texts, dict):
                raise self._fault("type_table", f"{where}.{language}", texts)
            told = tuple((key, self._text(text, f"{where}.{language}.{key}")) for key, text in texts.items())
            found.append((language, told))
        return tuple(found)

    def _only(self, table: Mapping[str, object], keys: AbstractSet[str], where: str) -> None:
        for key in table:
            if key not in keys:
                raise self._fault("unknown_key", f"{where}.{key}".lstrip("."), key)

    def _text(self, value: object, where: str) -> str:
        if value is None:
            raise self._fault("missing", where)
        if not isinstance(value, str):
            raise self._fault("type_text", where, value)
        if not value.strip():
            raise self._fault("empty", where)
        return value.strip()

    def _in_languages(self, table: object, where: str) -> tuple[tuple[str, str], ...]:
        if not isinstance(table, dict):
            raise self._fault("type_table", where, table)
        self._only(table, set(self._languages), where)
        return tuple((language, self._text(text, f"{where}.{language}")) for language, text in table.items())

    def _role(self, table: object, where: str) -> RolePatterns:
        if not isinstance(table, dict):
            raise self._fault("type_table", where, table)
        self._only(table, {"role", "name", "headings", "patterns", "phrases"}, where)
        value = self._text(table.get("role"), f"{where}.role")
        role = next((role for role in SectionRole if role.value == value), None)
        if role is None:
            raise self._fault("unknown_role", f"{where}.role", value)
        headings = [re.escape(text) for text in self._texts(table.get("headings", []), f"{where}.headings")]
        patterns = self._texts(table.get("patterns", []), f"{where}.patterns")
        for order, pattern in enumerate(patterns, 1):
            self._check(pattern, f"{where}.patterns[{order}]")
        if not headings and not patterns:
            raise self._fault("missing", f"{where}.patterns")
        return RolePatterns(
            role=role,
            names=self._in_languages(table.get("name", {}), f"{where}.name"),
            patterns=(_tolerant((*headings, *patterns)),),
            phrases=self._phrases(table.get("phrases", {}), f"{where}.phrases"),
        )

    def _texts(self, value: object, where: str) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self._fault("type_list", where, value)
        return tuple(self._text(text, f"{where}[{order}]") for order, text in enumerate(value, 1))

    def _check(self, pattern: str, where: str) -> None:
        """Let through what is a pattern and not too large; slow, none can be (``model.patterns``)."""
        try:
            self._places += places_of(pattern)
        except PatternError as error:
            value = error.construct if error.fault is PatternFault.FOREIGN else pattern
            raise self._fault(error.fault.value, where, value) from None
        if self._places > MOST_PLACES_IN_ALL // 2:
            raise self._fault("patterns_many", where)


def _tolerant(patterns: Iterable[str]) -> str:
    """One pattern of several, which also takes a typed number before and a sign after."""
    either = "|".join(f"(?:{pattern})" for pattern in map(bare, patterns))
    return f"{_BEFORE}(?:{either}){_AFTER}"
