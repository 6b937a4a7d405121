"""Whole anonymous pages, shared by all processes, purged by what changed."""
