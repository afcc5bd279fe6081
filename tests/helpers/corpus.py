"""Where the corpus of real Word files is, when it is there at all."""

from __future__ import annotations

import os
from pathlib import Path

from tests.helpers.checkout import ROOT


def corpus() -> Path | None:
    """The folder named by ``RUS_CORPUS``, else ``shared/corpus`` beside the checkout; None when it is not there."""
    folder = Path(os.environ.get("RUS_CORPUS") or ROOT.parent / "shared" / "corpus")
    return folder if folder.is_dir() else None
