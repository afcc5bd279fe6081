"""What the program is put together from before any work: its words, its profiles, its example."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rus_editor import config
from rus_editor.model.errors import ErrorCode, KnownError
from rus_editor.model.profile import Profile
from rus_editor.model.wording import Wording

LANGUAGES = config.LANGUAGES
DEFAULT_PROFILE = config.DEFAULT_PROFILE


def language_of(environment: Mapping[str, str]) -> str:
    """The language to speak on a machine with these environment variables ("sv" or "en")."""
    return config.language_of(environment)


def wording(language: str) -> Wording:
    """The program's words in a language ("sv" or "en")."""
    return config.load_wording(language)


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the program."""
    return config.profile_names()


def profile_of(profile: Profile | str) -> Profile:
    """A profile by name or from a file; one that is a profile already is returned as it is. Raises KnownError."""
    return profile if isinstance(profile, Profile) else config.load_profile(profile)


def own_profile(name: str, raw: bytes) -> Profile:
    """A profile from a file's bytes, as a project keeps it. Raises KnownError."""
    return config.own_profile(name, raw)


def resource(path: str) -> Path:
    """The place of something that the program brings along as a file ("fonts", "i18n"); it need not exist."""
    return config.resource(path)


def handbook() -> Path:
    """The folder of the handbook's pages (Markdown, with README.md as the list of them)."""
    return config.handbook()


def example_pair() -> tuple[Path, Path]:
    """The old and the new document of the example that comes with the program: the older year is in its name first.

    Raises KnownError FILE_MISSING when the installation is not whole.
    """
    folder = config.resource("examples")
    found = sorted(folder.glob("*.docx"))
    if len(found) < 2:
        raise KnownError(ErrorCode.FILE_MISSING, name=str(folder / "*.docx"))
    return found[0], found[-1]
