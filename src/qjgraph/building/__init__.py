"""The parts of a build: which pages are new, who reads them, what changes in the graph."""
