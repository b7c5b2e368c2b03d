"""What is done with skills: brought in, found, looked up and compared."""
