"""What the world reads without a key: documents of issuers, achievements and status lists."""
