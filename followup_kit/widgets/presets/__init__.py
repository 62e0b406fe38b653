"""The panel for the numbers behind the advice."""
