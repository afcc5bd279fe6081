"""A summary as one web page that needs nothing else: no request leaves it, and it reads without its script.

``page`` puts it together: the front and each chapter's summary (``chapters``), themes and targets (``charts``), what
one filters and goes by (``tools``), all changes (``changes``), and the two texts side by side (``texts``). ``markup``
is the only place where text becomes markup.
"""

from rus_editor.export.html.page import write_html

__all__ = ["write_html"]
