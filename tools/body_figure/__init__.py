"""Draws the body figure: reads a public-domain mesh, poses it, cuts the regions on it, and writes paths."""
