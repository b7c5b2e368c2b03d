"""The demo: a made-up city, a sport club and a school, from nothing to verified badges."""
