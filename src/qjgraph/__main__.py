"""`python -m qjgraph`: the command line where its script is not on the path."""

from qjgraph.cli import main

main()
