"""What people are given: the report as PDF and web page, and everything as JSON."""
