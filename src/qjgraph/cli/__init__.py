"""The command line: the only package that speaks to a person."""
