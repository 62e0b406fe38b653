"""The panel that shows the next steps."""
