"""Chinese local news to a knowledge graph in which every statement leads back to its words."""

__version__ = "0.1.0"
