"""Cryptography on plain JSON. Has never heard of badges."""
