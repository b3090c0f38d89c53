"""Published trials: whether their numbers can be right, how large their effects are, and what they say together."""
