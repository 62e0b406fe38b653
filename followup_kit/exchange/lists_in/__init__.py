"""Taking in the lists people keep elsewhere: read, understand, ask, account for every row."""
