"""What an issuer does: publish achievements, issue and revoke credentials."""
