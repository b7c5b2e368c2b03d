"""JSON-LD 1.1 in safe mode: a document becomes an RDF dataset, or is refused with reasons."""
