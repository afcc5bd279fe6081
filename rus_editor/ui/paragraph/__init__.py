"""The right side of the window: the paragraph at the caret."""
