"""The one page: today, season, log, write, progress and your data, as tabs of one panel."""
