"""Catalogue, stock, basket, checkout and orders."""
