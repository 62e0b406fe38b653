"""The panel that writes and checks notes."""
