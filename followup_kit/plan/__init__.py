"""What to do next, by when, and why."""
