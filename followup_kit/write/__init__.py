"""The message: a draft from the student's own facts, and the checks before sending."""
