"""Writes about people, one file a subject."""
