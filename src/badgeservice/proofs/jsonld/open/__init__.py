"""The open reading: what JSON-LD 1.1 allows in safe mode, within a budget."""
