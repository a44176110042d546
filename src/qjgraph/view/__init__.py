"""Pictures: networkx projections and one offline HTML file."""
