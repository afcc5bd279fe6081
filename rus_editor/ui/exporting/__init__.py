"""Exportera: which report, in which formats, and where it goes. All but the command is read in when asked for."""
