"""Our own REST API under /v1 (decision 15): JSON in, JSON out."""
