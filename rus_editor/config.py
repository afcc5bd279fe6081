"""What the program brings along as files: words for people, profiles, schemas, examples; and which language to speak.

The resources lie in ``resources/`` beside the package in a checkout, and in ``rus_editor/resources/`` once installed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.profile import Goal, Phrases, Profile, RolePatterns, SectionRole, Theme
from rus_editor.model.wording import Wording

LANGUAGES = ("sv", "en")
"""The languages that the program speaks; the first is the one it was written in."""

DEFAULT_PROFILE = "rus"

_PLAIN = "allman"

_FOLDER_NAME = "RUS-redigeraren"

_PROFILE_BYTES = 64 * 1024
_PATTERN_LENGTH = 300
_PATTERN_REPEATS = 2
_PATTERN_CHOICES = 20
_HEADING_LENGTH = 200

# A heading may carry a number or letter typed by hand ("2.1", "3)", "a.", "IV."), and end with a sign ("Mål:").
_BEFORE = r"(?:(?:\d{1,3}(?:\.\d{1,3}){0,5}[.):]?|[a-z][.)]|[ivx]{1,5}[.)])\s+|[•–—-]\s*)?"
_AFTER = r"\s*[:.…–—-]?"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the program keeps what is a person's own on this machine; the folders need not exist yet.

    ``data`` is never one that is synchronised with other machines or a server: an open database would not survive it.
    """

    data: Path
    settings: Path

    @property
    def projects(self) -> Path:
        """The folder of the live projects."""
        return self.data / "projects"

    @property
    def backups(self) -> Path:
        """The folder of their backups: outside of every project's own."""
        return self.data / "backups"


def this_machine() -> Folders:
    """The folders of whoever runs the program, as the operating system wants them."""
    import platformdirs

    data = platformdirs.user_data_path(_FOLDER_NAME, appauthor=False, roaming=False)
    settings = platformdirs.user_config_path(_FOLDER_NAME, appauthor=False, roaming=False)
    return Folders(data, settings)


def resource(path: str) -> Path:
    """The place of a resource, given relative to the resources' folder ("profiles/rus.toml"); it need not exist."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root / path


def handbook() -> Path:
    """The folder of the handbook's pages: ``docs/handbok`` in a checkout, among the resources once installed."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed / "handbook" if installed.is_dir() else package.parent / "docs" / "handbok"


class _Sentences(Mapping[str, str]):
    """The sentences of one language, each file read when a key of it is first asked for: most runs need two of six."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, dict[str, str]] = {}

    def _of(self, file: str) -> dict[str, str]:
        if file not in self._files:
            path = self._folder / f"{file}.toml"
            table = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            self._files[file] = dict(_flat(file, table))
        return self._files[file]

    def __getitem__(self, key: str) -> str:
        return self._of(key.partition(".")[0])[key]

    def __iter__(self) -> Iterator[str]:
        for path in sorted(self._folder.glob("*.toml")):
            yield from self._of(path.stem)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict):
            yield from _flat(name, value)
        elif isinstance(value, str):
            yield name, value
        else:
            raise TypeError(f"{name}: words must be strings")


def load_wording(language: str) -> Wording:
    """The words of a language ("sv" or "en"): ``<language>/<file>.toml`` under dotted keys ``<file>.<table>.<key>``.

    Raises ValueError for a language that the program does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    return Wording(language, _Sentences(resource(f"wording/{language}")))


def language_of(environment: Mapping[str, str]) -> str:
    """The language to speak, chosen as gettext chooses it.

    The locale is the first of LC_ALL, LC_MESSAGES and LANG that is set (on Windows, when none is, the language of its
    screens). ``C`` and ``POSIX`` mean untranslated, which here is Swedish, and so does nothing at all. Otherwise
    LANGUAGE may list languages in order of preference. The first that the program speaks is used; for other languages
    it is English.
    """
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name, ""))), "")
    locale = locale or _windows_language()
    if _code(locale) in {"c", "posix"}:
        return LANGUAGES[0]
    wanted = [code for entry in environment.get("LANGUAGE", "").split(":") if (code := _code(entry))]
    if locale:
        wanted.append(_code(locale))
    if not wanted:
        return LANGUAGES[0]
    return next((code for code in wanted if code in LANGUAGES), "en")


def _code(locale: str) -> str:
    """``sv`` of ``sv_SE.UTF-8@euro``."""
    return re.split(r"[_.@-]", locale.strip(), maxsplit=1)[0].lower()


def _windows_language() -> str:
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the program."""
    return tuple(sorted(path.stem for path in resource("profiles").glob("*.toml")))


def load_profile(name_or_path: str) -> Profile:
    """A profile by name ("rus") or from a file of one's own; a name that comes with the program goes before a file.

    Raises KnownError PROFILE_MISSING (facts ``name``, ``known``) or PROFILE_BROKEN (facts ``name``, ``where``: a line
    or a key, ``fault``: a key under ``faults.profile_broken``, and ``value``).
    """
    known = profile_names()
    path = resource(f"profiles/{name_or_path}.toml") if name_or_path in known else Path(name_or_path)
    try:
        with path.open("rb") as file:
            raw = file.read(_PROFILE_BYTES + 1)
    except (OSError, ValueError):
        raise KnownError(ErrorCode.PROFILE_MISSING, name=name_or_path, known=", ".join(known)) from None
    profile = _ProfileReader(path.name).read(raw)
    plain = resource(f"profiles/{_PLAIN}.toml")
    return profile if path == plain else _with_phrases(profile, _ProfileReader(plain.name).read(plain.read_bytes()))


def _with_phrases(profile: Profile, plain: Profile) -> Profile:
    """A profile with the plain one's phrases where it has none of its own."""
    own = dict(profile.phrases)
    phrases = tuple(
        (language, tuple({**dict(texts), **dict(own.get(language, ()))}.items())) for language, texts in plain.phrases
    )
    return replace(profile, phrases=phrases)


