"""What the program brings along as files: words for people, profiles, schemas, examples; and which language to speak.

The resources lie in ``resources/`` beside the package in a checkout, and in ``rus_editor/resources/`` once installed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rus_editor.config.profile_file import PROFILE_BYTES, read_profile
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.profile import Profile
from rus_editor.model.wording import Wording

LANGUAGES = ("sv", "en")
"""The languages that the program speaks; the first is the one it was written in."""

DEFAULT_PROFILE = "rus"

_PLAIN = "allman"

_FOLDER_NAME = "RUS-redigeraren"


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
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root / path


def handbook() -> Path:
    """The folder of the handbook's pages: ``docs/handbok`` in a checkout, among the resources once installed."""
    package = Path(__file__).resolve().parent.parent
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

    Raises KnownError PROFILE_MISSING (facts ``name``, ``known``) or PROFILE_BROKEN (see ``read_profile``).
    """
    known = profile_names()
    path = resource(f"profiles/{name_or_path}.toml") if name_or_path in known else Path(name_or_path)
    try:
        with path.open("rb") as file:
            raw = file.read(PROFILE_BYTES + 1)
    except (OSError, ValueError):
        raise KnownError(ErrorCode.PROFILE_MISSING, name=name_or_path, known=", ".join(known)) from None
    plain = resource(f"profiles/{_PLAIN}.toml")
    return read_profile(path.name, raw, LANGUAGES) if path == plain else own_profile(path.name, raw)


def own_profile(name: str, raw: bytes) -> Profile:
    """A profile from a file's bytes; ``name`` is the file's. What it does not say is said as in the plain one.

    Raises KnownError PROFILE_BROKEN.
    """
    plain = resource(f"profiles/{_PLAIN}.toml")
    found = read_profile(name, raw, LANGUAGES)
    return _with_phrases(found, read_profile(plain.name, plain.read_bytes(), LANGUAGES))


def _with_phrases(profile: Profile, plain: Profile) -> Profile:
    """A profile with the plain one's phrases where it has none of its own."""
    own = dict(profile.phrases)
    phrases = tuple(
        (language, tuple({**dict(texts), **dict(own.get(language, ()))}.items())) for language, texts in plain.phrases
    )
    return replace(profile, phrases=phrases)
