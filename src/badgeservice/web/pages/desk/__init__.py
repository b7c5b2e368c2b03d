"""The desk: signing in, and the pages of people who give badges."""
