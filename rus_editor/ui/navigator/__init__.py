"""The list at the left: chapters, sections, how far along, and whether the structure is kept."""
