"""Audit: what was done, by whom and when, in a chain that shows when somebody tampered with it."""
