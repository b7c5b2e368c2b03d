"""What the world reads: issuers, keys, achievements and status lists."""
