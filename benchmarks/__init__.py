"""Times our service against other implementations in the same run; see README.md."""
