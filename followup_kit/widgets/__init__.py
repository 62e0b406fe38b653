"""One panel per notebook; the only room that knows widgets and the clock."""
