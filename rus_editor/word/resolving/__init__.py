"""Accepting and rejecting tracked changes, construct by construct (ECMA-376 part 1, 17.13.5)."""
