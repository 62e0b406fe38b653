"""What to look at again before a note is sent: `check` gives a list of findings."""

from followup_kit.write.checks.finding import Finding, Level, apply_fix
from followup_kit.write.checks.run import check
from followup_kit.write.checks.summary import summary

__all__ = ["Finding", "Level", "apply_fix", "check", "summary"]
