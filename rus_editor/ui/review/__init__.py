"""Granska: the changes of a comparison one by one, judged and given back; of a project, or of any two documents."""
