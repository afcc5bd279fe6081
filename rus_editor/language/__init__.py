"""Swedish: words, sentences, readability, spelling and typographic habits."""
