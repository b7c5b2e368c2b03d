"""The page with every code that the service can answer, made from the source that answers it."""
