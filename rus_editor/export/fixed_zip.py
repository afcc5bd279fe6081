"""A zipped Office file whose bytes tell nothing of when it was made: the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip can name; Office's own files have it, too."""


def with_fixed_dates(package: bytes, changed: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same members in the same order, each dated 1 January 1980.

    ``changed`` takes a member's name and content, and gives the content that it is to have.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # What the zip says of the system it was made on differs between systems, else.
            entry.create_system = 0
            archive.writestr(entry, content if changed is None else changed(name, content), compresslevel=6)
    return target.getvalue()
