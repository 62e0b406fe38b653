"""The coach's side: logs that students chose to hand over."""
