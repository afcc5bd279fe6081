"""Frozen values that every floor of the house speaks in; standard library only."""
