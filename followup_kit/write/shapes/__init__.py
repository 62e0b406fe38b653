"""Facts as people type them: repaired, cut into pieces, and each piece's shape recognised."""
