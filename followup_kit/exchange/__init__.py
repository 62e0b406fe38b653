"""Files and other programs: mail, calendars, tables."""
