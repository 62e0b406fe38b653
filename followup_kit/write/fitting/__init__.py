"""What the student typed, fitted into the sentences of a note: which frame, and which words."""
