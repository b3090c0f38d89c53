"""Assessment: how much it hurts and where, how far it moves, and what the fingers found."""
