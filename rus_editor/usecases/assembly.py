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


def example_pair() -> tuple[Path, Path]:
    """The old and the new document of the example that comes with the program. Raises KnownError FILE_MISSING."""
    folder = config.resource("examples")
    found = sorted(folder.glob("*.docx"))
    old = next((path for path in found if "old" in path.stem), None)
    new = next((path for path in found if "new" in path.stem), None)
    if old is None or new is None:
        raise KnownError(ErrorCode.FILE_MISSING, name=str(folder / "*.docx"))
    return old, new
