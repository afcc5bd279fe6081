"""Builds the example pair and the list of what differs between the two.

usage: python -m resources.examples.build_examples                 write the files
       python -m resources.examples.build_examples --into FOLDER   write them somewhere else
       python -m resources.examples.build_examples --measure       first find the headings' pages (soffice, pypdf)
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from resources.examples.builder.expected import expected_changes
from resources.examples.builder.package import build
from resources.examples.builder.pages import measure
from resources.examples.builder.source import Source, Version, read_source

HERE = Path(__file__).resolve().parent
NAMES = {Version.OLD: "almland_2019.docx", Version.NEW: "almland_2026_remiss.docx"}
PAGES = "page_numbers.json"
EXPECTED = "expected_changes.json"


def built(folder: Path = HERE) -> dict[str, bytes]:
    """The files' bytes by name, from the sources in the folder."""
    source = read_source(folder / "text")
    pages: dict[str, dict[str, int]] = json.loads((folder / PAGES).read_text(encoding="utf-8"))
    return _built(source, pages, folder)


def _built(source: Source, pages: dict[str, dict[str, int]], folder: Path) -> dict[str, bytes]:
    files = {
        name: build(source, version, pages.get(version.value, {}), folder / "pictures").content
        for version, name in NAMES.items()
    }
    expected = expected_changes(source, NAMES[Version.OLD], NAMES[Version.NEW])
    files[EXPECTED] = (json.dumps(expected, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def main() -> None:
    """Write the files beside this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="find the headings' pages with LibreOffice first")
    parser.add_argument("--into", type=Path, default=HERE, help="the folder to write to")
    chosen = parser.parse_args()
    if chosen.measure:
        source = read_source(HERE / "text")
        unmeasured = _built(source, {}, HERE)
        pages = {version.value: measure(source, version, unmeasured[name]) for version, name in NAMES.items()}
        (HERE / PAGES).write_text(json.dumps(pages, indent=1) + "\n", encoding="utf-8")
    for name, content in built().items():
        (chosen.into / name).write_bytes(content)
        print(f"{name}: {len(content)} bytes")


if __name__ == "__main__":
    main()
