"""Holding a redline to its word, by code that shares nothing with what writes redlines or resolves them."""
