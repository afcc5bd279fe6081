"""Which block answers to which, and which words changed: pure functions from two documents to a comparison."""
