"""Our own side, by the functions that the service itself uses."""
