"""Known cases as data files that a researcher can edit, and their loading and checking."""
