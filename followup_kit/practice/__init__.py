"""What the sources teach: presets, industries, statements and help texts as data."""
