"""Inputs as they come: files, folders, records and their context, as pages."""
