"""The contestants: programs that do what they are asked on standard input and tell the time."""
