"""What conforming to the public suites asks: the VC-API, its throw-away issuers, and JOSE."""
