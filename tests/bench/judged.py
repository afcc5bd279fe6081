"""What is proposed of four pairs that the rules were not made with, for a person to judge (``docs/key-changes.md``).

``python tests/bench/judged.py``: the first five proposals of each chapter. The texts, our own, stand in
``tests/data/strategies``: "#" begins a heading, "-" a point of a list.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import docx

from rus_editor.usecases.summarising import summarise_files

PAIRS = {"energi": "rus", "kultur": "rus", "stadgar": "allman", "service": "rus"}
FIRST = 5
TEXTS = Path(__file__).parents[1] / "data" / "strategies"


def written(text: Path, folder: Path) -> Path:
    """A Word document of a text."""
    document = docx.Document()
    for line in text.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"(#+) (.*)", line)
        if heading is not None:
            document.add_heading(heading[2], level=len(heading[1]))
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line:
            document.add_paragraph(line)
    path = folder / f"{text.stem}.docx"
    document.save(str(path))
    return path


def told() -> None:
    """Print every pair's proposals."""
    with tempfile.TemporaryDirectory() as place:
        for name, profile in PAIRS.items():
            old, new = (written(TEXTS / f"{name}_{age}.md", Path(place)) for age in ("gammal", "ny"))
            found = summarise_files(old, new, profile=profile)
            print(f"\n## {name} ({profile})")
            for index, chapter in enumerate(found.comparison.chapters):
                proposals = found.key_changes.of_chapter(index)
                if proposals:
                    print(f"\n### {chapter.title} ({len(proposals)})")
                    for proposal in proposals[:FIRST]:
                        print(f"{proposal.rank}. [{proposal.kind.value}] {proposal.sentence}")


if __name__ == "__main__":
    told()
