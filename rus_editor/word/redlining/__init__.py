"""From a comparison to a document with native tracked changes (ECMA-376 part 1, 17.13.5)."""
