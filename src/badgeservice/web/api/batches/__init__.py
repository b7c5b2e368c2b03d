"""Batches of awards over the API: a look before, progress, and a way back."""
