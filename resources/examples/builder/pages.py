"""The pages that headings stand on, as LibreOffice lays the document out."""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from resources.examples.builder.numbers import count
from resources.examples.builder.source import Source, Version


def measure(source: Source, version: Version, content: bytes) -> dict[str, int]:
    """The page of every numbered heading by its name in the sources. Needs ``soffice`` and pypdf."""
    from pypdf import PdfReader

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "measured.docx"
        path.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        reader = PdfReader(io.BytesIO((Path(folder) / "measured.pdf").read_bytes()))
        found = [(str(entry["/Title"]), reader.get_destination_page_number(entry)) for entry in _flat(reader.outline)]
    pages: dict[str, int] = {}
    position = 0
    for heading in count(source, version).headings.values():
        # The PDF's bookmarks hold the headings of all levels in reading order.
        while _bare(heading.title) not in _bare(found[position][0]):
            position += 1
        page = found[position][1]
        position += 1
        if page is None:
            raise ValueError(f"no page for {heading.title}")
        pages[heading.uid] = page + 1
    return pages


def _flat(outline: Sequence[Any]) -> Iterator[Any]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _bare(title: str) -> str:
    return "".join(title.split())
