"""A file as tables of text, whatever program made it."""
