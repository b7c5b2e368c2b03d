"""People who are signed in: the cookie, who is behind it, and where a form must come from."""
