"""The city at work over the API: profiles, recognitions, suspensions, keys, what happened."""
