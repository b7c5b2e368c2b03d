"""Pages on which an organisation designs its badges: no script, and the draft is in the form."""
