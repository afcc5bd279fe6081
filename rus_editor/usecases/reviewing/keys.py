"""What a change says, as a short key: the same each time it says the same, whatever comes and goes around it."""

from __future__ import annotations

import hashlib

from rus_editor.model.comparison import Change

_LENGTH = 16


def change_key(change: Change) -> str:
    """A key of what happened and both wordings, formats and targets too; not of where it stands, who did it or when.

    Two changes that say the same have the same key.
    """
    old = "" if change.old is None else change.old.text
    new = "" if change.new is None else change.new.text
    parts = [change.kind.value, change.subject.value, old, new, change.detail]
    for each in change.formats:
        parts += [each.property, each.old, each.new, each.text]
    said = "\x00".join(parts).encode(errors="surrogatepass")
    return hashlib.sha256(said).hexdigest()[:_LENGTH]
