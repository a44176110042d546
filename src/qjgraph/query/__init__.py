"""Questions to the graph: SPARQL, named questions, tables, explanations, checks."""
