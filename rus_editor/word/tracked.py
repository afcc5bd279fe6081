"""Whether a Word file may hold tracked changes, told from its bytes: parsing every part only to find none is dear."""

from __future__ import annotations

import re

from rus_editor.word.package import Package
from rus_editor.word.resolving.verdict import TRACKED

_NAMES = "|".join(sorted(tag.rsplit("}", 1)[-1] for tag in TRACKED))
_MARK = re.compile(rf"<(?:[^\s<>:/]+:)?(?:{_NAMES})[\s/>]".encode())
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def may_have_tracked_changes(package: Package) -> bool:
    """False only where no part holds an element by which a tracked change is told (ECMA-376 part 1, 17.13.5).

    True may be wrong: the name may stand in a part or a namespace that tells of something else.
    """
    return any(
        content.startswith(_WIDE) or _MARK.search(content) is not None
        for name, content in package.members.items()
        if name.endswith(".xml")
    )
