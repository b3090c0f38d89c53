"""Checks of the library: what must hold for it to load, and what its editors want to be told."""
