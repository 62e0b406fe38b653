"""The panel of the whole season: every application, and everything that belongs to it."""
