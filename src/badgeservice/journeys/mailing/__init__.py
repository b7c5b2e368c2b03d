"""Mails to people: written with the act they tell of, and sent after it."""
