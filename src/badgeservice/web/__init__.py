"""HTTP in, HTTP out: JSON, forms, pages and status codes."""
