"""Skills over the API: looked up by everyone, and compared with badges. Nothing sent is kept."""
