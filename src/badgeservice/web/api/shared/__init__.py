"""The catalogue of shared badges over the API."""
