"""Pages cut into articles, and the cleaned view that the reading works on."""
