"""The life of an organisation here: invited, described, recognised, suspended, ended."""
