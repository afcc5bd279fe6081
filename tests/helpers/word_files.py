"""Real Word files to read: those that the project carries, and the corpus where it is."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.checkout import ROOT
from tests.helpers.corpus import corpus


def corpus_files(*folders: str) -> list[Path]:
    """The Word files in some of the corpus's folders ("files", "pairs"), sorted; none where there is no corpus."""
    root = corpus()
    if root is None:
        return []
    return sorted(path for folder in folders for path in (root / folder).glob("*.doc[xm]"))


def own_files() -> list[Path]:
    """The Word files that the project carries itself."""
    folders = (ROOT / "resources" / "examples", ROOT / "tests" / "data")
    return sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*.doc[xm]"))
