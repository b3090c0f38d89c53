"""Needling: the session beside the table, its needle count, and its signature."""
