"""One module per family of checks; every finding says why, with its source."""
