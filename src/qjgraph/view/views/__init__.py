"""The views that are more than a part of the whole: each builds a graph and says where it lies."""
