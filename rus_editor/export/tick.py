"""How an export tells how far it has come; whoever listens may raise to call it off."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[float], None]
"""Takes what has been done, from 0 to 1. What it raises goes through the export, which has written nothing yet."""


def unheard(_done: float) -> None:
    """Nobody listens."""
