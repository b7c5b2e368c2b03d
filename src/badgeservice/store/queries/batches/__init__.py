"""Queries about batches of awards, and about their rows."""
