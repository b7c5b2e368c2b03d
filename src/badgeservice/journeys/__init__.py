"""What people do here. Each journey owns its transaction."""
