"""Pages of needling: the sessions of an episode, the one beside the table, its taps, and its end."""
