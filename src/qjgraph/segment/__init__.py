"""Pages cut into articles, and the cleaned view that the reading works on."""

from qjgraph.segment.cutting import cut

__all__ = ["cut"]
