"""Pages for people: rendered here, without script, in Dutch and in English (decision 18)."""
