"""The built-in styles by their names, as Word writes them.

Word holds a name for the built-in one whichever letters are capitals, and writes its own spelling when it saves: a file
with "normal" or "Caption" has Word's ``Normal`` and ``caption``. Names of styles that somebody made are told apart by
capitals (ECMA-376 part 1, 17.7.4.9 leaves the names to the program; the list is what Word itself names in
``w:latentStyles``, 17.7.4.5).
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

_NAMES = """
annotation reference | annotation subject | annotation text | Balloon Text | Bibliography | Block Text | Body Text
Body Text # | Body Text First Indent | Body Text First Indent # | Body Text Indent | Body Text Indent # | Book Title
caption | Closing | Colorful Grid | Colorful Grid Accent # | Colorful List | Colorful List Accent #
Colorful Shading | Colorful Shading Accent # | Dark List | Dark List Accent # | Date | Default Paragraph Font
Document Map | E-mail Signature | Emphasis | endnote reference | endnote text | envelope address | envelope return
FollowedHyperlink | footer | footnote reference | footnote text | Grid Table # | Grid Table # Accent #
Grid Table # Colorful | Grid Table # Colorful Accent # | Grid Table # Dark | Grid Table # Dark Accent #
Grid Table # Light | Grid Table # Light Accent # | Grid Table Light | Hashtag | header | heading # | HTML Acronym
HTML Address | HTML Bottom of Form | HTML Cite | HTML Code | HTML Definition | HTML Keyboard | HTML Preformatted
HTML Sample | HTML Top of Form | HTML Typewriter | HTML Variable | Hyperlink | index # | index heading
Intense Emphasis | Intense Quote | Intense Reference | Light Grid | Light Grid Accent # | Light List
Light List Accent # | Light Shading | Light Shading Accent # | line number | List | List # | List Bullet
List Bullet # | List Continue | List Continue # | List Number | List Number # | List Paragraph | List Table #
List Table # Accent # | List Table # Colorful | List Table # Colorful Accent # | List Table # Dark
List Table # Dark Accent # | List Table # Light | List Table # Light Accent # | macro | Medium Grid #
Medium Grid # Accent # | Medium List # | Medium List # Accent # | Medium Shading # | Medium Shading # Accent #
Mention | Message Header | No List | No Spacing | Normal | Normal (Web) | Normal Indent | Normal Table
Note Heading | Outline List # | page number | Placeholder Text | Plain Table # | Plain Text | Quote | Revision
Salutation | Signature | Smart Hyperlink | Smart Link | Strong | Subtitle | Subtle Emphasis | Subtle Reference
Table #D effects # | Table Classic # | Table Colorful # | Table Columns # | Table Contemporary | Table Elegant
Table Grid | Table Grid # | Table List # | table of authorities | table of figures | Table Professional
Table Simple # | Table Subtle # | Table Theme | Table Web # | Title | toa heading | toc # | TOC Heading
Unresolved Mention
"""
"""``#`` stands for a figure from 1 to 9."""
_FIGURE = re.compile(r"[1-9]")
_SPELLINGS = MappingProxyType(
    {name.lower(): name for line in _NAMES.strip().splitlines() for name in line.split(" | ")}
)


@lru_cache(maxsize=1024)
def canonical_name(name: str) -> str:
    """A built-in style's name as Word writes it ("heading 1" for "Heading 1"); any other with its blanks as one."""
    name = " ".join(name.split())
    spelling = _SPELLINGS.get(_FIGURE.sub("#", name.lower()))
    if spelling is None:
        return name
    figures = iter(_FIGURE.findall(name))
    return "".join(next(figures) if letter == "#" else letter for letter in spelling)
