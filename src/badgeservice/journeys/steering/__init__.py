"""What the city does: admit issuers, give them keys, say whom it recognises."""
