"""Identity: which entities of different articles are the same."""
