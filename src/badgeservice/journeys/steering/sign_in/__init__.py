"""Signing in without a password: ask, confirm, a session, and the place of the second factor."""
