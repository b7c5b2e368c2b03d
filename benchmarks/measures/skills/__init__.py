"""The skills language: what it costs to find something in it."""
