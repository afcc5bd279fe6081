"""Regular expressions that keep an engine that tries one way after another busy for years."""

from __future__ import annotations

SLOW = (
    "(a+)+b",
    "(a|a)*b",
    "(?:a|ab)+c",
    "(a*)*b",
    "((a+)+)+b",
    "(.*)(.*)(.*)(.*)(.*)x",
    r"\w*a\w*a\w*a\w*a\w*!",
    "(?i)(a|A|aa)+x",
    "^(([a-z])+.)+[0-9]([a-z])+$",
    "(?:" + "|".join("a" * count for count in range(1, 20)) + ")*b",
    "a?" * 100 + "a" * 30 + "b",
    "(?:a|a)" * 40 + "b",
    "a{2,}a{3,}a{4,}b",
    "(a?){60}b",
)
"""Each is a pattern of ours, and none of them fits what consists of the letter a alone."""
