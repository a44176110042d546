"""Inputs as they come: files, folders, records and their context, as pages."""

from qjgraph.read.pages import read_pages

__all__ = ["read_pages"]
