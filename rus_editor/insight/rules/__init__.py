"""The rules by which a chapter's changes become statements. Each looks at one thing and gives drafts with evidence."""
