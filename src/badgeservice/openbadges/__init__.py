"""Open Badges 3.0 as values and rules: no database, no network, no clock."""
