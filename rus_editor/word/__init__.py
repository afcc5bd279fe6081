"""Word files in, and later out; the only home of lxml."""
