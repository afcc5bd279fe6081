"""What stood in an earlier version, given back to a document that is being edited, change by change."""
