"""What happened: the log of interviews, people, messages and news."""
