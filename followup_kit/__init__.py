"""Log interviews, see the next right follow-up, write it well, and see what it adds up to."""
