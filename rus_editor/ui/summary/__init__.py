"""Sammanfatta: what is proposed from the comparison, what a person makes of it, and what it will look like."""
