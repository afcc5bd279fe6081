"""A summary as a PDF for paper and screen; the only home of reportlab."""

from __future__ import annotations

from rus_editor.export.pdf.document import write_pdf

__all__ = ["write_pdf"]
