"""The panel that logs interviews and takes in lists."""
