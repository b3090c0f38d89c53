"""Supplies: lots of needles and what is left of them, recalls, and sharps containers."""
