"""Verifying, answered by plain ASGI: beside the signature nothing may cost much (decision 14)."""
