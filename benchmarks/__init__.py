"""Times our proofs against other implementations in the same run; see README.md."""
