"""The reading room: what a browser shows of a graph, as data and as HTML.

`render.render` answers an address with a page, its JSON twin, its RDF or the CSV of one of its
tables; a server and the static site ask it the same way, so that both say the same.
"""

from qjgraph.room.addresses import Address
from qjgraph.room.render import Answer, render

__all__ = ["Address", "Answer", "render"]
