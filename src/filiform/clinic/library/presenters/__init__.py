"""Concepts of the library as pages show them."""
