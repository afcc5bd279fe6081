"""Writes the handbook's table of keys from the table of commands: ``handbook_keys.py`` (``make handbook``).

``table()`` is what a test holds the page to.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rus_editor.ui.actions import plain  # noqa: E402 - the checkout that this script lies in
from rus_editor.ui.commands import COMMANDS, MENUS  # noqa: E402

PAGE = ROOT / "docs" / "handbok" / "kortkommandon.md"
# As the menus of a Swedish window show them, but for Return, which is called Retur on the key.
SWEDISH = {
    "Shift": "Skift",
    "Return": "Retur",
    "Space": "Mellanslag",
    "Left": "Vänster",
    "Right": "Höger",
    "Up": "Upp",
    "Down": "Ned",
}


def in_swedish(keys: str) -> str:
    """``Ctrl+Shift+Space`` as ``Ctrl+Skift+Mellanslag``."""
    parts = [*keys[:-2].split("+"), "+"] if keys.endswith("++") else keys.split("+")
    return "+".join(SWEDISH.get(part, part) for part in parts)


def table() -> str:
    """The table as Markdown, a heading for each menu."""
    titles = dict(MENUS)
    parts: list[str] = []
    for menu in (name for name in titles if "/" not in name):
        rows = [
            f"| {plain(command.text)} | {', '.join(f'`{in_swedish(keys)}`' for keys in command.shortcuts)} |"
            for command in COMMANDS
            if command.shortcuts and command.menu.partition("/")[0] == menu
        ]
        if rows:
            parts.append("\n".join((f"## {plain(titles[menu])}", "", "| kommando | tangenter |", "|---|---|", *rows)))
    return "\n\n".join(parts) + "\n"


def page() -> str:
    """The whole page."""
    return (
        "# Kortkommandon\n\n"
        "Du kan göra allt från menyerna också. Med `Ctrl+Skift+P` söker du bland alla kommandon.\n\n"
        f"{table()}\n"
        "Läs vidare: [Tangentbord och skärmläsare](tangentbord.md)\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
