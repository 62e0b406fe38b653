"""Rows of a list held against what the log has."""
