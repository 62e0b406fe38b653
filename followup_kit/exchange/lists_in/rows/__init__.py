"""What each row of a list says, as entries of a log."""
