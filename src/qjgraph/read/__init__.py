"""Inputs as they come: files, folders, records and their context, as pages."""

from qjgraph.read.columns import parse_columns
from qjgraph.read.files import as_path
from qjgraph.read.pages import Options, read_pages

__all__ = ["Options", "as_path", "parse_columns", "read_pages"]
