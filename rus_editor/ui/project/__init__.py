"""Projekt: the versions, what is exported, what is told of the project as a whole."""
