"""The window. All Qt lives here, and nothing here decides anything about documents."""
