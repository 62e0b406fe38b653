"""What it adds up to: measures and charts of timeliness."""
