"""What a verifier does: hand in a badge and get an answer."""
