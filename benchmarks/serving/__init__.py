"""Two verifiers over HTTP, ours and a peer's, and the program that asks them."""
