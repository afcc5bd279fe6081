"""A summary as slides; the only home of python-pptx and Pillow."""

from __future__ import annotations

from rus_editor.export.slides.deck import write_slides

__all__ = ["write_slides"]
