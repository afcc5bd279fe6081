"""Skriv: a chapter as panes, edited as one text."""
