"""Small pieces the panels share."""
