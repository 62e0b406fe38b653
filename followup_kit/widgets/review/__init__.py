"""The coach's panel."""
