"""Where your data lives, and what to do with all of it."""
