"""Queries about people who sign in: one file per noun."""
