"""Builds the example pair: text sources with both versions in them become two Word files and a list of what differs."""
