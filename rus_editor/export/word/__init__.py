"""A summary as Word documents: a report and a draft of a memorandum; the only home of python-docx."""

from __future__ import annotations

from rus_editor.export.word.memo_document import write_memo
from rus_editor.export.word.report_document import write_report

__all__ = ["write_memo", "write_report"]
