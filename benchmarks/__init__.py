"""How fast qjgraph is, beside what it is measured against."""
