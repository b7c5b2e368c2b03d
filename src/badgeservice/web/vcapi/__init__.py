"""The VC-API: verifiable credentials over HTTP in the shape that other programs know."""
