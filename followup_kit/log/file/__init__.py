"""The machinery of the log's file; it knows nothing of interviews."""
