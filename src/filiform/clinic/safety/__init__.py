"""Safety: adverse events and who is told of them, who was needled with a lot, and needle-sticks of staff."""
