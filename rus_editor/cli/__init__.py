"""The command line: the verbs, without a window and without Qt installed."""

from rus_editor.cli.program import run

__all__ = ["run"]
