"""A summary as a spreadsheet; the only home of openpyxl."""

from __future__ import annotations

from rus_editor.export.sheet.workbook import write_sheet

__all__ = ["write_sheet"]
