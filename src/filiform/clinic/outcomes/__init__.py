"""Outcomes: measurements over the course of care, whether they changed by enough to matter, and the report."""
