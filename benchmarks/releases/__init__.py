"""Releases of skills as large as the real one, and what importing them costs."""