class _ProfileReader:
    """Holds a profile file to what it may say; the first fault ends it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _fault(self, fault: str, where: str, value: object = "") -> KnownError:
        return KnownError(ErrorCode.PROFILE_BROKEN, name=self._name, fault=fault, where=where, value=str(value)[:80])

    def read(self, raw: bytes) -> Profile:
        """The profile that a file's bytes say."""
        if len(raw) > _PROFILE_BYTES:
            raise self._fault("too_large", "", _PROFILE_BYTES // 1024)
        try:
            table = tomllib.loads(raw.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise self._fault("encoding", str(raw.count(b"\n", 0, error.start) + 1)) from None
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"line (\d+)", str(error))
            # At the end of the file the parser gives no line.
            raise self._fault("syntax", place[1]) if place else self._fault("syntax_somewhere", "") from None
        except RecursionError:
            raise self._fault("syntax_somewhere", "") from None
        self._only(table, {"format", "name", "title", "role", "theme", "goal", "phrases"}, "")
        if table.get("format") != 1:
            raise self._fault("format", "format", table.get("format", ""))
        roles = table.get("role", [])
        if not isinstance(roles, list):
            raise self._fault("type", "role", roles)
        found = tuple(self._role(entry, f"role[{order}]") for order, entry in enumerate(roles, 1))
        seen: set[SectionRole] = set()
        for order, entry in enumerate(found, 1):
            if entry.role in seen:
                raise self._fault("role_twice", f"role[{order}].role", entry.role.value)
            seen.add(entry.role)
        return Profile(
            name=self._text(table.get("name"), "name"),
            titles=self._in_languages(table.get("title", {}), "title"),
            roles=found,
            themes=self._themes(table.get("theme", [])),
            goals=self._goals(table.get("goal", [])),
            phrases=self._phrases(table.get("phrases", {}), "phrases"),
        )

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

    def _tables(self, entries: object, where: str) -> list[dict[str, object]]:
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._fault("type", where, entries)
        return entries

    def _phrases(self, table: object, where: str) -> Phrases:
        if not isinstance(table, dict):
            raise self._fault("type", where, table)
        self._only(table, set(LANGUAGES), where)
        found: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        for language, texts in table.items():
            if not isinstance(texts, dict):
                raise self._fault("type", f"{where}.{language}", texts)
            told = tuple((key, self._text(text, f"{where}.{language}.{key}")) for key, text in texts.items())
            found.append((language, told))
        return tuple(found)

    def _only(self, table: Mapping[str, object], keys: set[str], where: str) -> None:
        for key in table:
            if key not in keys:
                raise self._fault("unknown_key", f"{where}.{key}".lstrip("."), key)

    def _text(self, value: object, where: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._fault("missing" if value is None else "type", where, "" if value is None else value)
        return value.strip()

    def _in_languages(self, table: object, where: str) -> tuple[tuple[str, str], ...]:
        if not isinstance(table, dict):
            raise self._fault("type", where, table)
        self._only(table, set(LANGUAGES), where)
        return tuple((language, self._text(text, f"{where}.{language}")) for language, text in table.items())

    def _role(self, table: object, where: str) -> RolePatterns:
        if not isinstance(table, dict):
            raise self._fault("type", where, table)
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
            raise self._fault("type", where, value)
        return tuple(self._text(text, f"{where}[{order}]") for order, text in enumerate(value, 1))

    def _check(self, pattern: str, where: str) -> None:
        """Let through only what is quick on any heading: Python's engine has no clock that could stop it."""
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError):
            raise self._fault("pattern", where, pattern) from None
        repeats, choices, on_group, foreign = _weight(pattern)
        if (
            foreign
            or on_group
            or repeats > _PATTERN_REPEATS
            or choices > _PATTERN_CHOICES
            or len(pattern) > _PATTERN_LENGTH
        ):
            raise self._fault("pattern_slow", where, pattern)


def _tolerant(patterns: Iterable[str]) -> str:
    """One pattern of several, which also takes a typed number before and a sign after.

    It is not tried on what is too long for a heading. One pattern is compiled sooner than many.
    """
    either = "|".join(f"(?:{pattern})" for pattern in patterns)
    return rf"(?!.{{{_HEADING_LENGTH + 1}}}){_BEFORE}(?:{either}){_AFTER}"


def _weight(pattern: str) -> tuple[int, int, bool, bool]:
    """What can make a pattern slow: open-ended repeats, choices (``?``, ``|``), a repeated group, foreign constructs.

    ``(a+)+`` and ``(a|a)*`` take exponential time, so a group may be optional but not repeated; each optional or
    alternative part may double the work, each open-ended repeat multiplies it by the heading's length.
    """
    bare = re.sub(r"\\[^1-9AbBZk]", "x", pattern)
    bare = re.sub(r"\[\^?\]?[^\]]*\]", "x", bare)
    foreign = "\\" in bare or re.search(r"\(\?(?!:)", bare) is not None
    bare = bare.replace("(?:", "(")
    counts = re.findall(r"\{(\d*)(,?)(\d*)\}", bare)
    wide = sum(1 for low, comma, high in counts if (comma and not high) or int(high or low or 0) > 9)
    repeats = len(re.findall(r"[*+]", bare)) + wide
    choices = bare.count("?") + bare.count("|") + len(counts)
    return repeats, choices, re.search(r"\)[*+{]", bare) is not None, foreign
